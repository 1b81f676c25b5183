"""Maps and constants laid one after the other, and what keeps them apart."""

import numpy as np
import pytest
from onnx import helper

from dilviz import GeometryError, receptive_field
from tests.importing.models import op, read, reads, weights


def phases(*parts, mode, channels=1):
    """A map of four times the rows and columns, its four phases of these parts, then 3 x 3."""
    return read(
        op("Conv", "x w3", "three", pads=[1, 1, 1, 1]),
        op("Conv", "x w5", "five", pads=[2, 2, 2, 2]),
        op("Concat", " ".join(parts), "c", axis=1),
        op("DepthToSpace", "c", "y", blocksize=2, mode=mode),
        constants={
            "w3": weights(channels, 3, 3, 3),
            "w5": weights(channels, 3, 5, 5),
            "zero": np.zeros((1, channels, 9, 7), np.float32),
        },
        shape=(1, 3, 9, 7),
    )


@pytest.mark.parametrize("mode", ["DCR", "CRD"])
def test_phases_of_blocks_read_their_own_piece(mode):
    """The second of the four channels stands one column on, the third one row on."""
    network = phases("three", "five", "zero", "zero", mode=mode)
    assert reads(network, (8, 6)) == ((3, 5), (2, 4))
    assert reads(network, (8, 7)) == ((2, 6), (1, 5))
    assert reads(network, (9, 6)) == reads(network, (9, 7)) == (None, None)


def test_phases_that_are_constants_stay_apart_in_8_bits():
    network = read(
        op("Conv", "x w", "a", pads=[1, 1, 1, 1]),
        op("Concat", "a zero", "c", axis=1),
        op("QuantizeLinear", "c scale shift", "q"),
        op("DequantizeLinear", "q scale shift", "d"),
        op("DepthToSpace", "d", "y", blocksize=2),
        constants={
            **{"w": weights(1, 3, 3, 3), "zero": np.zeros((1, 3, 9, 7), np.float32)},
            **{"scale": np.float32(1), "shift": np.uint8(0)},
        },
        shape=(1, 3, 9, 7),
    )
    assert reads(network, (8, 6)) == ((3, 5), (2, 4))
    assert reads(network, (8, 7)) == (None, None)


def test_channels_in_a_row_share_a_phase_or_not():
    """Two channels each: one after the other they are a phase, or two phases of one channel."""
    by_phase = phases("three", "five", "five", "zero", mode="DCR", channels=2)
    assert reads(by_phase, (8, 6)) == ((3, 5), (2, 4))
    assert reads(by_phase, (9, 7)) == (None, None)
    by_channel = phases("three", "five", "five", "zero", mode="CRD", channels=2)
    assert reads(by_channel, (8, 6)) == ((2, 6), (1, 5))
    assert reads(by_channel, (9, 7)) == ((2, 6), (1, 5))


def tokens(*nodes, **constants):
    """Rows and columns on one axis, before it an entry that has no place on the map."""
    return read(
        op("Conv", "x w3", "a", pads=[1, 1, 1, 1]),
        op("Reshape", "a flat", "f"),
        op("Transpose", "f", "t", perm=[0, 2, 1]),
        *nodes,
        op("Slice", "z one far one", "r"),
        op("Transpose", "r", "s", perm=[0, 2, 1]),
        op("Reshape", "s image", "y"),
        constants={
            "w3": weights(4, 4, 3, 3),
            "flat": np.array([1, 4, -1]),
            "one": np.array([1]),
            "far": np.array([10**9]),
            "image": np.array([1, 4, 12, 9]),
            **constants,
        },
        shape=(1, 4, 12, 9),
        output="y",
    )


def test_an_entry_padded_before_tokens_does_not_move_them():
    network = tokens(op("Pad", "t pads", "z"), pads=np.array([0, 1, 0, 0, 0, 0]))
    assert reads(network, (5, 4)) == ((4, 6), (3, 5))
    with pytest.raises(GeometryError, match="it crops an axis on which rows and columns lie"):
        tokens(op("Pad", "t pads", "z"), pads=np.array([0, -1, 0, 0, 0, 0]))


def test_a_norm_written_out_leaves_tokens_and_the_entry_before_them_apart():
    network = tokens(
        op("Concat", "class t", "c", axis=1),
        op("ReduceMean", "c", "m", axes=[2]),
        op("Sub", "c m", "d"),
        op("Mul", "d d", "q"),
        op("ReduceMean", "q", "v", axes=[-1], keepdims=1),
        op("Sqrt", "v", "e"),
        op("Div", "d e", "z"),
        **{"class": weights(1, 1, 4)},
    )
    assert reads(network, (5, 4)) == ((4, 6), (3, 5))
    assert receptive_field(network).sees_everything == (False, False)


