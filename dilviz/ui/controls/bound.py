"""Widgets that live in the link: the key is the name there, and a bad value is said.

Each is told in the same way by a link alone: then there is no page to say anything on.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from dilviz.errors import GeometryError
from dilviz.ui import arrival
from dilviz.ui.controls import link

Query = Mapping[str, str]
LIVE = "300ms"  # the answer follows while people type


@dataclass(frozen=True)
class Slider:
    """A whole number between bounds."""

    key: str
    label: str
    lowest: int
    highest: int
    default: int
    help: str | None = None

    def ask(self) -> int:
        """Ask for it by a slider."""
        arrival.remember(self.key)
        if not self._fits(st.query_params):
            rule = f"{self.label.lower()} goes from {self.lowest} to {self.highest}"
            _say_refused(self.key, rule, self.default)
        bounds = self.lowest, self.highest, self.default
        return st.slider(self.label, *bounds, key=self.key, bind="query-params", help=self.help)

    def told(self, query: Query) -> int:
        """Read it from a link.

        >>> rate = Slider("rate", "Dilation rate l", 1, 32, 4)
        >>> rate.told({"rate": "7"}), rate.told({"rate": "99"}), rate.told({})
        (7, 4, 4)
        >>> rate.told({"rate": "7.9"})  # as Streamlit reads it
        7
        """
        asked = query.get(self.key, "")
        return int(float(asked)) if _between(asked, self.lowest, self.highest) else self.default

    def _fits(self, query: Query) -> bool:
        asked = query.get(self.key)
        return asked is None or _between(asked, self.lowest, self.highest)


@dataclass(frozen=True)
class OneOf:
    """One of some words."""

    key: str
    label: str
    options: Sequence[str]
    default: str
    help: str | None = None

    def told(self, query: Query) -> str:
        """Read it from a link."""
        return query[self.key] if query.get(self.key) in self.options else self.default

    def say_unless_offered(self) -> None:
        """Say so if the link asks for another word."""
        if st.query_params.get(self.key) not in (None, *self.options):
            rule = f"{self.label.lower()} is one of {link.listed(self.options)}"
            _say_refused(self.key, rule, self.default)


@dataclass(frozen=True)
class Choice(OneOf):
    """One of a few words, all in sight."""

    def ask(self, *, disabled: bool = False) -> str:
        """Ask for it by a row of buttons."""
        arrival.remember(self.key)
        self.say_unless_offered()
        picked = st.segmented_control(
            self.label,
            self.options,
            default=self.default,
            key=self.key,
            bind="query-params",
            required=True,
            disabled=disabled,
            help=self.help,
        )
        return picked or self.default


@dataclass(frozen=True)
class Pick(OneOf):
    """One of many words, in a list that opens."""

    def ask(self, *, disabled: bool = False) -> str:
        """Ask for it by a list."""
        arrival.remember(self.key)
        self.say_unless_offered()
        index = list(self.options).index(self.default)
        return st.selectbox(
            *(self.label, self.options, index),
            key=self.key,
            bind="query-params",
            disabled=disabled,
            help=self.help,
        )


@dataclass(frozen=True)
class Text:
    """A line of text; what it means is for others to say."""

    key: str
    label: str
    default: str
    placeholder: str | None = None
    help: str | None = None
    live: bool = False

    def ask(self) -> str:
        """Ask for it by a field."""
        arrival.remember(self.key)
        return st.text_input(
            *(self.label, self.default),
            key=self.key,
            bind="query-params",
            placeholder=self.placeholder,
            help=self.help,
            live=LIVE if self.live else False,
        )

    def told(self, query: Query) -> str:
        """Read it from a link."""
        return query.get(self.key, self.default)


@dataclass(frozen=True)
class NetworkLine:
    """A network as a line of notation, in the link from the start."""

    key: str
    default: str
    help: str
    placeholder: str

    def ask(self, *, default: bool = True) -> str:
        """Ask for it by a field; without its default, it may be empty."""
        return Text(self.key, "Network", self.default, self.placeholder, self.help, live=True).ask()

    def told(self, query: Query) -> str:
        """Read it from a link.

        Raises
        ------
        GeometryError
            If the link holds none: then the page may still hold one that no link can.
        """
        if not query.get(self.key, self.default).strip():
            raise GeometryError("the link holds no network. Write one, as in net=conv3.")
        return query.get(self.key, self.default)


def measure(key: str, label: str, lowest: float, highest: float, default: float, **more) -> float:
    """Ask for a number that need not be whole by a slider."""
    if key in st.query_params and not _between(st.query_params[key], lowest, highest):
        _say_refused(key, f"{label.lower()} goes from {lowest:g} to {highest:g}", f"{default:g}")
    arrival.remember(key)
    return st.slider(label, lowest, highest, default, key=key, bind="query-params", **more)


def _between(asked: str, lowest: float, highest: float) -> bool:
    try:
        return lowest <= float(asked) <= highest
    except ValueError:
        return False


def _say_refused(key: str, rule: str, default: object) -> None:
    """Streamlit drops a bad value from the link in silence; people should know."""
    link.say([link.refused(key, st.query_params[key], rule, default)])
