"""Each family of ONNX operations: what its units read, opsets old and new."""

from fractions import Fraction
from math import ceil, floor

import numpy as np
import pytest
from onnx import TensorProto, helper

from dilviz import GeometryError, receptive_field
from tests.importing.models import W3, model, op, read, reads, weights

I64 = np.int64
POLICY = "keep_aspect_ratio_policy"


def conv(source, output, **attributes):
    return op("Conv", f"{source} w", output, **({"pads": [1] * 4} | attributes))


def between(*nodes, **more):
    """A convolution of 3 x 3 before the operations, which begin at "a" and end at "b"."""
    constants = {"w": W3} | more.pop("constants", {})
    return read(conv("x", "a"), *nodes, constants=constants, **more)


def test_channels_last_input_is_told_from_the_transpose_before_the_convolution():
    network = read(
        op("Transpose", "x", "t", perm=[0, 3, 1, 2]),
        conv("t", "c", dilations=[2, 2], pads=[2] * 4),
        op("Transpose", "c", "y", perm=[0, 2, 3, 1]),
        constants={"w": W3},
        shape=(1, 12, 9, 4),
    )
    assert network.fixed_size == (12, 9)
    assert [node.op for node in network.nodes] == ["conv", "identity"]
    assert reads(network, (5, 4)) == ((3, 7), (2, 6))


def test_a_kernel_size_comes_from_weights_that_are_rearranged():
    network = read(
        op("Transpose", "k", "w", perm=[3, 2, 0, 1]),
        op("Conv", "x w", "y", dilations=[2, 2], pads=[2] * 4),
        constants={"k": weights(3, 5, 4, 8)},
    )
    assert network.nodes[0].layer.kernel_size == (3, 5)
    assert network.nodes[0].channels == 8


def test_a_kernel_size_that_nothing_tells_is_refused():
    with pytest.raises(GeometryError, match="its kernel size is not known"):
        read(op("Conv", "x k", "y"), inputs=[("k", None)])


def test_a_state_before_the_picture_is_not_taken_for_it():
    network = read(
        op("Add", "x state", "s"),
        op("Conv", "picture w", "c", pads=[1] * 4),
        op("Mul", "c c", "y"),
        op("Identity", "s", "next"),
        constants={"w": W3},
        shape=(2, 1, 128),
        inputs=[("state", (2, 1, 128)), ("picture", (1, 4, 10, 7))],
        output="y next",
    )
    assert network.input == "picture"
    assert reads(network, (4, 3)) == ((3, 5), (2, 4))


@pytest.mark.parametrize("opset", [9, 20])
def test_a_gate_of_the_whole_map(opset):
    reduce = (
        op("ReduceMean", "a", "g", axes=[2, 3]) if opset < 18 else op("ReduceMean", "a axes", "g")
    )
    network = between(
        reduce,
        op("Sigmoid", "g", "s"),
        op("Mul", "a s", "b"),
        constants={"axes": np.array([2, 3])},
        opset=opset,
    )
    field = receptive_field(network, None, None, (5, 4))
    assert field.sees_everything == (True, True)
    assert field.read_interval == ((4, 6), (3, 5))
    assert reads(network, (5, 4)) == ((0, 11), (0, 8))


def test_pooling_along_one_axis_keeps_the_other():
    network = between(
        op("ReduceMean", "a axes", "g"), op("Add", "a g", "b"), constants={"axes": np.array([3])}
    )
    assert receptive_field(network, None, None, (5, 4)).sees_everything == (False, True)
    assert reads(network, (5, 4)) == ((4, 6), (0, 8))


def test_softmax_flattened_all_axes_behind_it_before_opset_13():
    old = between(op("Softmax", "a", "b", axis=1), opset=11)
    new = between(op("Softmax", "a", "b", axis=1))
    assert reads(old, (5, 4)) == ((0, 11), (0, 8))
    assert reads(new, (5, 4)) == ((4, 6), (3, 5))


def test_batch_norm_in_training_mode_reads_the_whole_map():
    vector = {name: weights(4) for name in "smvp"}
    training = between(
        op("BatchNormalization", "a s m v p", "b r1 r2", training_mode=1), constants=vector
    )
    stored = between(op("BatchNormalization", "a s m v p", "b"), constants=vector)
    assert reads(training, (5, 4)) == ((0, 11), (0, 8))
    assert reads(stored, (5, 4)) == ((4, 6), (3, 5))


def test_channels_laid_one_after_the_other_come_apart_again():
    network = read(
        op("Conv", "x w", "wide", pads=[4] * 4, dilations=[4, 4]),
        op("Conv", "x w", "narrow", pads=[1] * 4),
        op("Concat", "wide narrow", "both", axis=1),
        op("Split", "both sizes", "first second", axis=1),
        op("Relu", "second", "y"),
        constants={"w": W3, "sizes": np.array([4, 4])},
    )
    assert reads(network, (5, 4)) == ((4, 6), (3, 5))


def test_rows_and_columns_laid_end_to_end_come_apart_again():
    """Coordinate attention: poolings along either axis share a convolution."""
    network = between(
        op("ReduceMean", "a cols", "h"),
        op("ReduceMean", "a rows", "v"),
        op("Transpose", "v", "t", perm=[0, 1, 3, 2]),
        op("Concat", "h t", "both", axis=2),
        op("Conv", "both one", "mixed"),
        op("Split", "mixed sizes", "hh vv", axis=2),
        op("Transpose", "vv", "back", perm=[0, 1, 3, 2]),
        op("Mul", "a hh", "m"),
        op("Mul", "m back", "b"),
        constants={
            "one": weights(4, 4, 1, 1),
            "cols": np.array([3]),
            "rows": np.array([2]),
            "sizes": np.array([12, 9]),
        },
    )
    assert reads(network, (5, 4)) == ((0, 11), (0, 8))
    field = receptive_field(network, None, None, (5, 4), gates="follow")
    assert field.pixels_read == 12 * 3 + 9 * 3 - 3 * 3  # a cross, three wide