def test_a_scale_for_every_token_is_cut_at_the_pieces():
    """The entry before the tokens is multiplied with 0, and so is the one at (5, 4)."""
    scale = weights(1, 109, 1)
    scale[0, [0, 1 + 5 * 9 + 4]] = 0
    network = tokens(
        op("Concat", "class t", "c", axis=1),
        op("Mul", "c scale", "z"),
        scale=scale,
        **{"class": weights(1, 1, 4)},
    )
    assert reads(network, (0, 0)) == ((0, 1), (0, 1))
    assert reads(network, (5, 4)) == (None, None)
    assert reads(network, (5, 5)) == ((4, 6), (4, 6))


def test_windows_that_are_stacked_after_a_quantisation_stay_apart():
    cuts = []
    for n in range(3):
        cuts += [
            op("Slice", f"a s{n} e{n} axis", f"c{n}"),
            op("QuantizeLinear", f"c{n} scale zero", f"q{n}"),
            op("DequantizeLinear", f"q{n} scale zero", f"d{n}"),
            op("Unsqueeze", f"d{n} axis", f"u{n}"),
        ]
    ends = {f"{k}{n}": np.array([2 * n + 3 * (k == "e")]) for n in range(3) for k in "se"}
    network = read(
        op("Conv", "x w", "a", pads=[1, 1, 1, 1]),
        *cuts,
        op("Concat", "u0 u1 u2", "u", axis=3),
        op("ReduceMean", "u last", "y", keepdims=0),
        constants={
            **{"w": weights(4, 4, 3, 3), "axis": np.array([3]), "last": np.array([4])},
            **{"scale": np.float32(1), "zero": np.uint8(0)},
            **ends,
        },
        shape=(1, 4, 12, 20),
    )
    assert [reads(network, (4, n))[1] for n in range(3)] == [(0, 3), (1, 5), (3, 7)]


def test_a_product_of_quantised_pieces_with_one_tap_keeps_them_apart():
    """Coordinate attention in 8 bits: what is pooled along rows, then what is along columns."""
    nodes = [
        op("ReduceMean", "x", "r", axes=[3]),
        op("ReduceMean", "x", "k", axes=[2]),
        op("Transpose", "k", "t", perm=[0, 1, 3, 2]),
        op("Concat", "r t", "c", axis=2),
        op("QLinearConv", "c s z w s z s z", "q"),
        op("Split", "q sizes", "qr qc", axis=2),
        op("Transpose", "qc", "qt", perm=[0, 1, 3, 2]),
        op("Mul", "x qr", "m"),
        op("Mul", "m qt", "y"),
    ]
    constants = {"w": np.ones((4, 4, 1, 1), np.uint8), "s": np.float32(1), "z": np.uint8(0)}
    network = read(
        *nodes, constants={**constants, "sizes": np.array([12, 9])}, shape=(1, 4, 12, 9), opset=17
    )
    field = receptive_field(network, None, None, (5, 4), gates="follow")
    assert field.pixels_read == 12 + 9 - 1


def test_a_quantised_recurrence_reads_what_came_before():
    network = read(
        op("Transpose", "x", "t", perm=[2, 0, 1]),
        op("DynamicQuantizeLSTM", "t w r", "o", domain="com.microsoft", hidden_size=5),
        op("Squeeze", "o one", "s"),
        op("Transpose", "s", "y", perm=[1, 2, 0]),
        constants={
            "w": np.ones((1, 4, 20), np.uint8),
            "r": np.ones((1, 5, 20), np.uint8),
            "one": np.array([1]),
        },
        shape=(1, 4, 30),
    )
    assert reads(network, (0, 12))[1] == (0, 12)


CHAIN = [op("Conv", "x w", "a", pads=[1] * 4), op("CumSum", "a two", "b"), op("Relu", "b", "y")]
CHAIN_CONSTANTS = {"w": weights(4, 4, 3, 3), "two": np.array(2)}


@pytest.mark.parametrize("order", [[1, 0, 2], [2, 1, 0], [2, 0, 1]])
def test_operations_in_disorder_are_sorted(order):
    network = read(*[CHAIN[n] for n in order], constants=CHAIN_CONSTANTS, output="y")
    assert reads(network, (5, 4)) == ((0, 6), (3, 5))


def test_a_branch_that_reads_what_comes_later_waits_for_it():
    """Inside an ``If``, too, a name of the graph around it is a result that is read."""
    branch = helper.make_graph(
        [op("Identity", "b", "i")], "branch", [], [helper.make_tensor_value_info("i", 1, None)]
    )
    choice = op("If", "yes", "y", then_branch=branch, else_branch=branch)
    network = read(
        choice, *CHAIN[:2], constants=CHAIN_CONSTANTS | {"yes": np.array(True)}, output="y"
    )
    assert reads(network, (5, 4)) == ((0, 6), (3, 5))


