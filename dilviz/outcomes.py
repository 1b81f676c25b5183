"""What was found once is known, a refusal too: it takes as long to come to."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any

from dilviz.errors import GeometryError


class Outcomes:
    """Answers and refusals by question.

    Examples
    --------
    >>> outcomes = Outcomes()
    >>> outcomes.of("one", lambda: 1), outcomes.of("one", lambda: 2)
    (1, 1)
    """

    def __init__(self) -> None:
        self._known: dict[Hashable, Any] = {}

    def of(self, question: Hashable, find: Callable[[], Any]) -> Any:
        """Find the answer, or remember it.

        Raises
        ------
        GeometryError
            If `find` did so, now or the first time.
        """
        if question not in self._known:
            try:
                self._known[question] = find()
            except GeometryError as refusal:
                self._known[question] = refusal
        answer = self._known[question]
        if isinstance(answer, GeometryError):
            raise answer
        return answer
