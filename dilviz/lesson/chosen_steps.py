"""The steps that a link chooses, in its order: a teacher may leave steps out."""

from __future__ import annotations

from dilviz.lesson.steps import STEPS

QUIZ = "quiz"
TITLES = {step.name: step.title for step in STEPS} | {QUIZ: "Ten questions"}
NAMES = tuple(TITLES)


def chosen_steps(text: str) -> tuple[str, ...]:
    """Read names with commas between them, each once; all steps and the quiz if none is known.

    >>> chosen_steps("rate, cost,rat,rate"), chosen_steps("") == NAMES
    (('rate', 'cost'), True)
    """
    return tuple(dict.fromkeys(name for name in _split(text) if name in NAMES)) or NAMES


def unknown_step(text: str) -> str | None:
    """Name the first that is no step; None if there is none.

    >>> unknown_step("rate,rat"), unknown_step("rate")
    ('rat', None)
    """
    return next((name for name in _split(text) if name not in NAMES), None)


def _split(text: str) -> list[str]:
    return [name.strip() for name in text.split(",") if name.strip()]
