"""Expand the items of a notation into the nodes of a graph."""

from __future__ import annotations

from dataclasses import replace

from dilviz.errors import GeometryError
from dilviz.network.node import Node
from dilviz.network.vocabulary import BARE, KINDS, BranchItem, Item, RepeatItem, is_bare_identity
from dilviz.network.well_formed import LARGEST_NETWORK


def expand(items: tuple[Item, ...], input_id: str) -> tuple[Node, ...]:
    """Write out repeats and paths as nodes; those without a name are numbered.

    Raises
    ------
    GeometryError
        If there are too many layers, or a name would stand for several.
    """
    length = sum(map(_length, items))
    if length > LARGEST_NETWORK:
        raise GeometryError(
            f"the notation stands for {length} layers; at most {LARGEST_NETWORK} are followed. "
            "Lower a repeat."
        )
    _check_names(items)
    expansion = _Expansion()
    expansion.sequence(items, input_id)
    return tuple(expansion.nodes)


class _Expansion:
    def __init__(self) -> None:
        self.nodes: list[Node] = []

    def sequence(self, items: tuple[Item, ...], source: str) -> str:
        """Add the nodes of `items` after `source`; return the last one's id."""
        for item in items:
            source = self._item(item, source)
        return source

    def _item(self, item: Item, source: str) -> str:
        if isinstance(item, RepeatItem):
            return self._repeat(item, source)
        if isinstance(item, BranchItem):
            ends = tuple(
                source if is_bare_identity(path) else self.sequence(path, source)
                for path in item.paths
            )
            return self._add(item.name, item.op, ends, kind=item.op)
        op = "pad" if item.kind == "id" and item.layer != BARE else KINDS[item.kind].op
        return self._add(
            item.name,
            op,
            (source,),
            layer=item.layer,
            kind=item.kind,
            channels=item.channels,
            output_padding=item.output_padding,
            groups=item.groups,
            settings=item.settings,
        )

    def _repeat(self, item: RepeatItem, source: str) -> str:
        for _ in range(item.times):
            source = self.sequence(item.items, source)
        if item.name:  # the group's name is its last layer's
            self.nodes[-1] = replace(self.nodes[-1], id=item.name, named=True)
            source = item.name
        return source

    def _add(self, name: str | None, op: str, inputs: tuple[str, ...], **settings) -> str:
        id_ = name or str(len(self.nodes) + 1)
        self.nodes.append(Node(id_, op, inputs, **settings))
        return id_


def _length(item: Item) -> int:
    if isinstance(item, RepeatItem):
        return item.times * sum(map(_length, item.items))
    if isinstance(item, BranchItem):
        return 1 + sum(_length(part) for path in item.paths for part in path)
    return 1


def _check_names(items: tuple[Item, ...], repeated: bool = False) -> None:
    """A name may not stand for several layers."""
    for item in items:
        if item.name and repeated:
            raise GeometryError(
                f"the name {item.name!r} stands inside a repeat, so it would name several layers. "
                "Put the name before the repeat, or write the group out."
            )
        if isinstance(item, RepeatItem):
            _check_names(item.items, repeated or item.times > 1)
        elif isinstance(item, BranchItem):
            for path in item.paths:
                _check_names(path, repeated)
