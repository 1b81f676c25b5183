"""Files of any size: weights are skipped, what remains is the model."""

import numpy as np
import pytest

from dilviz import GeometryError, network_from_onnx
from dilviz.importing.onnx_file import without_weights
from tests.importing.models import model, op


def large_model():
    nodes = [
        op("Conv", "x w", "a", dilations=[2, 2]),
        op("Constant", "", "k", value=_tensor(np.zeros((4, 8, 1, 1), np.float32))),
        op("Conv", "a k", "y"),
    ]
    weights = np.random.default_rng(0).standard_normal((8, 400, 7, 7)).astype(np.float32)
    return model(*nodes, shape=(1, 400, 32, 24), constants={"w": weights})


def _tensor(array):
    from onnx import numpy_helper

    return numpy_helper.from_array(array)


def test_a_model_without_its_weights_is_the_same_network():
    whole = large_model()
    short = without_weights(whole)
    assert len(short) < 2000 < 600_000 < len(whole)
    assert network_from_onnx(short) == network_from_onnx(whole)


@pytest.mark.parametrize("content", [b"\x3a\xff\xff\x03ab", b"\x00" * 9, b"\x3b\x01", b"\xff" * 30])
def test_bytes_that_are_no_messages_are_refused(content):
    with pytest.raises(GeometryError, match="not an ONNX model, or it is damaged"):
        without_weights(content)


def test_numbers_beside_the_model_are_named_as_the_cause():
    from onnx import TensorProto, load_from_string

    content = load_from_string(
        model(op("Gather", "x i", "y", axis=2), shape=(1, 4, 9, 7), constants={"i": np.arange(99)})
    )
    tensor = content.graph.initializer[0]
    tensor.ClearField("raw_data")
    tensor.data_location = TensorProto.EXTERNAL
    entry = tensor.external_data.add()
    entry.key, entry.value = "location", "model.onnx.data"
    with pytest.raises(GeometryError, match="lie in a file beside the model, which is not opened"):
        network_from_onnx(content.SerializeToString())
