"""The steps: their answers found again from the words of the question alone, by loops."""

import re
from functools import cache

import numpy as np

from dilviz.convolution.convolve import conv2d
from dilviz.lesson.steps import BY_NAME
from dilviz.pictures.kernels import KERNELS
from tests.lesson.by_hand import (
    number_after,
    numbers_after,
    offsets_read,
    outputs,
    span,
    square_read,
)
from tests.lesson.judge import judge

SEEDS = range(1, 51)


@cache
def pages(name):
    return [BY_NAME[name].page(seed) for seed in SEEDS]


def questions(name):
    return [page.scene.question for page in pages(name)]


def frame_in(prompt):
    row, col = re.search(r"row (\d+), column (\d+)", prompt).groups()
    return int(row), int(col)


def test_the_nine_neighbours_are_what_an_ordinary_output_reads():
    for asked in questions("one-output"):
        assert asked.answer == square_read(frame_in(asked.prompt), 1, 1)


def test_at_a_rate_the_taps_are_that_far_apart():
    for asked in questions("rate"):
        rate = number_after("dilation rate", asked.prompt)
        assert asked.answer == square_read(frame_in(asked.prompt), rate, rate)
        assert asked.marked == frame_in(asked.prompt)


def test_the_sum_is_that_of_the_numbers_in_the_question():
    for page in pages("formula"):
        asked = page.scene.question
        weights, samples = (numbers_after(word, asked.prompt) for word in ("weights", "samples"))
        assert asked.answer == sum(w * x for w, x in zip(weights, samples, strict=True))
        flipped = sum(w * x for w, x in zip(weights[::-1], samples, strict=True))
        assert "flipped the kernel" in judge(asked, flipped).sentence
        assert f"would give {flipped}" in page.reveal
        place = int(page.scene.figure.settings["pin"].split(",")[1])
        shown = [int(one) for one in page.scene.figure.settings["v"].split(",")]
        assert shown[place - 1 : place + 2] == samples


def test_the_span_of_three_taps():
    for asked in questions("nine-dots"):
        assert asked.answer == span([number_after("dilation rate", asked.prompt)])


def test_the_title_of_the_nine_dots_names_their_spans():
    spans = [span([rate]) for rate in (1, 2, 3)]
    assert BY_NAME["nine-dots"].title.endswith(", ".join(f"{one} × {one}" for one in spans))


def test_a_rate_costs_no_weight():
    for page in pages("cost"):
        before = re.search(r"out: ([\d\u202f]+) weights", page.scene.question.prompt)[1]
        assert page.scene.question.answer_words == f"As many as before: {before}"
        channels = number_after("has", page.scene.question.prompt.split("layer ")[1])
        assert int(before.replace("\u202f", "")) == 9 * channels**2


def test_outputs_are_the_places_where_the_kernel_fits():
    for page in pages("output-size"):
        asked = page.scene.question
        rows, cols = map(int, re.search(r"(\d+) rows and (\d+) columns", asked.prompt).groups())
        rate, padding = (number_after(word, asked.prompt) for word in ("rate", "padding"))
        assert asked.answer == outputs(cols, rate, padding) != cols
        assert f"{rows} rows give {outputs(rows, rate, padding)}." in page.reveal
        assert outputs(cols, rate, page.scene.numbers["same"]) == cols
        unpadded = [outputs(32, one, 0) for one in (1, 2, 4, 8)]
        assert ", ".join(map(str, unpadded)) in page.reveal


def test_a_plain_stack_grows_by_two_with_every_layer():
    for page in pages("linear"):
        layers = int(page.scene.question.prompt.split()[0])
        fields = [span([1] * depth) for depth in range(1, layers + 1)]
        assert page.scene.question.answer == fields[-1]
        assert {after - before for before, after in zip(fields, fields[1:], strict=False)} == {2}
        assert f"it is {', '.join(map(str, fields))} pixels" in page.reveal
        for_far = page.scene.numbers["for_far"]
        assert span([1] * for_far) >= page.scene.numbers["far"] > span([1] * (for_far - 1))


