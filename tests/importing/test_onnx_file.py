"""Files of any size: weights are skipped, what remains is the model."""

import numpy as np
import pytest
from onnx import TensorProto, load_from_string

from dilviz import GeometryError, network_from_onnx, receptive_field
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


def with_numbers_outside(**entries):
    """A model that takes columns by numbers which lie in another file."""
    content = load_from_string(
        model(op("Gather", "x i", "y", axis=3), shape=(1, 4, 9, 7), constants={"i": np.arange(3)})
    )
    tensor = content.graph.initializer[0]
    tensor.ClearField("raw_data")
    tensor.data_location = TensorProto.EXTERNAL
    for key, value in entries.items():
        entry = tensor.external_data.add()
        entry.key, entry.value = key, value
    return content.SerializeToString()


def test_numbers_beside_the_model_are_read_from_its_folder(tmp_path):
    path = tmp_path / "model.onnx"
    path.write_bytes(with_numbers_outside(location="model.onnx.data", offset="8", length="24"))
    (tmp_path / "model.onnx.data").write_bytes(np.array([9, 6, 0, 2, 9]).tobytes())
    field = receptive_field(network_from_onnx(path), unit=(0, 1))
    assert field.interval == ((0, 0), (0, 0))
    assert receptive_field(network_from_onnx(str(path)), unit=(0, 0)).interval[1] == (6, 6)


@pytest.mark.parametrize(
    "entries",
    [
        {"location": "absent.data"},
        {"location": "../outside.data"},
        {"location": "link.data"},
        {"location": "inside.data", "offset": "8"},
        {"location": "inside.data", "offset": "-8"},
        {"location": "inside.data", "length": "16"},
        {"location": "inside.data", "offset": "many"},
        {"location": "nul\0"},
        {"location": "."},
        {"length": "24"},
    ],
    ids=str,
)
def test_numbers_that_do_not_lie_in_its_folder_are_named_as_the_cause(tmp_path, entries):
    folder = tmp_path / "models"
    folder.mkdir()
    for path in (folder / "inside.data", tmp_path / "outside.data"):
        path.write_bytes(np.arange(3).tobytes())
    (folder / "link.data").symlink_to(tmp_path / "outside.data")
    (folder / "model.onnx").write_bytes(with_numbers_outside(**entries))
    with pytest.raises(GeometryError, match="a file beside the model, which was not read"):
        network_from_onnx(folder / "model.onnx")


def test_a_model_of_bytes_names_the_file_that_is_missing():
    with pytest.raises(GeometryError, match="its numbers lie in 'my.data', a file beside"):
        network_from_onnx(with_numbers_outside(location="my.data"))
