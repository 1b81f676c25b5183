"""The PyTorch code that Explore copies computes what Explore shows."""

import numpy as np
import pytest
import torch

from dilviz.convolution.layer import Layer
from dilviz.convolution.layer_view import view_layer
from dilviz.export.layer_code import layer_code

LAYERS = [
    ((9, 12), Layer.of((3, 2), dilation=(2, 3), padding="same")),
    ((9, 12), Layer.of(3, dilation=(2, 1), stride=(2, 3), padding="same")),
    ((9, 12), Layer.of((2, 4), padding=((1, 0), (2, 3)))),
    ((1, 20), Layer.of((1, 3), dilation=(1, 4), padding=((0, 0), (8, 0)))),
    ((9, 12), Layer.of(3, dilation=2)),
]


@pytest.mark.parametrize(("size", "layer"), LAYERS)
@pytest.mark.parametrize("mode", ["zeros", "reflect", "replicate", "circular"])
@pytest.mark.parametrize("flip", [False, True])
def test_the_snippet_computes_what_explore_shows(size, layer, mode, flip):
    values = np.arange(np.prod(size)).reshape(size) ** 2 % 31
    weights = np.arange(np.prod(layer.kernel_size)).reshape(layer.kernel_size) - 2
    axes = tuple(range(2)) if size[0] > 1 else (0,)
    names = {
        name: torch.tensor(array.reshape(1, 1, *array.shape[2 - len(axes) :]), dtype=torch.float64)
        for name, array in {"x": values, "weight": weights}.items()
    }
    exec(layer_code(layer, size, mode=mode, flip=flip)["PyTorch"], names)
    shown = view_layer(values, weights, layer, padding_mode=mode, flip=flip)
    np.testing.assert_array_equal(names["y"].numpy().reshape(shown.output.shape), shown.output)
