"""What must never happen: a crash, a hang, memory without end."""

import resource
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from dilviz.errors import GeometryError
from dilviz.server.decoding import PictureError

REFUSALS = (GeometryError, PictureError)  # a sentence for people: all is well


class Hang(Exception):
    """Something took longer than a person or a server waits."""


def mind_the_numbers() -> None:
    """Count a division by zero, or a number that does not fit, as a crash."""
    warnings.simplefilter("error", RuntimeWarning)
    warnings.filterwarnings("ignore", module="PIL")  # it grumbles about damaged files


class Watch:
    """Runs steps one by one: a refusal is an answer, a slow step is a `Hang`.

    Attributes
    ----------
    seconds : float
        Processor time that one step may take.
    slowest : (seconds, name)
        The slowest step so far.
    refused : int
        Steps that ended in a sentence.
    """

    def __init__(self, seconds: float):
        self.seconds = seconds
        self.slowest = (0.0, "nothing")
        self.refused = 0

    def step(self, name: str, do: Callable[[], Any]) -> Any:
        """Run one step; None if it was refused."""
        with self._timed(name):
            try:
                return do()
            except REFUSALS as refusal:
                self.refused += 1
                assert str(refusal).strip(), "a refusal without a word"
                return None

    @contextmanager
    def _timed(self, name: str) -> Iterator[None]:
        start = time.thread_time()
        yield
        took = time.thread_time() - start
        self.slowest = max(self.slowest, (took, name))
        if took > self.seconds:
            raise Hang(f"{name} took {took:.2f} s, at most {self.seconds:.2f} s are allowed")


def bound_memory(megabytes: int) -> None:
    """Let this process have so much address space beyond what it has now, and no more."""
    with open("/proc/self/statm", encoding="ascii") as pages:
        now = int(pages.read().split()[0]) * resource.getpagesize()
    limit = now + megabytes * 1_000_000
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
