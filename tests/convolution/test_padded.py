"""Rows of padded channels equal those of the full array padded."""

import numpy as np
import pytest

from dilviz.convolution.geometry import PADDING_MODES
from dilviz.convolution.padded import Padded

NUMPY_MODES = dict(zip(PADDING_MODES, ("constant", "reflect", "edge", "wrap"), strict=True))
CHANNELS = np.arange(2 * 4 * 5).reshape(2, 4, 5)


@pytest.mark.parametrize("mode", PADDING_MODES)
@pytest.mark.parametrize("padding", [((0, 0), (0, 0)), ((3, 1), (0, 4)), ((0, 2), (1, 0))])
def test_any_rows_equal_those_of_numpys_pad(mode, padding):
    full = np.pad(CHANNELS, [(0, 0), *padding], mode=NUMPY_MODES[mode])
    padded = Padded(CHANNELS, padding, mode, np.dtype(np.float32))
    assert padded.height == full.shape[1]
    for first in range(padded.height):
        for last in range(first + 1, padded.height + 1):
            rows = padded.rows(first, last)
            np.testing.assert_array_equal(rows, full[:, first:last])
            assert rows.dtype == np.float32


def test_without_padding_rows_are_views_of_the_input():
    padded = Padded(CHANNELS, ((0, 0), (0, 0)), "zeros", CHANNELS.dtype)
    assert np.shares_memory(padded.rows(1, 3), CHANNELS)
