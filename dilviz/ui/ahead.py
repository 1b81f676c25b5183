"""Figures that their link alone decides: a browser asks for them before the page has run."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from importlib import import_module
from typing import Any, Generic, TypeVar

from dilviz.ui.site import SITE

Query = Mapping[str, str]
Settings = TypeVar("Settings")
PLACE = "figures"  # in the address, beside the pages


@dataclass(frozen=True)
class Figure(Generic[Settings]):
    """A figure of a page. Equal settings, by their `repr`, are drawn alike.

    Attributes
    ----------
    page, key : str
        The address of its page and its key there; together they name it.
    names : tuple of str
        What of the link decides it.
    read : callable
        From a link to the settings, as the widgets read them.
    data : callable
        From the settings to what its component draws. Both may raise `GeometryError`.
    mount : callable
        Mounts its component.
    alone : bool
        Whether others that change with it shall not wait for it.
    """

    page: str
    key: str
    names: tuple[str, ...]
    read: Callable[[Query], Settings]
    data: Callable[[Settings], Mapping[str, Any]]
    mount: Callable[..., Any]
    alone: bool = False

    def show(
        self, settings: Settings, besides: Mapping[str, Any] | None = None, **more: Any
    ) -> Any:
        """Mount it with what the widgets hold; `besides` is what no link can tell."""
        known = (settings, besides) if besides else settings
        ahead = {
            "address": f"{PLACE}/{self.page}",
            "key": self.key,
            "names": self.names,
            "alone": self.alone,
            "stamp": _stamp(known),
        }
        data = {**self.data(settings), **(besides or {}), "ahead": ahead}
        return self.mount(key=self.key, data=data, **more)

    def answer(self, query: Query) -> dict[str, Any]:
        """Draw what a link says, as the page will show it."""
        settings = self.read({name: query[name] for name in self.names if name in query})
        return {"stamp": _stamp(settings), "data": self.data(settings)}


def figure(page: str, key: str) -> Figure[Any] | None:
    """Find a figure that can be asked for."""
    views = {one.address: one.views for one in SITE if one.views}
    return import_module(views[page]).FIGURES.get(key) if page in views else None


def _stamp(known: object) -> str:
    """Name what is drawn: a network may have many thousand characters."""
    return sha256(repr(known).encode()).hexdigest()[:16]
