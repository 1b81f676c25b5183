"""The place in the lesson, as its link says it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Self
from urllib.parse import urlencode

from dilviz.errors import GeometryError, quoted
from dilviz.lesson.chosen_steps import NAMES, TITLES, chosen_steps, unknown_step
from dilviz.lesson.seed import FIRST_SEED, LARGEST_SEED, read_seed
from dilviz.network.suggestions import did_you_mean
from dilviz.server.class_rooms import CODE
from dilviz.ui.controls import refusals
from dilviz.ui.controls.choices import OneOf
from dilviz.ui.controls.control import Control, Query
from dilviz.ui.controls.settings import Settings, setting
from dilviz.ui.controls.texts import Read

USUAL, PROJECTOR, PRESENTER = "usual", "projector", "presenter"
VIEWS = (USUAL, PROJECTOR, PRESENTER)


def _seed(text: str) -> int:
    seed = read_seed(text)
    if seed is None:
        bounds = f"from {FIRST_SEED} to {LARGEST_SEED}"
        raise GeometryError(f"seeds go {bounds}, got {quoted(text)}. Choose one of them.")
    return seed


def _class_code(text: str) -> str:
    """Read the code of a class whose answers are counted; people may type small letters."""
    code = text.strip().upper()
    if code and not CODE.fullmatch(code):
        raise GeometryError(f"a code has six letters and digits, got {quoted(text)}. Ask for it.")
    return code


@dataclass(frozen=True)
class Stops(Control[tuple[str, ...]]):
    """The steps of a lesson in its order: a teacher may leave steps out, or change the order.

    >>> stops = Stops("steps", "Steps", NAMES)
    >>> stops.from_link({"steps": "rate,cost,rat"}), stops.to_link(("rate", "quiz"))
    (('rate', 'cost'), 'rate,quiz')
    >>> stops.refusal({"steps": "rat,cost"})
    'The link asked for steps = rat,cost; there is no step rat. Did you mean rate?'
    """

    def from_link(self, query: Query) -> tuple[str, ...]:
        """Keep what is known, each step once."""
        return chosen_steps(query.get(self.key, ""))

    def refusal(self, query: Query) -> str | None:
        """Name the first step that is not known, with the right spelling."""
        text = query.get(self.key, "")
        unknown = unknown_step(text)
        if unknown is None:
            return None
        request = f"The link asked for {self.key} = {refusals.clipped(text)};"
        rest = did_you_mean(unknown, NAMES) or f" There are {', '.join(NAMES)}."
        return f"{request} there is no step {refusals.clipped(unknown)}.{rest}"

    def to_link(self, value: tuple[str, ...]) -> str | None:
        """Write the names with commas between them."""
        return None if value == self.default else ",".join(value)


@dataclass(frozen=True)
class Place(Settings):
    """A stop of the lesson, with its numbers and its view.

    >>> Place("cost", 7).to_link()
    {'step': 'cost', 'seed': '7'}
    >>> Place.from_link({"seed": "7", "class": "abc234"}).code
    'ABC234'
    >>> Place.refusals({"seed": "x"})  # doctest: +NORMALIZE_WHITESPACE
    ["The link asked for seed: seeds go from 1 to 9999, got 'x'. Choose one of them.
    This shows 1."]
    """

    step: str = setting(OneOf("step", "The step", NAMES[0], NAMES))
    seed: int = setting(Read("seed", "Seed", str(FIRST_SEED), _seed))
    view: str = setting(OneOf("view", "View", USUAL, VIEWS))
    stops: tuple[str, ...] = setting(Stops("steps", "Steps", NAMES))
    code: str = setting(Read("class", "Class", "", _class_code, shown="no class"))

    @classmethod
    def from_link(cls, query: Query) -> Self:
        """Read a place from a link; a step that this lesson leaves out becomes its first step."""
        place = super().from_link(query)
        return place if place.step in place.stops else replace(place, step=place.stops[0])

    def at(self, step: str) -> Place:
        """Another step of this lesson; of the whole lesson, if this one leaves the step out."""
        stops = self.stops if step in self.stops else NAMES
        return replace(self, step=step, stops=stops)

    @property
    def title(self) -> str:
        """The headline of the stop."""
        return TITLES[self.step]

    @property
    def figure(self) -> str:
        """Names the figure of this step with these numbers."""
        return f"{self.step}-{self.seed}"

    @property
    def address(self) -> str:
        """The link from another stop."""
        return _address(urlencode(self.to_link()))

    def addresses(self) -> dict[str, str]:
        """The links to all stops of this lesson: they differ in the step, which comes first.

        >>> Place("cost", 7, stops=("one-output", "cost")).addresses()["one-output"]
        'lesson?seed=7&steps=one-output%2Ccost'
        """
        more = urlencode(replace(self, step=NAMES[0]).to_link())  # which leaves the first step out
        steps = {name: f"step={name}" if name != NAMES[0] else "" for name in self.stops}
        return {name: _address(step, more) for name, step in steps.items()}


def _address(*parts: str) -> str:
    link = "&".join(filter(None, parts))
    return f"lesson?{link}" if link else "lesson"
