"""The numbers of the equivalences are those of the engine."""

import numpy as np
import pytest

from dilviz.convolution import conv2d
from dilviz.figures.rewrite import line, phases, pixels, stuffed
from dilviz.rewrite import trial

RANDOM = np.random.default_rng(0)
MAPS = RANDOM.integers(-9, 10, (7, 5))


@pytest.mark.parametrize("rate", [1, 2, 3])
@pytest.mark.parametrize("taps", [1, 3, 5])
def test_both_kernels_give_one_result(rate, taps):
    weight = RANDOM.integers(-9, 10, (taps, taps))
    drawn = stuffed(MAPS, weight, rate)
    expected = conv2d(MAPS, weight, dilation=rate, padding="same").tolist()
    assert drawn["equal"] and drawn["dilated"] == drawn["plain"] == expected
    assert drawn["products"] == [taps**2, (rate * (taps - 1) + 1) ** 2]


@pytest.mark.parametrize("rate", [1, 2, 3, 4])
def test_phases_weave_to_the_layer(rate):
    weight = RANDOM.integers(-9, 10, (3, 3))
    drawn = phases(MAPS, weight, rate)
    assert drawn["equal"]
    assert drawn["woven"] == conv2d(MAPS, weight, dilation=rate, padding="same").tolist()
    assert len(drawn["cut"]) == len(drawn["cut"][0]) == rate
    assert (
        drawn["cut"][0][0]
        == np.pad(MAPS, ((0, -7 % rate), (0, -5 % rate)))[::rate, ::rate].tolist()
    )


def test_a_row_shows_its_slots_before_and_after():
    drawn = line(np.array([1, 1, 1]), np.array([1, 1, 1]), 2, 2)
    assert drawn["right"] == [[1, 1, 1], [2, 1, 2], [4, 1, 4]]
    assert drawn["rewritten"] == [[1, 1, 1, 0], [2, 1, 2, 1], [4, 2, 4, 2]]
    assert drawn["fixed"] == [[1, 1, 1, 0], [2, 1, 2, 0], [4, 1, 4, 0]]


def test_pixels_show_prediction_beside_observation():
    found = trial((9, 7), 2, 3, 2)
    drawn = pixels(found)
    assert drawn["predicted"] == drawn["observed"]
    assert np.sum(drawn["observed"]) == 15
    np.testing.assert_array_equal(drawn["direct"], found.direct)
