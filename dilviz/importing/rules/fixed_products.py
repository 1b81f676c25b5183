"""Products along rows or columns with constants that hold zeros: bands, triangles, blocks."""

from __future__ import annotations

import numpy as np

from dilviz.importing.axes import along, known_axes, set_axis, spaces_of
from dilviz.importing.builder import Builder
from dilviz.importing.call import Call
from dilviz.importing.constants import numbers_of
from dilviz.importing.masks import masked
from dilviz.importing.sizes import fixed
from dilviz.importing.values import Axis, Constant, Map, NotFollowed
from dilviz.importing.windows import plain

MOST_READ = 1 << 20  # positions of all outputs together


def multiplied(
    call: Call, value: Map, text: str, weights: Constant, names: str, output: str
) -> tuple[Map, str]:
    """Let each output read only what its weights do not make zero.

    Parameters
    ----------
    text, names : str
        The axes of the map and of the weights, as letters.

    Returns
    -------
    value : Map
    text : str
        Its axes; an axis that was added up along is now the outputs' own.
    """
    axes = known_axes(value)
    summed = [c for c in text if c not in output and c in names]
    summed = [c for c in summed if spaces_of(axes[text.index(c)])]
    new = [c for c in names if c not in text and c in output]
    numbers = numbers_of(call.builder, weights) if len(summed) == 1 and len(new) < 2 else None
    if numbers is None or numbers.dtype == object:
        return value, text
    [inner], outer = summed, "".join(new)
    read = _by_output(numbers != 0, names, inner, outer, text, value)
    read = _over_channels(read, axes[text.index(inner)])
    if (read[:, 0] & read[:, -1]).all() or not read.any():
        return value, text  # to its ends: as weights without zeros
    axis = text.index(inner)
    if not outer:
        kept = read.any(axis=0)
        others = [n for n in range(len(text)) if n != axis]
        return masked(call.builder, value, np.expand_dims(kept, others)), text
    return chosen(call.builder, value, axis, read), text.replace(inner, outer)


def _by_output(
    nonzero: np.ndarray, names: str, inner: str, outer: str, text: str, value: Map
) -> np.ndarray:
    """For each output (rows) which entries it reads (columns)."""
    for n, letter in enumerate(names):
        if letter not in (inner, outer):
            every = np.asarray(nonzero.any(axis=n, keepdims=True))
            placed = letter in text and spaces_of(known_axes(value)[text.index(letter)])
            if placed and (nonzero != every).any():
                raise NotFollowed("its weights are zero in different places for different rows")
            nonzero = every
    order = [names.index(letter) for letter in outer + inner]
    rest = [n for n in range(nonzero.ndim) if n not in order]
    flat = nonzero.transpose(rest + order)
    return flat.reshape(-1, flat.shape[-1])


def _over_channels(read: np.ndarray, layout: Axis) -> np.ndarray:
    """A position is read where any of the channels beside it on the axis is."""
    sizes = [fixed(factor.size) for factor in layout]
    apart = read.reshape(len(read), *sizes)
    channels = tuple(n for n, factor in enumerate(layout, start=1) if factor.space is None)
    return np.broadcast_to(apart.any(axis=channels, keepdims=True), apart.shape).reshape(read.shape)


def chosen(builder: Builder, value: Map, axis: int, read: np.ndarray) -> Map:
    """A map along whose axis output n reads the entries that row n of `read` names."""
    value, space = plain(builder, value, axis)
    if space is None:
        return value
    most = int(read.sum(axis=1).max())
    if read.shape[0] * most > MOST_READ:
        raise NotFollowed(f"it reads more than {MOST_READ} positions one by one")
    table = np.argsort(~read, axis=1, kind="stable")[:, :most]
    table = np.where(np.arange(most) < read.sum(axis=1, keepdims=True), table, -1)
    value = set_axis(value, axis, along(len(read), space))
    return builder.listed(value, space, table, known_axes(value), role="read")
