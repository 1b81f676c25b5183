"""The JAX, TensorFlow and Keras code is run: values of every output."""

import os
import subprocess
import sys

import numpy as np
import pytest

from dilviz import GeometryError
from dilviz.export.network_code import NETWORK_FRAMEWORKS, network_code
from tests import network_values
from tests.written_networks import (
    CHANNELS,
    DILATED_POOLS,
    DILATED_TRANSPOSED,
    GROUPED_TRANSPOSED,
    NAMED,
    OPERATIONS,
    RESAMPLINGS,
    SIZE,
    STRIDED_DILATED_SAME,
    network_of,
)

os.environ |= {"TF_CPP_MIN_LOG_LEVEL": "3", "KERAS_BACKEND": "jax", "JAX_ENABLE_X64": "1"}

NOTATIONS = {
    *(*NAMED, *DILATED_POOLS, *STRIDED_DILATED_SAME, *DILATED_TRANSPOSED, *GROUPED_TRANSPOSED)
}
CASES = [
    *((framework, text) for framework in ("jax", "tensorflow", "keras") for text in NAMED),
    *(("jax", text) for text in [*DILATED_POOLS, *STRIDED_DILATED_SAME]),
    *(("jax", text) for text in [*DILATED_TRANSPOSED, *GROUPED_TRANSPOSED]),
    *(("tensorflow", text) for text in [*DILATED_POOLS, *STRIDED_DILATED_SAME]),
    *(("keras", text) for text in DILATED_TRANSPOSED),
    *((framework, name) for framework in ("jax", "tensorflow", "keras") for name in OPERATIONS),
    *((framework, name) for framework in ("jax", "tensorflow", "keras") for name in RESAMPLINGS),
]


def written(network, framework):
    names = {}
    exec(compile(network_code(network, framework), "written code", "exec"), names)
    return names


def with_axes(taps, shape):
    """One kernel for all channels, in the shape that the framework wants."""
    taps = taps[0] if len(shape) == 3 else taps
    return np.broadcast_to(taps[..., None, None], shape).astype(np.float64)


def as_function(network, names):
    nodes = [node for node in network.nodes if node.op in ("conv", "conv_transpose")]
    first = [names["jax"].random.key(0)] if "jax" in names else []
    weights = names["make_weights"](*first, CHANNELS)
    known = {
        name: with_axes(network_values.kernel(node), tuple(weight.shape))
        for node, (name, weight) in zip(nodes, weights.items(), strict=True)
    }
    return lambda x: names["network"](known, x)


def as_model(network, names):
    names["keras"].backend.set_floatx("float64")
    model = names["network"](CHANNELS)
    layers = [layer for layer in model.layers if layer.weights]
    nodes = [node for node in network.nodes if node.op in ("conv", "conv_transpose")]
    for layer, node in zip(layers, nodes, strict=True):
        kernel, bias = layer.get_weights()
        layer.set_weights([with_axes(network_values.kernel(node), kernel.shape), bias * 0])
    return model


@pytest.mark.parametrize(("framework", "text"), CASES)
@pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning:keras")
def test_the_code_computes_the_network(framework, text):
    network = network_of(text)
    size = (1, SIZE[1]) if network.one_dimensional else SIZE
    x = np.random.default_rng(5).standard_normal((CHANNELS, *size))
    expected = np.moveaxis(network_values.run(network, x), 0, -1)
    names = written(network, framework)
    call = (as_model if framework == "keras" else as_function)(network, names)
    batch = np.moveaxis(x, 0, -1)[None]
    out = np.asarray(call(batch[:, 0] if network.one_dimensional else batch))[0]
    out = out[None] if network.one_dimensional else out
    exact = 1e-9 if text in NOTATIONS else 1e-5  # resampling is in single precision in places
    np.testing.assert_allclose(out, expected, rtol=exact, atol=exact)


@pytest.mark.parametrize(
    ("framework", "text", "message"),
    [
        ("keras", "conv3, conv3 s2 d2 same", "layer '2': Keras has no convolution with a stride"),
        ("keras", "dwconv3 s2x1 same", "Keras has no depthwise convolution with two strides"),
        ("keras", "maxpool3 d2", "Keras has no pooling with a dilation rate"),
        ("keras", "tconv3 s2 d2", "Keras has no transposed convolution with a stride"),
        ("tensorflow", "tconv3 d2", "TensorFlow has no transposed convolution with a dilation"),
        ("tensorflow", "avgpool3 s2 d2 same", "TensorFlow has no pooling with a stride"),
        ("tensorflow", "tconv4 s2 g2", "TensorFlow has no transposed convolution in groups"),
        ("keras", "tconv4 s2 g2", "Keras has no transposed convolution in groups"),
        ("keras", "cubic", "Keras has no cubic resampling like this one"),
        ("keras", "1d, resize2 linear", "Keras resamples to sizes alone, and the size of the"),
        ("tensorflow", "resize2 cubic", "TensorFlow has no cubic resampling like this one"),
        ("jax", "resize2 cubic", "JAX has no cubic resampling like this one"),
    ],
)
def test_a_layer_that_a_framework_does_not_have_is_an_error(framework, text, message):
    with pytest.raises(GeometryError, match=message):
        network_code(network_of(text), framework)


DILATED = """
import tensorflow as tf
x, kernel = tf.ones((1, 9, 12, 2)), tf.ones((3, 3, 2, 2))
tf.nn.conv2d_transpose(x, kernel, (1, 13, 16, 2), 1, "VALID", dilations=2)
"""


def test_tensorflow_on_a_cpu_without_onednn_has_no_dilated_transposed_convolution():
    """It raises, so the generated code cannot use it; JAX's is run above."""
    run = subprocess.run(
        [sys.executable, "-c", DILATED],
        env=os.environ | {"TF_ENABLE_ONEDNN_OPTS": "0"},
        capture_output=True,
        text=True,
    )
    assert run.returncode and "dilation" in run.stderr


def test_every_framework_is_run_here():
    assert {"torch", *(framework for framework, _ in CASES)} == set(NETWORK_FRAMEWORKS)
