"""Settings of a page, declared once: a record whose fields are controls."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field, fields
from typing import Any, ClassVar, Self

import streamlit as st

from dilviz.ui.controls.control import Control, Query

Widths = int | Sequence[float]  # of the columns in one row, as `streamlit.columns` takes them


def setting(control: Control[Any]) -> Any:
    """Declare a field of `Settings` by its control."""
    return field(default_factory=lambda: control.from_link({}), metadata={"control": control})


@dataclass(frozen=True)
class Settings:
    """A record of settings; each field is declared by its control.

    The page asks for it by widgets, a figure reads it from a link, and the names of the link that
    it depends on are those of its controls. Equal settings are drawn alike.

    Attributes
    ----------
    rows : tuple of Widths
        Where the widgets stand: rows of columns, filled in the order of the fields; what is left
        stands below. Not a field.

    Examples
    --------
    >>> from dilviz.ui.controls.numbers import Slider
    >>> @dataclass(frozen=True)
    ... class Film(Settings):
    ...     rate: int = setting(Slider("d", "Dilation rate d", 2, lowest=1, highest=8))
    ...     layers: int = setting(Slider("layers", "Layers", 3, lowest=1, highest=9))
    >>> Film.from_link({"d": "4", "net": "conv3"})
    Film(rate=4, layers=3)
    >>> Film.names(), Film(4, 3).to_link()
    (('d', 'layers'), {'d': '4'})
    """

    rows: ClassVar[tuple[Widths, ...]] = ()

    @classmethod
    def names(cls) -> tuple[str, ...]:
        """List the names in the link that it depends on."""
        return tuple(control.key for control in controls_of(cls).values())

    @classmethod
    def from_link(cls, query: Query) -> Self:
        """Read it from a link; the controls say what stands in for a value that cannot be."""
        controls = controls_of(cls).items()
        return cls(**{name: control.from_link(query) for name, control in controls})

    @classmethod
    def refusals(cls, query: Query) -> list[str]:
        """Say in sentences which values of a link cannot be had."""
        sentences = (control.refusal(query) for control in controls_of(cls).values())
        return [sentence for sentence in sentences if sentence]

    @classmethod
    def ask(cls, *before: Settings) -> Self:
        """Ask for it by widgets, except for the controls that earlier settings hold."""
        answers = {
            control.key: getattr(settings, name)
            for settings in before
            for name, control in controls_of(type(settings)).items()
        }
        controls = controls_of(cls)
        missing = [control for control in controls.values() if control.key not in answers]
        for control, place in zip(missing, _places(cls.rows), strict=False):
            with place:
                answers[control.key] = control.ask()
        return cls(**{name: answers[control.key] for name, control in controls.items()})

    @classmethod
    def held(cls) -> Self:
        """Read it from widgets of numbers and words that another part of the page shows."""
        controls = controls_of(cls).items()
        return cls(**{name: st.session_state[control.key] for name, control in controls})

    def to_link(self) -> dict[str, str]:
        """Write what the link holds: only what differs from the defaults."""
        controls = controls_of(type(self)).items()
        texts = {control.key: control.to_link(getattr(self, name)) for name, control in controls}
        return {key: text for key, text in texts.items() if text is not None}


def controls_of(settings: type[Settings]) -> dict[str, Control[Any]]:
    """List the controls of a class of settings, by the names of the fields."""
    return {each.name: each.metadata["control"] for each in fields(settings)}


def _places(rows: Sequence[Widths]) -> Iterator[AbstractContextManager[Any]]:
    for widths in rows:
        yield from st.columns(widths)
    while True:
        yield nullcontext()
