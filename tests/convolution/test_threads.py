"""Shared tasks run once each, on several threads, and their errors reach the caller."""

import multiprocessing
import threading
from collections import Counter

import pytest

from dilviz.convolution.threads import run_on_threads


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
