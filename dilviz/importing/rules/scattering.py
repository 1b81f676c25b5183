"""Entries that are taken or replaced by numbers of their own, which are constants."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from dilviz.importing.axes import along, known_axes, rank_of, set_axis, shape_of, spaces_of
from dilviz.importing.call import Call, Rule
from dilviz.importing.joining import joined
from dilviz.importing.masks import masked
from dilviz.importing.pooling import single_axes
from dilviz.importing.rules.fixed_products import chosen
from dilviz.importing.rules.refused import BY_VALUES
from dilviz.importing.sizes import OPEN, Size, fixed
from dilviz.importing.taking import taken
from dilviz.importing.values import Constant, Map, NotFollowed, Pieces, Value

SINGLE = "it takes or replaces single positions, not whole rows and columns"


def gather_elements(call: Call) -> Value:
    """``GatherElements`` whose numbers are the same for all other axes."""
    value = call.map()
    axis = call.axis(call.get("axis", 0), rank_of(value))
    numbers = _numbers(call)
    chosen = _along(numbers, axis, shape_of(value)[axis])
    for other, size in enumerate(numbers.shape):
        if other != axis and size != shape_of(value)[other]:
            value = taken(call.builder, value, other, np.arange(size))
    return taken(call.builder, value, axis, chosen)


def scatter_elements(call: Call) -> Value:
    """``ScatterElements`` whose numbers are the same for all other axes."""
    sizes = _sizes(call)
    axis = call.axis(call.get("axis", 0), len(sizes))
    numbers = _numbers(call)
    places = [np.arange(size) for size in numbers.shape]
    places[axis] = _along(numbers, axis, sizes[axis])
    return _scattered(call, sizes, places)


def scatter_nd(call: Call) -> Value:
    """``ScatterND`` that replaces whole rows, columns or channels."""
    sizes, numbers = _sizes(call), _numbers(call)
    count = numbers.shape[-1] if numbers.ndim else 0
    if not 0 < count <= len(sizes) or numbers.ndim != count + 1:
        raise NotFollowed(SINGLE)
    places = [_along(numbers[..., axis], axis, sizes[axis]) for axis in range(count)]
    return _scattered(call, sizes, places)


def _numbers(call: Call) -> np.ndarray:
    if isinstance(call.value(1), Map | Pieces):
        raise NotFollowed(BY_VALUES)
    numbers = call.data(1)
    if numbers is None or numbers.dtype == object:
        raise NotFollowed("which entries it takes depends on the input size")
    return numbers.astype(np.int64)


def _sizes(call: Call) -> list[Size]:
    """The shape of the tensor in which entries are replaced."""
    data = call.value(0)
    found = data.shape if isinstance(data, Constant) else shape_of(call.map())
    if not found:
        raise NotFollowed("the shape of what it reads is not known")
    return list(found)


def _along(numbers: np.ndarray, axis: int, size: object) -> np.ndarray:
    """Numbers that vary along one axis only."""
    others = tuple(n for n in range(numbers.ndim) if n != axis)
    line = numbers[tuple(slice(None) if n == axis else 0 for n in range(numbers.ndim))]
    if (numbers != np.expand_dims(line, others)).any() or not isinstance(size, int):
        raise NotFollowed(SINGLE)
    return np.where(line < 0, line + size, line)


def _scattered(call: Call, sizes: list[Size], places: list[np.ndarray]) -> Value:
    """Entries at `places` come from the third input, the others from the first."""
    covered = np.ones((1,) * len(sizes), bool)
    for axis, (numbers, size) in enumerate(zip(places, sizes, strict=False)):
        known = fixed(size, OPEN)
        if not numbers.size or not 0 <= numbers.min() <= numbers.max() < known:
            raise NotFollowed(f"it replaces entries that an axis of {size} does not have")
        line = np.isin(np.arange(known), numbers)
        covered = covered & np.expand_dims(line, [n for n in range(len(sizes)) if n != axis])
    maps = []
    replaced = call.get("reduction", "none") == "none"
    if not isinstance(call.value(0), Constant) and not (replaced and covered.all()):
        data = call.map()
        maps.append(masked(call.builder, data, ~covered) if replaced else data)
    if not isinstance(call.value(2), Constant):
        maps.append(_laid(call, call.map(2), sizes, places))
    if not maps:
        return Constant(tuple(sizes))
    return joined(call.builder, maps, [tuple(sizes)], "add")


def _laid(call: Call, value: Map, sizes: list[Size], places: list[np.ndarray]) -> Map:
    """The new entries in the shape of the whole, nothing in between."""
    added = call.get("reduction", "none") != "none"
    for axis, (numbers, size) in enumerate(zip(places, sizes, strict=False)):
        assert isinstance(size, int)
        if (
            added
            and len(set(numbers.tolist())) < numbers.size
            and spaces_of(known_axes(value)[axis])
        ):
            read = np.zeros((size, numbers.size), bool)
            read[numbers, np.arange(numbers.size)] = True
            value = chosen(call.builder, value, axis, read)
            continue
        source = np.full(size, -1)
        source[numbers] = np.arange(numbers.size)
        if (source == np.arange(size)).all():
            continue
        space = next((n for n in (0, 1) if axis in single_axes(value, n)), None)
        if space is not None and call.builder.is_counted(space):
            axes = known_axes(set_axis(value, axis, along(size, space)))
            value = call.builder.listed(value, space, source[:, None], axes)
            continue
        value = taken(call.builder, value, axis, np.maximum(source, 0))
        others = [n for n in range(rank_of(value)) if n != axis]
        value = masked(call.builder, value, np.expand_dims(source >= 0, others))
    return replace(value, label="")


RULES: dict[str, Rule] = {
    "GatherElements": gather_elements,
    "ScatterElements": scatter_elements,
    "ScatterND": scatter_nd,
}
