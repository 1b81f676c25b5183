"""Errors as sentences, where the figure would have been."""

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from dilviz.errors import GeometryError
from dilviz.ui.controls import refusals


@contextmanager
def explained() -> Iterator[None]:
    """Show a `GeometryError` as its sentence; anything else stays loud."""
    try:
        yield
    except GeometryError as error:
        st.warning(refusals.plain(sentence(error)))


def sentence(error: Exception) -> str:
    """Begin with a capital letter, as a sentence does.

    >>> sentence(GeometryError("the dilated kernel does not fit."))
    'The dilated kernel does not fit.'
    """
    message = str(error)
    return message[:1].upper() + message[1:]
