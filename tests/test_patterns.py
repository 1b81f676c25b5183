"""Pictures by formula: sizes, range, and the one fact each of them is there to show."""

import numpy as np
import pytest

import dilviz
from dilviz.patterns import PATTERNS

every_pattern = pytest.mark.parametrize("name", PATTERNS)
SIZES = [(1, 1), (1, 6), (5, 1), (7, 12), (40, 31)]


@every_pattern
@pytest.mark.parametrize("size", SIZES)
def test_has_the_size_that_was_asked_for(name, size):
    pixels = PATTERNS[name].at(*size)
    assert pixels.shape == size
    assert pixels.dtype == np.uint8


@every_pattern
def test_spans_dark_and_light_and_cannot_be_written_to(name):
    pixels = PATTERNS[name].at(24, 37)
    assert int(pixels.max()) - int(pixels.min()) >= 150
    assert not pixels.flags.writeable


@every_pattern
def test_is_named_as_its_entry_and_says_why_it_is_there(name):
    assert PATTERNS[name].name == name
    assert PATTERNS[name].meaning.endswith(".")


def test_the_ramp_runs_from_black_to_white_along_both_axes():
    ramp = PATTERNS["ramp"].at(4, 7).astype(int)
    assert (ramp[0, 0], ramp[-1, -1]) == (0, 255)
    assert (np.diff(ramp, axis=0) > 0).all()
    assert (np.diff(ramp, axis=1) > 0).all()


def test_an_even_dilation_rate_reads_one_colour_of_the_checkerboard():
    board = PATTERNS["checkerboard"].at(9, 12).astype(int)
    sums = dilviz.conv2d(board, np.ones((3, 3), int), dilation=2)
    np.testing.assert_array_equal(sums, 9 * board[:5, :8])


def test_the_impulse_returns_the_taps():
    impulse = PATTERNS["impulse"].at(9, 12).astype(int)
    seen = dilviz.conv2d(impulse, np.ones((3, 3), int), dilation=2, padding=2)
    rows, cols = np.nonzero(seen)
    assert sorted(set(rows)) == [2, 4, 6]
    assert sorted(set(cols)) == [4, 6, 8]


def test_the_edges_have_each_direction_once_a_side():
    steps = PATTERNS["edges"].at(16, 24).astype(int)
    assert np.count_nonzero(np.diff(steps[8])) == 2
    assert np.count_nonzero(np.diff(steps[:, 12])) == 2


def test_the_zone_plate_is_slow_in_the_middle_and_fast_at_the_edge():
    line = PATTERNS["zone plate"].at(1, 101)[0].astype(int)
    steps = np.diff(line)
    assert np.abs(steps[48:52]).max() < 10
    assert (steps[:5] * steps[1:6] < 0).all(), "half a cycle a sample: up, down, up, down"
