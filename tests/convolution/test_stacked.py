"""What the products of a tile read lies in memory as BLAS loads it fastest."""

import numpy as np
import pytest

from dilviz import conv2d
from dilviz.convolution.stacked import CACHE_LINE


@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize(("width", "stride"), [(64, 1), (53, 1), (7, 3)])
def test_every_term_of_a_product_begins_at_a_cache_line(width, stride, dtype, monkeypatch):
    begins, matmul = [], np.matmul

    def multiply(left, right, **out):
        begins.extend([right.__array_interface__["data"][0], *right.strides[:-1]])
        return matmul(left, right, **out)

    monkeypatch.setattr(np, "matmul", multiply)
    for channels in range(1, 9):  # so that memory comes from elsewhere each time
        x, weight = np.ones((channels, 40, width), dtype), np.ones((5, channels, 3, 3), dtype)
        conv2d(x, weight, padding=2, dilation=2, stride=stride)
    assert [begin % CACHE_LINE for begin in begins] == [0] * len(begins)


def test_windows_that_are_dense_already_are_not_copied(monkeypatch):
    operands, matmul = [], np.matmul

    def multiply(left, right, **out):
        operands.append(right)
        return matmul(left, right, **out)

    monkeypatch.setattr(np, "matmul", multiply)
    x = np.ones((6, 20, 30))
    conv2d(x, np.ones((5, 6, 1, 1)))
    assert [np.shares_memory(x, operand) for operand in operands] == [True]
