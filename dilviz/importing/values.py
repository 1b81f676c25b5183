"""What is known of a value of a graph: a map, pieces of maps, a constant, or lost.

A tensor axis of a map is a tuple of factors, the slowest first. A factor with a space (0 rows,
1 columns) counts positions of the map's node; one without counts channels, pictures or
anything else along which every entry depends on the same positions.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from dilviz.importing.operation import Operation
    from dilviz.importing.sizes import Size


OPEN_SETTING = "a setting depends on the input size; give one (input_size)"
ALONG = "it reads pieces that lie one after the other"


class NotFollowed(Exception):
    """Raised by a rule that cannot say what an operation reads; the text is the reason."""


@dataclass(frozen=True)
class Factor:
    """A part of a tensor axis.

    Attributes
    ----------
    size : int or OpenSize
    space : int or None
        0 if it counts rows of the node, 1 for columns, None if it has no positions.
    weight : int or OpenSize
        Rows (columns) from one entry to the next.
    whole : bool
        Whether its entries depend on single positions that were read as a whole, as the keys of
        an attention are: some of them alone read less.
    """

    size: Size
    space: int | None = None
    weight: Size = 1
    whole: bool = field(default=False, repr=False)


Axis = tuple[Factor, ...]


@dataclass(frozen=True)
class Map:
    """A tensor computed from the input, as positions of a node of the network.

    Attributes
    ----------
    node : str
        The node that holds the positions.
    extent : (size, size)
        Rows and columns of the node; 1 where it has no positions.
    positioned : (bool, bool)
        False along an axis where it depends on all positions and keeps none.
    axes : tuple of Axis, or None
        The tensor's axes; None if its shape is unknown, which only happens without positions.
    label : str
        The ONNX name of the tensor, where it only rearranges the node.
    """

    node: str
    extent: tuple[Size, Size]
    positioned: tuple[bool, bool]
    axes: tuple[Axis, ...] | None
    label: str = ""


@dataclass(frozen=True)
class Later:
    """A large constant that is computed at its first use.

    Attributes
    ----------
    cost : int
        Numbers that are computed on the way, those of shared inputs counted again.
    compute : callable
        Returns an array, or None where it cannot.
    """

    cost: int
    compute: Callable[[], Any]


@dataclass(frozen=True)
class Constant:
    """A tensor that does not depend on the input.

    Attributes
    ----------
    shape : tuple of sizes, or None
    data : ndarray or None
        Its numbers where they are few and known; sizes left open make it an object array.
    missing : str
        Why the numbers are not known, where there is more to say than that they are not.
    later : Later or None
        How they are found where they are many.
    """

    shape: tuple[Size, ...] | None
    data: Any = None
    missing: str = ""
    later: Later | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True)
class Pieces:
    """Maps and constants laid one after the other along a tensor axis.

    Attributes
    ----------
    axis : int
    parts : tuple of Map or Constant
        At least one map.
    label, path : str
        The tensor that they make, and the module that joins them.
    """

    axis: int
    parts: tuple[Map | Constant, ...]
    label: str = ""
    path: str = ""

    @property
    def maps(self) -> list[Map]:
        """The parts that depend on the input."""
        return [part for part in self.parts if isinstance(part, Map)]


@dataclass(frozen=True)
class Lost:
    """A value that was not understood.

    Attributes
    ----------
    operation : Operation
        The first that was not understood on the way to it.
    reason : str
    """

    operation: Operation
    reason: str


Value = Map | Pieces | Constant | Lost
Inputs = Sequence[Value | None]  # of an operation; None where one is left out


def shape_at(inputs: Inputs, place: int) -> tuple[Size, ...] | None:
    """The shape of an input, if it is a constant that is there."""
    value = inputs[place] if place < len(inputs) else None
    return value.shape if isinstance(value, Constant) else None


def numbers_at(inputs: Inputs, place: int) -> list[Any] | None:
    """The numbers of an input, if it is a constant that is there, and they are known."""
    value = inputs[place] if place < len(inputs) else None
    known = isinstance(value, Constant) and value.data is not None
    return np.ravel(value.data).tolist() if known else None  # type: ignore[union-attr]
