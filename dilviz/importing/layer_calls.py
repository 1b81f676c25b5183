"""Layers of PyTorch and Keras as calls, and the nodes they stand for: one entry adds a layer."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from dilviz.convolution.layer import Pair
from dilviz.errors import GeometryError
from dilviz.network.whole_map import Global

# Arguments that change what a layer reads, by their names in PyTorch and in Keras.
SETTINGS = frozenset(
    (
        *("kernel_size", "pool_size", "stride", "strides", "padding", "padding_mode"),
        *("output_padding", "dilation", "dilation_rate", "groups", "ceil_mode", "output_size"),
        *("size", "scale_factor", "mode", "align_corners", "interpolation", "cropping"),
    )
)


@dataclass(frozen=True)
class Step:
    """A node without a name and inputs.

    Attributes
    ----------
    op : str
        One of `dilviz.network.node.OPS`, or "head" for a layer that leaves no map.
    settings : dict
        Keyword arguments of `dilviz.network.node.Node`.
    gate : bool
        Whether it is joined with what it reads: a norm beside its statistics.
    """

    op: str
    settings: Mapping[str, Any] = field(default_factory=dict)
    gate: bool = False


Reader = Callable[["LayerCall"], list[Step]]


@dataclass(frozen=True)
class Unread:
    """An argument that is no number or text: an activation, a variable.

    Attributes
    ----------
    text : str
    """

    text: str


@dataclass(frozen=True)
class LayerCall:
    """A layer as it is written: ``nn.Conv2d(3, 64, 3, padding=2, dilation=2)``.

    Attributes
    ----------
    name : str
        ``Conv2d``.
    values : tuple
        Positional arguments.
    named : dict of str to value
    prefix : str
        What stands before the name: ``nn``, ``keras.layers``.
    read : set of str
        Arguments that the rule of the layer has read.
    """

    name: str
    values: tuple[Any, ...]
    named: Mapping[str, Any]
    prefix: str = ""
    read: set[str] = field(default_factory=set, compare=False)

    @property
    def dimensions(self) -> int | None:
        """1 or 2 where the layer's name says so."""
        found = re.search(r"([12])d($|transpose)", self.name, re.IGNORECASE)
        return int(found[1]) if found else None

    def get(self, name: str, position: int, default: Any = None) -> Any:
        """An argument by name or by position.

        Raises
        ------
        GeometryError
            If it is a variable.
        """
        self.read.add(name)
        value = self._given(name, position, default)
        if isinstance(value, Unread):
            raise GeometryError(
                f"{self.name}: {name} is {value.text[:60]!r}, which is not known here. Write its "
                "value."
            )
        return value

    def channels(self, name: str, position: int) -> int | None:
        """A number of channels; None where it is a variable."""
        unread = isinstance(self._given(name, position), Unread)
        return None if unread else self.number(name, position)

    def _given(self, name: str, position: int, default: Any = None) -> Any:
        placed = self.values[position] if position < len(self.values) else default
        return self.named.get(name, placed)

    def integers(self, name: str, position: int, default: Any) -> Pair:
        """A setting as (rows, cols); one number in one dimension is of the columns."""
        value = self.get(name, position, default)
        values = value if isinstance(value, tuple | list) else (value,) * (self.dimensions or 2)
        if not all(isinstance(n, int) for n in values) or len(values) != (self.dimensions or 2):
            raise GeometryError(
                f"{self.name}: {name} must be a whole number or one for each axis, got {value!r}."
            )
        rows = 0 if default == 0 else 1
        return (rows, values[0]) if len(values) == 1 else (values[0], values[1])

    def number(self, name: str, position: int, default: Any = None) -> int | None:
        """A setting that is one whole number."""
        value = self.get(name, position, default)
        if value is not None and not isinstance(value, int):
            raise GeometryError(f"{self.name}: {name} must be a whole number, got {value!r}.")
        return value

    def check_names(self) -> None:
        """Refuse settings that the rule of the layer has not read: the layer does not have them.

        Raises
        ------
        GeometryError
            For a misspelt setting, or one of the other framework: it would silently be the default.
        """
        for name in self.named.keys() - self.read:
            close = get_close_matches(name, self.read & SETTINGS, 1, 0.7)
            if name in SETTINGS or close:
                hint = f" Did you mean {close[0]!r}?" if close else " Leave it out."
                raise GeometryError(f"{self.name} has no argument {name!r}.{hint}")


def whole_map(call: LayerCall, kind: str, gate: bool = False) -> Step:
    return Step("global", {"settings": Global((call.dimensions != 1, True), kind)}, gate)


def norm(call: LayerCall) -> list[Step]:
    return [whole_map(call, "norm", gate=True)]


def pointwise(call: LayerCall) -> list[Step]:
    return [Step("identity", {"kind": "relu" if call.name == "ReLU" else "id"})]


def nothing(call: LayerCall) -> list[Step]:
    return []


def head(call: LayerCall) -> list[Step]:
    return [Step("head")]


def each(names: str, reader: Reader) -> dict[str, Reader]:
    return dict.fromkeys(names.split(), reader)
