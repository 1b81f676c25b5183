"""Shared tasks run once each, on several threads, and their errors reach the caller."""

import multiprocessing
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace

import numpy as np
import pytest

from dilviz import conv2d
from dilviz.convolution import correlate, stacked, threads, tiles
from dilviz.convolution.threads import (
    OneBlasThread,
    blas_libraries,
    run_on_threads,
    set_blas_threads,
)


@pytest.mark.parametrize("threads", [1, 2, 5])
def test_every_task_runs_once(threads):
    done = Counter()
    run_on_threads([lambda number=number: done.update([number]) for number in range(500)], threads)
    assert done == Counter(range(500))


def test_two_tasks_run_at_the_same_time():
    barrier = threading.Barrier(2, timeout=20)
    run_on_threads(
        [barrier.wait, barrier.wait], threads=2
    )  # one thread alone would wait until the timeout


def test_an_error_of_a_task_reaches_the_caller():
    barrier = threading.Barrier(2, timeout=20)

    def fail():
        barrier.wait()
        raise ValueError("this one")

    with pytest.raises(ValueError, match="this one"):
        run_on_threads([barrier.wait, fail], threads=2)


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt])
def test_after_an_error_or_ctrl_c_no_further_task_is_begun(error):
    done = []

    def fail():
        raise error

    with pytest.raises(error):
        run_on_threads([fail, lambda: done.append("begun")], threads=1)
    assert done == []


class Tasks(list):
    """Tasks that tell when the last one has been taken."""

    def __init__(self, *tasks):
        super().__init__(tasks)
        self.all_taken, self._rest = threading.Event(), super().__iter__()

    def __iter__(self):
        return self

    def __next__(self):
        try:
            return next(self._rest)
        except StopIteration:
            self.all_taken.set()
            raise


def test_after_an_error_of_one_thread_the_other_ends_its_task_and_begins_no_other():
    barrier, done = threading.Barrier(2, timeout=20), []

    def fail():
        barrier.wait()
        raise ValueError

    def slow():
        barrier.wait()
        tasks.all_taken.wait(20)
        done.append("slow")

    tasks = Tasks(fail, slow, lambda: done.append("begun"))
    with pytest.raises(ValueError):
        run_on_threads(tasks, threads=2)
    assert done == ["slow"]


def test_no_tasks_raise_no_error():
    run_on_threads([], threads=2)


def _run_on_two_threads() -> None:
    barrier = threading.Barrier(2, timeout=20)
    run_on_threads([barrier.wait, barrier.wait], threads=2)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_forked_process_starts_new_threads():
    _run_on_two_threads()  # now there are threads that the child does not have
    child = multiprocessing.get_context("fork").Process(target=_run_on_two_threads)
    child.start()
    child.join(40)
    assert child.exitcode == 0


# BLAS


def numbers_of_blas():
    return [library.num_threads for library in blas_libraries()]


@pytest.fixture
def three_blas_threads():
    before = numbers_of_blas()
    set_blas_threads([3] * len(before))
    yield [3] * len(before)
    set_blas_threads(before)


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


def test_every_thread_can_give_blas_one_thread(three_blas_threads):
    one = [1] * len(three_blas_threads)

    def numbers_inside():
        with OneBlasThread():
            return numbers_of_blas()

    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(numbers_inside).result() == one
        assert numbers_inside() == one  # while the other thread, which was first, lives on
    assert numbers_of_blas() == three_blas_threads


@pytest.mark.parametrize(
    ("in_place", "shape", "threads"),
    [(False, (8, 4, 3, 2), 1), (True, (8, 4, 3, 2), 3), (True, (8, 1, 1, 1), 1)],
)
def test_conv2d_multiplies_with_one_blas_thread_unless_in_place(
    in_place, shape, threads, three_blas_threads, monkeypatch
):
    seen, operands = [], stacked._operands
    monkeypatch.setattr(correlate, "multiplies_in_place", lambda: in_place)
    monkeypatch.setattr(
        stacked, "_operands", lambda *a: seen.append(numbers_of_blas()) or operands(*a)
    )
    conv2d(np.ones((shape[1], 40, 50)), np.ones(shape))
    assert seen == [[threads] * len(three_blas_threads)]
    assert numbers_of_blas() == three_blas_threads


@pytest.mark.parametrize(("width", "threads"), [(1023, 3), (1024, 1)])
def test_blas_keeps_its_threads_where_no_product_needs_them(
    width, threads, three_blas_threads, monkeypatch
):
    seen, operands = set(), stacked._operands
    monkeypatch.setattr(
        stacked, "_operands", lambda *a: seen.update(numbers_of_blas()) or operands(*a)
    )
    conv2d(np.ones((30, width + 2)), np.ones((3, 3)))  # rows of so many outputs, 9 taps each
    assert seen == set([threads] * len(three_blas_threads))


@pytest.mark.parametrize("small", [True, False])
@pytest.mark.parametrize("outputs", [1, 5, 300])
@pytest.mark.parametrize(("stride", "dilation"), [(1, 4), (3, 2)])
def test_no_product_is_longer_than_the_tiling_says(small, outputs, stride, dilation, monkeypatch):
    products, said, matmul = [], [], np.matmul

    def multiply(left, right, **out):
        products.append(left.size * right.shape[-1])
        return matmul(left, right, **out)

    def tell(*shapes, **settings):
        said.append(tiles.tiling_of(*shapes, **settings | {"small": small}))
        return said[-1]

    monkeypatch.setattr(np, "matmul", multiply)
    monkeypatch.setattr(correlate, "tiling_of", tell)
    conv2d(np.ones((7, 61, 150)), np.ones((outputs, 7, 3, 3)), stride=stride, dilation=dilation)
    assert max(products) == said[0].longest


@pytest.mark.parametrize(
    ("architecture", "in_place"), [("SkylakeX", True), ("Haswell", False), (None, False)]
)
def test_small_products_are_for_kernels_that_multiply_in_place(architecture, in_place, monkeypatch):
    library = SimpleNamespace(architecture=architecture) if architecture else SimpleNamespace()
    monkeypatch.setattr(threads, "blas_libraries", lambda: [library])
    assert threads.multiplies_in_place.__wrapped__() == in_place
