"""Pieces whose axis becomes a part of rows or columns: ``stack`` followed by ``flatten``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from dilviz.importing.axes import axis_size, free, known_axes, reshaped, set_axis, spaces_of
from dilviz.importing.builder import Builder
from dilviz.importing.joining import joined
from dilviz.importing.masks import masked
from dilviz.importing.pieces import part_size, total_size
from dilviz.importing.sizes import Size, fixed
from dilviz.importing.values import Axis, Factor, Map, NotFollowed, Pieces
from dilviz.importing.windows import straightened

OF_PIECES = 2  # where a factor has the space 0 or 1, this one counts pieces


def interleaved_axis(value: Pieces, shape: Sequence[Size]) -> int | None:
    """The axis of a new shape on which pieces come to lie beside rows or columns.

    A constant piece too: its entries read nothing. Groups of channels laid out with all rows and
    columns, as a norm reads them, have no place where one of these counts.
    """
    laid = _laid(value, shape)
    several = sum(OF_PIECES in spaces_of(layout) for layout in laid) > 1
    for axis, layout in enumerate(laid):
        found = spaces_of(layout)
        if OF_PIECES in found and len(found) > 1 and not (several and len(found) == 3):
            return axis
    return None


def _laid(value: Pieces, shape: Sequence[Size]) -> tuple[Axis, ...]:
    """The axes of the new shape, with factors that count the pieces' entries."""
    part = max(value.maps, key=lambda part: sum(len(spaces_of(axis)) for axis in known_axes(part)))
    axes = list(known_axes(part))
    if spaces_of(axes[value.axis]):
        return ()
    axes[value.axis] = (Factor(total_size(value), OF_PIECES),)
    return reshaped(axes, shape)


def interleaved(builder: Builder, value: Pieces, shape: Sequence[Size], axis: int) -> Map:
    """Each piece in the new shape, with nothing where the entries of others stand, joined."""
    layout = _laid(value, shape)[axis]
    total = total_size(value)
    digits = np.meshgrid(*(np.arange(fixed(f.size)) for f in layout), indexing="ij")
    counted = [digit for digit, f in zip(digits, layout, strict=True) if f.space == OF_PIECES]
    if len(counted) != 1 or [f.size for f in layout if f.space == OF_PIECES] != [total]:
        raise NotFollowed("the pieces that it reads come to lie on several axes")
    maps, start = [], 0
    for part in value.parts:
        end = start + fixed(part_size(part, value.axis))
        if isinstance(part, Map):
            kept = ((counted[0] >= start) & (counted[0] < end)).ravel()
            maps.append(_alone(builder, part, value.axis, total, shape, axis, kept))
        start = end
    return joined(builder, maps, [tuple(shape)])


def _alone(
    builder: Builder,
    part: Map,
    along: int,
    total: Size,
    shape: Sequence[Size],
    axis: int,
    kept: np.ndarray,
) -> Map:
    """One piece in the new shape, with nothing where the entries of others stand."""
    part = set_axis(part, along, free(total))
    part = replace(part, axes=reshaped(known_axes(part), shape), label="")
    part = straightened(builder, part)
    if len(known_axes(part)[axis]) != 1 or axis_size(known_axes(part)[axis]) != kept.size:
        raise NotFollowed("the pieces that it reads come to lie beside rows and columns")
    return masked(builder, part, kept.reshape((-1,) + (1,) * (len(shape) - axis - 1)))
