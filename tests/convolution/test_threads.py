"""`dilviz.convolution.threads`: every task once, whoever does it, and errors reach the caller."""

import multiprocessing
import threading
from collections import Counter

import pytest

from dilviz.convolution.threads import share


@pytest.mark.parametrize("threads", [1, 2, 5])
def test_every_task_is_done_once(threads):
    done = Counter()
    share([lambda number=number: done.update([number]) for number in range(500)], threads)
    assert done == Counter(range(500))


def test_another_thread_helps():
    both = threading.Barrier(2, timeout=20)
    share([both.wait, both.wait], threads=2)  # one thread alone would wait for ever


def test_an_error_of_a_task_reaches_the_caller():
    both = threading.Barrier(2, timeout=20)

    def fail():
        both.wait()
        raise ValueError("this one")

    with pytest.raises(ValueError, match="this one"):
        share([both.wait, fail], threads=2)


def test_nothing_to_do_is_no_error():
    share([], threads=2)


def _share_in_child() -> None:
    both = threading.Barrier(2, timeout=20)
    share([both.wait, both.wait], threads=2)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_forked_process_starts_threads_of_its_own():
    _share_in_child()  # now there are threads that the child does not have
    child = multiprocessing.get_context("fork").Process(target=_share_in_child)
    child.start()
    child.join(40)
    assert child.exitcode == 0
