"""How long maps are while the size of the input is left open, and which of them agree."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from dilviz.convolution.layer import on_axis
from dilviz.importing.axes import known_axes, set_axis
from dilviz.importing.sizes import OpenSize, Size, growth, stepped, times
from dilviz.importing.values import Map, NotFollowed
from dilviz.network.node import Node

PROBES = (1 << 12, (1 << 12) + 60)  # sizes by which the rule of an open size is told
LARGEST_STRIDE = 64  # that is told
STEPPING = ("conv", "pool", "resize", "slice")


def open_outputs(node: Node, space: int, size: OpenSize) -> Size:
    """Count the rows (columns) that a node makes of an open number of them."""
    first, second = (node.output_size(space, probe) for probe in PROBES)
    try:
        if first - second == PROBES[0] - PROBES[1]:
            return stepped(size, first - PROBES[0], 1)
        if first * PROBES[1] == second * PROBES[0] and not first % PROBES[0]:
            return times(size, first // PROBES[0])
        step = _step(lambda probe: node.output_size(space, probe), node.op)
        if step is not None:
            return stepped(size, *step)
    except NotFollowed:
        pass
    return OpenSize(1, (f"{'rows' if space == 0 else 'columns'} of {node.id}",))


def _step(outputs: Callable[[int], int], op: str) -> tuple[int, int] | None:
    """Tell (added, stride) of a window from the outputs that it makes of some sizes."""
    if op not in STEPPING:
        return None
    begin = outputs(PROBES[0])
    probes = range(PROBES[0] + 1, PROBES[0] + 4 * LARGEST_STRIDE)
    rises = [probe for probe in probes if outputs(probe) > outputs(probe - 1)]
    strides = {later - earlier for earlier, later in zip(rises, rises[1:], strict=False)}
    if len(strides) != 1:
        return None
    [stride] = strides
    return (begin + 1) * stride - rises[0], stride


def agreed(maps: Sequence[Map]) -> list[Map]:
    """Maps that meet, with open sizes that grow alike taken for equal.

    A model whose rows are ⌊h / 2⌋ here and ⌊(h + 1) / 2⌋ there runs only where both agree.
    """
    result = list(maps)
    for axis in range(len(known_axes(maps[0]))):
        for space in (0, 1):
            whole = [n for n, value in enumerate(result) if _is_all(value, axis, space)]
            sizes = {result[n].extent[space] for n in whole}
            if len(sizes) > 1 and len({growth(size) for size in sizes}) == 1:
                size = result[whole[0]].extent[space]
                for n in whole:
                    result[n] = _resized(result[n], axis, space, size)
    return result


def _is_all(value: Map, axis: int, space: int) -> bool:
    """Whether a tensor axis is all rows (columns), and open."""
    layout, size = known_axes(value)[axis], value.extent[space]
    return (
        isinstance(size, OpenSize)
        and len(layout) == 1
        and (layout[0].size, layout[0].space, layout[0].weight) == (size, space, 1)
    )


def _resized(value: Map, axis: int, space: int, size: Size) -> Map:
    [factor] = known_axes(value)[axis]
    extent = on_axis(space, size, value.extent[1 - space])
    return replace(set_axis(value, axis, (replace(factor, size=size),)), extent=extent)
