"""What a notation says before it becomes a graph: layers, repeats and parallel paths."""

from __future__ import annotations

from dataclasses import dataclass

from dilviz.layer import Layer, Pair

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


def default_join(beside_identity: bool) -> str:
    """How paths are joined when nothing is stated: residual ones are added."""
    return "add" if beside_identity else "concat"