@pytest.mark.parametrize(
    ("attributes", "inputs", "opset"),
    [
        ({"starts": [2], "ends": [-1], "axes": [2]}, "a", 9),
        ({}, "a starts ends axes", 20),
    ],
)
def test_a_slice_is_a_crop(attributes, inputs, opset):
    constants = {"starts": np.array([2]), "ends": np.array([-1]), "axes": np.array([2])}
    network = between(op("Slice", inputs, "b", **attributes), constants=constants, opset=opset)
    assert network.sizes((12, 9))["b"] == (9, 9)
    assert reads(network, (0, 4)) == ((1, 3), (3, 5))


def test_a_crop_of_an_open_size():
    network = read(
        op("Conv", "x k", "c", pads=[4, 4], dilations=[4]),
        op("Slice", "c zero end axis", "y"),
        constants={
            "k": weights(4, 4, 2),
            "zero": np.array([0]),
            "end": np.array([-4]),
            "axis": np.array([2]),
        },
        shape=(1, 4, None),
    )
    assert network.one_dimensional
    assert reads(network, (0, 9), 30) == ((0, 0), (5, 9))


@pytest.mark.parametrize(
    ("mode", "expected"),
    [("constant", None), ("reflect", (8, 10)), ("edge", (10, 11)), ("wrap", (0, 2))],
)
def test_padding_modes_at_the_last_row(mode, expected):
    network = between(
        op("Pad", "a pads", "b", mode=mode), constants={"pads": np.array([0, 0, 2, 0, 0, 0, 2, 0])}
    )
    assert reads(network, (15, 4))[0] == expected


def test_pads_computed_from_constants_are_followed():
    network = between(
        op("ConstantOfShape", "four", "zeros", value=helper.make_tensor("v", 7, [1], [0])),
        op("Concat", "sides zeros", "all", axis=0),
        op("Reshape", "all pairs", "square"),
        op("Slice", "square back far axis back", "reversed"),
        op("Transpose", "reversed", "turned", perm=[1, 0]),
        op("Reshape", "turned flat", "long"),
        op("Cast", "long", "pads", to=7),
        op("Pad", "a pads", "b"),
        constants={
            "four": np.array([4]),
            "sides": np.array([1, 2, 3, 4]),
            "pairs": np.array([-1, 2]),
            "back": np.array([-1]),
            "far": np.array([-(2**63) + 1]),
            "axis": np.array([0]),
            "flat": np.array([-1]),
        },
    )
    assert network.by_id["b"].layer.padding == ((3, 4), (1, 2))


@pytest.mark.parametrize(
    ("node", "opset"),
    [
        (op("Upsample", "a", "b", scales=[1.0, 1, 2, 3]), 7),
        (op("Upsample", "a scales", "b"), 9),
        (op("Resize", "a scales", "b"), 10),
        (op("Resize", "a - scales", "b", nearest_mode="floor"), 11),
        (op("Resize", "a - - sizes", "b"), 13),
        (op("Resize", "a - half", "b", axes=[2, 3]), 18),
    ],
)
def test_resampling_in_all_opsets(node, opset):
    constants = {
        "scales": np.array([1, 1, 2, 3], np.float32),
        "half": np.array([2, 3], np.float32),
        "sizes": np.array([1, 4, 24, 27]),
    }
    network = between(node, constants=constants, opset=opset)
    assert network.sizes((12, 9))["b"] == (24, 27)
    rows, cols = reads(network, (9, 13))
    assert rows in ((3, 5), (4, 5)) and cols == (3, 5)


def test_space_to_batch_makes_a_dilated_convolution():
    network = read(
        op("Reshape", "x split", "r"),
        op("Transpose", "r", "t", perm=[0, 3, 5, 1, 2, 4]),
        op("Reshape", "t batch", "s"),
        op("Conv", "s w", "c", pads=[1] * 4),
        op("Reshape", "c apart", "u"),
        op("Transpose", "u", "v", perm=[0, 3, 4, 1, 5, 2]),
        op("Reshape", "v whole", "y"),
        constants={
            "w": W3,
            "split": np.array([1, 4, 6, 2, 3, 3]),
            "batch": np.array([6, 4, 6, 3]),
            "apart": np.array([1, 2, 3, 4, 6, 3]),
            "whole": np.array([1, 4, 12, 9]),
        },
    )
    assert [node.op for node in network.nodes] == ["conv", "identity"]
    assert network.nodes[0].layer.dilation == (2, 3)
    assert network.nodes[0].layer.padding == ((2, 2), (3, 3))


def test_windows_that_are_partitioned_and_put_back_leave_no_trace():
    network = between(
        op("Reshape", "a split", "r"),
        op("Transpose", "r", "t", perm=[0, 2, 4, 3, 5, 1]),
        op("Reshape", "t windows", "p"),
        op("Relu", "p", "q"),
        op("Reshape", "q apart", "u"),
        op("Transpose", "u", "v", perm=[0, 5, 1, 3, 2, 4]),
        op("Reshape", "v whole", "b"),
        constants={
            "split": np.array([1, 4, 3, 4, 3, 3]),
            "windows": np.array([9, 12, 4]),
            "apart": np.array([1, 3, 3, 4, 3, 4]),
            "whole": np.array([1, 4, 12, 9]),
        },
    )
    assert [node.op for node in network.nodes] == ["conv", "identity", "identity"]


