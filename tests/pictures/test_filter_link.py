"""Kernels and their settings as links: read back exactly, or rejected with a sentence."""

from urllib.parse import parse_qsl

import numpy as np
import pytest

from dilviz import GeometryError
from dilviz.convolution.geometry import PADDING_MODES
from dilviz.pictures.filter_link import (
    COLOURS,
    SCALED,
    at_rate,
    parameter_key,
    read_filter,
    write_filter,
)
from dilviz.pictures.kernels import KERNELS

PARAMETERS = [(kernel, parameter) for kernel in KERNELS.values() for parameter in kernel.parameters]


def read_written(query):
    """Read a query, write it and read that: kernel, filtering, and the text written."""
    kernel, filtering = read_filter(query)
    link = write_filter("cat", kernel, filtering)
    rate = filtering.layer.dilation[0]
    return *read_filter(dict(parse_qsl(at_rate(link, rate)))), link


def check_round_trip(query):
    kernel, filtering = read_filter(query)
    same_kernel, same_filtering, link = read_written(query)
    np.testing.assert_array_equal(same_kernel.weights, kernel.weights)
    assert (same_kernel.name, same_kernel.signed) == (kernel.name, kernel.signed)
    assert same_filtering == filtering
    assert write_filter("cat", same_kernel, same_filtering) == link


@pytest.mark.parametrize("name", KERNELS)
def test_every_kernel_survives_a_link(name):
    check_round_trip({"kernel": name, "d": "7"})


@pytest.mark.parametrize("kernel, parameter", PARAMETERS)
def test_every_parameter_survives_a_link(kernel, parameter):
    name, lowest = parameter.name, parameter.lowest
    query = {"kernel": kernel.name, parameter_key(kernel, name): f"{lowest:g}"}
    check_round_trip(query)
    assert dict(read_filter(query)[0].parameter_values or {name: lowest})[name] == lowest


@pytest.mark.parametrize("mode", PADDING_MODES)
@pytest.mark.parametrize("padding", ["same", "valid", "3", "4:0x0:5"])
def test_every_padding_and_mode_survives_a_link(padding, mode):
    check_round_trip({"kernel": "box", "p": padding, "mode": mode, "s": "3"})


@pytest.mark.parametrize("colour", COLOURS)
@pytest.mark.parametrize("scaled", SCALED)
def test_colour_and_scaling_survive_a_link(colour, scaled):
    check_round_trip({"kernel": "emboss", "colour": colour, "scaled": scaled})


def test_custom_weights_survive_a_link_to_the_last_digit():
    weights = np.random.default_rng(2).normal(size=(9, 9)) / 3
    text = "; ".join(" ".join(repr(float(weight)) for weight in row) for row in weights)
    kernel, _, _ = read_written({"kernel": "custom", "w": text})
    np.testing.assert_array_equal(kernel.weights, weights)


def test_equal_settings_are_written_as_equal_links():
    first = read_written({"kernel": "gaussian", "gaussian-sigma": "2", "p": "valid"})[-1]
    second = read_written(
        {"gaussian-sigma": "2.00", "kernel": "gaussian", "p": "0x0:0", "pin": "1,2"}
    )[-1]
    assert first == second
    assert first != read_written({"kernel": "gaussian", "gaussian-sigma": "2.05", "p": "valid"})[-1]


def test_a_signed_kernel_is_never_applied_in_colour():
    assert not read_filter({"kernel": "sobel x", "colour": "colour"})[1].colour
    assert read_filter({"kernel": "box", "colour": "colour"})[1].colour


@pytest.mark.parametrize(
    "query, sentence",
    [
        ({"kernel": "boxx"}, "kernel is one of identity, box"),
        ({"mode": ""}, "mode is one of zeros"),
        ({"colour": "x" * 999}, "colour is one of luminance, colour, got 'xxxxx"),
        ({"scaled": "no"}, "scaled is one of as they are, scaled"),
        ({"d": "0"}, "dilation rate must be a whole number from 1 to 32"),
        ({"d": "33"}, "dilation rate must be a whole number from 1 to 32"),
        ({"d": "\u0663"}, "dilation rate must be a whole number from 1 to 32"),
        ({"s": "5"}, "stride must be a whole number from 1 to 4"),
        ({"p": "257"}, "padding must be same, valid or whole numbers from 0 to 256"),
        ({"p": "1x2x3"}, "Write 2, 2x1 or 1:0x2:2"),
        ({"kernel": "gabor", "gabor-angle": "166"}, "gabor-angle goes from 0 to 165 degrees"),
        ({"kernel": "gabor", "gabor-angle": "nan"}, "got 'nan'. Choose a number between."),
        ({"kernel": "gabor", "gabor-angle": "one"}, "got 'one'"),
        ({"kernel": "custom", "w": "1 2; 3"}, "all rows of the weights must have the same length"),
    ],
)
def test_a_value_the_page_does_not_offer_raises_an_error(query, sentence):
    with pytest.raises(GeometryError) as error:
        read_filter(query)
    assert sentence in str(error.value)
    assert len(str(error.value)) < 400
