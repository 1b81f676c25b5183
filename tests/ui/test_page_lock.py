"""How many pages run at the same time."""

import threading
from contextlib import ExitStack

import pytest

from dilviz.ui.page_lock import AT_ONCE, page_lock


def in_another_thread(run):
    thread = threading.Thread(target=run)
    thread.start()
    return thread


@pytest.fixture
def full():
    """As many pages run as may; leaving the stack ends them."""
    release, running = threading.Event(), threading.Barrier(AT_ONCE + 1)

    def run():
        with page_lock():
            running.wait(30)
            release.wait(30)

    pages = [in_another_thread(run) for _ in range(AT_ONCE)]
    running.wait(30)
    with ExitStack() as stack:
        stack.callback(lambda: [page.join(30) for page in pages])
        stack.callback(release.set)
        yield stack


def test_one_page_more_waits_until_another_ends(full):
    passed = threading.Event()

    def run():
        with page_lock():
            passed.set()

    page = in_another_thread(run)
    assert not passed.wait(0.05)
    full.close()
    page.join(30)
    assert passed.is_set()


def test_a_page_that_holds_the_lock_enters_again_without_waiting():
    with ExitStack() as stack:
        for _ in range(AT_ONCE + 1):
            stack.enter_context(page_lock())


def test_a_page_that_fails_releases_the_lock():
    for _ in range(3 * AT_ONCE):
        with pytest.raises(KeyError), page_lock():
            raise KeyError
