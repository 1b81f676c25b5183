"""One convention: the answers follow from the formulas as they are printed, word for word."""

import re
from functools import cache

import pytest

from dilviz.lesson.quiz import quiz
from dilviz.lesson.steps import BY_NAME
from tests.lesson.by_hand import number_after, numbers_after

SEEDS = range(1, 51)


@cache
def pages(name):
    return [BY_NAME[name].page(seed) for seed in SEEDS]


@cache
def printed(name, result):
    """The right side of the formula of a step, as Python."""
    [right] = {re.search(rf"`{re.escape(result)} = (.*)`", page.reveal)[1] for page in pages(name)}
    return right.replace("·", "*").replace("−", "-")


@cache
def printed_taps(name):
    """The values of t that stand behind the formula."""
    [listed] = {re.search(r"for t = ([−0-9, ]+)", page.reveal)[1] for page in pages(name)}
    return [int(tap) for tap in listed.replace("−", "-").split(", ")]


def place_read(name, p, t, d=1):
    """The place that tap t of the output at p reads: what stands in x(...)."""
    inner = re.search(r"x\((.*)\)", printed(name, "y(p)"))[1]
    assert re.fullmatch(r"[pdt +*]+", inner)
    return eval(inner, {"p": p, "t": t, "d": d})


@cache
def places_read(name, p, d=1):
    return {place_read(name, p, t, d) for t in printed_taps(name)}


def square_read(name, at, rows_rate, cols_rate):
    rows, cols = places_read(name, at[0], rows_rate), places_read(name, at[1], cols_rate)
    return {(row, col) for row in rows for col in cols}


def samples_read(rates, p=0):
    """What a stack reads: the formula, layer by layer, from the output down."""
    ends = {p}
    for rate in reversed(rates):
        ends = {place for end in ends for place in places_read("rate", end, rate)}
    return ends


def span(rates):
    return max(samples_read(rates)) - min(samples_read(rates)) + 1


def test_the_kernel_is_centred_on_the_place_of_the_output():
    assert printed_taps("formula") == printed_taps("rate") == [-1, 0, 1]
    assert "centred on the place of its output" in pages("one-output")[0].ask
    for name in ("one-output", "rate"):
        for page in pages(name):
            assert "centred on the framed pixel" in page.scene.question.prompt


@pytest.mark.parametrize("name", ["one-output", "rate"])
def test_the_marked_pixels_are_those_of_the_formula(name):
    for page in pages(name):
        asked = page.scene.question
        at = tuple(map(int, re.search(r"row (\d+), column (\d+)", asked.prompt).groups()))
        rate = number_after("dilation rate", asked.prompt) if name == "rate" else 1
        assert asked.answer == square_read("rate", at, rate, rate) and asked.marked == at
        if rate == 1:
            assert asked.answer == square_read("formula", at, 1, 1)


def test_the_sum_is_that_of_the_formula():
    for page in pages("formula"):
        settings, asked = page.scene.figure.settings, page.scene.question
        x, weights = ([int(one) for one in settings[key].split(",")] for key in "vw")
        p = int(settings["pin"].split(",")[1])
        read = [x[place_read("formula", p, t)] for t in printed_taps("formula")]
        assert numbers_after("samples", asked.prompt) == read
        assert numbers_after("weights", asked.prompt) == weights
        assert asked.answer == sum(w * sample for w, sample in zip(weights, read, strict=True))
        assert settings["p"] == "same", "the figure counts places as the formula does"


def test_spans_and_receptive_fields_are_those_of_the_formula():
    for page in pages("nine-dots"):
        prompt = page.scene.question.prompt
        assert page.scene.question.answer == span([number_after("dilation rate", prompt)])
    for name in ("doubling", "context-module"):
        for page in pages(name):
            asked = page.scene.question
            assert asked.answer == span(numbers_after("rates", asked.prompt))
    for page in pages("linear"):
        asked = page.scene.question
        assert asked.answer == span([1] * int(asked.prompt.split()[0]))


def test_what_a_stack_reads_is_that_of_the_formula():
    for page in pages("cone"):
        asked = page.scene.question
        below, above = re.search(r"rate (\d+), the upper one (\d+)", asked.prompt).groups()
        ends = samples_read([int(below), int(above)], number_after("at column", asked.prompt))
        assert {col for _, col in asked.answer} == ends
    for page in pages("gridding"):
        asked = page.scene.question
        rates = [number_after("rate", asked.prompt)] * int(asked.prompt.split()[0])
        assert asked.answer == len(samples_read(rates))
    for page in pages("fix"):
        for option in page.scene.question.options:
            rates = [int(rate) for rate in option.text.split(", ")]
            assert option.right == (len(samples_read(rates)) == span(rates))


def test_the_output_size_is_that_of_the_formula():
    for page in pages("output-size"):
        prompt = page.scene.question.prompt
        n = int(re.search(r"(\d+) columns", prompt)[1])
        d, p = (number_after(word, prompt) for word in ("rate", "padding"))
        size = eval(printed("output-size", "o"), {"n": n, "p": p, "d": d, "k": 3})
        assert page.scene.question.answer == size


def test_the_quiz_follows_the_same_formula():
    for seed in SEEDS:
        asked = quiz(seed)[0].question
        rates = re.search(r"rate (\d) for rows and (\d) for", asked.prompt).groups()
        assert asked.answer == square_read("rate", asked.marked, *map(int, rates))
