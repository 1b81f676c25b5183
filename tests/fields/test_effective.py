"""The effective receptive field: against its closed form, the literature and brute force."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dilviz import GeometryError, parse_network
from dilviz.fields.effective import EffectiveField, effective_field


def rates(*values, kernel=3):
    return parse_network(", ".join(f"conv{kernel} d{rate}" for rate in values))


CONTEXT = (1, 1, 2, 4, 8, 16, 1)


@pytest.mark.parametrize(
    ("stack", "size", "variance", "std", "ratio", "kurtosis", "width"),
    [
        ((1,) * 10, 21, 6.667, 2.582, 0.123, -0.150, 11),
        ((1,) * 20, 41, 13.333, 3.651, 0.089, -0.075, 15),
        ((1,) * 33, 67, 22, 4.690, 0.070, -0.045, 19),
        (CONTEXT, 67, 228.667, 15.122, 0.226, -0.891, 57),
        ((1, 2, 4), 15, 14, 3.742, 0.249, -0.93, 15),
        ((1, 2, 4, 8), 31, 56.667, 7.528, 0.243, -0.91, 29),
        ((2, 2, 2), 13, 8, 2.828, 0.218, -0.50, 13),
        ((1, 2, 5), 17, 20, 4.472, 0.263, -1.07, 17),
        ((1, 2, 9), 25, 57.333, 7.572, 0.303, -1.33, 25),
        ((2, 4, 8), 29, 56, 7.483, 0.258, -0.93, 29),
    ],
)
def test_equals_the_numbers_computed_by_brute_force_elsewhere(
    stack, size, variance, std, ratio, kurtosis, width
):
    field = effective_field(rates(*stack))
    assert (field.size, field.centred_width()) == (size, width)
    assert field.variance == pytest.approx(variance, abs=6e-4)
    assert field.standard_deviation == pytest.approx(std, abs=6e-4)
    assert field.ratio == pytest.approx(ratio, abs=6e-4)
    assert field.excess_kurtosis == pytest.approx(kurtosis, abs=6e-3)


@pytest.mark.parametrize(
    ("text", "layers"),  # taps, and input samples from one tap to the next
    [
        ("conv3 d5", [(3, 5)]),
        ("conv7 s2, conv3 d2 s3, conv5", [(7, 1), (3, 4), (5, 6)]),
        ("1d, conv2, conv4 d3", [(2, 1), (4, 3)]),
    ],
)
def test_each_layer_adds_its_squared_tap_distance_times_taps_squared_less_one_over_12(text, layers):
    expected = sum(step**2 * (taps**2 - 1) / 12 for taps, step in layers)
    assert effective_field(parse_network(text)).variance == pytest.approx(expected)


def test_shares_count_every_path_from_every_sample():
    field = effective_field(rates(1, 3))
    ends = [one + two for one, two in product((-1, 0, 1), (-3, 0, 3))]
    assert field.first == min(ends)
    counts = [ends.count(place) / 9 for place in range(min(ends), max(ends) + 1)]
    np.testing.assert_allclose(field.shares, counts, atol=1e-15)


def test_rows_and_columns_are_told_apart():
    network = parse_network("conv3x5 d2x1")
    assert [effective_field(network, axis).size for axis in (0, 1)] == [5, 5]
    assert effective_field(network, 0).variance > effective_field(network, 1).variance


def test_a_plain_stack_narrows_and_a_doubling_one_does_not():
    plain = [effective_field(rates(*[1] * layers)).ratio for layers in (8, 32, 128)]
    doubling = [effective_field(rates(*(2**i for i in range(n)))).ratio for n in (4, 6, 8)]
    assert plain[0] > 1.9 * plain[1] > 3.6 * plain[2]
    assert max(doubling) - min(doubling) < 0.01


def test_the_gaussian_beside_it_has_its_mean_and_sums_to_one():
    field = effective_field(rates(*CONTEXT))
    bell = field.gaussian()
    assert bell.sum() == pytest.approx(1)
    assert bell @ np.arange(67) == pytest.approx(field.shares @ np.arange(67))


def test_a_single_sample_has_no_spread():
    field = EffectiveField(0, np.ones(1))
    assert (field.variance, field.excess_kurtosis, field.centred_width()) == (0, 0, 1)
    np.testing.assert_array_equal(field.gaussian(), [1])


def test_says_when_a_field_is_too_wide():
    assert effective_field(parse_network("conv3 d199999")).size == 399_999
    with pytest.raises(GeometryError, match="spans 400001 samples along columns, more than"):
        effective_field(parse_network("conv3 d200000"))


def width_step_by_step(shares, share):
    """The definition: widen by one sample at both ends until enough is inside."""
    low, high = (len(shares) - 1) // 2, len(shares) // 2
    while low and shares[low : high + 1].sum() < share - 1e-12:
        low, high = low - 1, high + 1
    return high - low + 1


@given(st.lists(st.floats(0, 1), min_size=1, max_size=12), st.floats(0.01, 1))
def test_the_centred_width_is_the_narrowest_that_holds_the_share(weights, share):
    shares = np.array(weights) / max(sum(weights), 1e-300)
    assert EffectiveField(0, shares).centred_width(share) == width_step_by_step(shares, share)


def test_a_very_wide_profile_is_measured_as_well():
    field = effective_field(parse_network("[conv20001 d6 | conv1]"))
    assert field.size == 120_001 and field.centred_width(0.5) > 60_000


def test_a_unit_that_reads_nothing_has_no_profile():
    with pytest.raises(GeometryError, match="unit 0 reads no input at all"):
        effective_field(parse_network("[tconv1 s2 p1 o1 | tconv1 s2 p1 o1]"))
