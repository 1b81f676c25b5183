"""The code of a layer with all that belongs to it."""

import pytest

from dilviz.convolution.layer import Layer
from dilviz.errors import GeometryError
from dilviz.export.framework_layers import LAYER_FRAMEWORKS, framework_calls
from dilviz.figures.spelled import spelled

LAYER = Layer.of((3, 5), dilation=(2, 1), padding="same")


def text(pieces):
    return "".join(piece for _, piece in pieces)


@pytest.mark.parametrize("framework", LAYER_FRAMEWORKS)
def test_tells_all_of_a_spelling(framework):
    told = spelled(LAYER, (9, 12), "zeros", framework)
    [one] = [one for one in framework_calls(LAYER, (9, 12)) if one.framework == framework]
    assert told["border"] is None
    assert text(told["code"] or []) == one.code
    assert (told["code"] is None) == (framework == "TensorFlow, atrous")  # it has one rate
    assert told["call"] == one.call
    assert told["warnings"] == list(one.warnings)
    assert [tuple(pair) for pair in told["arguments"]] == list(one.arguments)


def test_a_border_of_another_kind_is_added_before_the_layer():
    told = spelled(Layer.of(3, dilation=2, padding="same"), (9, 12), "reflect", "TensorFlow")
    border = 'x = np.pad(x, ((2, 2), (2, 2)), mode="reflect")  # 13 x 16'
    assert text(told["border"]["code"]) == border
    assert "`padding_mode='reflect'`" in told["border"]["words"]
    assert 'padding="VALID"' in text(told["code"])


def test_warns_where_keras_would_raise():
    strided = Layer.of(3, dilation=2, stride=2)
    assert "ValueError" in " ".join(spelled(strided, (9, 12), "zeros", "Keras")["warnings"])


def test_the_command_line_writes_networks_for_four_of_the_six():
    told = {one: spelled(LAYER, (9, 12), "zeros", one)["network"] for one in LAYER_FRAMEWORKS}
    assert {one for one, network in told.items() if network} == {
        "TensorFlow",
        "Keras",
        "PyTorch",
        "JAX",
    }


def test_a_network_that_cannot_be_written_is_said_beside_the_code_of_the_layer():
    strided = Layer.of(3, dilation=2, stride=2, padding="same")
    told = spelled(strided, (9, 12), "zeros", "Keras")
    assert "MaxPooling2D(1, strides=2)(y)" in text(told["code"])
    assert "Keras has no convolution" in told["network"]["refused"]
    assert told["network"]["code"] == []


def test_a_layer_without_output_is_refused():
    with pytest.raises(GeometryError, match="does not fit"):
        spelled(Layer.of(3, dilation=9), (9, 4), "zeros", "Keras")
