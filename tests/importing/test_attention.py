"""Attention with masks: as one operation, and written out, where it is refused."""

import numpy as np
import pytest

from dilviz import GeometryError, receptive_field
from tests.importing.models import W3, op, read, reads, weights

COLUMN = (1, 4, 9, 7)  # nine columns of seven rows each, once it is transposed


def attention(*nodes, **constants):
    """Columns of queries; each reads the seven keys of its column through the scores ``s``."""
    return read(
        op("Conv", "x w", "a", pads=[1, 1, 1, 1]),
        op("Transpose", "a", "q", perm=[0, 2, 3, 1]),
        op("Transpose", "a", "v", perm=[0, 2, 1, 3]),
        op("MatMul", "q v", "s"),
        *nodes,
        op("MatMul", "p q", "o"),
        op("Transpose", "o", "b", perm=[0, 3, 1, 2]),
        op("Relu", "b", "y"),
        constants={"w": W3, **constants},
        shape=COLUMN,
        output="y",
    )


@pytest.mark.parametrize("lowest", [-np.inf, -1e9, -1e4, -1e3])
@pytest.mark.parametrize("kind", [np.float16, np.float32, np.float64])
def test_scores_far_below_all_others_are_hidden(lowest, kind):
    with np.errstate(over="ignore"):
        scores = np.where(np.tri(7), 0, lowest).astype(kind)
    with pytest.raises(GeometryError, match="a mask takes positions out of an attention"):
        attention(op("Add", "s m", "t"), op("Softmax", "t", "p", axis=-1), m=scores)


def test_scores_multiplied_with_zeros_are_hidden():
    """Retention: no softmax, scores fade by a factor, and later ones are multiplied with 0."""
    with pytest.raises(GeometryError, match="a mask takes positions out of an attention"):
        attention(op("Mul", "s m", "p"), m=np.tri(7, dtype=np.float32))


def test_scores_within_windows_are_hidden():
    """Windows do not see the whole map; a mask in them still takes positions out."""
    nodes = [
        op("Transpose", "x", "u", perm=[0, 2, 1]),
        op("Reshape", "u windows", "r"),
        op("Transpose", "r", "k", perm=[0, 2, 1]),
        op("MatMul", "r k", "s"),
        op("Add", "s m", "t"),
        op("Softmax", "t", "p", axis=-1),
        op("MatMul", "p r", "o"),
        op("Reshape", "o back", "b"),
        op("Transpose", "b", "y", perm=[0, 2, 1]),
    ]
    constants = {"windows": np.array([4, 5, 8]), "back": np.array([1, 20, 8])}
    constants["m"] = np.where(np.tri(5), 0, -np.inf).astype(np.float32)
    with pytest.raises(GeometryError, match="a mask takes positions out of an attention"):
        read(*nodes, constants=constants, shape=(1, 8, 20))
    constants["m"] = np.maximum(constants["m"], -100)
    network = read(*nodes, constants=constants, shape=(1, 8, 20))
    assert [reads(network, (0, n))[1] for n in (0, 4, 12)] == [(0, 4), (0, 4), (10, 14)]


def sequence(extra="", constants=(), **settings):
    """A sequence of 20 whose positions attend to each other, as one operation."""
    return read(
        op("Transpose", "x", "t", perm=[0, 2, 1]),
        op("Unsqueeze", "t one", "u"),
        op("Attention", f"u u u {extra}", "o", **settings),
        op("Squeeze", "o one", "s"),
        op("Transpose", "s", "y", perm=[0, 2, 1]),
        constants={"one": np.array([1]), **dict(constants)},
        shape=(1, 4, 20),
        opset=23,
    )


NEAR = abs(np.arange(20)[:, None] - np.arange(20)) < 3


@pytest.mark.parametrize("mask", [NEAR, np.where(NEAR, 0, -np.inf).astype(np.float32)])
def test_the_attention_operation_reads_what_its_mask_leaves(mask):
    network = sequence(extra="m", constants={"m": mask})
    assert [reads(network, (0, n))[1] for n in (0, 9, 19)] == [(0, 2), (7, 11), (17, 19)]
    assert receptive_field(network).sees_everything == (False, False)


def test_a_causal_attention_reads_what_came_before():
    network = sequence(is_causal=1)
    assert [reads(network, (0, n))[1] for n in (0, 9, 19)] == [(0, 0), (0, 9), (0, 19)]
    network = sequence(extra="m", constants={"m": NEAR}, is_causal=1)
    assert [reads(network, (0, n))[1] for n in (0, 9, 19)] == [(0, 0), (7, 9), (17, 19)]


