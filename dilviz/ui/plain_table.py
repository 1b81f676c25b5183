"""A small table of words as Markdown: Streamlit's own tables load pandas, and a script more."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import streamlit as st


def plain_table(titles: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Show a few rows below their titles."""
    st.markdown(markdown(titles, rows))


def markdown(titles: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Write them.

    >>> print(markdown(["kernel", "field"], [["conv3", 3]]))
    | kernel | field |
    |---|---|
    | conv3 | 3 |
    """
    lines = [titles, *rows]
    written = [f"| {' | '.join(map(str, line))} |" for line in lines]
    return "\n".join([written[0], f"|{'---|' * len(titles)}", *written[1:]])