def test_constants_of_a_mask_hide_rows():
    mask = np.zeros((12, 1), bool)
    mask[3:] = True
    network = between(
        op("Where", "mask zero a", "b"),
        op("Conv", "b w", "y", pads=[1] * 4),
        constants={"mask": mask, "zero": np.float32(0)},
    )
    assert reads(network, (3, 4)) == ((1, 3), (2, 6))
    assert reads(network, (6, 4)) == (None, None)


@pytest.mark.parametrize(
    ("direction", "expected"),
    [("forward", (0, 5)), ("reverse", (3, 11)), ("bidirectional", (0, 11))],
)
@pytest.mark.parametrize("kind", ["LSTM", "GRU", "RNN"])
def test_recurrence_along_a_sequence(kind, direction, expected):
    ways = 2 if direction == "bidirectional" else 1
    network = read(
        op("Conv", "x k", "c", pads=[1, 1]),
        op("Transpose", "c", "t", perm=[2, 0, 1]),
        op(kind, "t w r", "s", hidden_size=5, direction=direction),
        op("Transpose", "s", "u", perm=[2, 1, 3, 0]),
        op("Reshape", "u shape", "y"),
        constants={
            "k": weights(4, 4, 3),
            "w": weights(ways, 20, 4),
            "r": weights(ways, 20, 5),
            "shape": np.array([1, 5 * ways, 12]),
        },
        shape=(1, 4, 12),
    )
    assert reads(network, (0, 4))[1] == expected


def test_if_follows_the_branch_that_a_constant_chooses_and_equal_ones():
    def branch(name, rate):
        node = op("Conv", "a w", name, dilations=[rate] * 2, pads=[rate] * 4)
        value = helper.make_tensor_value_info(name, 1, None)
        return helper.make_graph([node], name, [], [value])

    chosen = op("If", "yes", "b", then_branch=branch("t", 2), else_branch=branch("e", 3))
    network = between(chosen, constants={"yes": np.array(True)})
    assert reads(network, (5, 4)) == ((2, 8), (1, 7))
    asked = op("If", "flag", "b", then_branch=branch("t", 2), else_branch=branch("e", 2))
    assert reads(between(asked, inputs=[("flag", ())]), (5, 4)) == ((2, 8), (1, 7))
    asked = op("If", "flag", "b", then_branch=branch("t", 2), else_branch=branch("e", 3))
    with pytest.raises(GeometryError, match="its branches read different positions"):
        between(asked, inputs=[("flag", ())])


def test_functions_are_written_out_in_place():
    body = [op("Conv", "source k", "dilated", dilations=[2, 2], pads=[2] * 4)]
    function = helper.make_function(
        "mine", "Block", ["source", "k"], ["dilated"], body, [helper.make_opsetid("", 20)]
    )
    network = between(op("Block", "a w", "b", domain="mine"), functions=[function])
    assert reads(network, (5, 4)) == ((2, 8), (1, 7))


def test_an_operation_of_an_unknown_domain_is_refused_with_its_neighbours():
    with pytest.raises(
        GeometryError,
        match=r"ONNX operation my\.Conv 'b': it is not known\. It reads 'a', 'w' and is read by "
        r"Relu 'c'\.",
    ):
        between(op("Conv", "a w", "b", domain="my"), op("Relu", "b", "c"))


@pytest.mark.parametrize(
    ("nodes", "message"),
    [
        ([op("NonZero", "a", "n"), op("GridSample", "a a", "b")], "computed from the input"),
        ([op("DeformConv", "a w a", "b")], "which positions it reads depends on values"),
        ([op("RoiAlign", "a rois rois", "b")], "which positions it reads depends on values"),
        ([op("MaxUnpool", "a a", "b", kernel_shape=[2, 2])], "depends on values"),
    ],
)
def test_what_depends_on_values_is_refused_by_name(nodes, message):
    with pytest.raises(GeometryError, match=message):
        between(*nodes, constants={"rois": weights(1, 4)})


def test_an_unknown_operation_after_the_pooling_is_part_of_the_head():
    network = between(
        op("GlobalAveragePool", "a", "g"), op("Secret", "g", "b", domain="my"), dims=[1, 4]
    )
    assert network.output == "a"
    assert network.left_out == ("GlobalAveragePool g", "Secret b")


@pytest.mark.parametrize("kind", ["FusedConv", "NhwcFusedConv"])
def test_what_onnxruntime_writes_is_read(kind):
    last = kind.startswith("Nhwc")
    network = read(
        op(kind, "x w", "y", domain="com.microsoft", pads=[2] * 4, dilations=[2, 2]),
        constants={"w": W3},
        shape=(1, 12, 9, 4) if last else (1, 4, 12, 9),
    )
    assert reads(network, (5, 4)) == ((3, 7), (2, 6))


def test_same_padding_with_a_rate_is_told():
    same = {"auto_pad": "SAME_UPPER", "dilations": [2, 2]}
    network = read(
        op("Conv", "x w", "y", **same), op("Conv", "y w", "z", **same), constants={"w": W3}
    )
    assert network.notes == (
        "y: auto_pad SAME_UPPER with a dilation: onnxruntime refuses to run it; OpenCV pads it as "
        "if it had none at the start, so its map is shifted. Export it with explicit pads.",
    )


