"""Questions: judged by their record alone, with a word for every miss."""

import random
import re

from dilviz.lesson.question import Cells, Choice, Number, Option
from dilviz.lesson.quiz import TOPICS, quiz
from dilviz.lesson.steps import STEPS
from tests.lesson.judge import judge

SEEDS = (1, 2, 77, 9999)
ASKED = [
    *(step.scene(seed).question for seed in SEEDS for step in STEPS),
    *(item.question for seed in SEEDS for item in quiz(seed)),
]


def answers_to(asked, chance):
    """The right answer, the foreseen wrong ones, some at random, and nothing."""
    if isinstance(asked, Choice):
        return [None, -1, *range(len(asked.options) + 1)]
    if isinstance(asked, Number):
        near = [asked.answer + step for step in (-30, -2, -1, 0, 1, 2, 30)]
        return [*near, *asked.misses, "", "seven", "1.5", f" {asked.answer} ", "\N{MINUS SIGN}4"]
    cells = [(row, col) for row in range(asked.shape[0]) for col in range(asked.shape[1])]
    some = [chance.sample(cells, size) for size in (1, 3, 9, len(cells))]
    few = sorted(asked.answer)[:-1]
    more = [*asked.answer, *(cell for cell in cells if cell not in asked.answer)][:-1]
    return [[], asked.answer, few, more, *some, *(miss.cells for miss in asked.misses)]


def test_every_sentence_is_a_whole_one():
    chance = random.Random(6)
    for asked in ASKED:
        sentences = [judge(asked, given).sentence for given in answers_to(asked, chance)]
        for sentence in [asked.prompt, asked.because, *sentences]:
            assert re.fullmatch(r"[^{}]*[.?…]", sentence), sentence
            assert "  " not in sentence


def test_only_the_answer_is_right():
    chance = random.Random(7)
    for asked in ASKED:
        right = [given for given in answers_to(asked, chance) if judge(asked, given).right]
        wanted = str(asked.answer) if isinstance(asked, Number) else asked.answer
        assert right
        assert all(str(given).strip() == wanted or given == wanted for given in right)


def test_a_number_may_be_typed_with_spaces():
    asked = Number("?", 1024, "", "So.", (), "More.", "Fewer.")
    assert judge(asked, "1 024").right and judge(asked, "1\u202f024\n").right
    assert not judge(asked, "1,024").right, "a comma may be a decimal one"


def test_any_other_number_is_told_its_direction():
    asked = Number("?", 7, "", "So.", ((6, "Near."),), "{given} is less.", "{given} is more.")
    sentences = [judge(asked, given).sentence for given in (5, 6, 8)]
    assert sentences == ["5 is less.", "Near.", "8 is more."]


def test_nothing_given_is_asked_for_kindly():
    choice = Choice("?", (Option("a", "Yes.", right=True), Option("b", "No.")))
    assert judge(choice, None).sentence == "Choose one of the answers first."
    cells = Cells("?", (2, 3), frozenset({(0, 0)}), "So.")
    assert judge(cells, []).sentence == "Mark at least one cell first."


def test_cells_are_counted_by_what_is_missing_and_what_is_too_much():
    asked = Cells("?", (2, 4), frozenset({(0, 0), (0, 2), (1, 1)}), "So.")
    assert "2 still missing" in judge(asked, [(0, 0)]).sentence
    assert "cells that are not: 1 of 4" in judge(asked, [*asked.answer, (1, 3)]).sentence
    mixed = judge(asked, [(0, 0), (1, 3)]).sentence
    assert "1 are read and 1 are not; 2 missing" in mixed


def test_cells_are_named_by_rows_and_columns():
    block = frozenset((row, col) for row in (1, 2, 3) for col in (4, 6, 8))
    assert Cells("?", (5, 9), block, "").answer_words == "rows 1 to 3, columns 4, 6, 8"
    assert Cells("?", (1, 9), frozenset({(0, 2), (0, 4)}), "").answer_words == "columns 2, 4"


def test_there_are_questions_of_every_kind():
    assert {type(asked) for asked in ASKED} == {Choice, Number, Cells}
    assert len(TOPICS) == 10
