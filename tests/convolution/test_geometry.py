"""One axis: sizes, TensorFlow's SAME, the tap table, and what padding holds."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dilviz.convolution.geometry import (
    LARGEST_SETTING,
    PADDING_MODES,
    check_mode_fits,
    checked,
    effective_kernel_size,
    output_size,
    padded_sources,
    same_padding,
    tap_table,
)
from dilviz.errors import GeometryError

NUMPY_MODES = {"reflect": "reflect", "replicate": "edge", "circular": "wrap"}
SMALL = st.integers(1, 6)
ENDS = st.tuples(st.integers(0, 5), st.integers(0, 5))


@st.composite
def axes(draw):
    """Draw the settings of an axis on which at least one output fits."""
    taps, stride, dilation, padding = draw(SMALL), draw(SMALL), draw(SMALL), draw(ENDS)
    least = max(dilation * (taps - 1) + 1 - sum(padding), 0)
    size = draw(st.integers(least, least + 20))
    return (size, taps), {"stride": stride, "dilation": dilation, "padding": padding}


def outputs_that_fit(size, taps, stride, dilation, padding):
    """Slide the taps along the padded positions and note where all of them are inside."""
    last = size + padding[1] - 1
    starts = range(-padding[0], size + padding[1], stride)
    return [start for start in starts if start + dilation * (taps - 1) <= last]


@given(SMALL, SMALL)
def test_the_effective_kernel_reaches_from_the_first_to_the_last_tap(taps, dilation):
    positions = [tap * dilation for tap in range(taps)]
    assert effective_kernel_size(taps, dilation) == len(range(positions[0], positions[-1] + 1))


@given(axes())
def test_the_output_size_counts_the_places_where_all_taps_fit(axis):
    places, layer = axis
    assert output_size(*places, **layer) == len(outputs_that_fit(*places, **layer))


@given(axes())
def test_the_tap_table_lists_what_each_output_reads(axis):
    (size, taps), layer = axis
    table = tap_table(size, taps, **layer)
    starts = outputs_that_fit(size, taps, **layer)
    expected = [[start + tap * layer["dilation"] for tap in range(taps)] for start in starts]
    assert table.tolist() == expected


@given(axes())
def test_the_tap_table_stays_in_the_padded_axis_and_needs_its_last_place(axis):
    (size, taps), layer = axis
    table = tap_table(size, taps, **layer)
    before, after = layer["padding"]
    assert table[0, 0] == -before
    assert table[-1, -1] < size + after <= table[-1, -1] + layer["stride"]


@given(axes())
def test_the_tap_table_steps_by_stride_down_and_dilation_across(axis):
    places, layer = axis
    table = tap_table(*places, **layer)
    assert (np.diff(table, axis=0) == layer["stride"]).all()
    assert (np.diff(table, axis=1) == layer["dilation"]).all()


def test_three_taps_at_rates_1_2_3_reach_3_5_and_7_samples():
    for rate, reach in ((1, 3), (2, 5), (3, 7)):
        [[first, *_, last]] = tap_table(reach, 3, dilation=rate)
        assert (first, last) == (0, reach - 1)
    assert [output_size(32, 3, dilation=rate) for rate in (1, 2, 4, 8)] == [30, 28, 24, 16]


@given(st.integers(1, 40), SMALL, SMALL, SMALL)
def test_same_padding_is_the_least_with_size_over_stride_outputs(size, taps, stride, rate):
    padding = before, after = same_padding(size, taps, stride=stride, dilation=rate)
    layer = {"stride": stride, "dilation": rate}
    wanted = -(-size // stride)
    assert before <= after <= before + 1
    if sum(padding):
        assert output_size(size, taps, **layer, padding=padding) == wanted
        fewer = outputs_that_fit(size, taps, **layer, padding=(sum(padding) - 1, 0))
        assert len(fewer) < wanted
    else:
        assert len(outputs_that_fit(size, taps, **layer, padding=padding)) == wanted


@pytest.mark.parametrize("mode", NUMPY_MODES)
@given(st.integers(1, 8), ENDS)
def test_padding_holds_the_samples_that_numpys_pad_puts_there(mode, size, padding):
    longest = {"reflect": size - 1, "replicate": 99, "circular": size}[mode]
    padding = tuple(min(end, longest) for end in padding)
    expected = np.pad(np.arange(size), padding, mode=NUMPY_MODES[mode])
    assert padded_sources(size, padding, mode).tolist() == expected.tolist()


@given(st.integers(0, 8), ENDS)
def test_zero_padding_has_no_source(size, padding):
    expected = np.pad(np.arange(size), padding, constant_values=-1)
    assert padded_sources(size, padding).tolist() == expected.tolist()


@pytest.mark.parametrize("mode", PADDING_MODES)
def test_without_padding_every_mode_is_the_input_itself(mode):
    for size in (0, 1, 5):
        assert padded_sources(size, (0, 0), mode).tolist() == list(range(size))


# Messages, each beside the nearest setting that works


def test_a_kernel_that_does_not_fit_raises_an_error_with_reach_and_size():
    assert output_size(7, 3, dilation=4, padding=(2, 0)) == 1
    message = (
        r"3 taps at dilation rate 4 reach 9 samples, but the padded input has 8 \(7 \+ 1 \+ 0\)\. "
        "Lower the dilation rate or the kernel size, or raise the padding or the input size"
    )
    for ask in (output_size, tap_table):
        with pytest.raises(GeometryError, match=message):
            ask(7, 3, dilation=4, padding=(1, 0))


def test_messages_have_one_tap_in_the_singular():
    with pytest.raises(GeometryError, match="1 tap at dilation rate 2 reaches 1 sample, .* has 0"):
        output_size(0, 1, dilation=2)


@pytest.mark.parametrize(
    ("mode", "padding", "size", "message"),
    [
        ("reflect", (1, 3), 4, "reflect padding of 3 samples needs .* at least 4 samples, got 3"),
        ("circular", (3, 0), 3, "circular padding of 3 samples needs .* 3 samples, got 2"),
        ("replicate", (0, 1), 1, "replicate padding of 1 sample needs .* 1 sample, got 0"),
    ],
)
def test_an_input_too_short_for_the_padding_mode_raises_an_error(mode, padding, size, message):
    check_mode_fits(size, padding, mode)
    assert len(padded_sources(size, padding, mode)) == size + sum(padding)
    with pytest.raises(GeometryError, match=message):
        padded_sources(size - 1, padding, mode)


def test_an_unknown_padding_mode_raises_an_error_that_lists_them():
    with pytest.raises(
        GeometryError, match="one of zeros, reflect, replicate, circular, got 'wrap'"
    ):
        padded_sources(4, (1, 1), "wrap")


def test_a_setting_out_of_bounds_raises_an_error():
    assert checked(1, "stride", 1) == 1
    with pytest.raises(GeometryError, match="stride must be at least 1, got 0. Raise the stride"):
        checked(0, "stride", 1)
    assert checked(LARGEST_SETTING, "stride", 1) == LARGEST_SETTING
    with pytest.raises(GeometryError, match="at most 1000000, got 1000001. Lower the stride"):
        checked(LARGEST_SETTING + 1, "stride", 1)


@pytest.mark.parametrize("value", [1.5, np.float64(2), "2", True, np.True_, None, [1]])
def test_a_setting_that_is_no_whole_number_is_refused_by_name(value):
    assert checked(np.int8(2), "stride", 1) == 2
    with pytest.raises(GeometryError, match="stride must be a whole number, got .*Correct the str"):
        checked(value, "stride", 1)