@pytest.mark.parametrize(("taps", "told"), [(2, True), (3, False)])
def test_same_lower_is_told_where_the_total_is_odd(taps, told):
    network = read(
        op("Conv", "x w", "y", auto_pad="SAME_LOWER"), constants={"w": weights(4, 4, taps, taps)}
    )
    assert any("OpenCV pads it like SAME_UPPER" in note for note in network.notes) == told


def test_same_of_a_transposed_convolution_is_told():
    network = read(
        op("ConvTranspose", "x w", "y", auto_pad="SAME_UPPER", strides=[2, 2]),
        constants={"w": W3},
    )
    assert network.notes == (
        "y: auto_pad SAME_UPPER with a stride: OpenCV computes a map that is a sample shorter. "
        "Export it with explicit pads.",
    )


def test_an_input_size_makes_open_settings_known_and_must_not_contradict_the_file():
    nodes = (
        op("Shape", "x", "s"),
        op("Gather", "s two", "h"),
        op("Div", "h two", "half"),
        op("Unsqueeze", "half zero", "pad"),
        op("Concat", "zeros pad pad zeros pad pad", "pads", axis=0),
        op("Pad", "x pads", "y"),
    )
    constants = {"two": np.array(2), "zero": np.array([0]), "zeros": np.array([0, 0])}
    network = read(*nodes, constants=constants, shape=(1, 4, None, None), input_size=(8, 6))
    assert network.nodes[0].layer.padding == ((4, 4), (4, 4))
    with pytest.raises(GeometryError, match="input size"):
        read(*nodes, constants=constants, shape=(1, 4, None, None))
    with pytest.raises(GeometryError, match="the file fixes 12 rows of input, but input_size"):
        read(conv("x", "y"), constants={"w": W3}, input_size=(11, 9))


def test_flatten_and_back_needs_no_size():
    network = read(
        conv("x", "a"),
        op("Shape", "a", "s"),
        op("Reshape", "a flat", "f"),
        op("InstanceNormalization", "f g g", "n"),
        op("Reshape", "n s", "y"),
        constants={"w": W3, "flat": np.array([0, 2, -1]), "g": weights(2)},
        shape=(1, 4, "h", "v"),
    )
    assert receptive_field(network, (12, 9), None, (5, 4)).sees_everything == (True, True)


@pytest.mark.parametrize(
    "shape", [(1, 4, 2**40, 2**40), (2**62, 2**62, 2**62, 2**62), (1, 2**62, 12, 9)]
)
def test_hostile_sizes_are_refused_or_read_without_memory(shape):
    nodes = (
        op("Reshape", "x flat", "f"),
        op("Expand", "f huge", "e"),
        op("Tile", "e many", "t"),
        op("Gather", "t indices", "g", axis=1),
        op("Reshape", "g shape", "y"),
    )
    constants = {
        "flat": np.array([0, -1]),
        "huge": np.array([2**62, 1]),
        "many": np.array([2**40, 2**40]),
        "indices": np.arange(9),
        "shape": np.array([2**31, -1, 7, 3]),
    }
    for count in range(1, len(nodes) + 1):
        with pytest.raises(GeometryError):
            read(
                *nodes[:count],
                op("Conv", f"{nodes[count - 1].output[0]} w", "z"),
                constants=constants | {"w": W3},
                shape=shape,
            )


def test_functions_that_call_each_other_for_ever_are_refused():
    loop = helper.make_function(
        "mine", "A", ["i"], ["o"], [op("A", "i", "o", domain="mine")], [helper.make_opsetid("", 20)]
    )
    with pytest.raises(GeometryError, match="call each other 32 deep"):
        read(op("A", "x", "y", domain="mine"), functions=[loop])
    wide = [op("A", "i", f"o{n}", domain="mine") for n in range(64)]
    tree = helper.make_function("mine", "A", ["i"], ["o0"], wide, [helper.make_opsetid("", 20)])
    with pytest.raises(GeometryError, match="call each other|more than 100000 operations"):
        read(op("A", "x", "y", domain="mine"), functions=[tree])


def test_opsets_that_differ_are_each_read_by_their_own_definition():
    assert model(op("Relu", "x", "y"), shape=(1, 4, 5, 6), opset=7)
    for opset in (7, 9, 11, 13, 18, 21):
        network = read(conv("x", "y"), constants={"w": W3}, opset=opset)
        assert network.nodes[0].layer.kernel_size == (3, 3)


def test_pieces_of_pieces_do_not_multiply():
    nodes = [op("Concat", "x x", "c0", axis=1)]
    nodes += [op("Concat", f"c{n} c{n}", f"c{n + 1}", axis=1) for n in range(50)]
    network = read(*nodes, op("Relu", "c50", "y"))
    assert len(network.nodes) < 100
    assert reads(network, (5, 4)) == ((5, 5), (4, 4))


def test_a_mask_that_leaves_out_a_block_is_two_products():
    """What is written into some rows and columns hides what stood there, and only that."""
    mask = np.ones((12, 9), np.float32)
    mask[4:7, 3:6] = 0
    network = between(op("Mul", "a m", "b"), conv("b", "y"), constants={"m": mask})
    assert reads(network, (5, 4)) == (None, None)
    assert reads(network, (5, 3)) == ((3, 7), (1, 3))
    assert reads(network, (3, 4)) == ((1, 4), (2, 6))


