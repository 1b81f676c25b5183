"""Files that leave the size of the input open, read without one where nothing depends on it."""

import numpy as np
import pytest
from onnx import TensorProto, helper

from dilviz import GeometryError
from dilviz.importing.sizes import OpenSize, growth, stepped
from tests.importing.models import W3, op, read, reads, weights

OPEN = (1, 4, "height", "width")
HALF = {"strides": [2, 2]}
W1 = weights(4, 4, 1, 1)


def conv(source, output, **attributes):
    return op("Conv", f"{source} w", output, **({"pads": [1] * 4} | attributes))


def strided(output, *, kind):
    """A halving of "a", by one of the layers that networks use for it."""
    pool = {"kernel_shape": [2, 2], **HALF}
    return {
        "conv3": conv("a", output, **HALF),
        "conv1": op("Conv", "a one", output, **HALF),
        "pool": op("MaxPool", "a", output, **pool),
        "ceil": op("MaxPool", "a", output, ceil_mode=1, **pool),
        "same": op("MaxPool", "a", output, auto_pad="SAME_UPPER", **pool),
        "slice": op("Slice", "a at ends axes two", output),
    }[kind]


CONSTANTS = {
    "w": W3,
    "one": W1,
    "at": np.array([0, 1]),
    "ends": np.array([2**40, 2**40]),
    "axes": np.array([2, 3]),
    "two": np.array([2, 2]),
}


@pytest.mark.parametrize("kind", ["conv1", "pool", "ceil", "same", "slice"])
def test_paths_of_the_same_stride_meet(kind):
    nodes = (
        conv("x", "a"),
        strided("b", kind="conv3"),
        strided("c", kind=kind),
        op("Add", "b c", "d"),
        op("Conv", "d w", "y", pads=[1] * 4, **HALF),
    )
    network = read(*nodes, constants=CONSTANTS, shape=OPEN)
    fixed = read(*nodes, constants=CONSTANTS, shape=(1, 4, 24, 16))
    for unit in ((0, 0), (2, 1), (5, 3)):
        assert reads(network, unit, (24, 16)) == reads(fixed, unit, (24, 16))


def test_paths_of_different_strides_ask_for_the_input_size():
    nodes = (conv("x", "a"), conv("x", "b", **HALF), op("Add", "a b", "y"))
    with pytest.raises(GeometryError, match=r"meet; give one \(input_size\)"):
        read(*nodes, constants=CONSTANTS, shape=OPEN)


def test_a_shape_computed_from_that_of_the_input_is_the_shape_of_the_map():
    """((height - 1) // 2 + 1, ...): how PyTorch writes the size of a strided map."""
    nodes = [conv("x", "a", **HALF), op("Reshape", "a flat", "f")]
    for name, start in (("h", 2), ("v", 3)):
        nodes += [
            op("Shape", "x", f"{name}0", start=start, end=start + 1),
            op("Sub", f"{name}0 1", f"{name}1"),
            op("Div", f"{name}1 2", f"{name}2"),
            op("Add", f"{name}2 1", f"{name}3"),
        ]
    nodes += [op("Concat", "1 4 h3 v3", "s", axis=0), op("Reshape", "f s", "y")]
    numbers = {name: np.array([int(name)]) for name in ("1", "2", "4")}
    constants = CONSTANTS | numbers | {"flat": np.array([1, 4, -1])}
    network = read(*nodes, constants=constants, shape=OPEN)
    assert reads(network, (3, 2), (12, 9)) == ((5, 7), (3, 5))


def test_a_pooled_branch_is_repeated_to_an_open_size():
    """As in ASPP: pooled, convolved, resized to the map beside it."""
    nodes = (
        conv("x", "a", **HALF),
        op("Shape", "a", "s"),
        op("GlobalAveragePool", "a", "p"),
        op("Resize", "p - - s", "r", mode="linear"),
        op("Concat", "a r", "y", axis=1),
    )
    network = read(*nodes, constants=CONSTANTS, shape=OPEN)
    assert reads(network, (3, 2), (12, 9), gates="apart") == ((5, 7), (3, 5))
    assert reads(network, (3, 2), (12, 9)) == ((0, 11), (0, 8))


def test_a_size_has_one_name_by_whatever_path_it_is_reached():
    height = OpenSize(1, ("height",))
    assert (height - 1) // 2 + 1 == stepped(height, 1, 2)
    assert 6 * height // 3 == 2 * height
    assert stepped(2 * height, 3, 2) == height + 1
    assert stepped(2 * stepped(height, 1, 2), 0, 2) == stepped(height, 1, 2)
    assert growth(3 * stepped(height, 1, 2)) == growth(stepped(3 * height, 5, 2))


