"""Blocks along one axis: sums lose nothing, means are those of NumPy."""

import numpy as np
import pytest

from dilviz.pictures.blocks import block_length, block_lengths, block_means, block_sums

VALUES = np.random.default_rng(0).integers(-9, 10, (7, 11))


@pytest.mark.parametrize("axis", [0, 1])
@pytest.mark.parametrize("block", [1, 2, 3, 20])
def test_sums_and_means_equal_those_of_each_slice(block, axis):
    size = VALUES.shape[axis]
    parts = np.split(VALUES, range(block, size, block), axis=axis)
    sums = np.stack([part.sum(axis) for part in parts], axis=axis)
    means = np.stack([part.mean(axis) for part in parts], axis=axis)
    np.testing.assert_array_equal(block_sums(VALUES, block, axis), sums)
    np.testing.assert_allclose(block_means(VALUES, block, axis), means, rtol=1e-15)
    assert block_lengths(size, block).tolist() == [part.shape[axis] for part in parts]


@pytest.mark.parametrize("size", [1, 240, 241, 242, 5000])
def test_the_block_length_is_the_shortest_that_keeps_the_bound(size):
    block = block_length(size, 241)
    assert len(block_lengths(size, block)) <= 241
    assert block == 1 or len(block_lengths(size, block - 1)) > 241
