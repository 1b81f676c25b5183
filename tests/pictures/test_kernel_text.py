"""Weights as text: what is read, what is refused, and that both ways agree."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dilviz import GeometryError
from dilviz.pictures.kernel import parse_weights, weights_text
from dilviz.pictures.kernels import KERNELS

SIDES = st.integers(1, 9)


@pytest.mark.parametrize(
    "text",
    ["1 2 3; 4 5 6", "1,2,3;4,5,6", " 1  2\t3 ;\n4 5 6; ", "1 2 3\n4 5 6", "1., 2e0, 3; 4 5 +6"],
)
def test_people_may_write_rows_in_many_ways(text):
    assert parse_weights(text).tolist() == [[1, 2, 3], [4, 5, 6]]


def test_a_typographic_minus_is_a_minus():
    assert parse_weights("−1.5").tolist() == [[-1.5]]


@given(st.data(), SIDES, SIDES)
def test_what_is_written_is_read_back(data, rows, cols):
    tenths = st.lists(st.integers(-9999, 9999), min_size=rows * cols, max_size=rows * cols)
    weights = np.array(data.draw(tenths)).reshape(rows, cols) / 10
    np.testing.assert_array_equal(parse_weights(weights_text(weights)), weights)


@pytest.mark.parametrize("name", KERNELS)
def test_every_kernel_fits_a_link(name):
    text = weights_text(KERNELS[name].weights)
    assert len(text) < 1000
    np.testing.assert_allclose(parse_weights(text), KERNELS[name].weights, atol=1e-5)


@pytest.mark.parametrize(
    "text, sentence",
    [
        ("", "1 × 0"),
        ("1 2; 3", r"these have \[2, 1\]"),
        ("1 x 3", "got 'x'"),
        ("nan", "got nan"),
        ("1e7", "between -1e\\+06 and 1e\\+06, got 1e7"),
        ("1 " * 10, "this one 1 × 10"),
        ("1;" * 10, "this one 10 × 1"),
        ("<script>alert(1)</script>", "weights are numbers"),
    ],
)
def test_what_is_no_kernel_is_a_sentence(text, sentence):
    with pytest.raises(GeometryError, match=sentence):
        parse_weights(text)


def test_nine_by_nine_is_the_largest():
    assert parse_weights(";".join(["1 " * 9] * 9)).shape == (9, 9)
