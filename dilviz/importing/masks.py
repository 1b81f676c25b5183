"""Constant masks: rows and columns that are multiplied by zero reach nothing."""

from __future__ import annotations

import numpy as np

from dilviz.importing.axes import MOST_POSITIONS, axis_size, known_axes, shape_of, spaces_of
from dilviz.importing.builder import Builder
from dilviz.importing.joining import joined
from dilviz.importing.sizes import Size
from dilviz.importing.values import Factor, Map, NotFollowed
from dilviz.importing.windows import settled

MOST_PRODUCTS = 8
LARGEST_MASK = 1 << 20  # rows times columns
NO_PRODUCT = "it hides positions by a mask that is not the same for all rows or all columns"
HIDDEN = "a mask takes positions out of an attention"
LOWEST = -1e3  # a softmax makes zero of it, even in double precision, if others are near 0


def masked(builder: Builder, value: Map, kept: np.ndarray) -> Map:
    """Read nothing where a mask is false.

    A mask that is false everywhere is none: weights that are still zero look like that.

    Raises
    ------
    NotFollowed
        If the mask is no union of a few products of rows and columns.
    """
    if kept.all() or not kept.any() or value.axes is None:
        return value
    sizes = shape_of(value)
    if kept.ndim > len(sizes):
        raise NotFollowed(NO_PRODUCT)
    scores = _are_scores(builder, value, vector=kept.ndim == 1)
    kept = kept.reshape((1,) * (len(sizes) - kept.ndim) + kept.shape)
    value = _repeats_apart(builder, value, kept)
    labels: list[Factor | None] = []  # what each axis of `spread` counts
    shape: list[int] = []
    for axis, count in enumerate(kept.shape):
        layout = known_axes(value)[axis]
        if not spaces_of(layout) or count != sizes[axis]:
            if spaces_of(layout) and count != 1:
                raise NotFollowed(NO_PRODUCT)
            every = np.any(kept, axis=axis, keepdims=True)
            if scores and axis == kept.ndim - 1 and (every != kept).any():
                raise NotFollowed(HIDDEN)
            kept = every
            shape.append(1)
            labels.append(None)
            continue
        for factor in layout:
            shape.append(int(factor.size))  # type: ignore[arg-type]
            labels.append(factor if factor.space is not None else None)
    free = tuple(n for n, f in enumerate(labels) if f is None)
    spread = np.asarray(kept.reshape(shape).any(axis=free, keepdims=True))
    if spread.size > LARGEST_MASK:
        raise NotFollowed(NO_PRODUCT)
    groups = _products(spread, [None if f is None else f.space for f in labels])
    if len(groups) > MOST_PRODUCTS:
        raise NotFollowed(NO_PRODUCT)
    made = [_kept_only(builder, value, rows, cols, labels) for rows, cols in groups]
    return joined(builder, made, role="mask") if len(made) > 1 else made[0]


def _repeats_apart(builder: Builder, value: Map, kept: np.ndarray) -> Map:
    """Repeated rows (columns) as rows of their own where a mask does not treat them alike."""
    for axis, layout in enumerate(known_axes(value)):
        spaces, sizes = spaces_of(layout), [factor.size for factor in layout]
        if len(spaces) != 1 or axis_size(layout) != kept.shape[axis]:
            continue
        free = tuple(n for n, factor in enumerate(layout) if factor.space is None)
        lines = np.moveaxis(kept, axis, 0).reshape(*sizes, -1)  # type: ignore[arg-type]
        if (lines.any(axis=free) != lines.all(axis=free)).any():
            value = settled(builder, value, axis, spaces.pop())
    return value


def _are_scores(builder: Builder, value: Map, *, vector: bool) -> bool:
    """Whether the last axis may count what an attention read as a whole, for each position.

    A single line of factors may also scale channels, so there the axis has to count keys.
    """
    axes = known_axes(value)
    if vector and axes and not any(factor.whole for factor in axes[-1]):
        return False
    queries = len(axes) > 1 and bool(spaces_of(axes[-2])) and not spaces_of(axes[-1])
    return queries and any(builder.sees_everything(value))


def _products(mask: np.ndarray, spaces: list[int | None]) -> list[tuple[np.ndarray, np.ndarray]]:
    """A mask as the union of products of rows and columns, each with its rows apart."""
    over = [tuple(n for n, space in enumerate(spaces) if space == s) for s in (0, 1)]
    rows = mask.any(axis=over[1], keepdims=True)
    lines = np.moveaxis(mask, over[0], range(len(over[0]))).reshape(rows.size, -1)
    kinds, kind_of = np.unique(lines, axis=0, return_inverse=True)
    cols_shape = mask.any(axis=over[0], keepdims=True).shape
    return [
        (kind_of.reshape(rows.shape) == n, kind.reshape(cols_shape))
        for n, kind in enumerate(kinds)
        if kind.any()
    ]


def _kept_only(
    builder: Builder, value: Map, rows: np.ndarray, cols: np.ndarray, labels: list[Factor | None]
) -> Map:
    for space, part in enumerate((rows, cols)):
        if not part.all():
            value = _hidden(builder, value, space, part, labels)
    return value


def may_hide(value: Map, shape: tuple[Size, ...] | None) -> bool:
    """Whether a constant of this shape may have other numbers for other rows or columns."""
    if shape is None or value.axes is None:
        return False
    pairs = zip(reversed(known_axes(value)), reversed(shape), strict=False)
    return any(spaces_of(layout) and size != 1 for layout, size in pairs)


def check_scores(value: Map, scores: np.ndarray) -> None:
    """Refuse constants of minus infinity that take positions out of an attention.

    Its keys and values are read as a whole here, so single ones cannot be left out.

    Raises
    ------
    NotFollowed
        If scores differ in that along an axis that has no positions.
    """
    if value.axes is None or scores.dtype.kind != "f":
        return
    hidden = scores <= scores.dtype.type(LOWEST)
    for axis, layout in enumerate(reversed(known_axes(value)), 1):
        if axis <= hidden.ndim and not spaces_of(layout):
            line = np.take(hidden, [0], axis=-axis)
            if (hidden != line).any():
                raise NotFollowed(HIDDEN)


def _hidden(builder: Builder, value: Map, space: int, part: np.ndarray, labels: list) -> Map:
    size = value.extent[space]
    if not isinstance(size, int) or size > MOST_POSITIONS:
        raise NotFollowed("what it reads depends on the input size; give one (input_size)")
    outputs = np.arange(size)
    where = tuple(
        (outputs // factor.weight) % factor.size
        if factor is not None and factor.space == space
        else np.zeros(size, np.int64)
        for factor in labels
    )
    table = np.where(part[where], outputs, -1)[:, None]
    return builder.listed(value, space, table, known_axes(value), role="mask")
