"""The place in the lesson, as its link says it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Self
from urllib.parse import urlencode

from dilviz.lesson.seed import FIRST_SEED, LARGEST_SEED, read_seed
from dilviz.lesson.steps import STEPS
from dilviz.network.suggestions import did_you_mean
from dilviz.ui.controls import refusals
from dilviz.ui.controls.choices import OneOf
from dilviz.ui.controls.control import Control, Query
from dilviz.ui.controls.settings import Settings, setting

QUIZ = "quiz"
USUAL, PROJECTOR, PRESENTER = "usual", "projector", "presenter"
VIEWS = (USUAL, PROJECTOR, PRESENTER)
TITLES = {step.name: step.title for step in STEPS} | {QUIZ: "Ten questions"}
NAMES = tuple(TITLES)


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
        known = [name for name in asked_for(query.get(self.key, "")) if name in NAMES]
        return tuple(dict.fromkeys(known)) or self.default

    def refusal(self, query: Query) -> str | None:
        """Name the first step that is not known, with the right spelling."""
        text = query.get(self.key, "")
        unknown = [name for name in asked_for(text) if name not in NAMES]
        if not unknown:
            return None
        asked = f"The link asked for {self.key} = {refusals.clipped(text)};"
        rest = did_you_mean(unknown[0], NAMES) or f" There are {', '.join(NAMES)}."
        return f"{asked} there is no step {refusals.clipped(unknown[0])}.{rest}"

    def to_link(self, value: tuple[str, ...]) -> str | None:
        """Write the names with commas between them."""
        return None if value == self.default else ",".join(value)


def asked_for(text: str) -> list[str]:
    """Split what a link asks for.

    >>> asked_for("rate, cost,")
    ['rate', 'cost']
    """
    return [name.strip() for name in text.split(",") if name.strip()]


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

    @classmethod
    def from_link(cls, query: Query) -> Self:
        """Read it; a step that this lesson leaves out gives way to the first one."""
        place = super().from_link(query)
        return place if place.step in place.stops else replace(place, step=place.stops[0])

    def at(self, step: str) -> Place:
        """Another step of this lesson; of the whole one, if this lesson leaves it out."""
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
