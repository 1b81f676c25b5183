"""The numbers in Explore's input are what their words say, at every size."""

import numpy as np
import pytest

from dilviz.pictures.explorer_inputs import LARGEST, canvases


@pytest.mark.parametrize("name", canvases())
@pytest.mark.parametrize("size", [(1, 1), (1, 32), (9, 12), (32, 7)])
def test_a_window_has_the_size_that_was_asked_for(name, size):
    assert canvases()[name].window(*size).shape == size


@pytest.mark.parametrize("size", [(1, 1), (1, 32), (9, 12), (32, 7)])
def test_the_impulse_is_in_every_window_once(size):
    window = canvases()["impulse"].window(*size)
    assert window.sum() == 1
    assert window[size[0] // 2, size[1] // 2] == 1


def test_the_ramp_says_where_a_sample_is():
    window = canvases()["ramp"].window(9, 12)
    assert window[3, 4] == 34
    assert window[8, 11] == 91


def test_the_photograph_is_a_real_one():
    window = canvases()["photo"].window(9, 9)
    assert window.min() < 30
    assert window.max() > 200
    assert canvases()["photo"].values.max() <= 255


@pytest.mark.parametrize("name", canvases())
def test_nobody_can_change_a_canvas(name):
    canvas = canvases()[name]
    assert canvas.values.shape == (LARGEST, LARGEST)
    with pytest.raises(ValueError, match="read-only"):
        canvas.window(2, 3)[0, 0] = 1
    assert np.issubdtype(canvas.values.dtype, np.integer)
