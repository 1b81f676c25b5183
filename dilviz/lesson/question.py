"""What the lesson asks: a choice, a number, or cells of a grid, each with words for every miss.

A question judges itself here, and `as_record` holds all that a browser needs to do the same. In
its templates ``{given}``, ``{hit}``, ``{missed}`` and ``{extra}`` stand for counts.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dilviz.lesson.cells import Cell, Cells, Foreseen
from dilviz.lesson.verdict import Verdict, spoken

__all__ = ["Cell", "Cells", "Choice", "Foreseen", "Number", "Option", "Question", "Verdict"]

UNREADABLE = "Type a whole number, such as 7."
NOTHING_CHOSEN = "Choose one of the answers first."

_WHOLE = re.compile(r"-?[0-9]{1,15}")


@dataclass(frozen=True)
class Option:
    """One answer to choose, and why it is right or wrong."""

    text: str
    right: bool
    why: str


@dataclass(frozen=True)
class Choice:
    """One of a few answers is right.

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

    def verdict(self, given: int | None) -> Verdict:
        """Judge the option at a place, counted from 0.

        Examples
        --------
        >>> ask = Choice("1 + 1?", (Option("3", False, "One too many."), Option("2", True, "Yes.")))
        >>> ask.verdict(0)
        Verdict(right=False, sentence='One too many.')
        """
        if given is None or not 0 <= given < len(self.options):
            return Verdict(False, NOTHING_CHOSEN)
        chosen = self.options[given]
        return Verdict(chosen.right, chosen.why)

    def as_record(self) -> dict[str, Any]:
        """Everything a browser needs to ask and judge, as plain data."""
        options = [{"text": o.text, "right": o.right, "why": o.why} for o in self.options]
        record = {"kind": "choice", "options": options, "empty": NOTHING_CHOSEN}
        return record | {"finds_false": self.finds_false} | spoken(self)


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
    misses : mapping of int to str
        Wrong numbers that people are known to arrive at, and where they come from.
    smaller, larger : str
        What to say of any other number; ``{given}`` stands for it.
    """

    prompt: str
    answer: int
    unit: str
    because: str
    misses: Mapping[int, str]
    smaller: str
    larger: str

    @property
    def answer_words(self) -> str:
        """The answer as people say it."""
        return f"{self.answer} {self.unit}".strip()

    def verdict(self, given: int | str) -> Verdict:
        """Judge a number, or what was typed for one.

        Examples
        --------
        >>> ask = Number("1 + 1?", 2, "", "Count.", {11: "That is joined."}, "More.", "Fewer.")
        >>> ask.verdict("11").sentence, ask.verdict(" 2 ").right
        ('That is joined.', True)
        """
        typed = re.sub(r"\s", "", str(given)).replace("\N{MINUS SIGN}", "-")
        if not _WHOLE.fullmatch(typed):
            return Verdict(False, UNREADABLE)
        number = int(typed)
        if number == self.answer:
            return Verdict(True, self.because)
        other = self.smaller if number < self.answer else self.larger
        return Verdict(False, self.misses.get(number, other).replace("{given}", str(number)))

    def as_record(self) -> dict[str, Any]:
        """Everything a browser needs to ask and judge, as plain data."""
        return {
            "kind": "number",
            "answer": self.answer,
            "unit": self.unit,
            "misses": {str(number): sentence for number, sentence in self.misses.items()},
            "smaller": self.smaller,
            "larger": self.larger,
            "empty": UNREADABLE,
        } | spoken(self)


Question = Choice | Number | Cells
