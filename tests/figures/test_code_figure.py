"""The code of a layer with all that belongs to it."""

import pytest

from dilviz.convolution.layer import Layer
from dilviz.errors import GeometryError
from dilviz.export.framework_layers import LAYER_FRAMEWORKS, framework_calls
from dilviz.figures.code_figure import code_figure

LAYER = Layer.of((3, 5), dilation=(2, 1), padding="same")


def text(pieces):
    return "".join(piece for _, piece in pieces)


@pytest.mark.parametrize("framework", LAYER_FRAMEWORKS)
def test_a_code_figure_has_the_call_code_arguments_and_warnings(framework):
    figure = code_figure(LAYER, (9, 12), "zeros", framework)
    [call] = [call for call in framework_calls(LAYER, (9, 12)) if call.framework == framework]
    assert figure["border"] is None
    assert text(figure["code"] or []) == call.code
    assert (figure["code"] is None) == (framework == "TensorFlow, atrous")  # it has one rate
    assert figure["call"] == call.call
    assert figure["warnings"] == list(call.warnings)
    assert [tuple(pair) for pair in figure["arguments"]] == list(call.arguments)


def test_a_border_of_another_kind_is_added_before_the_layer():
    figure = code_figure(Layer.of(3, dilation=2, padding="same"), (9, 12), "reflect", "TensorFlow")
    border = 'x = np.pad(x, ((2, 2), (2, 2)), mode="reflect")  # 13 x 16'
    assert text(figure["border"]["code"]) == border
    assert "`padding_mode='reflect'`" in figure["border"]["words"]
    assert 'padding="VALID"' in text(figure["code"])


def test_warns_where_keras_would_raise():
    strided = Layer.of(3, dilation=2, stride=2)
    assert "ValueError" in " ".join(code_figure(strided, (9, 12), "zeros", "Keras")["warnings"])


def test_the_command_line_writes_networks_for_four_of_the_six():
    networks = {
        name: code_figure(LAYER, (9, 12), "zeros", name)["network"] for name in LAYER_FRAMEWORKS
    }
    assert {name for name, network in networks.items() if network} == {
        "TensorFlow",
        "Keras",
        "PyTorch",
        "JAX",
    }


def test_an_unwritable_network_gives_its_reason_beside_the_layer_code():
    strided = Layer.of(3, dilation=2, stride=2, padding="same")
    figure = code_figure(strided, (9, 12), "zeros", "Keras")
    assert "MaxPooling2D(1, strides=2)(y)" in text(figure["code"])
    assert "Keras has no convolution" in figure["network"]["refused"]
    assert figure["network"]["code"] == []


def test_a_layer_without_output_is_refused():
    with pytest.raises(GeometryError, match="does not fit"):
        code_figure(Layer.of(3, dilation=9), (9, 4), "zeros", "Keras")
