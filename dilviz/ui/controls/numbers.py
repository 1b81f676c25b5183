"""Controls for numbers between bounds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

import streamlit as st

from dilviz.ui.controls import refusals
from dilviz.ui.controls.control import Control, Query

Number = TypeVar("Number", int, float)


@dataclass(frozen=True)
class Bounded(Control[Number]):
    """A number between bounds."""

    lowest: Number
    highest: Number

    def refusal(self, query: Query) -> str | None:
        """Refuse what is no number between the bounds."""
        text = query.get(self.key)
        if text is None or self.holds(text):
            return None
        rule = f"{self.label.lower()} goes from {self.lowest:g} to {self.highest:g}"
        return refusals.refused(self.key, text, rule, f"{self.default:g}")

    def holds(self, text: str) -> bool:
        """Whether a text is a number between the bounds."""
        try:
            return self.lowest <= float(text) <= self.highest
        except ValueError:
            return False


@dataclass(frozen=True)
class Slider(Bounded[int]):
    """A whole number between bounds.

    >>> rate = Slider("rate", "Dilation rate d", 4, lowest=1, highest=32)
    >>> rate.from_link({"rate": "7"}), rate.from_link({"rate": "99"}), rate.from_link({})
    (7, 4, 4)
    >>> rate.from_link({"rate": "7.9"})  # as Streamlit reads it
    7
    """

    help: str | None = None

    def from_link(self, query: Query) -> int:
        """Read it as Streamlit does."""
        text = query.get(self.key, "")
        return int(float(text)) if self.holds(text) else self.default

    def widget(self) -> int:
        """Show a slider."""
        return st.slider(
            self.label,
            *(self.lowest, self.highest, self.default),
            key=self.key,
            bind="query-params",
            on_change=self.on_change,
            help=self.help,
        )


@dataclass(frozen=True)
class Measure(Bounded[float]):
    """A number between bounds that need not be whole."""

    step: float

    def from_link(self, query: Query) -> float:
        """Read it as Streamlit does."""
        text = query.get(self.key, "")
        return float(text) if self.holds(text) else self.default

    def widget(self) -> float:
        """Show a slider."""
        bounds = self.lowest, self.highest, self.default, self.step
        return st.slider(self.label, *bounds, key=self.key, bind="query-params", format="%g")
