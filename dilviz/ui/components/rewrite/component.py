"""The equivalences of the Frameworks page on real numbers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from dilviz.ui.components import mounting

MOUNT = mounting.component("rewrite")
Numbers = Callable[..., dict[str, Any]]  # one of `dilviz.figures.rewrite`


def drawn(numbers: Numbers, *given: Any) -> dict[str, Any]:
    """What the component draws of numbers: they are named as the figure is."""
    return {"figure": numbers.__name__, **numbers(*given)}


def same_words(rows: list[dict[str, Any]]) -> None:
    """Show what SAME with a rate does in frameworks and runtimes."""
    MOUNT(key="same-words", data={"figure": "sameWords", "rows": rows})
