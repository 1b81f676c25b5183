"""Chips: a press puts what a chip stands for into the link, and the figures follow at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from dilviz.ui.components import mounting

MOUNT = mounting.component("chips")


class Chip(NamedTuple):
    """Its name, and what the link holds after a press: names and values, None for absent.

    A chip that changes nothing in the link, as "more ...", has an empty one.
    """

    name: str
    link: Mapping[str, str | None] = {}


def chips(label: str, offered: Sequence[Chip], on: str | None) -> dict[str, Any]:
    """What the component draws: a group of buttons, of which `on` is pressed."""
    chips = [{"name": chip.name, "link": dict(chip.link)} for chip in offered]
    return {"label": label, "chips": chips, "on": on}


def ask(key: str, data: dict[str, Any], on_chosen: Callable[[], None]) -> None:
    """Show chips; `on_chosen` is called after a press, with the name in the state."""
    MOUNT(key=key, data=data, on_chosen_change=on_chosen)
