"""Matrices as text: the weights of kernels and the samples of inputs, read and written."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dilviz import GeometryError
from dilviz.convolution.matrix_text import read_matrix, write_matrix
from dilviz.pictures.filter_link import read_filter
from dilviz.pictures.kernels import KERNELS
from dilviz.ui.components.explore.settings import from_link

SIDES = st.integers(1, 9)


def read(text):
    return read_matrix(text, "weights", 9)


def read_by_images(text):
    kernel, _ = read_filter({"kernel": "custom", "w": text})
    return kernel.weights


def read_by_explore(text):
    settings, complaints = from_link({"w": text})
    if complaints:
        raise GeometryError(complaints[0])
    return settings.weights()


every_reader = pytest.mark.parametrize("reader", [read, read_by_images, read_by_explore])


@every_reader
@pytest.mark.parametrize(
    "text",
    [
        *("1 2 3; 4 5 6", "1,2,3;4,5,6", " 1  2\t3 ;\n4 5 6; ", "1 2 3\n4 5 6"),
        *("1., 2e0, 3; 4 5 +6", "1 2 3;;4 5 6;"),
    ],
)
def test_every_separator_gives_the_same_matrix_in_the_engine_and_in_links(reader, text):
    assert reader(text).tolist() == [[1, 2, 3], [4, 5, 6]]


@every_reader
@pytest.mark.parametrize(
    "text, sentence",
    [
        ("1 2; 3", r"the weights must have the same length, got \[2, 1\]. Add or remove"),
        ("1 x 3", "the weights must be numbers, got 'x'. Write numbers such as -1 or 0.5"),
        ("nan", "from -1e\\+06 to 1e\\+06, got 'nan'"),
        ("1e7", "from -1e\\+06 to 1e\\+06, got '1e7'"),
        ("1 " * 10, "must be 1 × 1 to 9 × 9 numbers, got 1 × 10"),
        ("1;" * 10, "must be 1 × 1 to 9 × 9 numbers, got 10 × 1"),
        ("1 " * 3000, "the weights have 6000 characters; at most 4050 are read"),
        ("<script>alert(1)</script>", "the weights must be numbers"),
    ],
)
def test_every_reader_rejects_a_bad_matrix_with_the_same_sentence(reader, text, sentence):
    with pytest.raises(GeometryError, match=sentence):
        reader(text)


def test_an_empty_text_is_no_matrix():
    with pytest.raises(GeometryError, match="got 1 × 0"):
        read("")


def test_a_typographic_minus_is_a_minus():
    assert read("−1.5").tolist() == [[-1.5]]


def test_the_largest_matrix_has_as_many_numbers_along_each_axis_as_stated():
    assert read(";".join(["1 " * 9] * 9)).shape == (9, 9)
    assert read_matrix(";".join(["1 " * 32] * 32), "samples", 32).shape == (32, 32)


@given(st.data(), SIDES, SIDES)
def test_a_written_matrix_is_read_back(data, rows, cols):
    tenths = st.lists(st.integers(-9999, 9999), min_size=rows * cols, max_size=rows * cols)
    matrix = np.array(data.draw(tenths)).reshape(rows, cols) / 10
    np.testing.assert_array_equal(read(write_matrix(matrix)), matrix)


@given(st.floats(-1e6, 1e6))
def test_seventeen_digits_are_exact(number):
    assert read(write_matrix([[number]], digits=17))[0, 0] == number


@pytest.mark.parametrize("name", KERNELS)
def test_every_named_kernel_is_written_in_less_than_a_thousand_characters(name):
    text = write_matrix(KERNELS[name].weights)
    assert len(text) < 1000
    np.testing.assert_allclose(read(text), KERNELS[name].weights, atol=1e-5)
