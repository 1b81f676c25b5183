"""The check with SciPy agrees where the engine is right, and would say so where it is wrong."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dilviz import GeometryError, Layer, conv2d
from dilviz.convolution.scipy_check import ScipyCheck, check_with_scipy, products

PAIRS = st.tuples(st.integers(1, 3), st.integers(1, 3))


@given(
    kernel=PAIRS,
    dilation=PAIRS,
    stride=PAIRS,
    padding=st.tuples(PAIRS, PAIRS),
    mode=st.sampled_from(["zeros", "reflect", "replicate", "circular"]),
    seed=st.integers(0, 99),
)
def test_whole_numbers_agree_exactly(kernel, dilation, stride, padding, mode, seed):
    random = np.random.default_rng(seed)
    x, weight = random.integers(-9, 10, (9, 11)), random.integers(-9, 10, kernel)
    layer = Layer.of(kernel, dilation=dilation, stride=stride, padding=padding)
    settings = {"dilation": dilation, "stride": stride, "padding": padding, "padding_mode": mode}
    output = conv2d(x, weight, **settings)
    check = check_with_scipy(x, weight, layer, output, mode)
    assert check.largest_difference == 0
    assert check.outputs == output.size


def test_single_precision_differs_by_rounding_only():
    random = np.random.default_rng(3)
    x, weight = random.normal(size=(40, 50)).astype(np.float32), random.normal(size=(5, 3))
    output = conv2d(x, weight.astype(np.float32), dilation=3)
    check = check_with_scipy(x, weight.astype(np.float32), Layer.of((5, 3), dilation=3), output)
    assert 0 < check.largest_difference < 1e-5
    assert "but for rounding: the largest difference is" in check.words


def test_a_wrong_output_is_seen():
    x, weight = np.arange(20).reshape(4, 5), np.ones((2, 2), int)
    output = conv2d(x, weight, dilation=2)
    output[0, 0] += 7
    check = check_with_scipy(x, weight, Layer.of(2, dilation=2), output)
    assert check.largest_difference == 7


def test_what_would_take_scipy_too_long_is_refused():
    x, weight = np.zeros((400, 500), np.float32), np.ones((3, 3), np.float32)
    with pytest.raises(GeometryError, match="8080200000 products"):
        check_with_scipy(x, weight, Layer.of(3, dilation=100), np.zeros((200, 300)))


def test_the_sentence_counts_the_zeros():
    assert "with 16 zeros in its kernel" in ScipyCheck(0.0, 1.0, 9, 16).words
    assert "with the same kernel" in ScipyCheck(0.0, 1.0, 9, 0).words


def test_products_with_zeros_are_counted():
    assert products((10, 12), Layer.of((2, 3), dilation=(3, 2))) == 10 * 12 * 4 * 5
