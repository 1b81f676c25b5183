"""Holes: the exact test against brute force, and the heuristic where it is right and wrong."""

from itertools import combinations_with_replacement, permutations, product
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dilviz import GeometryError, Layer, Network, Node, parse_network, receptive_field
from dilviz.gridding import coverage
from dilviz.gridding.coverage import axis_coverage, coverage_of, hdc_distances, hole_test
from tests.dependencies import positions_of
from tests.networks_at_random import networks


def sums(rates, sizes):
    """Every sum of one offset from each layer."""
    offsets = [[rate * tap for tap in range(taps)] for rate, taps in zip(rates, sizes, strict=True)]
    return {sum(terms) for terms in product(*offsets)}


def has_holes(rates, sizes):
    read = sums(rates, sizes)
    return len(read) < max(read) + 1


@settings(deadline=None)
@given(networks(longest=4), st.integers(0, 4))
def test_holes_are_what_the_dependency_sets_leave_out(network, unit):
    for axis in (0, 1):
        read = positions_of(network, network.output, axis, unit)
        if not read:
            with pytest.raises(GeometryError, match="reads no input at all"):
                axis_coverage(network, unit=(unit, unit))
            return
    for axis, found in enumerate(axis_coverage(network, unit=(unit, unit))):
        read = positions_of(network, network.output, axis, unit)
        span = range(min(read), max(read) + 1)
        assert (found.first, found.last, found.samples_read) == (span[0], span[-1], len(read))
        assert [found.first + i for i, is_read in enumerate(found.mask) if is_read] == sorted(read)
        unread = [at for first, last in found.holes for at in range(first, last + 1)]
        assert unread == sorted(set(span) - read)


def test_the_exact_test_agrees_with_brute_force_for_all_triples_and_orders():
    for rates in combinations_with_replacement(range(1, 13), 3):
        truth = not has_holes(rates, (3, 3, 3))
        assert {hole_test(order).hole_free for order in permutations(rates)} == {truth}


@settings(max_examples=300)
@given(st.lists(st.tuples(st.integers(1, 20), st.integers(1, 5)), min_size=1, max_size=5))
def test_the_exact_test_holds_for_mixed_kernel_sizes(layers):
    rates, sizes = zip(*layers, strict=True)
    verdict = hole_test(rates, sizes)
    assert verdict.hole_free == (not has_holes(rates, sizes))
    if not verdict.hole_free:
        assert verdict.rate > verdict.reach


@pytest.mark.parametrize(
    ("rates", "distances"),
    [
        ((2, 2, 2), [2, 2, 2]),
        ((1, 2, 3), [1, 2, 3]),
        ((1, 2, 5), [1, 2, 5]),
        ((1, 2, 7), [1, 3, 7]),
        ((1, 2, 8), [2, 4, 8]),
        ((1, 2, 9), [3, 5, 9]),
        ((2, 4, 8), [2, 4, 8]),
        ((1, 2, 4, 8), [1, 2, 4, 8]),
        ((), []),
    ],
)
def test_hdc_distances_of_rates_from_the_paper(rates, distances):
    assert hdc_distances(rates) == distances


def test_hdc_agrees_with_the_truth_for_sorted_rates_that_begin_with_one():
    for rest in combinations_with_replacement(range(1, 16), 2):
        rates = (1, *rest)
        assert (hdc_distances(rates)[1] <= 3) == hole_test(rates).hole_free


def test_hdc_accepts_a_stack_with_holes_and_rejects_one_without():
    assert hdc_distances([2, 2, 2])[1] <= 3 and not hole_test([2, 2, 2]).hole_free
    assert hdc_distances([1, 4, 3])[1] > 3 and hole_test([1, 4, 3]).hole_free


def test_coverage_of_one_column_network_and_of_branches():
    rows, cols = axis_coverage(parse_network("1d, conv2 d3 causal"))
    assert (rows.size, cols.first, cols.last, cols.holes) == (1, -3, 0, [(-2, -1)])
    _, cols = axis_coverage(parse_network("[conv1 | conv3 d6 | conv3 d12]"))
    assert cols.samples_read == 5 and cols.size == 25


def test_a_unit_that_reads_nothing_is_an_error():
    network = Network.of([Node("t", "conv_transpose", ("x",), Layer.of(1, stride=2))], "x")
    with pytest.raises(GeometryError, match="this unit reads no input at all"):
        axis_coverage(network, unit=(1, 1))


def test_too_many_holes_are_counted_and_not_listed(monkeypatch):
    monkeypatch.setattr(coverage, "MOST_HOLES", 5)
    assert len(axis_coverage(parse_network("conv6 d2"))[1].holes) == 5
    many = axis_coverage(parse_network("conv7 d2"))[1]
    assert many.samples_read == 7
    with pytest.raises(GeometryError, match="6 holes are more than the 5 that are listed"):
        _ = many.holes


@pytest.mark.parametrize("text", ["gap", "conv3 d2, gap", "conv3, gap, conv3"])
def test_pooled_values_have_no_coverage_but_a_sentence(text):
    with pytest.raises(GeometryError, match="holds pooled values without positions"):
        axis_coverage(parse_network(text))


@settings(deadline=None)
@given(networks(longest=4), st.integers(0, 4))
def test_a_known_field_is_not_followed_again(network, unit):
    field = receptive_field(network, unit=(unit, unit))
    with patch.object(coverage, "survey_of_one", side_effect=AssertionError("again")):
        try:
            known = coverage_of(field)
        except GeometryError as error:
            known = str(error)
    try:
        assert known == axis_coverage(network, unit=(unit, unit))
    except GeometryError as error:
        assert known == str(error)


def test_a_known_field_of_pooled_values_has_no_coverage():
    field = receptive_field(parse_network("conv3, gap, conv1"), (20, 30))
    with pytest.raises(GeometryError, match="holds pooled values without positions"):
        coverage_of(field)
