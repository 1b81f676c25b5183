"""The code of each framework says the layer: run against the documented meaning of its calls."""

import random
from types import SimpleNamespace

import numpy as np
import pytest

import dilviz
from dilviz.convolution.layer import Layer
from dilviz.export.framework_layers import LAYER_FRAMEWORKS, framework_calls


def layers_at_random(count, seed):
    """Settings of possible layers, and input sizes."""
    choose = random.Random(seed)
    found = 0
    while found < count:
        taps, rates = [(choose.randint(1, 4), choose.randint(1, 4)) for _ in range(2)]
        stride = choose.choice([(1, 1), (1, 1), (2, 2), (2, 3)])
        padding = choose.choice(["same", "valid", 1, ((0, 1), (2, 1))])
        layer = Layer.of(taps, stride=stride, dilation=rates, padding=padding)
        size = (choose.randint(2, 9), choose.randint(2, 9))
        try:
            layer.output_size(size)
        except dilviz.GeometryError:
            continue
        found += 1
        yield layer, size


LAYERS = list(layers_at_random(80, seed=2))


def framework_call(framework, layer, size):
    [call] = [call for call in framework_calls(layer, size) if call.framework == framework]
    return call


def channels_last(x, weight, **settings):
    """What TensorFlow and Keras compute, written with the engine."""
    y = dilviz.conv2d(x.transpose(0, 3, 1, 2), weight.transpose(3, 2, 0, 1), **settings)
    return y.transpose(0, 2, 3, 1)


class FakeConv2D:
    """keras.layers.Conv2D as its documentation says."""

    def __init__(
        self, filters, kernel_size, strides=1, padding="valid", dilation_rate=1, use_bias=True
    ):
        if np.max(strides) > 1 and np.max(dilation_rate) > 1:
            raise ValueError("strides > 1 not supported in conjunction with dilation_rate > 1")
        assert filters == 1 and not use_bias
        self.settings = {"stride": strides, "padding": padding, "dilation": dilation_rate}

    def build(self, shape):
        assert shape[-1] == 1

    def set_weights(self, weights):
        [self.weight] = weights

    def __call__(self, x):
        return channels_last(x, self.weight, **self.settings)


def zero_padding(padding):
    return lambda x: np.pad(x, ((0, 0), *padding, (0, 0)))


def pooling_of_one_tap(taps, strides):
    assert taps == 1
    rows, cols = np.broadcast_to(strides, 2)
    return lambda x: x[:, ::rows, ::cols]


def atrous(value, filters, rate, padding):
    return channels_last(value, filters, dilation=rate, padding=padding.lower())


def general_dilated(x, weight, window_strides, padding, rhs_dilation=1):
    return dilviz.conv2d(x, weight, stride=window_strides, padding=padding, dilation=rhs_dilation)


MODULES = {
    "tf": SimpleNamespace(nn=SimpleNamespace(atrous_conv2d=atrous), pad=np.pad),
    "keras": SimpleNamespace(
        layers=SimpleNamespace(
            Conv2D=FakeConv2D, ZeroPadding2D=zero_padding, MaxPooling2D=pooling_of_one_tap
        )
    ),
    "lax": SimpleNamespace(conv_general_dilated=general_dilated),
    "dilviz": dilviz,
}


def run(code, x, weight, last):
    """Run code without its imports, the frameworks replaced by their definitions."""
    names = dict(MODULES)
    names["x"] = x[None, :, :, None] if last else x[None, None]
    names["weight"] = weight[:, :, None, None] if last else weight[None, None]
    lines = [line for line in code.splitlines() if not line.startswith(("import", "from"))]
    exec("\n".join(lines), names)
    return names["y"]


@pytest.mark.parametrize(
    ("framework", "last"),
    [("TensorFlow, atrous", True), ("Keras", True), ("JAX", False), ("dilviz", False)],
)
def test_the_code_computes_the_layer(framework, last):
    numbers = np.random.default_rng(0)
    for layer, size in LAYERS:
        code = framework_call(framework, layer, size).code
        x = numbers.integers(-9, 10, size)
        weight = numbers.integers(-9, 10, layer.kernel_size)
        expected = dilviz.conv2d(
            x, weight, stride=layer.stride, padding=layer.padding, dilation=layer.dilation
        )
        if code:
            np.testing.assert_array_equal(run(code, x, weight, last).squeeze(), expected.squeeze())
        else:
            assert framework == "TensorFlow, atrous" and len(set(layer.dilation)) == 2


def test_every_framework_explains_its_arguments():
    for layer, size in LAYERS:
        written = framework_calls(layer, size)
        assert tuple(call.framework for call in written) == LAYER_FRAMEWORKS
        for call in written:
            assert call.call and len(call.arguments) >= 4
            assert all(name and meaning for name, meaning in call.arguments)


@pytest.mark.parametrize(
    ("framework", "settings", "words"),
    [
        ("TensorFlow, atrous", {"dilation": (1, 2)}, "one rate for both axes"),
        ("TensorFlow, atrous", {"stride": 2}, "no stride"),
        ("TensorFlow", {"stride": 2, "dilation": 2}, "ValueError"),
        ("Keras", {"stride": 2, "dilation": 2}, "ValueError"),
        ("PyTorch", {"stride": 2, "padding": "same"}, "RuntimeError"),
        ("PyTorch", {"padding": ((0, 1), (1, 1))}, "F.pad"),
    ],
)
def test_warns_where_the_framework_would_raise(framework, settings, words):
    assert words in " ".join(framework_call(framework, Layer.of(3, **settings), (9, 12)).warnings)


def test_an_ordinary_layer_has_no_warnings():
    for call in framework_calls(Layer.of(3, dilation=2, padding="same"), (9, 12)):
        assert call.warnings == ()


def test_a_layer_without_output_is_an_error():
    with pytest.raises(dilviz.GeometryError, match="does not fit"):
        framework_calls(Layer.of(3, dilation=9), (9, 12))
