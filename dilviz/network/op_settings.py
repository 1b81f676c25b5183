"""What the settings of one operation have in common, beyond those of a window."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any, ClassVar

from dilviz.convolution import geometry
from dilviz.errors import GeometryError
from dilviz.network.read_rule import IDENTITY, ReadRule

Flags = tuple[bool, bool]  # (rows, cols)


@dataclass(frozen=True)
class OpSettings:
    """Settings of an operation that is no window: frozen, checked when built.

    Attributes
    ----------
    op : str
        The operation they belong to, one of `dilviz.network.node.OPS`.
    outside : str
        What stands where an output reads beyond the input: one of
        `dilviz.convolution.geometry.PADDING_MODES`.
    """

    op: ClassVar[str]
    always_written: ClassVar[tuple[str, ...]] = ()  # in JSON, whatever their value

    @property
    def is_default(self) -> bool:
        """Whether they say nothing that the operation without settings would not do."""
        return False

    @property
    def outside(self) -> str:
        return "zeros"

    @property
    def repeats(self) -> bool:
        """Whether what the outputs read repeats along the axes, whatever the input size."""
        return True

    @property
    def is_square(self) -> bool:
        """Whether rows and columns have the same settings."""
        values = (getattr(self, field.name) for field in fields(self))
        return all(value[0] == value[1] for value in values if isinstance(value, tuple))

    def output_size(self, axis: int, size: int) -> int:
        """Count the outputs along one axis for an input of `size` samples."""
        return size

    def read_rule(self, axis: int, size: int | None) -> ReadRule | None:
        """The rule that repeats from output to output; None if there is none, or for this size."""
        return IDENTITY

    def listed(self, axis: int, size: int) -> Sequence[Sequence[int]] | None:
        """The positions of each output where no rule gives them; None where a rule does."""
        return None


def check_flag(value: Any, name: str) -> None:
    """Raise a `GeometryError` unless a setting is true or false."""
    if not isinstance(value, bool):
        raise GeometryError(f"{name} must be true or false, got {value!r}.")


def check_flags(value: Any, name: str) -> None:
    """Raise a `GeometryError` unless a setting is (rows, cols), each true or false."""
    if not (_is_pair(value) and all(isinstance(flag, bool) for flag in value)):
        raise GeometryError(f"{name} must be a pair (rows, cols) of true and false, got {value!r}.")


def check_integers(value: Any, name: str, lowest: int | None = None) -> None:
    """Raise a `GeometryError` unless a setting is (rows, cols) in whole numbers."""
    if not (_is_pair(value) and all(type(number) is int for number in value)):
        raise GeometryError(f"{name} must be a pair (rows, cols) of whole numbers, got {value!r}.")
    for number in value:
        check_integer(number, name, lowest)


def check_sizes(value: Any, name: str) -> None:
    """Raise a `GeometryError` unless a setting is (rows, cols), each a size or None."""
    for size in check_pair(value, name):
        if size is not None:
            check_integer(size, name, 1)


def check_integer(number: Any, name: str, lowest: int | None = None) -> None:
    """Raise a `GeometryError` unless a setting is a whole number within its bounds."""
    if type(number) is not int:
        raise GeometryError(f"{name} must be a whole number, got {number!r}.")
    if lowest is not None and number < lowest:
        raise GeometryError(f"{name} must be at least {lowest}, got {number}.")
    if abs(number) > geometry.LARGEST_SETTING:
        raise GeometryError(f"{name} must be at most {geometry.LARGEST_SETTING}, got {number}.")


def check_pair(value: Any, name: str) -> tuple[Any, Any]:
    """Raise a `GeometryError` unless a setting is (rows, cols)."""
    if not _is_pair(value):
        raise GeometryError(f"{name} must be a pair (rows, cols), got {value!r}.")
    return value


def _is_pair(value: Any) -> bool:
    return isinstance(value, tuple) and len(value) == 2
