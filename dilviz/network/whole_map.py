"""What reads a whole map: pooling over it, its statistics, softmax or attention over positions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from dilviz.errors import GeometryError, check_choice
from dilviz.network.op_settings import Flags, OpSettings, check_flags

GLOBAL_KINDS = ("pooling", "norm", "softmax", "attention", "recurrence", "mixing")


@dataclass(frozen=True)
class Global(OpSettings):
    """A value that depends on all units of a map along some axes and has no positions there.

    Attributes
    ----------
    axes : (bool, bool)
        Along which axes: at least one.
    kind : str
        One of `GLOBAL_KINDS`, for the sentence that says so.

    Examples
    --------
    The squeeze of a squeeze-and-excitation block:

    >>> Global().output_size(0, 56)
    1
    """

    op: ClassVar[str] = "global"
    always_written: ClassVar[tuple[str, ...]] = ("axes", "kind")
    axes: Flags = (True, True)
    kind: str = "pooling"

    def __post_init__(self) -> None:
        check_flags(self.axes, "axes")
        check_choice(self.kind, "kind", GLOBAL_KINDS)
        if not any(self.axes):
            raise GeometryError("axes must name rows, columns or both, got neither.")

    def output_size(self, axis: int, size: int) -> int:
        return 1 if self.axes[axis] else size
