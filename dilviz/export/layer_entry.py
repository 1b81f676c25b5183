"""One layer of a network as plain data: its settings, and what its outputs read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from typing import Any

from dilviz.convolution.layer import Pair
from dilviz.errors import GeometryError
from dilviz.fields.propagation import Budget
from dilviz.network.lookup import Along
from dilviz.network.network import Network
from dilviz.network.node import Node
from dilviz.network.read_rule import TapRun
from dilviz.network.spelling import layer_words
from dilviz.network.whole_map import Global


def layer_entry(
    network: Network, node: Node, sizes: Mapping[str, Pair], patterns: Budget
) -> dict[str, Any]:
    """Describe a layer. `patterns` bounds how much is written about what outputs read.

    ``local_inputs`` are its inputs without gates: none, for a map of pooled values.
    """
    layer = node.layer
    padding = _padding(node, sizes)
    local = network.local.by_id.get(node.id)
    return {
        "id": node.id,
        "path": node.path,
        "named": node.named,
        "op": node.op,
        "kind": node.kind,
        "words": layer_words(node, network.one_dimensional),
        "inputs": list(node.inputs),
        "local_inputs": list(local.inputs) if local else [],
        "kernel_size": list(layer.kernel_size),
        "effective_kernel_size": list(layer.effective_kernel_size),
        "stride": list(layer.stride),
        "dilation": list(layer.dilation),
        "groups": node.groups,
        "padding": layer.padding if padding is None else [list(sides) for sides in padding],
        "output_size": list(sizes[node.id]) if sizes else None,
        "reads": {
            name: None
            if padding is None
            else _reading(node, axis, padding[axis][0], sizes, patterns)
            for axis, name in enumerate(("rows", "cols"))
        },
    }


def _padding(node: Node, sizes: Mapping[str, Pair]) -> tuple[Pair, Pair] | None:
    """The padding in numbers; None where "same" needs an input size not given."""
    rows, cols = (node.padding(axis, _met(node, axis, sizes)) for axis in (0, 1))
    return None if rows is None or cols is None else (rows, cols)


def _met(node: Node, axis: int, sizes: Mapping[str, Pair]) -> int | None:
    """The size of what the layer reads; None without an input size."""
    return min(sizes[id_][axis] for id_ in node.inputs) if sizes else None


def _reading(
    node: Node, axis: int, before: int, sizes: Mapping[str, Pair], patterns: Budget
) -> dict[str, Any] | None:
    """What outputs read; None where no rule says it, or an answer has no room for it."""
    if node.op == "transpose" or isinstance(node.settings, Along) or _pools(node, axis):
        return None
    met = _met(node, axis, sizes)
    with suppress(GeometryError):
        if not patterns.try_spend(node.phases(axis)):
            return None
        rule = node.read_rule(axis, before, met)
        return _pattern(rule.stride, rule.runs)
    if met is None or node.settings is None:
        return None
    listed = node.settings.listed(axis, met) or ()
    runs = [_run(positions) for positions in listed]
    if None in runs or not runs or not patterns.try_spend(len(runs)):
        return None
    return _pattern(met, [run for run in runs if run])


def _pools(node: Node, axis: int) -> bool:
    """Whether one value of the whole axis is all that the layer leaves."""
    return isinstance(node.settings, Global) and node.settings.axes[axis]


def _pattern(stride: int, runs: Iterable[TapRun]) -> dict[str, Any]:
    return {"stride": stride, "runs": [[run.first, run.step, run.count] for run in runs]}


def _run(positions: Sequence[int]) -> TapRun | None:
    """Positions that follow one another, as a run; None for others.

    >>> _run((2, 3, 4)), _run((2, 4, 5))
    (TapRun(first=2, step=1, count=3), None)
    """
    if not positions:
        return TapRun(0, 1, 0)
    first = positions[0]
    follows = list(positions) == list(range(first, first + len(positions)))
    return TapRun(first, 1, len(positions)) if follows else None
