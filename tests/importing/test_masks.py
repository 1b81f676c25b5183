"""Constants that hide rows and columns, however many numbers they have and whoever wrote them."""

import numpy as np
import onnx
import pytest
from onnx import TensorProto

from dilviz import GeometryError, network_from_onnx
from tests.importing.models import W3, model, op, read, reads

MANY = (1, 4, 300, 260)


def conv(x, y):
    return op("Conv", f"{x} w", y, pads=[1, 1, 1, 1])


def masked(*nodes, constants, shape=MANY, **more):
    """A mask on ``a`` made ``b``, between two 3 x 3 convolutions."""
    return read(
        conv("x", "a"),
        *nodes,
        conv("b", "y"),
        constants={"w": W3, **constants},
        shape=shape,
        **more,
    )


def bars(rows, cols):
    """Columns from the second third on, and every seventh row, are hidden."""
    return ((np.arange(rows) % 7 != 0)[:, None] & (np.arange(cols) < cols // 3)).astype(np.float32)


BY_MASK = {
    "Mul": [op("Mul", "a m", "b")],
    "computed": [op("Equal", "m one", "e"), op("Cast", "e", "f", to=1), op("Mul", "a f", "b")],
    "Where": [op("Cast", "m", "e", to=9), op("Where", "e a zero", "b")],
}


@pytest.mark.parametrize("way", BY_MASK)
@pytest.mark.parametrize("shape", [(1, 4, 24, 18), MANY])
def test_a_mask_hides_rows_and_columns_whatever_its_size(way, shape):
    rows, cols = shape[2:]
    constants = {"m": bars(rows, cols), "one": np.float32(1), "zero": np.float32(0)}
    network = masked(*BY_MASK[way], constants=constants, shape=shape)
    edge = cols // 3  # the first hidden column; row 7 is hidden, rows 6 and 8 are not
    assert reads(network, (7, edge)) == ((5, 9), (edge - 2, edge))
    assert reads(network, (0, edge)) == ((0, 2), (edge - 2, edge))
    assert reads(network, (4, edge + 1)) == (None, None)


def test_a_mask_beside_a_model_is_read_from_there(tmp_path):
    file = model(
        *[conv("x", "a"), op("Mul", "a m", "b"), conv("b", "y")],
        constants={"w": W3, "m": bars(*MANY[2:])},
        shape=MANY,
    )
    onnx.save(
        onnx.load_from_string(file),
        tmp_path / "net.onnx",
        save_as_external_data=True,
        size_threshold=0,
        location="net.data",
    )
    assert reads(network_from_onnx(tmp_path / "net.onnx"), (7, 87)) == (None, None)
    with pytest.raises(GeometryError, match=r"numbers lie in 'net\.data', a file beside the model"):
        network_from_onnx((tmp_path / "net.onnx").read_bytes())


def test_a_mask_of_too_many_numbers_is_refused():
    graph = onnx.load_from_string(
        model(conv("x", "a"), op("Mul", "a m", "y"), constants={"w": W3}, shape=(1, 4, 5000, 4000))
    )
    mask = TensorProto(name="m", data_type=TensorProto.FLOAT, dims=[5000, 4000])
    graph.graph.initializer.append(mask)
    with pytest.raises(GeometryError, match="a constant has more than 16777216 numbers"):
        network_from_onnx(graph.SerializeToString())


def test_weights_for_every_position_hide_nothing():
    network = masked(op("Mul", "a m", "b"), constants={"m": bars(300, 260) + 1})
    assert reads(network, (7, 87)) == ((5, 9), (85, 89))


def test_a_quantised_mask_hides_what_its_zero_point_is_multiplied_with():
    """A mask in 8 bits, its zero at 128: scaled first, or multiplied by ``QLinearMul``."""
    constants = {
        "q": (bars(24, 18) * 100 + 128).astype(np.uint8),
        "s": np.float32(0.01),
        "z": np.uint8(128),
    }
    scaled = [op("DequantizeLinear", "q s z", "m"), op("Mul", "a m", "b")]
    whole = op("QLinearMul", "a s z q s z s z", "b", domain="com.microsoft")
    for nodes in (scaled, [whole]):
        network = masked(*nodes, constants=constants, shape=(1, 4, 24, 18))
        assert reads(network, (4, 6)) == ((2, 6), (4, 6))
        assert reads(network, (4, 7)) == (None, None)


@pytest.mark.parametrize("scale", [np.inf, np.nan])
def test_a_scale_that_is_no_number_is_refused(scale):
    """Quantisers make an infinite scale of a mask of minus infinity: no number is left."""
    constants = {"q": np.zeros((24, 18), np.uint8), "s": np.float32(scale), "z": np.uint8(0)}
    both_ways = [op("QuantizeLinear", "a s z", "r"), op("DequantizeLinear", "r s z", "b")]
    whole = op("QLinearAdd", "a s z q s z s z", "b", domain="com.microsoft")
    for nodes in (both_ways, [whole]):
        with pytest.raises(GeometryError, match="a scale is no finite number"):
            masked(*nodes, constants=constants, shape=(1, 4, 24, 18))


def test_a_mask_tells_repeated_columns_apart():
    """Columns 0 .. 8 twice; of the second time only columns 4 .. 8 are kept."""
    kept = (np.arange(18) < 9) | (np.arange(18) >= 13)
    network = masked(
        op("Tile", "a twice", "t"),
        op("Mul", "t kept", "b"),
        constants={"twice": np.array([1, 1, 1, 2]), "kept": kept.astype(np.float32)},
        shape=(1, 4, 12, 9),
    )
    assert reads(network, (5, 2)) == ((3, 7), (0, 4))
    assert reads(network, (5, 11)) == (None, None)
    assert reads(network, (5, 12)) == ((3, 7), (3, 5))