def test_operations_in_a_circle_are_refused():
    with pytest.raises(GeometryError, match="reads, through others, its own result"):
        read(op("Add", "x b", "a"), op("Relu", "a", "b"), output="b")


def test_a_name_that_nothing_makes_is_refused():
    with pytest.raises(GeometryError, match="'y' reads 'lost', which nothing in the model makes"):
        read(op("Add", "x lost", "y"))


def test_weights_that_nothing_makes_are_not_missed():
    network = read(op("Conv", "x left_out", "y", kernel_shape=[3, 5], dilations=[2, 1]))
    assert receptive_field(network).size == (5, 5)


NUMBERS = {
    **{"p": weights(9, 300, 31), "numbers": np.arange(9), "g": weights(300, 300)},
    **{
        "sizes": np.array([1, 3, 9, 31]),
        "few": weights(1, 3, 290, 310),
        "repeats": np.array([1, 2, 1, 1]),
        "doubled": np.array([1, 6, 9, 31]),
    },
}
MADE = {
    "ReduceSum": [op("ReduceSum", "p", "e", keepdims=0, axes=[1])],
    "Squeeze": [op("ReduceSum", "p", "q", axes=[1]), op("Squeeze", "q", "e", axes=[1])],
    "Flatten": [op("Flatten", "p", "q", axis=1), op("Gather", "q numbers", "e", axis=1)],
    "Gemm": [op("ReduceSum", "p", "q", keepdims=0, axes=[2]), op("Gemm", "q g", "e", transB=1)],
    "Resize": [op("Resize", "few - - sizes", "q"), op("ReduceSum", "q", "e", keepdims=0, axes=[1])],
    "Tile": [
        op("Tile", "few repeats", "t"),
        op("Resize", "t - - doubled", "q"),
        op("ReduceSum", "q", "e", keepdims=0, axes=[1]),
    ],
}


@pytest.mark.parametrize("way", MADE)
def test_the_shape_of_weights_follows_from_what_makes_them(way):
    """A linear layer of nine columns; its weights are made of many numbers."""
    network = read(
        op("Conv", "x w", "a", pads=[1, 1, 1, 1]),
        *MADE[way],
        op("MatMul", "a e", "b"),
        op("Relu", "b", "y"),
        constants={"w": weights(4, 4, 3, 3), **NUMBERS},
        shape=(1, 4, 12, 9),
        opset=11,
    )
    assert receptive_field(network).sees_everything == (False, True)


def test_a_signal_cut_into_windows_is_no_list_of_channels():
    """Of shape (1, 1, 12): twelve samples of one channel, not one sample of twelve."""
    network = read(
        op("Split", "x", "a b c", axis=2, num_outputs=3),
        op("Concat", "a b c", "windows", axis=1),
        op("Transpose", "windows", "t", perm=[0, 2, 1]),
        op("Conv", "t one", "mixed"),
        op("Split", "mixed", "half other", axis=1, num_outputs=2),
        op("Conv", "half three", "y", pads=[1, 1]),
        constants={"one": weights(4, 4, 1), "three": weights(1, 2, 3)},
        shape=(1, 1, 12),
    )
    assert network.sizes(12)["y"] == (1, 3)
    assert reads(network, (0, 2), 12) == ((0, 0), (4, 11))


ORDERED = [
    0,
    1,
    4,
    5,
    2,
    3,
    6,
    7,
]  # two channels of each of four phases, the lower before the right one


def test_phases_of_blocks_in_another_order_read_their_own_sample():
    """As onnxruntime writes four strided slices that are laid together."""
    network = read(
        op("SpaceToDepth", "x", "blocks", blocksize=2),
        op("Gather", "blocks order", "ordered", axis=1),
        op("Split", "ordered", "first second third fourth", axis=1, num_outputs=4),
        op("Relu", "second", "y"),
        constants={"order": np.array(ORDERED)},
        shape=(1, 2, 12, 10),
    )
    assert reads(network, (3, 1)) == ((7, 7), (2, 2))


def test_phases_of_blocks_in_another_order_are_read_together():
    network = read(
        op("SpaceToDepth", "x", "blocks", blocksize=2),
        op("Gather", "blocks order", "ordered", axis=1),
        op("Conv", "ordered w", "y", pads=[2] * 4, dilations=[2, 2]),
        constants={"order": np.array(ORDERED), "w": weights(4, 8, 3, 3)},
        shape=(1, 2, 12, 10),
    )
    assert reads(network, (3, 1)) == ((2, 11), (2, 7))


