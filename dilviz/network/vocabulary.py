"""The words for layers in the notation, and what a notation consists of; an entry adds a word."""

from __future__ import annotations

import re
from dataclasses import dataclass
from types import MappingProxyType

from dilviz.convolution.layer import Layer, Pair
from dilviz.network.op_settings import OpSettings


@dataclass(frozen=True)
class Kind:
    """A word of the notation.

    Attributes
    ----------
    op : str
        The operation of its node: one of `dilviz.network.node.OPS`.
    sized : bool
        Whether a size follows the word: a kernel size, the factor of ``up`` and ``resize``, or
        the samples that ``crop`` takes off.
    settings : str
        First letters of the settings it takes.
    """

    op: str
    sized: bool
    settings: str


KINDS = MappingProxyType(
    {
        "conv": Kind("conv", True, "dspcg"),
        "dwconv": Kind("conv", True, "dspc"),
        "maxpool": Kind("pool", True, "dsp"),
        "avgpool": Kind("pool", True, "dsp"),
        "tconv": Kind("conv_transpose", True, "dspocg"),
        "up": Kind("upsample", True, ""),
        "relu": Kind("identity", False, ""),
        "id": Kind("identity", False, "p"),
        "gap": Kind("global", False, ""),
        "resize": Kind("resize", True, "m"),
        "crop": Kind("pad", True, ""),
    }
)


DEEPEST = 40  # groups inside groups
NAME = re.compile(r"[A-Za-z_][\w.\-]*")
BARE = Layer((1, 1))


@dataclass(frozen=True)
class LayerItem:
    """One layer as typed: its word, settings and name."""

    kind: str
    layer: Layer
    channels: int | None = None
    output_padding: Pair = (0, 0)
    name: str | None = None
    groups: int = 1
    settings: OpSettings | None = None


@dataclass(frozen=True)
class RepeatItem:
    """A group, some times over."""

    times: int
    items: tuple
    name: str | None = None


@dataclass(frozen=True)
class BranchItem:
    """Parallel paths and how they are joined."""

    paths: tuple[tuple, ...]
    op: str
    name: str | None = None


Item = LayerItem | RepeatItem | BranchItem


def is_bare_identity(path: tuple[Item, ...]) -> bool:
    """Whether a path only passes its input on."""
    return len(path) == 1 and path[0] == LayerItem("id", BARE)


def default_join(has_identity: bool) -> str:
    """How paths are joined by default: residual ones are added, others concatenated."""
    return "add" if has_identity else "concat"
