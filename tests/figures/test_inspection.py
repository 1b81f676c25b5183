"""What the pointer computes with agrees with the engine: positions, weights and numbers."""

import json

import numpy as np
import pytest

from dilviz import conv2d
from dilviz.convolution.layer import Layer
from dilviz.figures.inspection import axes_of, description, numbers, readings
from dilviz.figures.response import picture_of
from dilviz.pictures.filtering import Filtering, luminance, respond
from dilviz.pictures.kernels import KERNELS

PICTURE = np.random.default_rng(4).integers(0, 256, (19, 31, 3), dtype=np.uint8)
CASES = [
    (Layer.of((3, 3), dilation=(2, 4), padding="same"), "reflect"),
    (Layer.of((3, 3), dilation=5, stride=(2, 3), padding="same"), "zeros"),
    (Layer.of((3, 3), dilation=3), "circular"),
    (Layer.of((3, 3), dilation=2, stride=2, padding=((1, 2), (3, 0))), "replicate"),
]


@pytest.mark.parametrize("layer, mode", CASES)
def test_the_tables_give_every_output_of_the_engine(layer, mode):
    weights = KERNELS["emboss"].weights
    gray = luminance(PICTURE).astype(float)
    axes = axes_of(gray.shape, Filtering(layer, mode))
    places = [positions(axis) for axis in axes]  # each (outputs, taps), -1 for a zero
    rows, cols = places[0][:, None, :, None], places[1][None, :, None, :]
    samples = np.where((rows < 0) | (cols < 0), 0, gray[rows, cols])
    expected = conv2d(
        gray,
        weights,
        stride=layer.stride,
        padding=layer.padding,
        dilation=layer.dilation,
        padding_mode=mode,
    )
    np.testing.assert_allclose(np.einsum("rcij,ij->rc", samples, weights), expected)


@pytest.mark.parametrize("layer, mode", CASES)
def test_positions_are_those_of_the_tap_table(layer, mode):
    axes = axes_of((19, 31), Filtering(layer, mode))
    for axis, table in zip(axes, layer.tap_tables((19, 31)), strict=True):
        first = np.arange(axis["outputs"]) * axis["stride"] - axis["before"]
        np.testing.assert_array_equal(first, table[:, 0])
        inside = (table >= 0) & (table < axis["samples"])
        np.testing.assert_array_equal(positions(axis)[inside], table[inside])


def positions(axis):
    first = np.arange(axis["outputs"]) * axis["stride"]
    read = first[:, None] + np.arange(axis["taps"]) * axis["dilation"]
    return np.array(axis["sources"])[read]


@pytest.mark.parametrize("name", ["sobel magnitude", "box", "laplacian 8"])
def test_the_description_of_a_response_is_json(name):
    kernel = KERNELS[name]
    filtering = Filtering(Layer.of(3, dilation=2, padding="same"))
    answer = picture_of(respond(PICTURE, kernel, filtering), is_signed=kernel.signed)
    described = description((19, 31), kernel, filtering, answer)
    data = json.loads(json.dumps(readings((19, 31), kernel, filtering) | described))
    assert data["output"] == {"rows": 19, "cols": 31, "words": f"{name}, d = 2"}
    assert (data["partner"] is None) == (kernel.partner is None)
    assert (data["scale"] is None) == (not kernel.signed)


def test_the_colour_bar_is_symmetric_about_white():
    kernel = KERNELS["laplacian 8"]
    filtering = Filtering(Layer.of(3, padding="same"))
    answer = picture_of(respond(PICTURE, kernel, filtering), is_signed=True)
    colours = description((19, 31), kernel, filtering, answer)["scale"]["colours"]
    assert len(colours) == 13 and colours[6] == "rgb(247, 247, 245)"


def test_numbers_say_what_the_rate_changes_and_what_it_does_not():
    def said(rate):
        filtering = Filtering(Layer.of(3, dilation=rate, padding="same"))
        return {
            number["label"]: number["value"]
            for number in numbers((19, 31), KERNELS["box"], filtering)
        }

    assert said(2)["Receptive field"] == "5 × 5" and said(4)["Receptive field"] == "9 × 9"
    assert said(4)["Samples read"] == "9 of 81"
    for label in ("Weights", "Multiply-adds", "Output"):
        assert said(2)[label] == said(4)[label]