@pytest.mark.parametrize(
    "masked", [op("Mul", "a m", "b"), op("Where", "m a zero", "b"), op("Trilu", "a", "b", upper=0)]
)
def test_a_mask_that_is_no_product_of_rows_and_columns_is_refused(masked):
    mask = np.tri(12, 9, dtype=bool if masked.op_type == "Where" else np.float32)
    with pytest.raises(GeometryError, match="a mask that is not the same for all rows or all"):
        between(masked, constants={"m": mask, "zero": np.float32(0)}, shape=(1, 4, 12, 9))


def test_entries_of_an_axis_without_positions_read_the_same():
    """A linear layer over the columns leaves 5 entries, none of which is a place on the map."""
    network = between(op("MatMul", "a l", "b"), constants={"l": weights(7, 5)}, shape=(1, 4, 9, 7))
    fields = [receptive_field(network, None, None, (4, n), gates="follow") for n in (0, 4)]
    assert [field.read_interval for field in fields] == [((3, 5), (0, 6))] * 2
    with pytest.raises(GeometryError, match="there is no unit in row 9: rows go from 0 to 8"):
        receptive_field(network, None, None, (9, 0))


@pytest.mark.parametrize("way", ["Add", "Where"])
def test_a_mask_of_an_attention_is_refused_and_a_bias_is_not(way):
    """A column of 7 queries reads 7 keys; a causal mask leaves out those that come later."""

    def attention(scores):
        added = op("Add", "s m", "t") if way == "Add" else op("Where", "k s m", "t")
        return between(
            op("Transpose", "a", "q", perm=[0, 2, 3, 1]),
            op("Transpose", "a", "v", perm=[0, 2, 1, 3]),
            op("MatMul", "q v", "s"),
            added,
            op("Softmax", "t", "p", axis=-1),
            op("MatMul", "p q", "o"),
            op("Transpose", "o", "b", perm=[0, 3, 1, 2]),
            op("Relu", "b", "y"),
            constants={"m": scores, "k": np.isfinite(scores)},
            shape=(1, 4, 9, 7),
            output="y",
        )

    causal = np.where(np.tri(7), 0, -np.inf).astype(np.float32)
    with pytest.raises(GeometryError, match="a mask takes positions out of an attention"):
        attention(causal)
    field = receptive_field(attention(np.maximum(causal, -100)), None, None, (4, 3))
    assert field.sees_everything == (False, True)


def test_single_columns_laid_side_by_side_stay_apart():
    network = between(
        op("Gather", "a first", "f", axis=3),
        op("Gather", "a last", "l", axis=3),
        op("Expand", "l twice", "e"),
        op("Concat", "f e", "b", axis=3),
        constants={"first": np.array([0]), "last": np.array([8]), "twice": np.array([1, 1, 1, 2])},
    )
    assert [reads(network, (4, n))[1] for n in range(3)] == [(0, 1), (7, 8), (7, 8)]


def test_an_axis_of_open_size_may_be_cut_at_an_end_that_stands_for_its_own():
    network = between(
        op("Slice", "a starts ends axes steps", "b"),
        constants={
            "starts": np.array([0, 0]),
            "ends": np.array([10**9, 10**9]),
            "axes": np.array([0, 2]),
            "steps": np.array([1, 2]),
        },
        shape=("pictures", 4, 12, 9),
    )
    assert reads(network, (3, 4)) == ((5, 7), (3, 5))


def test_windows_cut_out_of_a_map_and_stacked_stay_apart():
    """Three windows of 3 columns, each averaged: what PyTorch's unfold is exported to."""
    cuts = [op("Slice", f"a s{n} e{n} axis", f"c{n}") for n in range(3)]
    news = [op("Unsqueeze", f"c{n} axis", f"u{n}") for n in range(3)]
    ends = {f"{k}{n}": np.array([2 * n + 3 * (k == "e")]) for n in range(3) for k in "se"}
    network = between(
        *cuts,
        *news,
        op("Concat", "u0 u1 u2", "u", axis=3),
        op("ReduceMean", "u last", "b", keepdims=0),
        conv("b", "y"),
        constants={"axis": np.array([3]), "last": np.array([4]), **ends},
        shape=(1, 4, 12, 20),
    )
    assert [reads(network, (4, n))[1] for n in range(3)] == [(0, 5), (0, 7), (1, 7)]


def test_zeros_between_rows_and_columns():
    """Upsampling by zeros, as StyleGAN writes it: every second row and column reads nothing."""
    network = between(
        op("Reshape", "a six", "s"),
        op("Pad", "s pads", "p"),
        op("Reshape", "p four", "b"),
        conv("b", "y"),
        constants={
            "six": np.array([1, 4, 12, 1, 9, 1]),
            "pads": np.array([0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 1]),
            "four": np.array([1, 4, 24, 18]),
        },
    )
    assert network.sizes((12, 9))[network.output] == (24, 18)
    assert reads(network, (4, 7)) == ((1, 3), (2, 5))
    assert reads(network, (5, 8)) == ((1, 4), (3, 5))


def test_a_kernel_that_moves_over_channels_too_leaves_the_columns_what_they_are():
    """Spectrograms: the channels of a one-dimensional layer are a side of the next kernel."""
    network = read(
        op("Conv", "x w", "a", pads=[1, 1]),
        op("Unsqueeze", "a one", "u"),
        op("Conv", "u v", "c", pads=[1, 2, 1, 2]),
        op("Squeeze", "c one", "y"),
        constants={"w": weights(8, 8, 3), "v": weights(1, 1, 3, 5), "one": np.array([1])},
        shape=(1, 8, 40),
    )
    assert network.one_dimensional
    assert reads(network, (0, 20)) == ((0, 0), (17, 23))


