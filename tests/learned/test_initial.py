import numpy as np
import pytest

from dilviz import parse_network
from dilviz.learned.initial import initial_weights
from dilviz.learned.networks import LEARNED
from dilviz.learned.running import run

IDENTITY = LEARNED["digits/front end and module, identity"]


def test_the_variance_is_two_over_the_fan_in():
    weight, bias = initial_weights(LEARNED["digits/33 plain layers"], seed=3)[5]
    assert weight.std() == pytest.approx(np.sqrt(2 / (16 * 9)), rel=0.05)
    assert not bias.any()


def test_seeds_and_networks_differ_and_both_come_again():
    def draw(key, seed):
        return initial_weights(LEARNED[key], seed)[1][0]

    assert (draw("digits/plain", 1) == draw("digits/plain", 1)).all()
    assert (draw("digits/plain", 1) != draw("digits/plain", 2)).any()
    assert (draw("digits/plain", 1) != draw("digits/sawtooth", 1)).any()


def test_the_identity_passes_what_is_not_negative_nearly_unchanged():
    scores = np.random.default_rng(4).uniform(0, 5, (10, 12, 17)).astype(np.float32)
    out = run(parse_network(IDENTITY.layers), initial_weights(IDENTITY, seed=0), scores)
    wrong = out.argmax(0) != scores.argmax(0)
    assert np.corrcoef(out.ravel(), scores.ravel())[0, 1] > 0.85
    assert wrong.mean() < 0.35  # the noise of eight layers
