"""The kernels Explore offers fit their sizes."""

import numpy as np
import pytest

from dilviz.pictures.explorer_inputs import kernel_presets, named_weights, starting_kernel


@pytest.mark.parametrize("size", list(np.ndindex(9, 9)))
def test_there_is_a_kernel_to_begin_with_at_every_size(size):
    size = size[0] + 1, size[1] + 1
    assert named_weights(starting_kernel(size), size).shape == size


@pytest.mark.parametrize("name", kernel_presets())
def test_a_preset_fits_its_own_size_only(name):
    weights, meaning = kernel_presets()[name]
    assert max(weights.shape) <= 9
    assert meaning.endswith(".")
    np.testing.assert_array_equal(named_weights(name, weights.shape), weights)
    assert named_weights(name, (weights.shape[0] + 1, weights.shape[1])) is None


def test_kernels_of_two_parts_are_left_out():
    assert "sobel magnitude" not in kernel_presets()
