"""A kernel and its settings as a link: one spelling, read back exactly, or refused in words."""

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

TURNED = [(kernel, one) for kernel in KERNELS.values() for one in kernel.parameters]


def again(asked):
    """What was asked, written and read back, with the link."""
    kernel, filtering = read_filter(asked)
    link = write_filter("cat", kernel, filtering)
    rate = filtering.layer.dilation[0]
    return *read_filter(dict(parse_qsl(at_rate(link, rate)))), link


def check_round_trip(asked):
    kernel, filtering = read_filter(asked)
    same_kernel, same_filtering, link = again(asked)
    np.testing.assert_array_equal(same_kernel.weights, kernel.weights)
    assert (same_kernel.name, same_kernel.signed) == (kernel.name, kernel.signed)
    assert same_filtering == filtering
    assert write_filter("cat", same_kernel, same_filtering) == link


@pytest.mark.parametrize("name", KERNELS)
def test_every_kernel_is_read_back(name):
    check_round_trip({"kernel": name, "d": "7"})


@pytest.mark.parametrize("kernel, one", TURNED)
def test_every_parameter_of_a_family_is_read_back(kernel, one):
    asked = {"kernel": kernel.name, parameter_key(kernel, one.name): f"{one.lowest:g}"}
    check_round_trip(asked)
    assert dict(read_filter(asked)[0].turned or {one.name: one.lowest})[one.name] == one.lowest


@pytest.mark.parametrize("mode", PADDING_MODES)
@pytest.mark.parametrize("padding", ["same", "valid", "3", "4:0x0:5"])
def test_every_border_is_read_back(padding, mode):
    check_round_trip({"kernel": "box", "p": padding, "mode": mode, "s": "3"})


@pytest.mark.parametrize("colour", COLOURS)
@pytest.mark.parametrize("scaled", SCALED)
def test_channels_and_scaling_are_read_back(colour, scaled):
    check_round_trip({"kernel": "emboss", "colour": colour, "scaled": scaled})


def test_weights_of_ones_own_are_read_back_to_the_last_digit():
    weights = np.random.default_rng(2).normal(size=(9, 9)) / 3
    text = "; ".join(" ".join(repr(float(one)) for one in row) for row in weights)
    kernel, _, _ = again({"kernel": "custom", "w": text})
    np.testing.assert_array_equal(kernel.weights, weights)


def test_equal_questions_have_one_spelling():
    first = again({"kernel": "gaussian", "gaussian-sigma": "2", "p": "valid"})[-1]
    second = again({"gaussian-sigma": "2.00", "kernel": "gaussian", "p": "0x0:0", "pin": "1,2"})[-1]
    assert first == second
    assert first != again({"kernel": "gaussian", "gaussian-sigma": "2.05", "p": "valid"})[-1]


def test_a_signed_response_is_that_of_the_luminance():
    assert not read_filter({"kernel": "sobel x", "colour": "colour"})[1].colour
    assert read_filter({"kernel": "box", "colour": "colour"})[1].colour


@pytest.mark.parametrize(
    "asked, words",
    [
        ({"kernel": "boxx"}, "kernel is one of identity, box"),
        ({"mode": ""}, "mode is one of zeros"),
        ({"colour": "x" * 999}, "colour is one of luminance, colour, got 'xxxxx"),
        ({"scaled": "no"}, "scaled is one of as they are, scaled"),
        ({"d": "0"}, "dilation rates go from 1 to 32"),
        ({"d": "33"}, "dilation rates go from 1 to 32"),
        ({"d": "\u0663"}, "dilation rates go from 1 to 32"),
        ({"s": "5"}, "strides go from 1 to 4"),
        ({"p": "257"}, "whole numbers go from 0 to 256"),
        ({"p": "1x2x3"}, "such as 2, 2x1 or 1:0x2:2"),
        ({"kernel": "gabor", "gabor-angle": "166"}, "gabor-angle goes from 0 to 165 degrees"),
        ({"kernel": "gabor", "gabor-angle": "nan"}, "got 'nan'. Choose a number between."),
        ({"kernel": "gabor", "gabor-angle": "one"}, "got 'one'"),
        ({"kernel": "custom", "w": "1 2; 3"}, "all rows of a kernel have the same length"),
        ({"kernel": "custom", "w": "1e9"}, "a weight lies between"),
        ({"kernel": "custom", "w": "1 " * 3000}, "the weights have 6000 characters"),
    ],
)
def test_what_the_page_does_not_have_is_refused_in_words(asked, words):
    with pytest.raises(GeometryError) as refusal:
        read_filter(asked)
    assert words in str(refusal.value)
    assert len(str(refusal.value)) < 400
