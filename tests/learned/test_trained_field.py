import numpy as np
import pytest

from dilviz import receptive_field
from dilviz.fields.effective import effective_field
from dilviz.learned.networks import DIGITS, LEARNED, of_task
from dilviz.learned.trained_field import TRAINED, UNTRAINED, canvas_side, measure, stored_field
from dilviz.learned.weights import trained_weights, untrained_weights


@pytest.mark.parametrize("network", of_task(DIGITS), ids=lambda network: network.name)
def test_shares_sum_to_one_over_the_receptive_field(network):
    field = stored_field(network.key)
    assert field.shares.shape == (network.field, network.field)
    assert field.shares.sum() == pytest.approx(1)


@pytest.mark.parametrize(
    ("when", "weights"), [(UNTRAINED, untrained_weights), (TRAINED, trained_weights)]
)
def test_the_stored_field_is_what_the_weights_give(when, weights):
    key = "digits/plain"
    again = measure(LEARNED[key], weights(key))
    np.testing.assert_allclose(
        stored_field(key, when).shares, again.shares, rtol=2**-10, atol=2**-24
    )


def test_random_weights_spread_as_equal_weights_do():
    network = LEARNED["digits/plain"]
    profile = effective_field(network.network)
    field = measure(network, untrained_weights(network.key), digits=20)
    assert field.first == (-7, -7)
    assert field.standard_deviation == pytest.approx(profile.standard_deviation, rel=0.25)


@pytest.mark.parametrize("network", of_task(DIGITS), ids=lambda network: network.name)
def test_the_canvas_holds_the_field_of_its_middle(network):
    side = canvas_side(network)
    field = receptive_field(network.network, side, unit=(side // 2, side // 2))
    assert all(first >= 0 and last < side for first, last in field.interval)


def test_a_larger_canvas_changes_nothing(monkeypatch):
    network = LEARNED["digits/strided"]
    weights = trained_weights(network.key)
    close = measure(network, weights, digits=3)
    monkeypatch.setattr("dilviz.learned.trained_field.STEP", 96)
    wide = measure(network, weights, digits=3)
    assert close.first == wide.first
    np.testing.assert_allclose(close.shares, wide.shares, atol=1e-6)
