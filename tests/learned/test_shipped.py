"""The shipped weights give the numbers that the results state."""

import numpy as np
import pytest

from dilviz.learned import results
from dilviz.learned.denoising import denoise
from dilviz.learned.digits import held_out, held_out_corners, place, share_right
from dilviz.learned.labelling import label
from dilviz.learned.networks import DIGITS, LEARNED, NOISE, of_task
from dilviz.learned.noise import MEASURED_ON, noisy, photograph, psnr
from dilviz.learned.weights import FILE, SEED, trained_weights, untrained_weights

SEEDS = (0, 1, 2, 3, 4)


def stated(key):
    [result] = [each for each in results.results(key) if each.seed == SEED]
    return result.measured


@pytest.mark.parametrize("network", of_task(DIGITS), ids=lambda network: network.name)
def test_a_digits_network_labels_as_many_pixels_as_stated(network):
    digits, labels = held_out()
    fields = place(digits, held_out_corners())
    scores = np.stack([label(network.key, field).scores for field in fields])
    pixels = (fields >= 0.25).sum()
    assert abs(share_right(scores, fields, labels) - stated(network.key)["right"]) < 3 / pixels


@pytest.mark.parametrize("network", of_task(NOISE), ids=lambda network: network.name)
def test_a_noise_network_reaches_the_stated_psnr(network):
    name = MEASURED_ON[-1]
    clean = photograph(name)
    result = psnr(denoise(network.key, noisy(clean)), clean)
    assert result == pytest.approx(stated(network.key)[name], abs=1e-4)


@pytest.mark.parametrize("key", LEARNED)
def test_every_network_was_trained_with_every_seed(key):
    assert tuple(result.seed for result in results.results(key)) == SEEDS
    assert results.summary(key).seeds == len(SEEDS)


@pytest.mark.parametrize("key", LEARNED)
def test_training_changed_every_weight_of_the_shape_it_began_with(key):
    for (before, _), (after, _) in zip(untrained_weights(key), trained_weights(key), strict=True):
        assert before.shape == after.shape
    assert (untrained_weights(key)[-1][0] != trained_weights(key)[-1][0]).any()


def test_all_files_together_are_less_than_a_megabyte():
    assert sum(file.stat().st_size for file in FILE.parent.iterdir()) < 1_000_000
