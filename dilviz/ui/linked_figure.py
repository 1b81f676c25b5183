"""Figures that a link alone decides: a browser asks for them before the page has run.

`docs/figures.md` walks one slider through it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib import import_module
from typing import Any, Generic, Protocol, TypeVar

from dilviz.errors import GeometryError
from dilviz.ui import arrival, refused_figures
from dilviz.ui.components import mounting
from dilviz.ui.controls.control import Query, link_query
from dilviz.ui.site import SITE

PLACE = "figures"  # in the address, beside the pages

Value = TypeVar("Value")
Read = TypeVar("Read", covariant=True)


class LinkedSettings(Protocol[Read]):
    """What a link decides: `dilviz.ui.controls.settings.Settings`, as a rule."""

    def names(self) -> tuple[str, ...]:
        """List the names of the link that it depends on."""

    def from_link(self, query: Query) -> Read:
        """Read it from a link, or raise `GeometryError`."""


@dataclass(frozen=True)
class LinkedFigure(Generic[Value]):
    """A figure of a page.

    Attributes
    ----------
    page, key : str
        The address of its page and its key there; together they name it.
    settings : LinkedSettings
        What decides it.
    draw : callable
        From the settings to what its component draws. It may raise `GeometryError`.
    mount : callable
        Mounts its component.
    """

    page: str
    key: str
    settings: LinkedSettings[Value]
    draw: Callable[[Value], Mapping[str, Any]]
    mount: Callable[..., Any]

    def show(
        self, settings: Value, session_data: Mapping[str, Any] | None = None, **more: Any
    ) -> Any:
        """Mount it with what the widgets hold; `session_data` is what no link can tell.

        Its data goes along where the browser cannot have it: a page is arrived at, or its link does
        not tell all. Any other data the browser has, or asks for by the link.

        Raises
        ------
        GeometryError
            If it cannot be drawn, as far as that is known.
        """
        stamp = _stamp(settings)
        told = {
            "address": f"{PLACE}/{self.page}",
            "key": self.key,
            "names": self.settings.names(),
            "stamp": stamp,
            "session": _stamp(session_data) if session_data else "",
        }
        data: Mapping[str, Any] = {}
        if session_data or arrival.is_arrival() or not self._is_told_by_link(settings):
            data = {**self._drawn(settings, stamp), **(session_data or {})}
        else:
            refused_figures.raise_known((self.page, self.key, stamp))
        return self.mount(key=self.key, data={**data, "ahead": told}, **more)

    def answer(self, query: Query) -> dict[str, Any]:
        """Draw what a link says, as the page will show it."""
        settings = self._read(query)
        stamp = _stamp(settings)
        return {"stamp": stamp, "data": self._drawn(settings, stamp)}

    def is_refused(self, query: Query) -> bool:
        """Whether what a link says is known not to be drawable."""
        return refused_figures.is_known((self.page, self.key, _stamp(self._read(query))))

    def _read(self, query: Query) -> Value:
        names = self.settings.names()
        return self.settings.from_link({name: query[name] for name in names if name in query})

    def _is_told_by_link(self, settings: Value) -> bool:
        try:
            return self.settings.from_link(link_query()) == settings
        except GeometryError:
            return False

    def _drawn(self, settings: Value, stamp: str) -> Mapping[str, Any]:
        try:
            return self.draw(settings)
        except GeometryError as error:
            refused_figures.remember((self.page, self.key, stamp), error)
            raise


_FIGURES: dict[tuple[str, str], LinkedFigure[Any]] = {}


def figure(
    page: str,
    settings: LinkedSettings[Value],
    component: str,
    *,
    key: str = "",
) -> Callable[[Callable[[Value], Mapping[str, Any]]], LinkedFigure[Value]]:
    """Register a figure by the function that draws it; its key is the name of the function.

    What it returns is drawn by the component of that name, a folder of ``ui/components/``. The
    module is ``figures`` in the folder of the page: there `find_figure` looks for it.
    """

    def register(draw: Callable[[Value], Mapping[str, Any]]) -> LinkedFigure[Value]:
        name = key or draw.__name__.replace("_", "-")
        _FIGURES[page, name] = made = LinkedFigure(
            page, name, settings, draw, mounting.component(component)
        )
        return made

    return register


def find_figure(page: str, key: str) -> LinkedFigure[Any] | None:
    """Find a figure that can be asked for."""
    return figures_of(page).get(key)


@cache
def figures_of(page: str) -> dict[str, LinkedFigure[Any]]:
    """List the figures of a page, by their keys."""
    if page not in {each.address for each in SITE if each.figures}:
        return {}
    import_module(f"dilviz.ui.{page.replace('-', '_')}.figures")
    return {key: made for (address, key), made in _FIGURES.items() if address == page}


def _stamp(known: object) -> str:
    """Name what is drawn: a network may have many thousand characters."""
    return sha256(repr(known).encode()).hexdigest()[:16]
