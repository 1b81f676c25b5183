"""The quiz: its answers found again from the words alone."""

import re
from functools import cache

import pytest

from dilviz.lesson.question import Cells, Number
from dilviz.lesson.quiz import TOPICS, quiz
from dilviz.lesson.steps import BY_NAME
from tests.lesson.by_hand import number_after, numbers_after, offsets_read, outputs, span

SEEDS = range(1, 51)


@cache
def drawn(seed):
    return quiz(seed)


def questions(topic):
    place = [one.name for one in TOPICS].index(topic)
    return [drawn(seed)[place].question for seed in SEEDS]


def test_which_pixels_has_the_taps_as_its_answer():
    for asked in questions("which pixels"):
        down, across = re.search(r"rate (\d) for rows and (\d) for", asked.prompt).groups()
        steps = (-1, 0, 1)
        row, col = asked.marked
        assert asked.answer == {
            (row + i * int(down), col + j * int(across)) for i in steps for j in steps
        }
        assert down != across and asked.shape[0] != asked.shape[1]
        assert all(
            0 <= row < asked.shape[0] and 0 <= col < asked.shape[1]
            for cells in (asked.answer, *(miss.cells for miss in asked.misses))
            for row, col in cells
        )


def test_effective_kernel_size():
    for asked in questions("effective kernel size"):
        taps, rate = (number_after(word, asked.prompt) for word in ("has", "rate"))
        assert asked.answer == span([rate], taps)


def test_cost():
    for asked in questions("cost"):
        taps = number_after("has a", asked.prompt)
        assert asked.answer == len([(i, j) for i in range(taps) for j in range(taps)])


def test_output_size():
    for asked in questions("output size"):
        rows, rate, padding = (
            number_after(word, asked.prompt) for word in ("input has", "rate", "padding")
        )
        assert asked.answer == outputs(rows, rate, padding, taps=5)


def test_field_of_a_stack():
    for asked in questions("field of a stack"):
        assert asked.answer == span(numbers_after("rates", asked.prompt))


def test_growth():
    for asked in questions("growth"):
        for option in asked.options:
            rates = [int(one) for one in option.text.removesuffix(", …").split(", ")]
            fields = [span(rates[:depth]) for depth in range(1, 6)]
            assert ", ".join(map(str, fields)) in option.why
            doubles = all(b >= 2 * a for a, b in zip(fields, fields[1:], strict=False))
            assert option.right == doubles


def test_holes_has_the_answer_of_the_offsets_read():
    for asked in questions("holes"):
        rates = numbers_after("rates", asked.prompt)
        whole = len(offsets_read(rates)) == span(rates)
        assert [option.right for option in asked.options] == [whole, not whole]
    assert {asked.answer for asked in questions("holes")} == {0, 1}


def test_coverage():
    for asked in questions("coverage"):
        layers, rate = int(asked.prompt.split()[0]), number_after("rate", asked.prompt)
        assert asked.answer == len(offsets_read([rate] * layers)) ** 2


def test_largest_rate():
    for asked in questions("largest rate"):
        rates = numbers_after("rates", asked.prompt)
        fine = [r for r in range(1, 99) if len(offsets_read([*rates, r])) == span([*rates, r])]
        assert asked.answer == max(fine)
        assert fine == list(range(1, asked.answer + 1)), "smaller is fine, larger never, as told"


def test_misconception_separates_the_span_from_the_pixels_read():
    for asked in questions("misconception"):
        rate = number_after("rate", asked.prompt)
        side = span([rate])
        assert asked.answer_words == f"One output spans {side} × {side} pixels and reads 9 of them"


def test_ten_questions_each_sent_back_to_a_step():
    assert len(drawn(1)) == 10
    assert all(item.step in BY_NAME for item in drawn(1))


def test_no_question_is_one_of_the_steps():
    prompts = {step.scene(seed).question.prompt for step in BY_NAME.values() for seed in (1, 2, 3)}
    assert not prompts & {item.question.prompt for seed in (1, 2, 3) for item in drawn(seed)}


@pytest.mark.parametrize("topic", [one.name for one in TOPICS])
def test_a_topic_has_more_than_one_question(topic):
    assert len({repr(asked) for asked in questions(topic)}) > 2


def test_no_foreseen_miss_is_the_answer():
    for seed in SEEDS:
        for item in drawn(seed):
            asked = item.question
            if isinstance(asked, Number):
                assert asked.answer not in asked.misses
            if isinstance(asked, Cells):
                assert all(miss.cells != asked.answer for miss in asked.misses)