def test_a_cut_whose_end_is_computed_from_the_size_leaves_so_many_out():
    """``a[:, :, 2 : height - 3]`` beside a valid convolution, as in temporal networks."""
    nodes = (
        op("Shape", "x", "h", start=2, end=3),
        op("Sub", "h three", "end"),
        op("Slice", "x two end axis", "a"),
        op("Conv", "x long", "b"),
        op("Add", "a b", "y"),
    )
    constants = {"two": np.array([2]), "three": np.array([3]), "axis": np.array([2])}
    network = read(*nodes, constants=constants | {"long": weights(4, 4, 6, 1)}, shape=OPEN)
    assert reads(network, (4, 2), (12, 9)) == ((4, 9), (2, 2))
    assert network.sizes((12, 9))[network.output] == (7, 9)


def test_an_open_number_of_pictures_asks_for_nothing():
    """``b[:, :, ::2] = a[:, :, :6]``, its indices computed from the number of pictures."""
    nodes = (
        conv("x", "a"),
        op("Shape", "a", "n", start=0, end=1),
        op("Squeeze", "n", "count"),
        op("Range", "zero count one", "pictures"),
        op("Reshape", "pictures column", "c"),
        op("Mul", "c nothing", "d"),
        op("Concat", "n rest", "s", axis=0),
        op("Add", "d even", "indices"),
        op("Reshape", "indices pairs", "i"),
        op("Transpose", "a", "t", perm=[2, 1, 0, 3]),
        op("Slice", "t zeros six zeros", "u"),
        op("ScatterND", "t i u", "v"),
        op("Transpose", "v", "b", perm=[2, 1, 0, 3]),
        conv("b", "y"),
    )
    constants = {
        "zero": np.array(0),
        "one": np.array(1),
        "column": np.array([-1, 1]),
        "nothing": np.array([0]),
        "rest": np.array([4, 12, 9]),
        "even": np.arange(0, 12, 2)[None],
        "pairs": np.array([6, 1]),
        "zeros": np.array([0]),
        "six": np.array([6]),
    }
    network = read(*nodes, constants=CONSTANTS | constants, shape=("pictures", 4, 12, 9))
    assert reads(network, (4, 3)) == ((1, 6), (1, 5))


def test_the_shape_of_a_cut_of_a_constant_is_known_with_open_sizes():
    """Zeros in the shape of a map, cut and repeated like it."""
    nodes = (
        conv("x", "a"),
        op("Shape", "a", "s"),
        op("ConstantOfShape", "s", "zeros"),
        op("Slice", "zeros at two_at axis", "z"),
        op("Shape", "z", "t"),
        op("Slice", "a at two_at axis", "b"),
        op("Expand", "b t", "y"),
    )
    more = {"at": np.array([0]), "two_at": np.array([2]), "axis": np.array([1])}
    network = read(*nodes, constants=CONSTANTS | more, shape=OPEN)
    assert reads(network, (3, 2), (12, 9)) == ((2, 4), (1, 3))


def branch(name, dilation):
    """A branch of an ``If``: a convolution of "a" with a dilation rate."""
    node = conv("a", name, dilations=[dilation] * 2, pads=[dilation] * 4)
    value = helper.make_tensor_value_info(name, TensorProto.FLOAT, None)
    return helper.make_graph([node], name, [], [value])


@pytest.mark.parametrize(("other", "asks"), [("7", True), ("0", False)])
def test_a_choice_by_an_open_size_asks_for_it(other, asks):
    """Whether the height is 7 is not known, that it is not 0 is."""
    nodes = (
        conv("x", "a"),
        op("Shape", "x", "h", start=2, end=3),
        op("Equal", "h other", "yes"),
        op("If", "yes", "y", then_branch=branch("t", 2), else_branch=branch("e", 3)),
    )
    constants = CONSTANTS | {"other": np.array([int(other)])}
    if asks:
        with pytest.raises(GeometryError, match="give one"):
            read(*nodes, constants=constants, shape=OPEN)
    else:
        network = read(*nodes, constants=constants, shape=OPEN)
        assert reads(network, (5, 4), (12, 9)) == ((1, 9), (0, 8))


def test_axes_that_the_input_size_contradicts_are_no_rows():
    """A product over the columns, which speaks for columns on the last axis but one."""
    network = read(
        op("Conv", "x w", "c", pads=[1] * 4),
        op("MatMul", "c narrow", "m"),
        op("MatMul", "m wide", "n"),
        op("Add", "c n", "y"),
        constants={"w": weights(4, 2, 3, 3), "narrow": weights(9, 3), "wide": weights(3, 9)},
        shape=(1, 2, None, None),
        input_size=(12, 9),
    )
    assert reads(network, (5, 4), (12, 9)) == ((4, 6), (0, 8))
