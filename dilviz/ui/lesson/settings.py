"""The place in the lesson, as its link says it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Self
from urllib.parse import urlencode

from dilviz.lesson.chosen_steps import NAMES, TITLES, chosen_steps, unknown_step
from dilviz.lesson.seed import FIRST_SEED, LARGEST_SEED, read_seed
from dilviz.network.suggestions import did_you_mean
from dilviz.server.class_rooms import CODE
from dilviz.ui.controls import refusals
from dilviz.ui.controls.choices import OneOf
from dilviz.ui.controls.control import Control, Query
from dilviz.ui.controls.settings import Settings, setting

USUAL, PROJECTOR, PRESENTER = "usual", "projector", "presenter"
VIEWS = (USUAL, PROJECTOR, PRESENTER)


@dataclass(frozen=True)
class Seed(Control[int]):
    """The seed of the numbers in all questions.

    >>> seed = Seed("seed", "Seed", 1)
    >>> seed.from_link({"seed": "7"}), seed.from_link({"seed": "x"})
    (7, 1)
    >>> seed.refusal({"seed": "x"})
    'The link asked for seed = x; seeds go from 1 to 9999, so this shows 1.'
    """

    def from_link(self, query: Query) -> int:
        """Read a whole number in its bounds."""
        seed = read_seed(query.get(self.key, ""))
        return self.default if seed is None else seed

    def refusal(self, query: Query) -> str | None:
        """Refuse anything else."""
        text = query.get(self.key)
        if text is None or read_seed(text) is not None:
            return None
        rule = f"seeds go from {FIRST_SEED} to {LARGEST_SEED}"
        return refusals.refused(self.key, text, rule, self.default)


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
class ClassCode(Control[str]):
    """The code of a class whose answers are counted.

    >>> code = ClassCode("class", "Class", "")
    >>> code.from_link({"class": "abc234"}), code.from_link({"class": "ABC"})
    ('ABC234', '')
    >>> code.refusal({"class": "ABC"})
    'The link asked for class = ABC; a code has six letters and digits, so this shows no class.'
    """

    def from_link(self, query: Query) -> str:
        """Read six letters and digits; people may type small letters."""
        text = query.get(self.key, "").upper()
        return text if CODE.fullmatch(text) else self.default

    def refusal(self, query: Query) -> str | None:
        """Refuse anything else."""
        text = query.get(self.key, "")
        if not text or CODE.fullmatch(text.upper()):
            return None
        return refusals.refused(self.key, text, "a code has six letters and digits", "no class")


@dataclass(frozen=True)
class Place(Settings):
    """A stop of the lesson, with its numbers and its view.

    >>> Place("cost", 7).to_link()
    {'step': 'cost', 'seed': '7'}
    """

    step: str = setting(OneOf("step", "The step", NAMES[0], NAMES))
    seed: int = setting(Seed("seed", "Seed", FIRST_SEED))
    view: str = setting(OneOf("view", "View", USUAL, VIEWS))
    stops: tuple[str, ...] = setting(Stops("steps", "Steps", NAMES))
    code: str = setting(ClassCode("class", "Class", ""))

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
        link = self.to_link()
        return f"lesson?{urlencode(link)}" if link else "lesson"
