"""Sizes, units and paddings as text: one table for every place where they are typed."""

import json

import pytest

from dilviz import GeometryError, parse_network
from dilviz.command_line import run
from dilviz.convolution.layer_text import (
    parse_axes,
    read_padding,
    read_pair,
    read_whole,
    write_padding,
    write_pair,
)
from dilviz.pictures.filter_link import read_filter
from dilviz.ui.components.explore.settings import from_link
from dilviz.ui.frameworks.settings import LayerInFramework
from dilviz.ui.stack.settings import Unit
from dilviz.web.question import Question, answer

NET = "conv3 d2 causal, conv3"


def by_command_line(**texts):
    options = [f"--{name}={text}" for name, text in texts.items()]
    return json.loads(run(["rf", NET, "--json", *options]))


def by_api(**texts):
    return json.loads(answer(Question.of({"net": NET} | texts)))


def by_app(**texts):
    """The unit and input size that the Stack page reads from its link, described by the API."""
    read = Unit.from_link({"net": NET} | texts)
    if "input" in texts and read.input_size is None:
        raise GeometryError("the page shows the sentence, which its own test reads")
    given = {"input": read.input_size, "unit": read.unit}
    return by_api(**{name: f"{pair[0]},{pair[1]}" for name, pair in given.items() if pair})


every_place = pytest.mark.parametrize("place", [by_command_line, by_api, by_app])
SIZES = {
    "20": (20, 20),
    "20x31": (20, 31),
    "20X31": (20, 31),
    "20 × 31": (20, 31),
    "20,31": (20, 31),
    "20 31": (20, 31),
    " 20;31 ": (20, 31),
}
UNITS = {
    "3,5": (3, 5),
    "3x5": (3, 5),
    "3 5": (3, 5),
    "3 , 5": (3, 5),
    "4": (4, 4),
}


@every_place
@pytest.mark.parametrize("text", SIZES)
def test_every_place_reads_the_same_size(place, text):
    rows, cols = SIZES[text]
    expected = by_api(input=f"{rows}x{cols}")
    assert place(input=text) == expected
    assert expected["layers"][0]["output_size"] == [rows, cols]


@every_place
@pytest.mark.parametrize("text", UNITS)
def test_every_place_reads_the_same_unit(place, text):
    rows, cols = UNITS[text]
    assert place(unit=text)["interval"] == by_api(unit=f"{rows},{cols}")["interval"]


@every_place
@pytest.mark.parametrize("text", ["-1,2", "−1 2"])
def test_every_place_says_that_there_is_no_unit_of_negative_position(place, text):
    with pytest.raises(GeometryError, match="there is no unit in row -1: rows go from 0"):
        place(unit=text)


BAD_SIZES = ["0", "-3", "3x", "x3", "1e3", "tall", "1x2x3", "1:2", "٣", "1000001", "9" * 5000]
BAD_UNITS = ["a,b", "1,2,3", "1:2", "3,", "0.5,1", "9" * 5000]


@pytest.mark.parametrize("text", BAD_SIZES)
def test_command_line_and_api_reject_a_bad_size_with_the_same_sentence(text, capsys):
    with pytest.raises(GeometryError, match="^input size must be one whole number or") as error:
        by_api(input=text)
    assert str(error.value).endswith(". Write 224 or 224x320.") and len(str(error.value)) < 200
    with pytest.raises(SystemExit):
        by_command_line(input=text)
    assert f"argument --input: {error.value}" in capsys.readouterr().err


@pytest.mark.parametrize("text", BAD_UNITS)
def test_every_place_rejects_a_bad_unit_with_the_same_sentence(text, capsys):
    with pytest.raises(GeometryError, match="^unit must be one whole number or") as error:
        by_api(unit=text)
    with pytest.raises(GeometryError) as error_of_app:
        by_app(unit=text)
    assert str(error_of_app.value) == str(error.value)
    with pytest.raises(SystemExit):
        by_command_line(unit=text)
    assert f"argument --unit: {error.value}" in capsys.readouterr().err


def test_one_number_is_the_length_or_the_column_of_a_one_dimensional_network():
    options = {"net": "1d, conv3 d2", "input": "9", "unit": "4"}
    described = json.loads(answer(Question.of(options)))
    assert described["layers"][0]["output_size"] == [1, 9]
    assert described["interval"][1] == [2, 6]


# Settings of a layer


def by_notation(text):
    [node] = parse_network(f"conv3 p{text}").nodes
    return node.layer.padding


def by_explore(text):
    settings, complaints = from_link({"p": text})
    assert not complaints
    return settings.p


def by_frameworks(text):
    return LayerInFramework.from_link({"p": text}).layer.padding


def by_images(text):
    _, filtering = read_filter({"p": text})
    return filtering.layer.padding


PADDINGS = {
    "2": ((2, 2), (2, 2)),
    "2x1": ((2, 2), (1, 1)),
    "0:1": ((0, 1), (0, 1)),
    "1:0x2": ((1, 0), (2, 2)),
    "0:1x2:3": ((0, 1), (2, 3)),
}


@pytest.mark.parametrize("place", [read_padding, by_notation, by_explore, by_frameworks, by_images])
@pytest.mark.parametrize("text", PADDINGS)
def test_every_place_reads_the_same_padding(place, text):
    assert place(text) == PADDINGS[text]
    assert read_padding(write_padding(PADDINGS[text])) == PADDINGS[text]


@pytest.mark.parametrize("text", ["-1", "1x2x3", "1:2:3", "full", "17", "", "1:x2"])
def test_a_bad_padding_raises_an_error_with_its_forms(text):
    with pytest.raises(GeometryError, match="padding must be same, valid or whole .* 1:0x2:2"):
        read_padding(text, 16)
    assert read_padding("16", 16) == ((16, 16), (16, 16))


def test_words_of_padding_are_read_in_any_case():
    assert [read_padding(text) for text in ("Same", " VALID ")] == ["same", "valid"]


@pytest.mark.parametrize("text, expected", [("1", (1, 1)), ("9", (9, 9)), ("1×9", (1, 9))])
def test_a_pair_is_read_up_to_its_bounds_and_written_back(text, expected):
    assert read_pair(text, "kernel size", 1, 9) == expected
    assert read_pair(write_pair(expected), "kernel size", 1, 9) == expected


@pytest.mark.parametrize("text", ["0", "10", "3x10", "3:3", ""])
def test_a_pair_out_of_bounds_raises_an_error_with_the_bounds(text):
    with pytest.raises(GeometryError, match="kernel size must be .* from 1 to 9, got .*3 or 3x5"):
        read_pair(text, "kernel size", 1, 9)


@pytest.mark.parametrize("text", ["", "0", "33", "4.0", "٣", "9" * 5000])
def test_a_whole_number_out_of_bounds_raises_an_error_with_the_bounds(text):
    with pytest.raises(GeometryError, match="stride must be a whole number from 1 to 32, got"):
        read_whole(text, "stride", 1, 32)
    assert read_whole(" 32 ", "stride", 1, 32) == 32


def test_axes_and_sides_are_split_and_other_texts_are_none():
    assert parse_axes("1:2 × 3:4") == ((1, 2), (3, 4))
    assert [parse_axes(text) for text in ("", "a", "1x", ":1", "1 2 3", "1.5")] == [None] * 6
