"""The nearest rates without holes, against every choice of rates there is."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dilviz import GeometryError
from dilviz.gridding.chain_rates import ChainRate, spanned
from dilviz.gridding.nearest_rates import nearest_rates

LARGEST = 7  # no nearest rate of layers with rates up to 4 is larger, for so few layers


def layers_of(*settings_of_each):
    return [ChainRate(str(i), *layer) for i, layer in enumerate(settings_of_each)]


def read_by(layers, rates):
    offsets = [
        [tap * rate * layer.jump for tap in range(layer.taps)]
        for layer, rate in zip(layers, rates, strict=True)
    ]
    return {sum(terms) for terms in product(*offsets)}


def by_brute_force(layers):
    """(change, field) of all rates without holes."""
    for rates in product(range(1, 2 * LARGEST), repeat=len(layers)):
        read = read_by(layers, rates)
        if len(read) == max(read) + 1:
            change = sum(abs(new - layer.rate) for new, layer in zip(rates, layers, strict=True))
            yield change, max(read) + 1


@settings(max_examples=60)
@given(
    st.lists(
        st.tuples(st.integers(2, 4), st.integers(1, 4), st.sampled_from([1, 1, 2])),
        min_size=1,
        max_size=3,
    )
)
def test_brute_force_finds_no_nearer_rates(settings_of_each):
    layers = layers_of(*settings_of_each)
    options = list(by_brute_force(layers))
    found = nearest_rates(layers)
    if not options:
        assert found is None
        return
    read = read_by(layers, found.rates)
    assert len(read) == max(read) + 1 == found.size
    least = min(change for change, _ in options)
    assert (
        found.distance
        == least
        == sum(abs(new - layer.rate) for new, layer in zip(found.rates, layers, strict=True))
    )
    given_size = spanned(layers)
    equal = [size for change, size in options if change == least]
    assert found.size == min(equal, key=lambda size: (abs(size - given_size), -size))


@settings(max_examples=60)
@given(
    st.lists(st.tuples(st.integers(2, 3), st.integers(1, 4), st.just(1)), min_size=1, max_size=3)
)
def test_brute_force_finds_no_nearer_rates_of_the_same_field(settings_of_each):
    layers = layers_of(*settings_of_each)
    size = spanned(layers)
    changes = [change for change, field in by_brute_force(layers) if field == size]
    found = nearest_rates(layers, size)
    assert (found and found.distance) == min(changes, default=None)
    assert found is None or found.size == size


@pytest.mark.parametrize(
    ("rates", "nearest", "same_field"),
    [
        ((2, 2, 2), (1, 2, 2), (1, 2, 3)),
        ((1, 2, 9), (1, 3, 9), (1, 3, 8)),
        ((2, 4, 8), (1, 3, 8), None),
        ((1, 2, 5), (1, 2, 5), (1, 2, 5)),
    ],
)
def test_nearest_rates_of_stacks_from_papers(rates, nearest, same_field):
    layers = layers_of(*((3, rate, 1) for rate in rates))
    assert nearest_rates(layers).rates == nearest
    kept = nearest_rates(layers, spanned(layers))
    assert (kept and kept.rates) == same_field


def test_rates_come_in_the_order_of_the_layers():
    layers = layers_of((3, 9, 1), (3, 1, 1), (3, 2, 1))
    assert nearest_rates(layers).rates == (9, 1, 3)


def test_samples_skipped_by_a_stride_have_no_nearest_rates():
    assert nearest_rates(layers_of((3, 2, 2))) is None


def test_too_many_rates_to_try_are_refused_with_their_number():
    with pytest.raises(GeometryError, match="3 layers with a field of .* too many rates"):
        nearest_rates(layers_of((3, 20_000, 1), (3, 30_000, 1), (3, 40_000, 1)))
