"""Results that all visitors share: computed once, also where several ask at the same moment."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from threading import Lock
from typing import Any, Generic, ParamSpec, TypeVar

Question = ParamSpec("Question")
Result = TypeVar("Result")


def shared(most: int) -> Callable[[Callable[Question, Result]], Callable[Question, Result]]:
    """Keep so many results of a function; whoever gets one only reads it.

    The figure route and the run of a page ask for the same within a moment. Streamlit's caches
    take half a millisecond to find what they hold, which is more than many figures take.

    Examples
    --------
    >>> @shared(most=2)
    ... def squared(number: int) -> list[int]:
    ...     return [number * number]
    >>> squared(3), squared(3) is squared(3)
    ([9], True)
    """

    def keep(compute: Callable[Question, Result]) -> Callable[Question, Result]:
        place_of: Callable[..., _Place[Result]] = lru_cache(maxsize=most)(_Place)

        @wraps(compute)
        def known(*question: Question.args, **more: Question.kwargs) -> Result:
            return place_of(*question, **more).filled(lambda: compute(*question, **more))

        return known

    return keep


class _Place(Generic[Result]):
    """The place of one result: who comes first fills it, others wait. An error leaves it empty."""

    def __init__(self, *_question: Any, **_more: Any):
        self.lock, self.results = Lock(), list[Result]()

    def filled(self, compute: Callable[[], Result]) -> Result:
        with self.lock:
            if not self.results:
                self.results.append(compute())
            return self.results[0]
