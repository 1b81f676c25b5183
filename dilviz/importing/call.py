"""One operation with the values it reads: what a rule is asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np

from dilviz.importing.builder import Builder
from dilviz.importing.operation import Operation
from dilviz.importing.pieces import whole
from dilviz.importing.sizes import OpenSize
from dilviz.importing.values import OPEN_SETTING, Constant, Map, NotFollowed, Pieces, Value

MOST_NUMBERS = 64  # of a tensor that holds a setting
COMPUTED = "a setting is computed while the model runs"
LARGEST_NUMBER = 1 << 62


@dataclass(frozen=True)
class Call:
    """An operation and what it reads.

    Attributes
    ----------
    operation : Operation
    values : tuple of Value or None
        None where an input is left out.
    builder : Builder
    """

    operation: Operation
    values: tuple[Value | None, ...]
    builder: Builder

    def value(self, position: int) -> Value | None:
        """What it reads there; None where that is left out."""
        return self.values[position] if position < len(self.values) else None

    def map(self, position: int = 0) -> Map:
        """The map it reads there, its pieces joined.

        Raises
        ------
        NotFollowed
            If there is none.
        """
        value = self.value(position)
        if isinstance(value, Map | Pieces):
            return whole(self.builder, value)
        raise NotFollowed("only its settings depend on the input")

    def tensor(self, position: int = 0) -> Map | Pieces:
        """The map it reads there, or its pieces, which stay apart."""
        value = self.value(position)
        return value if isinstance(value, Pieces) else self.map(position)

    def maps(self) -> list[Map]:
        """All maps it reads."""
        return [whole(self.builder, v) for v in self.values if isinstance(v, Map | Pieces)]

    def get(self, name: str, default: Any = None) -> Any:
        """Value of an attribute."""
        return self.operation.get(name, default)

    @property
    def version(self) -> int:
        """The opset whose definition holds."""
        return self.operation.version

    def data(self, position: int) -> np.ndarray | None:
        """Numbers of a constant input; None where it is left out.

        Raises
        ------
        NotFollowed
            If they are not known.
        """
        value = self.value(position)
        if value is None or (isinstance(value, Constant) and value.shape == (0,)):
            return None
        if not isinstance(value, Constant) or value.data is None:
            raise NotFollowed(getattr(value, "missing", "") or COMPUTED)
        return value.data

    def numbers(self, position: int) -> list[Any] | None:
        """A setting with few numbers in a constant input; None where it is left out."""
        data = self.data(position)
        if data is None:
            return None
        if data.size > MOST_NUMBERS:
            raise NotFollowed(f"a setting holds {data.size} numbers")
        return data.ravel().tolist()

    def setting(self, name: str, position: int) -> list[Any] | None:
        """A list that is an attribute in old opsets and an input in new ones."""
        given = self.get(name)
        if given is not None:
            return list(given) if isinstance(given, list) else [given]
        return self.numbers(position)

    def axis(self, axis: int, rank: int) -> int:
        """An axis counted from the front.

        Raises
        ------
        NotFollowed
            If the tensor has no such axis.
        """
        if not isinstance(axis, int) or not -rank <= axis < rank:
            raise NotFollowed(f"it names axis {axis} of a tensor that has {rank}")
        return axis % rank

    def axes(self, name: str, position: int, rank: int) -> list[int] | None:
        """A list of axes, counted from the front; None where it is left out."""
        given = self.setting(name, position)
        return None if given is None else [self.axis(int(axis), rank) for axis in given]


def check_whole(numbers: Iterable[Any]) -> None:
    """Refuse settings that are not whole numbers.

    Raises
    ------
    NotFollowed
        The reason asks for an input size where one would make them known.
    """
    numbers = list(numbers)
    if any(isinstance(n, OpenSize) for n in numbers):
        raise NotFollowed(OPEN_SETTING)
    if not all(isinstance(n, int | np.integer) for n in numbers):
        raise NotFollowed(COMPUTED)


Rule = Callable[[Call], "Value | tuple[Value | None, ...]"]
