"""What the lesson asks: a choice, a number, or cells of a grid, each with words for every miss.

A browser judges it by `as_record` alone (``ui/components/lesson/judging.js``). In its templates
``{given}``, ``{hit}``, ``{missed}`` and ``{extra}`` stand for counts.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from dilviz.lesson.cells import Cell, Cells, Foreseen, record

__all__ = ["Cell", "Cells", "Choice", "Foreseen", "Number", "Option", "Question"]

UNREADABLE = "Type a whole number, such as 7."
NOTHING_CHOSEN = "Choose one of the answers first."


@dataclass(frozen=True)
class Option:
    """An option of a question: its text, and why it is right or wrong."""

    text: str
    why: str
    right: bool = False


@dataclass(frozen=True)
class Choice:
    """A question with a few options; one is right.

    Attributes
    ----------
    prompt : str
    options : tuple of Option
        In the order of the number keys 1, 2, 3, ...
    finds_false : bool
        Whether the option to find is a false sentence, and its ``why`` the true one. It is then
        shown struck through, never as an answer.
    """

    prompt: str
    options: tuple[Option, ...]
    finds_false: bool = False

    @property
    def answer(self) -> int:
        """The place of the right option, counted from 0."""
        return next(place for place, option in enumerate(self.options) if option.right)

    @property
    def answer_words(self) -> str:
        """The answer as people say it."""
        return self.options[self.answer].text

    @property
    def because(self) -> str:
        """Why the answer is right."""
        return self.options[self.answer].why

    def as_record(self) -> dict[str, Any]:
        """Everything a browser needs to ask and judge, as plain data."""
        options = [dict(vars(option)) for option in self.options]
        more = {"kind": "choice", "options": options, "empty": NOTHING_CHOSEN}
        return record(self, ["finds_false"], **more)


@dataclass(frozen=True)
class Number:
    """A whole number is right.

    Attributes
    ----------
    prompt : str
    answer : int
    unit : str
        What it counts, for the field it is typed into.
    because : str
        Why it is right.
    ways : tuple of (int, str)
        Wrong numbers that people are known to arrive at, and where they come from.
    smaller, larger : str
        What to say of any other number; ``{given}`` stands for it.
    """

    prompt: str
    answer: int
    unit: str
    because: str
    ways: tuple[tuple[int, str], ...]
    smaller: str
    larger: str

    @property
    def answer_words(self) -> str:
        """The answer as people say it."""
        return f"{self.answer} {self.unit}".strip()

    @property
    def misses(self) -> dict[int, str]:
        """Wrong number -> sentence; of equal numbers the first counts.

        A wrong way that happens to give the right number is left out.

        >>> ways = (6, "You added."), (9, "A lucky way."), (6, "Another way.")
        >>> Number("3 · 3?", 9, "", "Multiply.", ways, "More.", "Fewer.").misses
        {6: 'You added.'}
        """
        gathered: dict[int, str] = {}
        for number, sentence in self.ways:
            if number != self.answer:
                gathered.setdefault(number, sentence)
        return gathered

    def as_record(self) -> dict[str, Any]:
        """Everything a browser needs to ask and judge, as plain data."""
        misses = {str(number): sentence for number, sentence in self.misses.items()}
        more = {"kind": "number", "misses": misses, "empty": UNREADABLE}
        return record(self, ["answer", "unit", "smaller", "larger"], **more)


Question = Choice | Number | Cells