BLOCKS = "com.microsoft.nchwc"


def test_channels_that_fill_up_a_block_are_dropped_again():
    """onnxruntime saves 4 channels as 8, and channels last where a Transpose followed."""
    network = read(
        op("Conv", "x w", "a", BLOCKS, pads=[1] * 4),
        op("ReorderOutput", "a", "b", BLOCKS, channels=4, channels_last=1),
        op("Reshape", "b tokens", "t"),
        op("Transpose", "t", "u", perm=[0, 2, 1]),
        op("Reshape", "u picture", "y"),
        constants={
            "w": weights(8, 4, 3, 3),
            "tokens": np.array([1, 108, 4]),
            "picture": np.array([1, 4, 12, 9]),
        },
    )
    assert reads(network, (5, 4)) == ((4, 6), (3, 5))


def to_depth(source, output, perm=(0, 1, 3, 5, 2, 4)):
    """Blocks of 2 x 2 become channels; `perm` gives the order of row and column in them."""
    return (
        op("Reshape", f"{source} blocks", "apart"),
        op("Transpose", "apart", "beside", perm=perm),
        op("Reshape", "beside deep", output),
    )


DEPTH = {"blocks": np.array([1, 4, 6, 2, 5, 2]), "deep": np.array([1, 16, 6, 5])}


def test_rows_that_lie_on_the_channels_of_blocks_stay_there():
    network = read(
        *to_depth("x", "d"),
        op("ReorderInput", "d", "i", BLOCKS),
        op("AveragePool", "i", "p", BLOCKS, kernel_shape=[1, 1]),
        op("ReorderOutput", "p", "o", BLOCKS, channels=16),
        op("DepthToSpace", "o", "y", blocksize=2, mode="CRD"),
        constants=DEPTH,
        shape=(1, 4, 12, 10),
    )
    assert reads(network, (5, 4)) == ((5, 5), (4, 4))


def test_a_stride_over_blocks_leaves_the_order_of_what_lies_in_them():
    """Every second row of blocks: rows 0, 1, 4, 5, 8, 9."""
    skip = (
        op("AveragePool", "d", "p", kernel_shape=[1, 1], strides=[2, 1]),
        op("DepthToSpace", "p", "y", blocksize=2, mode="CRD"),
    )
    network = read(*to_depth("x", "d"), *skip, constants=DEPTH, shape=(1, 4, 12, 10))
    assert [reads(network, (row, 7)) for row in (1, 2)] == [((1, 1), (7, 7)), ((4, 4), (7, 7))]
    crossed = to_depth("x", "d", perm=(0, 1, 5, 3, 2, 4))
    with pytest.raises(GeometryError, match="rows and columns lie on one axis of it"):
        read(*crossed, *skip, constants=DEPTH, shape=(1, 4, 12, 10))


def test_blocks_are_resampled_by_the_coordinates_that_are_named():
    scales = {"mode": "linear", "scales": [1, 1, 2, 2]}
    network = read(
        op("Upsample", "x", "y", BLOCKS, coordinate_transformation_mode="align_corners", **scales)
    )
    assert reads(network, (1, 16)) == ((0, 1), (7, 8))
    assert reads(read(op("Upsample", "x", "y", BLOCKS, **scales)), (1, 16)) == ((0, 1), (8, 8))


def test_a_fused_product_transposes_its_factors():
    """Rows before the heads, as onnxruntime leaves them out of an attention: (9, 12, 2) here."""
    network = between(
        op("Transpose", "a", "t", perm=[3, 0, 2, 1]),
        op("Reshape", "t three", "q"),
        op("FusedMatMul", "q k", "m", "com.microsoft", transBatchA=1, transB=1),
        op("Reshape", "m four", "n"),
        op("Transpose", "n", "b", perm=[0, 3, 1, 2]),
        conv("b", "y"),
        constants={
            "three": np.array([9, 12, 4]),
            "k": weights(12, 4, 4),
            "four": np.array([1, 12, 9, 4]),
        },
    )
    assert reads(network, (5, 4)) == ((3, 7), (2, 6))


def test_a_single_column_is_written_into_one_place_only():
    network = between(
        op("Gather", "a zero", "first", axis=3),
        op("Unsqueeze", "first three", "column"),
        op("ScatterElements", "a places column", "b", axis=3),
        conv("b", "y"),
        constants={
            "zero": np.array(0),
            "three": np.array([3]),
            "places": np.full((1, 4, 12, 1), 5),
        },
    )
    assert reads(network, (5, 2)) == ((3, 7), (0, 4))
    assert reads(network, (5, 4)) == ((3, 7), (0, 5))
    assert reads(network, (5, 7)) == ((3, 7), (5, 8))


def test_wrapping_goes_around_what_a_crop_leaves():
    """Columns 5 and 6 of 0 .. 6 before them, as PyTorch and onnxruntime have it."""
    pads = {"pads": np.array([0, 0, 0, 2, 0, 0, 0, -2])}
    network = read(op("Pad", "x pads", "y", mode="wrap"), constants=pads)
    assert network.sizes((12, 9))[network.output] == (12, 9)
    assert [reads(network, (4, col))[1] for col in (0, 1, 8)] == [(5, 5), (6, 6), (6, 6)]


