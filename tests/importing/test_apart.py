"""Channels that are laid together and taken apart again read their own."""

import numpy as np
import pytest

from dilviz import receptive_field
from tests.importing.models import W3, op, read, reads, weights

PREFIX, SUFFIX = (0, 5), (3, 11)  # what unit 4 of 12 reads, through a window of three


def both_ways(*nodes, kind="LSTM", **constants):
    """A recurrence both ways; ``s`` has positions, ways, pictures and five features."""
    return read(
        op("Conv", "x k", "c", pads=[1, 1]),
        op("Transpose", "c", "t", perm=[2, 0, 1]),
        op(kind, "t w r", "s", hidden_size=5, direction="bidirectional"),
        *nodes,
        constants={
            **{"k": weights(4, 4, 3), "w": weights(2, 20, 4), "r": weights(2, 20, 5)},
            **{"merged": np.array([0, 0, -1]), "parted": np.array([0, 0, 2, 5])},
            **constants,
        },
        shape=(1, 4, 12),
    )


MERGED = [op("Transpose", "s", "u", perm=[0, 2, 1, 3]), op("Reshape", "u merged", "m")]
LAST = op("Transpose", "h", "y", perm=[1, 2, 0])
NUMBERS = {name: np.array([n]) for name, n in zip("01234567", range(8), strict=True)}
NUMBERS |= {"way": np.array(1), "end": np.array([10**9]), "some": np.array([6, 8, 9])}


@pytest.mark.parametrize("kind", ["LSTM", "GRU", "RNN"])
@pytest.mark.parametrize(
    ("nodes", "expected"),
    [
        ([*MERGED, op("Split", "m", "h other", axis=2, num_outputs=2)], PREFIX),
        ([*MERGED, op("Split", "m", "other h", axis=2, num_outputs=2)], SUFFIX),
        ([*MERGED, op("Slice", "m 1 4 2", "h")], PREFIX),
        ([*MERGED, op("Slice", "m 6 end 2", "h")], SUFFIX),
        ([*MERGED, op("Slice", "m 6 end 2 2", "h")], SUFFIX),
        ([*MERGED, op("Slice", "m 4 7 2", "h")], (0, 11)),
        ([*MERGED, op("Gather", "m some", "h", axis=2)], SUFFIX),
        ([*MERGED, op("Reshape", "m parted", "p"), op("Gather", "p way", "h", axis=2)], SUFFIX),
        ([op("Gather", "s way", "h", axis=1)], SUFFIX),
        ([op("Slice", "s 0 1 1", "p"), op("Squeeze", "p 1", "h")], PREFIX),
        ([*MERGED, op("Tanh", "m", "a"), op("Slice", "a 1 4 2", "h")], PREFIX),
    ],
)
def test_a_way_of_a_recurrence_that_is_taken_out_reads_what_it_ran_over(kind, nodes, expected):
    network = both_ways(*nodes, LAST, kind=kind, **NUMBERS)
    assert reads(network, (0, 4))[1] == expected


def test_a_recurrence_both_ways_that_stays_together_is_a_gate():
    network = both_ways(
        *MERGED, op("Slice", "m 0 end 2", "h"), op("Transpose", "h", "y", perm=[1, 2, 0]), **NUMBERS
    )
    field = receptive_field(network, None, None, (0, 4))
    assert field.sees_everything == (False, True)
    assert field.read_interval[1] == (3, 5)


def two_maps(*nodes, shape=(1, 4, 12, 9), **constants):
    """A map that reads seven, of four channels, before one that reads three: eight in ``c``."""
    return read(
        op("Conv", "x w", "wide", pads=[3] * 4, dilations=[3, 3]),
        op("Conv", "x w", "narrow", pads=[1] * 4),
        op("Concat", "wide narrow", "c", axis=1),
        *nodes,
        constants={"w": W3, **{name: weights(8) for name in "abmv"}, **constants},
        shape=shape,
    )


SECOND = [op("Split", "z", "first second", axis=1, num_outputs=2), op("Relu", "second", "y")]
NORM = op("BatchNormalization", "c a b m v", "n")


