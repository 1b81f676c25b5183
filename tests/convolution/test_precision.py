"""Which numbers carry a sum, at the edges of what each holds."""

import numpy as np
import pytest

from dilviz.convolution.convolve import exact_carrier, largest_magnitude, result_dtype


@pytest.mark.parametrize(
    ("largest_sum", "carrier"),
    [
        (0, "float32"),
        (2**24, "float32"),
        (2**24 + 1, "float64"),
        (2**53, "float64"),
        (2**53 + 1, "int64"),
        (2**63 - 1, "int64"),
        (2**63, "object"),
    ],
)
def test_the_carrier_holds_the_largest_sum_exactly(largest_sum, carrier):
    assert exact_carrier(largest_sum) == np.dtype(carrier)
    for value in (largest_sum, largest_sum - 1, -largest_sum):
        assert int(np.array(value, dtype=carrier)) == value


@pytest.mark.parametrize(
    ("values", "dtype", "largest"),
    [
        ([-128, 5], "int8", 128),
        ([-(2**63), 1], "int64", 2**63),
        ([2**64 - 1], "uint64", 2**64 - 1),
        ([True, False], "bool", 1),
        ([], "int32", 0),
        ([-3, -7], "int16", 7),
    ],
)
def test_finds_the_largest_magnitude_without_overflow(values, dtype, largest):
    assert largest_magnitude(np.array(values, dtype)) == largest


def test_mixed_types_follow_numpy_and_whole_numbers_stay_whole():
    kinds = ["uint8", "int64", "uint64", "float16", "float32", "float64", "bool"]
    for first in kinds:
        for second in kinds:
            result = result_dtype(np.zeros(1, first), np.zeros(1, second))
            common = np.result_type(first, second)
            whole = not (first.startswith("float") or second.startswith("float"))
            expected = "int64" if whole else max(common, np.dtype("f4"), key=lambda d: d.itemsize)
            assert result == np.dtype(expected)