def test_same_padding_takes_away_what_a_transposed_convolution_adds():
    """Three taps and one more by steps of two: one entry less on either side."""
    added = {"strides": [2, 2], "output_padding": [1, 1]}
    network = read(
        op("ConvTranspose", "x w", "y", auto_pad="SAME_UPPER", **added),
        constants={"w": weights(4, 4, 3, 3)},
    )
    assert network.sizes((12, 9))[network.output] == (24, 18)
    assert reads(network, (7, 8)) == ((3, 4), (4, 4))
    short = op(
        "ConvTranspose", "x w", "y", auto_pad="SAME_UPPER", strides=[3, 2], output_padding=[1, 1]
    )
    with pytest.raises(GeometryError, match="a kernel shorter than its stride"):
        read(short, constants={"w": weights(4, 4, 1, 3)})


def test_constants_laid_between_rows_read_nothing():
    """``stack([a, zeros], 3).flatten(2, 3)``: every second row."""
    network = between(
        op("Unsqueeze", "a three", "u"),
        op("Concat", "u zeros", "s", axis=3),
        op("Reshape", "s twice", "b"),
        conv("b", "y"),
        constants={
            "three": np.array([3]),
            "zeros": np.zeros((1, 4, 12, 1, 9), np.float32),
            "twice": np.array([1, 4, 24, 9]),
        },
    )
    assert reads(network, (4, 4)) == ((1, 3), (2, 6))
    assert reads(network, (5, 4)) == ((1, 4), (2, 6))


def test_groups_of_joined_channels_are_normalized():
    """GroupNorm behind a skip connection: its groups do not end where the two maps meet."""
    network = between(
        op("Conv", "x v", "c", dilations=[3, 3], pads=[3] * 4),
        op("Concat", "a c", "j", axis=1),
        op("Reshape", "j groups", "g"),
        op("InstanceNormalization", "g one one", "n"),
        op("Reshape", "n back", "b"),
        op("Conv", "b u", "y", pads=[1] * 4),
        constants={
            "v": weights(2, 4, 3, 3),
            "u": weights(4, 6, 3, 3),
            "groups": np.array([1, 2, -1]),
            "one": weights(2),
            "back": np.array([1, 6, 12, 9]),
        },
    )
    assert reads(network, (5, 4), gates="apart") == ((1, 9), (0, 8))
    assert reads(network, (11, 0), gates="apart") == ((7, 11), (0, 4))
    assert reads(network, (11, 0)) == ((0, 11), (0, 8))


def test_one_scale_for_both_axes_says_where_outputs_stand():
    """12 x 9 to 7 x 7 at least: 7/9 makes 9.3 rows, so 9, which do not stand 9/12 apart."""
    network = read(
        op("Resize", "x - - s", "y", mode="linear", axes=[2, 3], **{POLICY: "not_smaller"}),
        constants={"s": np.array([7, 7])},
    )
    for row in range(9):
        stands = (row + Fraction(1, 2)) * Fraction(9, 7) - Fraction(1, 2)
        assert reads(network, (row, 0))[0] == (floor(stands), min(ceil(stands), 11))


