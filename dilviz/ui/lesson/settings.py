"""The place in the lesson, as its link says it."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from dilviz.lesson.seed import FIRST_SEED, LARGEST_SEED, read_seed
from dilviz.lesson.steps import STEPS
from dilviz.ui.controls import refusals
from dilviz.ui.controls.choices import OneOf
from dilviz.ui.controls.control import Control, Query
from dilviz.ui.controls.settings import Settings, setting

QUIZ = "quiz"
PROJECTOR = "projector"
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
class Projector(Control[bool]):
    """Whether the lesson is laid out for a projector; the link then names that view."""

    def from_link(self, query: Query) -> bool:
        """Read the name of the view."""
        return query.get(self.key) == PROJECTOR

    def refusal(self, query: Query) -> str | None:
        """Refuse any other view."""
        text = query.get(self.key, PROJECTOR)
        if text == PROJECTOR:
            return None
        return refusals.refused(self.key, text, f"it can be {PROJECTOR}", "the usual view")

    def to_link(self, value: bool) -> str | None:
        """Write the name of the view."""
        return PROJECTOR if value else None


@dataclass(frozen=True)
class Place(Settings):
    """A stop of the lesson, with its numbers and its view.

    >>> Place("cost", 7).to_link()
    {'step': 'cost', 'seed': '7'}
    """

    step: str = setting(OneOf("step", "The step", NAMES[0], NAMES))
    seed: int = setting(Seed("seed", "Seed", FIRST_SEED))
    projector: bool = setting(Projector("view", "View", False))

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
