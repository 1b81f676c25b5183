"""Sampling at the points of a constant grid."""

from __future__ import annotations

import numpy as np

from dilviz.importing.axes import MOST_POSITIONS, along, free, known_axes, rank_of
from dilviz.importing.call import Call, Rule
from dilviz.importing.sizes import fixed
from dilviz.importing.values import Constant, NotFollowed, Value
from dilviz.importing.windows import placed


def grid_sample(call: Call) -> Value:
    """``GridSample`` with a constant grid whose rows and columns do not depend on each other."""
    value = call.map()
    grid = call.value(1)
    if not isinstance(grid, Constant):
        raise NotFollowed("where it samples is computed from the input")
    if grid.data is None or rank_of(value) != 4 or grid.data.ndim != 4:
        raise NotFollowed(grid.missing or "where it samples is not in the file")
    points = np.asarray(grid.data, float)
    if points.size > MOST_POSITIONS or (points != points[:1]).any():
        raise NotFollowed("it samples pictures in different places")
    cols, rows = points[0, ..., 0], points[0, ..., 1]
    if (rows != rows[:, :1]).any() or (cols != cols[:1]).any():
        raise NotFollowed("rows and columns of the grid that it samples depend on each other")
    value, places = placed(call.builder, value, [2, 3])
    axes = list(known_axes(value))
    for axis, place, line in ((2, places[0], rows[:, 0]), (3, places[1], cols[0])):
        if place.space is None or place.apart != 1:
            axes[axis] = free(len(line))
            continue
        size = fixed(value.extent[place.space])
        axes[axis] = along(len(line), place.space)
        value = call.builder.listed(
            value, place.space, _samples(call, line, size), tuple(axes), role="grid"
        )
    return call.builder.emit("identity", [value], tuple(axes))


def _samples(call: Call, line: np.ndarray, size: int) -> np.ndarray:
    """Positions read for coordinates from -1 to 1; -1 where nothing is."""
    if call.get("align_corners", 0):
        at = (line + 1) / 2 * (size - 1)
    else:
        at = ((line + 1) * size - 1) / 2
    mode = call.get("mode", "linear")
    padding = call.get("padding_mode", "zeros")
    if padding == "reflection" or mode in ("cubic", "bicubic") or not np.isfinite(at).all():
        raise NotFollowed(f"sampling by {mode!r} with {padding!r} outside is not followed")
    if padding == "border":
        at = np.clip(at, 0, size - 1)
    if mode == "nearest":
        taps = np.round(at)[:, None]
    else:
        low = np.floor(at)
        taps = np.stack([low, np.where(at == low, -1, low + 1)], axis=1)
    taps = np.clip(taps, -1, size).astype(np.int64)
    return np.where((taps < 0) | (taps >= size), -1, taps)


RULES: dict[str, Rule] = {"GridSample": grid_sample}