@pytest.mark.parametrize("reduction", ["add", "max"])
def test_entries_that_are_added_up_read_all_that_meet_there(reduction):
    """Rows in pairs: row 3 of the sum reads rows 6 and 7, and through the window one more each."""
    places = np.broadcast_to((np.arange(12) // 2)[:, None], (1, 4, 12, 9))
    network = between(
        op("ScatterElements", "zero places a", "b", axis=2, reduction=reduction),
        constants={"zero": np.zeros((1, 4, 6, 9), np.float32), "places": places},
    )
    assert reads(network, (3, 4)) == ((5, 8), (3, 5))


def test_entries_for_which_a_constant_is_true():
    kept = np.arange(12) % 3 != 1  # 0, 2, 3, 5, 6, 8, 9, 11
    network = between(op("Compress", "a kept", "b", axis=2), constants={"kept": kept})
    assert reads(network, (4, 4)) == ((5, 7), (3, 5))


@pytest.mark.parametrize("opset", [17, 20])
def test_a_fourier_transform_reads_all_along_its_axis(opset):
    axis = {"axis": 3} if opset < 20 else {}
    network = between(
        op("Unsqueeze", "a one", "u"),
        op("DFT", "u" if axis else "u - three", "f", onesided=1, **axis),
        op("Gather", "f zero", "r", axis=4),
        op("ReduceMean", "r", "m", axes=[3]) if axis else op("ReduceMean", "r three1", "m"),
        op("Add", "a m", "b"),
        constants={
            **{"one": np.array([-1]), "three": np.array(3), "three1": np.array([3])},
            "zero": np.array(0),
        },
        opset=opset,
    )
    field = receptive_field(network, None, None, (5, 4))
    assert (field.read_interval, field.sees_everything) == (((4, 6), (3, 5)), (False, True))
    assert reads(network, (5, 4)) == ((4, 6), (0, 8))


def test_a_map_of_frequencies_alone_is_refused():
    with pytest.raises(GeometryError, match="'b' is made of frequencies alone"):
        between(
            op("Unsqueeze", "a one", "u"),
            op("DFT", "u - two", "f"),
            op("DFT", "f - three", "g"),
            op("Gather", "g zero", "r", axis=4),
            op("Relu", "r", "b"),
            constants={
                **{"one": np.array([-1]), "two": np.array(2), "three": np.array(3)},
                "zero": np.array(0),
            },
        )


def stopped(length, direction="forward"):
    return read(
        op("Transpose", "x", "t", perm=[2, 0, 1]),
        op("LSTM", "t w r - length", "s", hidden_size=5, direction=direction),
        op("Squeeze", "s one", "u"),
        op("Transpose", "u", "y", perm=[1, 2, 0]),
        constants={
            **{"w": weights(1, 20, 4), "r": weights(1, 20, 5), "one": np.array([1])},
            "length": np.array([length], np.int32),
        },
        shape=(1, 4, 12),
    )


def test_a_recurrence_that_stops_early_is_refused():
    assert reads(stopped(12), (0, 4))[1] == (0, 4)
    with pytest.raises(GeometryError, match="it stops before the end of a sequence"):
        stopped(9)


def test_some_of_the_positions_that_a_product_reads_as_a_whole_are_refused():
    """A correlation of columns: of the scores of all columns, some alone read less."""
    nodes = [
        op("Transpose", "a", "t", perm=[0, 2, 3, 1]),
        op("Transpose", "a", "k", perm=[0, 2, 1, 3]),
        op("MatMul", "t k", "s"),
        op("Transpose", "s", "c", perm=[0, 3, 1, 2]),
    ]
    network = between(*nodes, op("Conv", "c v", "b"), constants={"v": weights(4, 9, 1, 1)})
    assert reads(network, (5, 4)) == ((4, 6), (0, 8))
    some = op("Split", "c parts", "b rest", axis=1)
    with pytest.raises(GeometryError, match="it takes some of the positions that a product"):
        between(*nodes, some, constants={"parts": np.array([4, 5])})


def test_position_embeddings_that_are_resized_are_added_behind_a_class_token():
    """The old exporter of PyTorch writes vision transformers so; no number of them is needed."""
    network = read(
        op("Conv", "x w", "patches", strides=[4, 3]),
        op("Reshape", "patches rows", "r"),
        op("Transpose", "r", "t", perm=[0, 2, 1]),
        op("Concat", "token t", "tokens", axis=1),
        op("Resize", "grid - - sizes", "resized", mode="cubic"),
        op("Reshape", "resized rows", "f"),
        op("Transpose", "f", "u", perm=[0, 2, 1]),
        op("Concat", "token u", "embedding", axis=1),
        op("Add", "tokens embedding", "s"),
        op("Slice", "s one end one", "kept"),
        op("Transpose", "kept", "k", perm=[0, 2, 1]),
        op("Reshape", "k map", "y"),
        constants={
            **{"w": weights(8, 4, 4, 3), "rows": np.array([1, 8, 9]), "token": weights(1, 1, 8)},
            **{"grid": weights(1, 8, 2, 2), "sizes": np.array([1, 8, 3, 3]), "one": np.array([1])},
            **{"end": np.array([10**9]), "map": np.array([1, 8, 3, 3])},
        },
    )
    assert reads(network, (1, 2)) == ((4, 7), (6, 8))


def test_kernels_that_are_standardised_by_a_batch_norm_have_the_shape_they_get():
    """Groups of channels are laid out after them, so that their number must be known."""
    network = read(
        op("BatchNormalization", "flat one zero mean mean", "s m v", training_mode=1),
        op("Reshape", "s shape", "w"),
        op("Conv", "x w", "c", pads=[1] * 4),
        op("Reshape", "c groups", "g"),
        op("InstanceNormalization", "g a a", "n"),
        op("Shape", "c", "back"),
        op("Reshape", "n back", "y"),
        constants={
            **{"flat": weights(1, 8, 36), "shape": np.array([8, 4, 3, 3]), "a": weights(2)},
            **{name: weights(8) for name in ("one", "zero", "mean")},
            "groups": np.array([0, 2, -1]),
        },
    )
    assert reads(network, (5, 4), gates="apart") == ((4, 6), (3, 5))
    assert reads(network, (5, 4)) == ((0, 11), (0, 8))


def test_what_a_loop_reads_of_the_graph_around_it_is_no_constant():
    """Its body convolves a map that it is not handed."""
    value = helper.make_tensor_value_info
    body = helper.make_graph(
        [op("Identity", "go", "on"), op("Conv", "a wide", "z", pads=[3] * 4)],
        "body",
        [value("turn", TensorProto.INT64, []), value("go", TensorProto.BOOL, [])],
        [value("on", TensorProto.BOOL, []), value("z", TensorProto.FLOAT, None)],
    )
    with pytest.raises(GeometryError, match="Loop 'l': it runs a graph of its own"):
        between(
            op("Loop", "once yes", "l", body=body),
            op("Squeeze", "l first", "s"),
            op("Add", "a s", "b"),
            constants={
                **{"wide": weights(4, 4, 7, 7), "once": np.array(1), "yes": np.array(True)},
                "first": np.array([0]),
            },
        )


def test_sizes_that_pass_through_eight_bits_are_still_sizes():
    network = between(
        op("Shape", "a", "all"),
        op("Slice", "all two four", "sizes"),
        op("Cast", "sizes", "f", to=TensorProto.FLOAT),
        op("QuantizeLinear", "f scale shift", "q"),
        op("DequantizeLinear", "q scale shift", "d"),
        op("Add", "d d", "twice"),
        op("Cast", "twice", "i", to=TensorProto.INT64),
        op("Concat", "one i", "wanted", axis=0),
        op("Resize", "a - - wanted", "b", coordinate_transformation_mode="asymmetric"),
        constants={
            **{"two": np.array([2]), "four": np.array([4]), "one": np.array([1, 4])},
            **{"scale": np.float32(0.25), "shift": np.uint8(9)},
        },
    )
    assert network.sizes((12, 9))["b"] == (24, 18)
