"""The figure of a step shows the case that its question asks about."""

import re
from functools import cache

from dilviz.lesson.fields import field_of
from dilviz.lesson.layer_price import price_rows
from dilviz.lesson.misreadings import DISPROOFS
from dilviz.lesson.steps import BY_NAME
from dilviz.network.notation import parse_network
from dilviz.ui.components.explore.settings import from_link
from tests.lesson.by_hand import number_after, numbers_after, span

SEEDS = range(1, 51)


@cache
def cases(name):
    """Prompt of the question, and settings of the figure."""
    scenes = [BY_NAME[name].scene(seed) for seed in SEEDS]
    return [(scene.question.prompt, scene.figure.settings) for scene in scenes]


def rates_of(settings):
    return [node.layer.dilation[1] for node in parse_network(settings["net"]).nodes]


def test_the_layer_and_its_output_are_those_of_the_question():
    for name in ("one-output", "rate"):
        for prompt, settings in cases(name):
            row, col = re.search(r"row (\d+), column (\d+)", prompt).groups()
            rate = number_after("dilation rate", prompt) if name == "rate" else 1
            assert (settings["pin"], settings["d"]) == (f"{row},{col}", str(rate))
            assert settings["p"] == "same"


def test_the_sum_has_the_weights_of_the_question():
    for prompt, settings in cases("formula"):
        assert settings["w"] == ",".join(map(str, numbers_after("weights", prompt)))


def test_the_last_of_the_nine_dots_has_the_rate_of_the_question():
    for prompt, settings in cases("nine-dots"):
        assert settings["rates"].split(",")[-1] == str(number_after("dilation rate", prompt))


def test_the_prices_are_those_of_the_layer_in_the_question():
    for prompt, settings in cases("cost"):
        channels, rate = number_after("layer has", prompt), number_after("from 1 to", prompt)
        assert settings == {"rates": f"1,{rate}", "channels": str(channels)}
        rows = price_rows((1, rate), channels)
        asked = int(re.search(r"out: ([\d\u202f]+)", prompt)[1].replace("\u202f", ""))
        side = span([rate])
        assert [row["weights"] for row in rows] == [asked, asked, side**2 * channels**2]
        assert [row["span"] for row in rows] == ["3 × 3", *[f"{side} × {side}"] * 2]


def test_the_padded_layer_is_that_of_the_question():
    for prompt, settings in cases("output-size"):
        rows, cols = re.search(r"(\d+) rows and (\d+) columns", prompt).groups()
        rate, padding = (str(number_after(word, prompt)) for word in ("rate", "padding"))
        asked = {"n": f"{rows}x{cols}", "d": rate, "p": padding}
        assert asked.items() <= settings.items()


def test_the_stack_is_that_of_the_question():
    for prompt, settings in cases("linear"):
        assert rates_of(settings) == [1] * int(prompt.split()[0])
    for prompt, settings in cases("doubling"):
        assert rates_of(settings) == numbers_after("rates", prompt)
    for prompt, settings in cases("cone"):
        pair = re.search(r"rate (\d+), the upper one (\d+)", prompt).groups()
        assert rates_of(settings) == [int(rate) for rate in pair]
    for prompt, settings in cases("gridding"):
        assert rates_of(settings) == [number_after("rate", prompt)] * int(prompt.split()[0])
    for prompt, settings in cases("fix"):
        assert field_of(rates_of(settings)) == number_after("field of", prompt)


def test_the_photograph_has_the_rate_of_the_question_beside_rate_1():
    for prompt, settings in cases("photograph"):
        assert settings["rates"] == f"1,{number_after('dilation rate is', prompt)}"
        assert settings["kernel"] == "box"


def test_the_context_module_is_that_of_the_question():
    for prompt, settings in cases("context-module"):
        assert rates_of(settings) == [*numbers_after("rates", prompt), 1]
        sizes = [node.layer.kernel_size for node in parse_network(settings["net"]).nodes]
        assert sizes == [(3, 3)] * (len(sizes) - 1) + [(1, 1)]


def test_the_curves_are_those_of_the_field_in_the_question():
    for prompt, settings in cases("where-next"):
        assert settings["field"] == str(number_after("at least", prompt))


def test_the_false_sentence_is_disproved_by_what_is_shown():
    shown = {
        scene.question.answer_words: scene.figure
        for scene in (BY_NAME["misreadings"].scene(seed) for seed in SEEDS)
    }
    assert len(shown) == len(DISPROOFS)
    for claim, figure in shown.items():
        settings = figure.settings
        if "seven layers" in claim:
            assert len(parse_network(settings["net"]).nodes) == 8
        elif "parameters" in claim:
            weights = [row["weights"] for row in price_rows((1, 5), channels=16)]
            assert weights[0] == weights[1] < weights[2]
        else:
            assert (
                output_of(settings)
                == {"red": (7, 9), "same": (5, 7), "resolution": (4, 5)}[
                    next(word for word in ("red", "same", "resolution") if word in claim)
                ]
            )


def output_of(settings):
    chosen, complaints = from_link(settings)
    assert complaints == []
    return chosen.layer.output_size(chosen.input_size)
