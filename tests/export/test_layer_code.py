"""The code for one layer says the padding that the layer has; torch runs it in tests/oracles."""

import ast

import pytest

from dilviz.convolution.layer import Layer
from dilviz.export.layer_code import layer_code


@pytest.mark.parametrize(
    "settings",
    [
        {},
        {"padding": "same", "stride": 2},
        {"padding": ((1, 0), (2, 2)), "dilation": (1, 2)},
        {"padding": 1, "stride": 2, "dilation": 3},
    ],
)
@pytest.mark.parametrize("mode", ["zeros", "reflect", "replicate", "circular"])
@pytest.mark.parametrize("flip", [False, True])
def test_is_python(settings, mode, flip):
    for code in layer_code(Layer.of(3, **settings), (9, 12), mode=mode, flip=flip).values():
        ast.parse(code)


def test_pytorch_pads_first_only_where_its_convolution_cannot():
    plain = layer_code(Layer.of(3, dilation=2, padding="same"), (9, 12))["PyTorch"]
    assert "padding=2" in plain
    assert "F.pad" not in plain
    uneven = layer_code(Layer.of(3, padding="same", stride=2), (9, 12))["PyTorch"]
    assert "F.pad(x, (0, 1, 1, 1)" in uneven  # columns first, as PyTorch wants it


def test_tensorflow_gets_no_stride_beside_a_dilation_rate():
    code = layer_code(Layer.of(3, padding="same", stride=2, dilation=2), (9, 12))["TensorFlow"]
    assert "strides=[1, 1]" in code
    assert "y[:, ::2, ::2]" in code
    assert '"VALID"' in code


def test_tensorflow_gathers_what_it_cannot_pad():
    code = layer_code(Layer.of(3, padding=1), (3, 4), mode="circular")["TensorFlow"]
    assert "tf.gather(x, [2, 0, 1, 2, 0], axis=1)" in code
    assert "tf.gather(x, [3, 0, 1, 2, 3, 0], axis=2)" in code


def test_one_row_is_one_dimension():
    code = layer_code(Layer.of((1, 3), dilation=(1, 4), padding=((0, 0), (8, 0))), (1, 20))
    assert "F.conv1d" in code["PyTorch"]
    assert "F.pad(x, (8, 0)" in code["PyTorch"]


def test_an_impossible_layer_has_no_code():
    assert layer_code(Layer.of(3, dilation=5), (9, 12)) == {}
    assert layer_code(Layer.of(3, padding=9), (9, 12), mode="reflect") == {}