def test_an_attention_whose_mask_is_a_bias_reads_all():
    network = sequence(extra="m", constants={"m": weights(20, 20)})
    assert receptive_field(network).sees_everything == (False, True)


def test_an_attention_with_other_masks_for_other_heads_is_refused():
    with pytest.raises(GeometryError, match="its mask is not the same for all heads and pictures"):
        sequence(extra="m", constants={"m": np.stack([NEAR, ~NEAR])})


def test_an_attention_whose_mask_comes_from_the_input_is_refused():
    with pytest.raises(GeometryError, match="its mask is computed from the input"):
        sequence(extra="u")


def test_queries_that_look_back_one_chunk_do_not_see_everything():
    """Chunks of 5; keys are those of the chunk and of the one before, as in long sequences."""
    nodes = [
        op("Transpose", "x", "t", perm=[0, 2, 1]),
        op("Reshape", "t chunks", "q"),
        op("Pad", "q pads", "p"),
        op("Slice", "p zero four one", "before"),
        op("Concat", "before q", "k", axis=2),
        op("Transpose", "k", "kt", perm=[0, 1, 3, 2]),
        op("MatMul", "q kt", "s"),
        op("Softmax", "s", "w", axis=-1),
        op("MatMul", "w k", "o"),
        op("Reshape", "o back", "b"),
        op("Transpose", "b", "y", perm=[0, 2, 1]),
    ]
    constants = {
        "chunks": np.array([1, 4, 5, 3]),
        "pads": np.array([0, 1, 0, 0, 0, 0, 0, 0]),
        "zero": np.array([0]),
        "four": np.array([4]),
        "one": np.array([1]),
        "back": np.array([1, 20, 3]),
    }
    network = read(*nodes, constants=constants, shape=(1, 3, 20))
    assert receptive_field(network).sees_everything == (False, False)
    assert [reads(network, (0, n))[1] for n in (2, 7, 13)] == [(0, 4), (0, 9), (5, 14)]


def test_a_refusal_names_what_fails_where_the_axes_of_the_input_mean_what_they_seem_to():
    """Of the meanings that the axes of channels-last input may have, the best one is told of."""
    nodes = [
        op("Transpose", "x", "t", perm=[0, 2, 1]),
        op("Conv", "t w", "c", pads=[1, 1]),
        op("Transpose", "c", "q", perm=[0, 2, 1]),
        op("MatMul", "q c", "s"),
        op("Where", "m s low", "h"),
        op("Softmax", "h", "p", axis=-1),
        op("MatMul", "p q", "y"),
    ]
    constants = {"w": weights(4, 4, 3), "m": np.tri(9, dtype=bool), "low": np.float32(-np.inf)}
    with pytest.raises(GeometryError, match="Where 'h': a mask takes positions out"):
        read(*nodes, constants=constants, shape=(1, 9, 4))


def scaled(scores=1, sums=1):
    """Columns of queries that read the keys of their column, with factors before and after."""
    return read(
        op("Conv", "x w", "a", pads=[1, 1, 1, 1]),
        op("Transpose", "a", "q", perm=[0, 2, 3, 1]),
        op("Transpose", "a", "v", perm=[0, 2, 1, 3]),
        op("MatMul", "q v", "s"),
        op("Mul", "s scores", "p"),
        op("MatMul", "p q", "o"),
        op("Mul", "o sums", "n"),
        op("Transpose", "n", "y", perm=[0, 3, 1, 2]),
        constants={"w": W3, "scores": np.float32(scores), "sums": np.float32(sums)},
        shape=COLUMN,
    )


def test_a_channel_of_an_attention_that_is_scaled_by_zero_hides_no_position():
    """Scales of layers are rounded to 0 in quantised vision transformers."""
    assert reads(scaled(sums=[1, 0, 1, 2]), (4, 3)) == ((3, 5), (0, 6))
    with pytest.raises(GeometryError, match="a mask takes positions out of an attention"):
        scaled(scores=[1, 0, 1, 2, 1, 1, 1])


def test_scores_hidden_by_eight_bits_are_hidden():
    """0 stands for -25500, 255 for 0."""
    with pytest.raises(GeometryError, match="a mask takes positions out of an attention"):
        attention(
            op("QuantizeLinear", "s scale last", "r"),
            op("QLinearAdd", "r scale last m scale last scale last", "t", "com.microsoft"),
            op("DequantizeLinear", "t scale last", "u"),
            op("Softmax", "u", "p", axis=-1),
            m=np.where(np.tri(7), 255, 0).astype(np.uint8),
            scale=np.float32(100),
            last=np.uint8(255),
        )
