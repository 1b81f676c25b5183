"""The calculus of repeating units: three kinds of positions that must tell one story."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dilviz import GeometryError
from dilviz.fields.footprint import Footprint, merged
from dilviz.fields.positions import PathCounts, Samples, Span, joined
from dilviz.network.read_rule import convolution, strided, transposed_convolution, upsampling


def samples(*positions):
    first = min(positions)
    return Samples(first, sum(1 << position - first for position in set(positions)))


def listed(read):
    return {read.first + bit for bit in range(read.bits.bit_length()) if read.bits >> bit & 1}


position_sets = st.sets(st.integers(-30, 30), min_size=1, max_size=6)


@given(position_sets, position_sets, st.integers(-9, 9), st.integers(1, 9), st.integers(1, 9))
def test_samples_are_sets(one, other, by, count, step):
    assert listed(samples(*one).joined(samples(*other))) == one | other
    assert listed(samples(*one).shifted(by)) == {position + by for position in one}
    copies = {position + i * step for position in one for i in range(count)}
    assert listed(samples(*one).spread(count, step)) == copies
    assert samples(*one).count == len(one)
    assert samples(*one).contains(samples(*other)) == (other <= one)


@given(position_sets, st.integers(1, 9), st.integers(1, 9))
def test_spans_are_the_ends_of_the_samples(positions, count, step):
    span = Span(min(positions), max(positions)).spread(count, step)
    assert (span.first, span.last) == (min(positions), max(positions) + (count - 1) * step)


@given(st.integers(1, 7), st.integers(1, 5), st.integers(1, 7), st.integers(1, 5))
def test_paths_add_up(count, step, more, other):
    paths = PathCounts(0, 1, 16).spread(count, step).spread(more, other)
    expected = {}
    for i in range(count):
        for j in range(more):
            at = i * step + j * other
            expected[at] = expected.get(at, 0) + 1
    counts = paths.counts()
    assert {at: number for at, number in enumerate(counts) if number} == expected


READINGS = [
    convolution(3, 1, 2, 1),
    convolution(2, 3, 1, 0),
    transposed_convolution(4, 2, 1, 1),
    transposed_convolution(2, 3, 2, 0),
    upsampling(2),
]


@given(st.lists(st.sampled_from(READINGS), max_size=4), st.integers(-3, 20))
def test_units_repeat_after_the_period(rules, unit):
    footprint = Footprint(1, (Samples(0, 1),))
    for rule in rules:
        footprint = footprint.through(rule)
    now, later = footprint.of_unit(unit), footprint.of_unit(unit + footprint.period)
    assert (now is None) == (later is None)
    assert now is None or later == now.shifted(footprint.advance)


def test_paths_of_one_pace_are_merged_and_others_kept_apart():
    near, far, fast = (
        Footprint(1, (samples(0),)),
        Footprint(2, (samples(3), samples(4))),
        Footprint(2, (samples(0),)),
    )
    both, alone = merged([near, far, fast])
    assert both.jump == (1, 1) and listed(both.of_unit(1)) == {1, 4}
    assert alone is fast


def test_nothing_joined_is_nothing():
    assert joined([None, None]) is None
    assert joined([None, Span(1, 2)]) == Span(1, 2)


def test_an_exact_count_beyond_the_bounds_is_refused():
    with pytest.raises(GeometryError, match="an exact count here needs 1000000000001 bits"):
        Samples(0, 1).spread(2, 10**12)
    wide = Footprint(1, (Span(0, 0),)).through(upsampling(4096))
    with pytest.raises(GeometryError, match="repeat only after 8192 units"):
        wide.through(upsampling(2))


@given(st.integers(3, 40), st.integers(1, 5), st.integers(2, 9))
def test_many_units_are_joined_by_doubling_as_one_by_one(count, step, period):
    phases = tuple(samples(phase * phase % 7) for phase in range(period))
    footprint = Footprint(2 * period + 1, phases)
    window = footprint.through(convolution(count, 1, step, 0))
    for unit in range(-period, period):
        one_by_one = joined(footprint.of_unit(unit + i * step) for i in range(count))
        assert window.of_unit(unit) == one_by_one


def test_work_grows_with_the_doublings_and_not_with_the_taps():
    footprint = Footprint(256, tuple(Span(unit, unit) for unit in range(256)))
    few, many = (footprint.work(convolution(taps, 1, 1, 0)) for taps in (8, 128))
    assert few < many <= 3 * few


def test_a_rule_that_runs_backwards_moves_units_backwards():
    backwards = Footprint(1, (samples(0, 1),)).through(strided(8, -2))
    assert backwards.advance == -2 and backwards.jump == (-2, 1)
    assert listed(backwards.of_unit(3)) == {2, 3}
    again = backwards.through(convolution(3, 1, 1, 0))
    assert listed(again.of_unit(0)) == {8, 9, 6, 7, 4, 5}
