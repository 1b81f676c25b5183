"""The shipped weights give the numbers that the results state.

All held-out digits are labelled in tests/oracles: that takes minutes.
"""

import pytest

from dilviz.learned import results
from dilviz.learned.measuring import decibels, stated
from dilviz.learned.networks import LEARNED, NOISE, of_task
from dilviz.learned.noise import MEASURED_ON
from dilviz.learned.weights import FILE, trained_weights, untrained_weights

SEEDS = (0, 1, 2, 3, 4)


@pytest.mark.parametrize("network", of_task(NOISE), ids=lambda network: network.name)
def test_a_noise_network_reaches_the_stated_psnr(network):
    name = MEASURED_ON[-1]
    assert decibels(network.key, name) == pytest.approx(stated(network.key, name), abs=1e-4)


@pytest.mark.parametrize("key", LEARNED)
def test_results_are_of_the_first_seeds_and_the_summary_says_how_many(key):
    seeds = tuple(result.seed for result in results.results(key))
    assert seeds and seeds == SEEDS[: len(seeds)]
    assert results.summary(key).seeds == len(seeds)


@pytest.mark.parametrize("key", LEARNED)
def test_training_changed_every_weight_of_the_shape_it_began_with(key):
    for (before, _), (after, _) in zip(untrained_weights(key), trained_weights(key), strict=True):
        assert before.shape == after.shape
    assert (untrained_weights(key)[-1][0] != trained_weights(key)[-1][0]).any()


def test_all_files_together_are_less_than_a_megabyte():
    assert sum(file.stat().st_size for file in FILE.parent.iterdir()) < 1_000_000
