"""How many threads BLAS has while conv2d works: run by ``test_threads.py`` in another process."""

import numpy as np
import pytest

from dilviz import conv2d
from dilviz.convolution import stacked
from dilviz.convolution.threads import OneBlasThread, blas_libraries


def numbers_of_blas():
    return [library.num_threads for library in blas_libraries()]


@pytest.fixture
def three_blas_threads():
    before = numbers_of_blas()
    for library in blas_libraries():
        library.set_num_threads(3)
    yield [3] * len(before)
    for library, number in zip(blas_libraries(), before, strict=True):
        library.set_num_threads(number)


def test_blas_has_one_thread_until_the_last_caller_leaves(three_blas_threads):
    limit = OneBlasThread()
    one = [1] * len(three_blas_threads)
    with limit:
        with limit:
            assert numbers_of_blas() == one
        assert numbers_of_blas() == one
    assert numbers_of_blas() == three_blas_threads


def test_an_error_gives_blas_its_threads_back(three_blas_threads):
    with pytest.raises(ValueError), OneBlasThread():
        raise ValueError
    assert numbers_of_blas() == three_blas_threads


def test_conv2d_multiplies_with_one_blas_thread(three_blas_threads, monkeypatch):
    seen, operands = [], stacked._operands
    monkeypatch.setattr(
        stacked, "_operands", lambda *a: seen.append(numbers_of_blas()) or operands(*a)
    )
    conv2d(np.ones((4, 20, 30)), np.ones((8, 4, 3, 2)))
    assert seen == [[1] * len(three_blas_threads)]
    assert numbers_of_blas() == three_blas_threads
