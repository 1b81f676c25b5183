"""How an answer was: right or wrong, and a sentence about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class Verdict:
    """Whether an answer is right, and a sentence about it."""

    right: bool
    sentence: str


class Spoken(Protocol):
    """What all kinds of questions can say."""

    @property
    def prompt(self) -> str: ...

    @property
    def answer_words(self) -> str: ...

    @property
    def because(self) -> str: ...


def spoken(question: Spoken) -> dict[str, str]:
    """The part of a record that is the same for all kinds of questions."""
    return {
        "prompt": question.prompt,
        "answer_words": question.answer_words,
        "because": question.because,
    }
