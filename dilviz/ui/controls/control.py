"""A control: one setting with its name in the link, its label and its default."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Generic, Literal, TypeVar

import streamlit as st

from dilviz.ui import arrival
from dilviz.ui.controls import refusals

Query = Mapping[str, str]  # a link: of several values of one name, commas between them
Value = TypeVar("Value")


@dataclass(frozen=True)
class Control(ABC, Generic[Value]):
    """One setting, with the same value from its widget and from a link.

    Attributes
    ----------
    key : str
        Its name in the link, and the key of its widget.
    label : str
    default : Value
        Also what stands in for a value that the link cannot have. It is left out of the link.
    figures_only : bool
        Whether nothing but linked figures and charts depends on it, and none of them is refused
        for it: a change then starts no run of the page, which costs the server more than the
        figures do.
    """

    key: str
    label: str
    default: Value
    figures_only: bool = field(default=False, kw_only=True)

    @property
    def on_change(self) -> Literal["rerun", "ignore"]:
        """What Streamlit does after a change; the link and the figures follow in any case.

        A sentence about the link that was opened goes with the next run.
        """
        is_quiet = self.figures_only and not self.refusal(link_query(self.key))
        return "ignore" if is_quiet else "rerun"

    @abstractmethod
    def from_link(self, query: Query) -> Value:
        """Read it from a link."""

    def widget(self) -> Value:
        """Show its widget, bound to the link, and return its value.

        As such it has none: a component of the page writes it into the link.
        """
        return self.from_link(link_query(self.key))

    def refusal(self, query: Query) -> str | None:
        """Say in a sentence which value of the link cannot be had; None if all can."""
        return None

    def to_link(self, value: Value) -> str | None:
        """Write a value as the link holds it; None for the default."""
        return None if value == self.default else str(value)

    def ask(self) -> Value:
        """Show the widget, with a sentence if the link has a value that cannot be."""
        self.say_refusal()
        arrival.remember(self.key, is_quiet=self.figures_only)
        return self.widget()

    def say_refusal(self) -> None:
        """Streamlit drops a bad value from the link in silence; people should know."""
        if sentence := self.refusal(link_query(self.key)):
            refusals.say([sentence])


def link_query(*names: str) -> dict[str, str]:
    """Read the link of the page; of several values of one name, commas between them.

    Given names, these alone: to read all of the link takes longer than most controls do.
    """
    values = {name: st.query_params.get_all(name) for name in names or st.query_params}
    return {name: ",".join(texts) for name, texts in values.items() if texts}
