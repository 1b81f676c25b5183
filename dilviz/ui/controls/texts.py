"""Controls for a line of text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import streamlit as st

from dilviz.errors import GeometryError
from dilviz.ui import arrival, held_networks
from dilviz.ui.controls import refusals
from dilviz.ui.controls.control import Control, Query, link_query


@dataclass(frozen=True)
class Text(Control[str]):
    """A line of text; what it means is for others to say. `live`: answered while people type."""

    placeholder: str | None = None
    help: str | None = None
    live: bool = False

    def from_link(self, query: Query) -> str:
        """Read it as it is."""
        return query.get(self.key, self.default)

    def widget(self) -> str:
        """Show a field."""
        return st.text_input(
            *(self.label, self.default),
            key=self.key,
            bind="query-params",
            placeholder=self.placeholder,
            on_change=self.on_change,
            help=self.help,
            live=self.live,
        )


@dataclass(frozen=True)
class NetworkText(Text):
    """A network as a line of notation.

    >>> line = NetworkText("net", "Network", "conv3")
    >>> line.from_link({}), line.from_link({"net": "conv5"})
    ('conv3', 'conv5')
    """

    live: bool = True

    def from_link(self, query: Query) -> str:
        """Read it; of one too long for a link, only its name stands there.

        Raises
        ------
        GeometryError
            If the link says that there is none: then the page may show its last in grey.
        """
        text = held_networks.known(super().from_link(query))
        if not text.strip():
            raise GeometryError("the link holds no network. Write one, as in net=conv3.")
        return text


@dataclass(frozen=True)
class Read(Control[Any]):
    """A text with a meaning, read from the link alone: a size, a padding. `default` is text too.

    >>> from dilviz.convolution.layer_text import read_pair
    >>> size = Read("k", "Kernel size", "3", lambda text: read_pair(text, "kernel size", 1, 9))
    >>> size.from_link({"k": "3x5"}), size.from_link({"k": "99"})
    ((3, 5), (3, 3))
    >>> print(size.refusal({"k": "99"}))  # doctest: +ELLIPSIS
    The link asked for k: kernel size must be one whole number or rows x columns, from 1 to 9, ...
    """

    read: Callable[[str], Any]
    write: Callable[[Any], str] = str
    shown: str = ""  # what stands in, in words, where the default is no word

    def from_link(self, query: Query) -> Any:
        """Read what it means; what cannot be read means the default."""
        try:
            return self.read(self._text(query))
        except GeometryError:
            return self.read(self.default)

    def refusal(self, query: Query) -> str | None:
        """Refuse what cannot be read, with the rule that it breaks."""
        error = self._error(query)
        return refusals.unreadable(self.key, error, self.shown or self.default) if error else None

    def _error(self, query: Query) -> GeometryError | None:
        try:
            self.read(self._text(query))
        except GeometryError as error:
            return error
        return None

    def _text(self, query: Query) -> str:
        text = query.get(self.key, "")
        return text if text.strip() else self.default

    def to_link(self, value: Any) -> str | None:
        """Write it as `read` reads it; None for the default."""
        return None if value == self.read(self.default) else self.write(value)


@dataclass(frozen=True)
class ReadField(Read):
    """Such a text, typed into a field."""

    help: str | None = None

    def ask(self) -> Any:
        """Show the field, and below it why what stands in it cannot be."""
        arrival.remember(self.key, is_quiet=self.figures_only)
        value = self.widget()
        if error := self._error(link_query()):
            sentence = f"{error} This shows {self.shown or self.default}."
            refusals.say([sentence[0].upper() + sentence[1:]])
        return value

    def widget(self) -> Any:
        """Show a field."""
        text = st.text_input(
            *(self.label, self.default),
            key=self.key,
            bind="query-params",
            live=True,
            help=self.help,
        )
        return self.from_link({**link_query(), self.key: text})
