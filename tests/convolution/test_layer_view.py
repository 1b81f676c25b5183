"""A view of one layer is consistent: its output follows from its values, taps and padding."""

import numpy as np
import pytest

from dilviz.convolution.layer import Layer
from dilviz.convolution.layer_view import view_layer
from dilviz.errors import GeometryError


def padded(view):
    """The padded input, looked up through the sources."""
    rows, cols = view.sources
    values = view.values[np.ix_(rows, cols)].astype(float)
    values[rows < 0], values[:, cols < 0] = 0, 0
    return values


@pytest.mark.parametrize("mode", ["zeros", "reflect", "replicate", "circular"])
@pytest.mark.parametrize("flip", [False, True])
def test_the_output_is_the_sum_over_its_taps(mode, flip):
    values = np.arange(42).reshape(6, 7) ** 2 % 23
    weights = np.array([[1, -2, 3], [0, 5, -7]])
    layer = Layer.of((2, 3), stride=(1, 2), dilation=(3, 2), padding=((1, 2), (2, 3)))
    view = view_layer(values, weights, layer, padding_mode=mode, flip=flip)
    kernel = weights[::-1, ::-1] if flip else weights
    input_padded = padded(view)
    for row, col in np.ndindex(view.output.shape):
        read = input_padded[np.ix_(view.taps[0][row] + 1, view.taps[1][col] + 2)]
        assert view.output[row, col] == np.sum(read * kernel)


def test_a_kernel_larger_than_the_padded_input_raises_an_error():
    with pytest.raises(GeometryError, match="reach 9 samples, but the padded input has 8"):
        view_layer(np.ones((8, 9)), np.ones((3, 3)), Layer.of(3, dilation=4))
