"""Controls for numbers between bounds."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from dilviz.ui.controls import refusals
from dilviz.ui.controls.control import Control, Query


@dataclass(frozen=True)
class Slider(Control[int]):
    """A whole number between bounds.

    >>> rate = Slider("rate", "Dilation rate d", 4, lowest=1, highest=32)
    >>> rate.from_link({"rate": "7"}), rate.from_link({"rate": "99"}), rate.from_link({})
    (7, 4, 4)
    >>> rate.from_link({"rate": "7.9"})  # as Streamlit reads it
    7
    """

    lowest: int
    highest: int
    help: str | None = None

    def from_link(self, query: Query) -> int:
        """Read it as Streamlit does."""
        text = query.get(self.key, "")
        return int(float(text)) if _between(text, self.lowest, self.highest) else self.default

    def refusal(self, query: Query) -> str | None:
        """Refuse what is no number between the bounds."""
        return _refusal(self, query)

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
class Measure(Control[float]):
    """A number between bounds that need not be whole."""

    lowest: float
    highest: float
    step: float

    def from_link(self, query: Query) -> float:
        """Read it as Streamlit does."""
        text = query.get(self.key, "")
        return float(text) if _between(text, self.lowest, self.highest) else self.default

    def refusal(self, query: Query) -> str | None:
        """Refuse what is no number between the bounds."""
        return _refusal(self, query)

    def widget(self) -> float:
        """Show a slider."""
        bounds = self.lowest, self.highest, self.default, self.step
        return st.slider(self.label, *bounds, key=self.key, bind="query-params", format="%g")


def _refusal(control: Slider | Measure, query: Query) -> str | None:
    text = query.get(control.key)
    if text is None or _between(text, control.lowest, control.highest):
        return None
    rule = f"{control.label.lower()} goes from {control.lowest:g} to {control.highest:g}"
    return refusals.refused(control.key, text, rule, f"{control.default:g}")


def _between(text: str, lowest: float, highest: float) -> bool:
    try:
        return lowest <= float(text) <= highest
    except ValueError:
        return False
