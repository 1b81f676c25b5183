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
    positions_along,
    rank_of,
    reshaped,
    set_axis,
    spaces_of,
)
from dilviz.importing.call import COMPUTED, Call, Rule, check_whole
from dilviz.importing.listed import table_of
from dilviz.importing.rules.window_settings import Window, windows_of
from dilviz.importing.sizes import divided, fixed
from dilviz.importing.values import Map, NotFollowed, Value


def fold(call: Call) -> Value:
    """``Col2Im``: the channels are taps of a block, the last axis counts blocks."""
    value = call.map()
    image, block = call.numbers(1), call.numbers(2)
    if rank_of(value) != 3 or not image or not block or len(image) != len(block):
        raise NotFollowed("its image and its block do not have the same axes")
    check_whole((*image, *block))
    if min(*image, *block) < 1:
        raise NotFollowed(COMPUTED)
    windows = windows_of(call, range(len(block)), block)
    pictures, channels, blocks = known_axes(value)
    counts = [fixed(window.outputs(size)) for window, size in zip(windows, image, strict=True)]
    outer = divided(axis_size(channels), prod(block))
    if outer is None or min(counts) < 1:
        raise NotFollowed(f"its channels do not make blocks of {block}")
    parts = reshaped([channels], [outer, *block]), reshaped([blocks], counts)
    value = replace(value, axes=(pictures, *parts[0], *parts[1]))
    for window, size in zip(windows, image, strict=True):
        value = _laid(call, value, window, 2 + window.axis, 2 + window.axis + len(block), size)
    axes = known_axes(value)
    return replace(value, axes=(*axes[:2], *axes[2 + len(block) :]))


def _laid(call: Call, value: Map, window: Window, tap: int, block: int, size: int) -> Map:
    """Lay the blocks along one axis of the image; two axes count taps and blocks."""
    layouts = known_axes(value)[tap], known_axes(value)[block]
    spaces = spaces_of(layouts[0]) | spaces_of(layouts[1])
    if not spaces:
        return set_axis(set_axis(value, tap, ()), block, free(size))
    if len(spaces) > 1:
        raise NotFollowed("rows and columns lie on one axis of its blocks")
    space = spaces.pop()
    if any(axis not in (tap, block) for axis, _ in digits(value, space)):
        raise NotFollowed("the rows or columns are split over several axes of what it reads")
    table = _table(window, size, *(positions_along(layout, space) for layout in layouts))
    value = set_axis(set_axis(value, tap, ()), block, along(size, space))
    return call.builder.listed(value, space, table, known_axes(value), role="fold")


def _table(window: Window, size: int, taps: np.ndarray, blocks: np.ndarray) -> np.ndarray:
    """For each row (column) of the image the positions of the blocks that cover it."""
    found: list[set[int]] = [set() for _ in range(size)]
    if len(taps) * len(blocks) > MOST_POSITIONS:
        raise NotFollowed("it lays down too many blocks")
    for block, start in enumerate(blocks):
        for tap, offset in enumerate(taps):
            place = block * window.stride + tap * window.rate - window.pads[0]
            if 0 <= place < size:
                found[place].add(int(start + offset))
    return table_of(list(map(sorted, found)))


RULES: dict[str, Rule] = {"Col2Im": fold}
