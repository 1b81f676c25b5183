"""The inputs and kernels of Explore have the values and sizes that they state."""

import numpy as np
import pytest

from dilviz.pictures.explorer_inputs import (
    LARGEST,
    canvases,
    kernel_presets,
    named_weights,
    starting_kernel,
)


@pytest.mark.parametrize("name", canvases())
@pytest.mark.parametrize("size", [(1, 1), (1, 32), (9, 12), (32, 7)])
def test_a_window_has_the_given_size(name, size):
    assert canvases()[name].window(*size).shape == size


@pytest.mark.parametrize("size", [(1, 1), (1, 32), (9, 12), (32, 7)])
def test_every_window_of_the_impulse_holds_it_in_the_middle(size):
    window = canvases()["impulse"].window(*size)
    assert window.sum() == 1
    assert window[size[0] // 2, size[1] // 2] == 1


def test_the_ramp_is_ten_times_the_row_plus_the_column():
    window = canvases()["ramp"].window(9, 12)
    assert window[3, 4] == 34
    assert window[8, 11] == 91


def test_the_photograph_has_dark_and_bright_samples():
    window = canvases()["photo"].window(9, 9)
    assert window.min() < 30
    assert window.max() > 200
    assert canvases()["photo"].values.max() <= 255


@pytest.mark.parametrize("name", canvases())
def test_a_canvas_is_read_only(name):
    canvas = canvases()[name]
    assert canvas.values.shape == (LARGEST, LARGEST)
    with pytest.raises(ValueError, match="read-only"):
        canvas.window(2, 3)[0, 0] = 1
    assert np.issubdtype(canvas.values.dtype, np.integer)


@pytest.mark.parametrize("size", list(np.ndindex(9, 9)))
def test_every_size_has_a_starting_kernel(size):
    size = size[0] + 1, size[1] + 1
    assert named_weights(starting_kernel(size), size).shape == size


@pytest.mark.parametrize("name", kernel_presets())
def test_a_preset_is_found_at_its_own_size_only(name):
    weights, meaning = kernel_presets()[name]
    assert max(weights.shape) <= 9
    assert meaning.endswith(".")
    np.testing.assert_array_equal(named_weights(name, weights.shape), weights)
    assert named_weights(name, (weights.shape[0] + 1, weights.shape[1])) is None


def test_magnitudes_are_no_presets():
    assert "sobel magnitude" not in kernel_presets()