@pytest.mark.parametrize(
    ("nodes", "reach"),
    [
        ([NORM, op("Relu", "n", "z")], 1),
        ([op("AveragePool", "c", "z", kernel_shape=[3, 3], pads=[1] * 4)], 2),
        ([op("Conv", "c depthwise a", "z", group=8, pads=[1] * 4)], 2),
        ([op("Sigmoid", "c", "g"), op("Mul", "c g", "z")], 1),
        ([op("PRelu", "c slopes", "z")], 1),
        ([op("Pad", "c pads", "z")], 1),
        ([op("Resize", "c - scales", "u"), op("AveragePool", "u", "z", kernel_shape=[1, 1])], 1),
    ],
)
def test_channels_of_a_concatenation_stay_apart_until_they_are_mixed(nodes, reach):
    constants = {"depthwise": weights(8, 1, 3, 3), "slopes": weights(8, 1, 1)}
    constants |= {"pads": np.array([0, 0, 0, 0, 0, 0, 2, 1]), "scales": np.float32([1, 1, 1, 1])}
    network = two_maps(*nodes, *SECOND, **constants)
    assert reads(network, (5, 4)) == ((5 - reach, 5 + reach), (4 - reach, 4 + reach))
    network = two_maps(*nodes, SECOND[0], op("Relu", "first", "y"), **constants)
    assert reads(network, (5, 4)) == ((3 - reach, 7 + reach), (2 - reach, 6 + reach))


def test_a_gate_of_each_channel_reads_the_map_of_that_channel():
    pooled = op("GlobalAveragePool", "c", "p")
    network = two_maps(pooled, op("Mul", "c p", "z"), *SECOND)
    assert reads(network, (5, 4), gates="apart") == ((4, 6), (3, 5))
    assert reads(network, (5, 4)) == ((0, 11), (0, 8))


@pytest.mark.parametrize(
    "node",
    [
        op("LRN", "c", "z", size=5),
        op("Conv", "c mixing", "z"),
        op("Softmax", "c", "z", axis=1),
    ],
)
def test_channels_that_are_mixed_read_all_of_them(node):
    network = two_maps(node, *SECOND, mixing=weights(8, 8, 1, 1))
    assert reads(network, (5, 4)) == ((2, 8), (1, 7))


@pytest.mark.parametrize("unit", [0, 5, 6, 13])
def test_channels_that_become_positions_read_their_own_piece(unit):
    """Two channels become neighbours: the first copies, the second looks around."""
    network = read(
        op("Conv", "x w", "a", pads=[1, 1]),
        op("Concat", "x a", "c", axis=1),
        op("Transpose", "c", "t", perm=[0, 2, 1]),
        op("Reshape", "t shape", "y"),
        constants={"w": weights(1, 1, 3), "shape": np.array([1, 1, 14])},
        shape=(1, 1, 7),
    )
    around = unit % 2
    first, last = max(unit // 2 - around, 0), min(unit // 2 + around, 6)
    assert reads(network, (0, unit)) == ((0, 0), (first, last))


def test_what_is_added_to_channels_that_lie_last_stays_apart():
    """A sum with another map, of all channels, as in residual blocks."""
    last = [0, 2, 3, 1]
    network = two_maps(
        op("Conv", "x five", "far", pads=[2] * 4),
        *(op("Transpose", name, f"{name}t", perm=last) for name in ("c", "far")),
        op("Add", "ct fart", "s"),
        op("Split", "s", "first second", axis=3, num_outputs=2),
        op("Transpose", "second", "y", perm=[0, 3, 1, 2]),
        five=weights(8, 4, 5, 5),
    )
    assert reads(network, (5, 4)) == ((3, 7), (2, 6))


@pytest.mark.parametrize(
    "nodes",
    [
        [op("Conv", "both w", "c", pads=[1] * 4)],
        [op("ConvTranspose", "both w", "c", pads=[1] * 4)],
        [op("MaxPool", "both", "c", kernel_shape=[3, 3], pads=[1] * 4)],
        [op("Conv", "both w", "a", pads=[1] * 4), op("Relu", "a", "b"), op("Add", "a b", "c")],
        [op("Conv", "both w", "a", pads=[1] * 4), op("Resize", "a - - same", "c")],
    ],
)
def test_pictures_laid_together_do_not_see_each_other(nodes):
    """A picture and its mirror image through the same layers, and the mean of both, turned back."""
    network = read(
        op("Slice", "x last first three back", "mirrored"),
        op("Concat", "x mirrored", "both", axis=0),
        *nodes,
        op("Split", "c", "one two", axis=0, num_outputs=2),
        op("Slice", "two last first three back", "again"),
        op("Add", "one again", "y"),
        constants={
            **{"last": np.array([-1]), "first": np.array([-(10**9)]), "three": np.array([3])},
            **{"back": np.array([-1]), "w": W3, "same": np.array([2, 4, 12, 9])},
        },
    )
    assert reads(network, (5, 2)) == ((4, 6), (1, 3))