def test_a_doubling_stack_doubles_and_adds_one():
    for page in pages("doubling"):
        rates = numbers_after("rates", page.scene.question.prompt)
        fields = [span(rates[:depth]) for depth in range(1, len(rates) + 1)]
        assert page.scene.question.answer == fields[-1]
        assert all(b == 2 * a + 1 for a, b in zip(fields, fields[1:], strict=False))
        assert span([1] * page.scene.numbers["plain_layers"]) == fields[-1]
        assert span([*rates, 2 * rates[-1]]) == page.scene.numbers["next"]


def test_the_cone_ends_where_the_paths_do():
    for page in pages("cone"):
        asked = page.scene.question
        below, above = re.search(r"rate (\d+), the upper one (\d+)", asked.prompt).groups()
        at = number_after("at column", asked.prompt)
        ends = offsets_read([int(below), int(above)])
        assert {col for _, col in asked.answer} == {at + end - max(ends) // 2 for end in ends}
        assert len(ends) == span([int(below), int(above)]), "this step shows no holes yet"


def test_one_rate_reads_only_its_multiples():
    for page in pages("gridding"):
        asked = page.scene.question
        layers, rate = int(asked.prompt.split()[0]), number_after("rate", asked.prompt)
        read, width = len(offsets_read([rate] * layers)), span([rate] * layers)
        assert (asked.answer, number_after("of the", asked.prompt)) == (read, width)
        assert f"reads {read**2} of {width**2} pixels" in page.reveal


def test_only_the_right_rates_leave_nothing_out_and_all_reach_equally_far():
    for asked in questions("fix"):
        offered = [[int(one) for one in option.text.split(", ")] for option in asked.options]
        whole = [len(offsets_read(rates)) == span(rates) for rates in offered]
        assert whole == [option.right for option in asked.options]
        assert {span(rates) for rates in offered} == {number_after("field of", asked.prompt)}
        assert min(offered[asked.answer]) == 1


def test_a_wrong_stack_is_refuted_by_a_pixel_that_is_really_missing():
    for asked in questions("fix"):
        for option in asked.options:
            ends = offsets_read([int(one) for one in option.text.split(", ")])
            if "second pixel from the edge" in option.why:
                assert 1 not in ends
            read = re.search(r"reads (\d+) of", option.why)
            assert option.right or int(read[1]) == len(ends)


def test_a_dilated_blur_is_the_mean_of_nine_shifted_pictures():
    [rate] = {8}
    picture = np.random.default_rng(3).integers(0, 256, (40, 52)).astype(float)
    blurred = conv2d(picture, KERNELS["box"].weights, dilation=rate)
    shifts = [
        picture[i * rate : i * rate + 24, j * rate : j * rate + 36]
        for i in range(3)
        for j in range(3)
    ]
    np.testing.assert_allclose(blurred, np.mean(shifts, axis=0))
    for asked in questions("photograph"):
        rate = number_after("dilation rate is", asked.prompt)
        assert asked.answer_words == f"Nine faint copies of itself, {rate} pixels apart"


def test_the_module_sees_what_its_rates_add_up_to():
    for page in pages("context-module"):
        rates = numbers_after("rates", page.scene.question.prompt)
        assert page.scene.question.answer == span(rates)
        assert len(offsets_read(rates)) == span(rates), "no holes, as the text says"
        assert (page.scene.numbers["field"], page.scene.numbers["plain"]) == (67, 33)
        assert (page.scene.numbers["kitti"], page.scene.numbers["cityscapes"]) == (35, 259)


def test_the_false_sentence_is_the_articles_and_the_others_are_true():
    asked_for = set()
    for asked in questions("misreadings"):
        asked_for.add(asked.answer_words)
        for option in asked.options:
            assert option.right or option.why.startswith("This one is right")
    assert len(asked_for) == 5


def test_the_stack_to_choose_does_everything_that_was_asked():
    for page in pages("where-next"):
        asked = page.scene.question
        field = number_after("at least", asked.prompt)
        layers = int(asked.answer_words.split()[0])
        rates = [2**depth for depth in range(layers)]
        assert span(rates) == field == len(offsets_read(rates))
        best = [int(one) for one in page.scene.numbers["best"].split(", ")]
        assert span(best) == field == len(offsets_read(best))
        assert len(best) <= layers
