"""Chips: a press puts what a chip stands for into the link, and the figures follow at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from dilviz.ui.components import mounting

MOUNT = mounting.component("chips")


class Chip(NamedTuple):
    """Its name, and what the link holds after a press: names and values, None for absent.

    A chip that changes nothing in the link, as "more ...", has an empty one.
    """

    name: str
    link: Mapping[str, str | None] = {}


def ask(
    key: str, label: str, offered: Sequence[Chip], on: str | None, take: Callable[[], None]
) -> None:
    """Show chips, `on` pressed; a press puts its name into the state and calls `take`."""
    chips = [chip._asdict() for chip in offered]
    MOUNT(key=key, data={"label": label, "chips": chips, "on": on}, on_chosen_change=take)
