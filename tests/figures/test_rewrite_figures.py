"""The numbers of the equivalences are those of the engine."""

import numpy as np
import pytest

from dilviz.convolution.convolve import conv2d
from dilviz.convolution.rewrite import one_by_one, predicted_wrong, trial
from dilviz.figures.rewrite import costs, line, phases, pixels, stuffed

RANDOM = np.random.default_rng(0)
MAPS = RANDOM.integers(-9, 10, (7, 5))


@pytest.mark.parametrize("rate", [1, 2, 3])
@pytest.mark.parametrize("taps", [1, 3, 5])
def test_a_dilated_kernel_and_its_zero_stuffed_plain_kernel_agree(rate, taps):
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


@pytest.mark.parametrize(("size", "rate"), [((9, 8), 2), ((8, 9), 2), ((13, 11), 4), ((8, 6), 2)])
def test_the_words_name_what_the_formula_predicts(size, rate):
    told = pixels(trial(size, rate, 3, 3))["prediction"]
    rows, cols = (predicted_wrong(length, rate, 3, 3) for length in size)
    for word, wrong in (("rows", rows), ("columns", cols)):
        assert (f"{word} {', '.join(map(str, wrong))}" in told) == bool(wrong)
    assert ("no wrong pixel" in told) == (not rows and not cols)


def test_every_row_of_numbers_is_the_one_before_after_one_more_layer():
    samples, weight = RANDOM.integers(-9, 10, 7), np.array([2, -1, 3])
    drawn = line(samples, weight, 3, 4)
    for count, row in enumerate(drawn["right"]):
        layers = [weight[None, None, None]] * count
        assert row == one_by_one(samples[None, None], layers, 3)[0, 0].tolist()


def test_the_cost_of_the_rewrite_is_that_of_the_filled_up_maps():
    told = costs((127, 125), 4, 3, 1, 8)
    assert told["products"] == [f"{9 * 64 * size / 1e6:.1f} M" for size in (127 * 125, 128 * 128)]
    assert told["conditions"].startswith("1 layer, 8 maps of 127 × 125,")
