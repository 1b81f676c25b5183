"""Controls for a choice among a few words or numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from dilviz.ui.controls import refusals
from dilviz.ui.controls.control import Control, Query


@dataclass(frozen=True)
class OneOf(Control[str]):
    """One of some words, read from the link alone; subclasses have a widget.

    It is greyed where `disabled` says why it has no effect.

    >>> scale = OneOf("scale", "Scale", "linear", ("linear", "log"))
    >>> scale.from_link({"scale": "log"}), scale.from_link({"scale": "there"})
    ('log', 'linear')
    >>> scale.refusal({"scale": "there"})
    'The link asked for scale = there; scale is one of linear, log, so this shows linear.'
    """

    options: Sequence[str]
    help: str | None = None
    disabled: str = ""

    def from_link(self, query: Query) -> str:
        """Read one of the options, or the default."""
        text = query.get(self.key, self.default)
        return text if text in self.options else self.default

    def refusal(self, query: Query) -> str | None:
        """Refuse any other word."""
        text = query.get(self.key)
        if text is None or text in self.options:
            return None
        rule = f"{self.label.lower()} is one of {refusals.listed(self.options)}"
        return refusals.refused(self.key, text, rule, self.default)

    def _say_why_it_is_greyed(self) -> None:
        if self.disabled:
            st.caption(self.disabled)


@dataclass(frozen=True)
class Choice(OneOf):
    """One of a few words, shown as radio buttons or segments."""

    def widget(self) -> str:
        """Show a row of buttons."""
        chosen = st.segmented_control(
            self.label,
            self.options,
            default=self.default,
            key=self.key,
            bind="query-params",
            required=True,
            disabled=bool(self.disabled),
            on_change=self.on_change,
            help=self.help,
        )
        self._say_why_it_is_greyed()
        return chosen or self.default


@dataclass(frozen=True)
class Pick(OneOf):
    """One of many words, shown as a select box."""

    def widget(self) -> str:
        """Show a list."""
        index = list(self.options).index(self.default)
        chosen = st.selectbox(
            *(self.label, self.options, index),
            key=self.key,
            bind="query-params",
            disabled=bool(self.disabled),
            help=self.help,
        )
        self._say_why_it_is_greyed()
        return chosen


@dataclass(frozen=True)
class Several(Control[tuple[int, ...]]):
    """Some of a few whole numbers, or none.

    >>> sizes = Several("kernels", "Kernel sizes", (3,), (2, 3, 5))
    >>> sizes.from_link({"kernels": "5,2"}), sizes.from_link({"kernels": ""})
    ((5, 2), ())
    >>> sizes.from_link({"kernels": "4,5"}), sizes.from_link({"kernels": "4"})
    ((5,), (3,))
    """

    options: Sequence[int]

    def from_link(self, query: Query) -> tuple[int, ...]:
        """Read those that are among the options; if none of several is, the default."""
        if not (text := query.get(self.key)):
            return self.default if text is None else ()
        known = {str(option): option for option in self.options}
        return tuple(known[word] for word in text.split(",") if word in known) or self.default

    def refusal(self, query: Query) -> str | None:
        """Refuse the numbers that are no options."""
        known = [str(option) for option in self.options]
        unknown = [word for word in query.get(self.key, "").split(",") if word not in ("", *known)]
        if not unknown:
            return None
        shown = ", ".join(map(str, self.from_link(query)))
        rule = f"{self.label.lower()} are {refusals.listed(known)}"
        return refusals.refused(self.key, ", ".join(unknown), rule, shown)

    def to_link(self, value: tuple[int, ...]) -> str | None:
        """Write them with commas between."""
        return None if value == self.default else ",".join(map(str, value))

    def widget(self) -> tuple[int, ...]:
        """Show a list that keeps what was picked."""
        chosen = st.multiselect(
            *(self.label, self.options, self.default), key=self.key, bind="query-params"
        )
        return tuple(chosen)