@pytest.mark.parametrize("copied", ["x x", "one_copy another_copy"])
def test_tiles_cut_out_as_slices_are_laid_back_where_they_were(copied):
    """Two by three tiles of 6 x 3, each convolved on its own: none sees its neighbours.

    Quantised models cut each row of tiles out of a copy of its own.
    """
    upper, lower = copied.split()
    network = read(
        op("Relu", "x", "one_copy"),
        op("Relu", "x", "another_copy"),
        op("Slice", f"{upper} zero six two", "r0"),
        op("Slice", f"{lower} six end two", "r1"),
        *(op("Unsqueeze", f"r{n} two", f"u{n}") for n in (0, 1)),
        op("Concat", "u0 u1", "r", axis=2),
        op("Split", "r", "c0 c1 c2", axis=4, num_outputs=3),
        *(op("Unsqueeze", f"c{n} three", f"v{n}") for n in (0, 1, 2)),
        op("Concat", "v0 v1 v2", "c", axis=3),
        op("Transpose", "c", "pictures", perm=[0, 2, 3, 1, 4, 5]),
        op("Reshape", "pictures tiles", "batch"),
        op("Conv", "batch w", "made", pads=[1] * 4),
        op("Reshape", "made grid", "g"),
        op("Transpose", "g", "t", perm=[0, 3, 1, 4, 2, 5]),
        op("Reshape", "t back", "y"),
        constants={
            **{"two": np.array([2]), "three": np.array([3]), "w": weights(4, 4, 3, 3)},
            **{"tiles": np.array([6, 4, 6, 3]), "grid": np.array([1, 2, 3, 4, 6, 3])},
            **{"zero": np.array([0]), "six": np.array([6]), "end": np.array([12])},
            "back": np.array([1, 4, 12, 9]),
        },
    )
    assert reads(network, (5, 4)) == ((4, 5), (3, 5))
    assert reads(network, (6, 3)) == ((6, 7), (3, 4))


def test_an_output_that_has_rows_among_its_columns_is_refused():
    with pytest.raises(GeometryError, match="rows and columns lie on one axis of it"):
        read(
            op("Conv", "x w", "c", pads=[1] * 4),
            op("Reshape", "c shape", "y"),
            constants={"w": weights(4, 4, 3, 3), "shape": np.array([1, 4, 3, 36])},
        )


ROUNDED = "scale shift"
TOKENS = [
    op("Conv", "x w", "patches", strides=[4, 3]),
    op("Reshape", "patches rows", "r"),
    op("Transpose", "r", "u", perm=[0, 2, 1]),
    op("Concat", "class u", "t", axis=1),
]
PATCHES_AGAIN = [
    op("Slice", "m one end one", "kept"),
    op("Transpose", "kept", "k", perm=[0, 2, 1]),
    op("Reshape", "k map", "y"),
]


def vision_transformer(*nodes):
    """Nine patches behind a class token, through the operations from ``t`` to ``m``."""
    eight = np.ones((8, 8), np.uint8)
    return read(
        *TOKENS,
        *nodes,
        *PATCHES_AGAIN,
        constants={
            **{"w": weights(8, 4, 4, 3), "rows": np.array([1, 8, 9]), "class": weights(1, 1, 8)},
            **{"one": np.array([1]), "end": np.array([10**9]), "map": np.array([1, 8, 3, 3])},
            **{"scale": np.float32(1), "shift": np.uint8(0), "q": eight, "v": weights(8, 8)},
        },
    )


@pytest.mark.parametrize(
    "nodes",
    [
        [op("FusedMatMul", "t v", "m", "com.microsoft", alpha=0.5)],
        [
            op("DynamicQuantizeLinear", "t", "d s z"),
            op("MatMulInteger", "d q z", "i"),
            op("Cast", "i", "m", to=1),
        ],
        [
            op("QuantizeLinear", f"t {ROUNDED}", "d"),
            op("QLinearMatMul", f"d {ROUNDED} q {ROUNDED} {ROUNDED}", "i"),
            op("QLinearAdd", f"i {ROUNDED} d {ROUNDED} {ROUNDED}", "a", "com.microsoft"),
            op("DequantizeLinear", f"a {ROUNDED}", "m"),
        ],
    ],
)
def test_products_of_runtimes_leave_a_class_token_apart(nodes):
    assert reads(vision_transformer(*nodes), (1, 2)) == ((4, 7), (6, 8))


def test_scores_of_a_class_token_and_patches_are_read_as_a_whole():
    network = vision_transformer(
        op("FusedMatMul", "t t", "scores", "com.microsoft", transB=1),
        op("Softmax", "scores", "p", axis=-1),
        op("MatMul", "p t", "a"),
        op("Add", "t a", "m"),
    )
    assert reads(network, (1, 2), gates="apart") == ((4, 7), (6, 8))
    assert reads(network, (1, 2)) == ((0, 11), (0, 8))
