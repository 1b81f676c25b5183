"""Blocks that are laid on a map and added where they overlap: ``Col2Im``, PyTorch's fold."""

from __future__ import annotations

from dataclasses import replace
from math import prod

import numpy as np

from dilviz.importing.axes import (
    MOST_POSITIONS,
    along,
    axis_size,
    digits,
    free,
    known_axes,
    positions,
    reshaped,
    set_axis,
    spaces_of,
)
from dilviz.importing.call import COMPUTED, Call, Rule, check_whole, rank_of
from dilviz.importing.rules.window_settings import Window, window_of
from dilviz.importing.sizes import divided
from dilviz.importing.values import Axis, Map, NotFollowed, Value
from dilviz.importing.windows import output_entries


def fold(call: Call) -> Value:
    """``Col2Im``: the channels are taps of a block, the last axis counts blocks."""
    value = call.map()
    image, block = call.numbers(1), call.numbers(2)
    if rank_of(value) != 3 or not image or not block or len(image) != len(block):
        raise NotFollowed("its image and its block do not have the same axes")
    check_whole((*image, *block))
    if min(*image, *block) < 1:
        raise NotFollowed(COMPUTED)
    window = window_of(call, len(block), block)
    pictures, channels, blocks = known_axes(value)
    counts = [_blocks(window, n, size) for n, size in enumerate(image)]
    outer = divided(axis_size(channels), prod(block))
    if outer is None or min(counts) < 1:
        raise NotFollowed(f"its channels do not make blocks of {block}")
    parts = reshaped([channels], [outer, *block]), reshaped([blocks], counts)
    value = replace(value, axes=(pictures, *parts[0], *parts[1]))
    for n, size in enumerate(image):
        value = _laid(call, value, window, n, size)
    axes = known_axes(value)
    return replace(value, axes=(*axes[:2], *axes[2 + len(block) :]))


def _blocks(window: Window, n: int, size: int) -> int:
    """How many blocks lie along an axis of the image."""
    reach, stride = window.kernel[n], window.stride[n]
    count = output_entries(size, reach, stride, window.dilation[n], sum(window.pads[n]))
    assert isinstance(count, int)
    return count


def _laid(call: Call, value: Map, window: Window, n: int, size: int) -> Map:
    """Lay the blocks along one axis of the image."""
    tap, block = 2 + n, 2 + len(window.kernel) + n
    layouts = known_axes(value)[tap], known_axes(value)[block]
    spaces = spaces_of(layouts[0]) | spaces_of(layouts[1])
    if not spaces:
        return set_axis(set_axis(value, tap, ()), block, free(size))
    if len(spaces) > 1:
        raise NotFollowed("rows and columns lie on one axis of its blocks")
    space = spaces.pop()
    if any(axis not in (tap, block) for axis, _ in digits(value, space)):
        raise NotFollowed("the rows or columns are split over several axes of what it reads")
    table = _table(window, n, size, _entries(layouts[0], space), _entries(layouts[1], space))
    value = set_axis(set_axis(value, tap, ()), block, along(size, space))
    return call.builder.listed(value, space, table, known_axes(value), role="fold")


def _entries(layout: Axis, space: int) -> np.ndarray:
    return positions([(f.size, f.weight if f.space == space else 0) for f in layout])


def _table(window: Window, n: int, size: int, taps: np.ndarray, blocks: np.ndarray) -> np.ndarray:
    """For each row (column) of the image the positions of the blocks that cover it."""
    stride, rate, before = window.stride[n], window.dilation[n], window.pads[n][0]
    found: list[set[int]] = [set() for _ in range(size)]
    if len(taps) * len(blocks) > MOST_POSITIONS:
        raise NotFollowed("it lays down too many blocks")
    for block, start in enumerate(blocks):
        for tap, offset in enumerate(taps):
            place = block * stride + tap * rate - before
            if 0 <= place < size:
                found[place].add(int(start + offset))
    table = np.full((size, max(1, *map(len, found))), -1)
    for place, read in enumerate(found):
        table[place, : len(read)] = sorted(read)
    return table


RULES: dict[str, Rule] = {"Col2Im": fold}
