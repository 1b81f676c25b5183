"""Products with constants along rows and columns: weights that are zero in places read less."""

import numpy as np
import pytest

from dilviz import GeometryError, receptive_field
from tests.importing.models import W3, op, read, reads, weights


def between(*nodes, **constants):
    """Operations from ``a`` to ``b``, between two 3 x 3 convolutions."""
    return read(
        op("Conv", "x w", "a", pads=[1, 1, 1, 1]),
        *nodes,
        op("Conv", "b w", "y", pads=[1, 1, 1, 1]),
        constants={"w": W3, **constants},
        shape=(1, 4, 12, 9),
    )


def banded(count, dtype=np.float32):
    """Each row reads the entry before it, its own, and the two that follow."""
    ahead = np.arange(count) - np.arange(count)[:, None]
    return ((ahead >= -1) & (ahead <= 2)).astype(dtype)


ROWS, COLS = ((3, 10), (2, 6)), ((4, 8), (1, 8))  # what a unit reads, the band along one of them
PRODUCTS = {
    "from the right": (op("MatMul", "a m", "b"), {"m": banded(9).T}, COLS),
    "from the left": (op("MatMul", "m a", "b"), {"m": banded(12)}, ROWS),
    "Einsum": (op("Einsum", "a m", "b", equation="bchw,kw->bchk"), {"m": banded(9)}, COLS),
    "for each channel": (op("MatMul", "m a", "b"), {"m": banded(12) * weights(4, 1, 1)}, ROWS),
    "in 8 bits": (
        op("QLinearMatMul", "a s z m s u s z", "b"),
        {"m": banded(9, np.uint8).T + 5, "s": np.float32(1), "z": np.uint8(0), "u": np.uint8(5)},
        COLS,
    ),
}


@pytest.mark.parametrize("way", PRODUCTS)
def test_a_product_with_a_band_reads_the_band(way):
    node, constants, read_by_unit = PRODUCTS[way]
    network = between(node, **constants)
    assert reads(network, (6, 4)) == read_by_unit
    assert receptive_field(network).sees_everything == (False, False)


def test_a_product_may_read_blocks_of_rows():
    """Averages of three rows each, written as a product: four rows are left."""
    blocks = np.kron(np.eye(4), np.ones((1, 3))).astype(np.float32)
    network = between(op("MatMul", "m a", "b"), m=blocks)
    assert reads(network, (0, 4)) == ((0, 6), (2, 6))
    assert reads(network, (3, 4)) == ((5, 11), (2, 6))


@pytest.mark.parametrize("matrix", [True, False])
def test_a_product_may_leave_out_the_last_columns(matrix):
    """One column is left, computed of the first three: by a matrix, or by a vector."""
    first = np.array([1, 1, 1, 0, 0, 0, 0, 0, 0], np.float32)
    vector = [op("MatMul", "a v", "s"), op("Unsqueeze", "s last", "b")]
    nodes = [op("MatMul", "a v", "b")] if matrix else vector
    v = first[:, None] if matrix else first
    network = between(*nodes, v=v, last=np.array([3]))
    assert reads(network, (6, 0)) == ((4, 8), (0, 3))


@pytest.mark.parametrize("zero", [[4], [2, 4, 6], list(range(9))])
def test_weights_that_reach_to_both_ends_read_all(zero):
    """Zeros in between may be trained, and only zeros are those of a layer before its training."""
    matrix = weights(9, 9)
    matrix[zero] = 0
    network = between(op("MatMul", "a m", "b"), m=matrix)
    assert receptive_field(network).sees_everything == (False, True)


def test_a_product_with_another_band_for_every_row_is_refused():
    bands = np.stack([np.roll(banded(9), n, axis=1) for n in range(12)])[None]
    with pytest.raises(GeometryError, match="zero in different places for different rows"):
        between(op("Einsum", "a m", "b", equation="bchw,bhwk->bchk"), m=bands)


def test_windows_of_columns_that_are_weighed_by_a_convolution():
    """Pooling by a softmax over pairs; its convolution meets columns that lie on two axes."""
    network = read(
        op("Reshape", "x pairs", "r"),
        op("Conv", "r k", "s"),
        op("Softmax", "s", "p", axis=-1),
        op("Mul", "r p", "m"),
        op("ReduceSum", "m last", "y", keepdims=0),
        constants={
            "pairs": np.array([1, 4, 10, 2]),
            "k": weights(4, 4, 1, 1),
            "last": np.array([3]),
        },
        shape=(1, 4, 20),
    )
    assert [reads(network, (0, n))[1] for n in (0, 4, 9)] == [(0, 1), (8, 9), (18, 19)]


def test_a_window_over_two_axes_that_both_count_columns_is_refused():
    with pytest.raises(GeometryError, match="moves over two axes on which rows, or columns, are"):
        read(
            op("Reshape", "x pairs", "r"),
            op("Conv", "r w", "y", pads=[1, 1, 1, 1]),
            constants={"pairs": np.array([1, 4, 10, 2]), "w": W3},
            shape=(1, 4, 20),
        )


def test_three_channels_are_colours_where_products_mix_rows():
    """A transform of blocks of 4 x 3 by two products: no convolution says where rows are."""
    network = read(
        op("Reshape", "x blocks", "b"),
        op("Transpose", "b", "t", perm=[0, 1, 2, 4, 3, 5]),
        op("MatMul", "left t", "l"),
        op("MatMul", "l right", "r"),
        op("Transpose", "r", "u", perm=[0, 1, 2, 4, 3, 5]),
        op("Reshape", "u back", "y"),
        constants={
            **{"left": weights(4, 4), "right": weights(3, 3)},
            **{"blocks": np.array([1, 3, 3, 4, 3, 3]), "back": np.array([1, 3, 12, 9])},
        },
        shape=(1, 3, 12, 9),
    )
    assert network.sizes((12, 9))[network.output] == (12, 9)
    assert reads(network, (5, 4)) == ((4, 7), (3, 5))


@pytest.mark.parametrize("meets", [op("MatMul", "c v", "y"), op("Add", "c v", "y")])
def test_rows_and_columns_that_do_not_fit_to_a_constant_are_refused(meets):
    """As in files in which another input size was written by hand."""
    with pytest.raises(GeometryError, match="rows or columns meet 7 entries"):
        read(
            op("Conv", "x w", "c", pads=[1] * 4),
            meets,
            constants={"w": weights(4, 4, 3, 3), "v": weights(7, 7)},
        )


def test_zeros_of_single_channels_take_no_position_out_of_a_window():
    """Windows of 4 x 3 x 2 channels through a linear layer, as quantised weights round to zero."""
    linear = np.ones((24, 4), np.float32)
    linear[0, 1] = linear[23, 2] = linear[7] = 0
    network = read(
        op("Reshape", "x windows", "r"),
        op("Transpose", "r", "t", perm=[0, 2, 4, 1, 3, 5]),
        op("Reshape", "t flat", "f"),
        op("MatMul", "f linear", "m"),
        op("Transpose", "m", "n", perm=[0, 2, 1]),
        op("Reshape", "n back", "y"),
        constants={
            **{"windows": np.array([1, 2, 3, 4, 3, 3]), "flat": np.array([1, 9, 24])},
            **{"linear": linear, "back": np.array([1, 4, 3, 3])},
        },
        shape=(1, 2, 12, 9),
    )
    assert reads(network, (1, 2)) == ((4, 7), (6, 8))
