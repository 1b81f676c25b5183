import numpy as np
import pytest

from dilviz.fields.effective import effective_field
from dilviz.learned.networks import DIGITS, LEARNED, of_task
from dilviz.learned.trained_field import TRAINED, UNTRAINED, measure, stored_field
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
    np.testing.assert_allclose(stored_field(key, when).shares, again.shares, atol=1e-5)


def test_random_weights_spread_as_equal_weights_do():
    network = LEARNED["digits/plain"]
    profile = effective_field(network.network)
    field = measure(network, untrained_weights(network.key), digits=20)
    assert field.first == (-7, -7)
    assert field.standard_deviation == pytest.approx(profile.standard_deviation, rel=0.25)
