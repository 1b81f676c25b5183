"""A widget that lives in the link with several values: its name stands there once for each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from dilviz.ui import arrival
from dilviz.ui.controls import link
from dilviz.ui.controls.bound import Query


@dataclass(frozen=True)
class Several:
    """Some of a few whole numbers, or none."""

    key: str
    label: str
    options: Sequence[int]
    default: tuple[int, ...]

    def ask(self) -> tuple[int, ...]:
        """Ask for them by a list that keeps what was picked."""
        asked = st.query_params.get_all(self.key)
        if self._unknown(asked):
            shown = self.told({self.key: ",".join(asked)})
            self._say_refused(self._unknown(asked), shown)
        arrival.remember(self.key)
        picked = st.multiselect(
            *(self.label, self.options, self.default), key=self.key, bind="query-params"
        )
        return tuple(picked)

    def told(self, query: Query) -> tuple[int, ...]:
        """Read them from a link, where commas part them.

        >>> sizes = Several("kernels", "Kernel sizes", (2, 3, 5), (3,))
        >>> sizes.told({"kernels": "5,2"}), sizes.told({"kernels": ""}), sizes.told({})
        ((5, 2), (), (3,))
        >>> sizes.told({"kernels": "4,5"}), sizes.told({"kernels": "4"})
        ((5,), (3,))
        """
        if not (asked := query.get(self.key)):
            return self.default if asked is None else ()
        known = {str(one): one for one in self.options}
        return tuple(known[one] for one in asked.split(",") if one in known) or self.default

    def _unknown(self, asked: Sequence[str]) -> list[str]:
        return [one for one in asked if one and one not in map(str, self.options)]

    def _say_refused(self, asked: Sequence[str], shown: Sequence[int]) -> None:
        rule = f"{self.label.lower()} are {link.listed([str(one) for one in self.options])}"
        link.say([link.refused(self.key, ", ".join(asked), rule, ", ".join(map(str, shown)))])
