"""Padding first and convolving without padding is the layer with that padding mode."""

import numpy as np
import pytest

from dilviz.convolution.convolve import conv2d
from dilviz.convolution.geometry import NUMPY_MODES
from dilviz.convolution.layer import Layer
from dilviz.errors import GeometryError
from dilviz.export.layer_code import padding_first


@pytest.mark.parametrize("mode", NUMPY_MODES)
@pytest.mark.parametrize("padding", ["same", ((2, 1), (0, 3))])
def test_padding_first_equals_the_padding_mode(mode, padding):
    x = np.random.default_rng(5).integers(-9, 9, (7, 8))
    weight = np.arange(6).reshape(2, 3)
    settings = {"dilation": (2, 1), "stride": (1, 2)}
    code, layer, size = padding_first(Layer.of((2, 3), padding=padding, **settings), x.shape, mode)
    names = {"np": np, "x": x}
    exec(code, names)
    assert names["x"].shape == size
    found = conv2d(names["x"], weight, padding=layer.padding, **settings)
    expected = conv2d(x, weight, padding=padding, padding_mode=mode, **settings)
    assert (found == expected).all()


def test_an_input_too_short_to_reflect_is_an_error():
    with pytest.raises(GeometryError, match="reflect"):
        padding_first(Layer.of(3, padding=4), (4, 9), "reflect")
