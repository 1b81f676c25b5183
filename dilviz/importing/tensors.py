"""Tensors of a file as constants: their shape, and their numbers if they are few."""

from __future__ import annotations

from typing import Any

import numpy as np

from dilviz.importing.sizes import Size
from dilviz.importing.values import Constant, Later

MOST_NUMBERS = 1 << 16  # of a tensor that is computed at once
MOST_LATER = 1 << 24  # of one that is looked at only if it may be a mask
MOST_AXES = 16


# ONNX numbers of data types that settings have
TYPES = {
    1: np.float32, 2: np.uint8, 3: np.int8, 4: np.uint16, 5: np.int16, 6: np.int32,
    7: np.int64, 9: np.bool_, 10: np.float16, 11: np.float64, 12: np.uint32, 13: np.uint64,
}  # fmt: skip


def from_tensor(tensor: Any) -> Constant:
    """A tensor of the file; its numbers only if they are few."""
    shape = tuple(int(size) for size in tensor.dims)
    total = 1
    for size in shape:
        if size < 0:
            return Constant(None)
        total = min(total * size, MOST_LATER + 1)
    if tensor.external_data and total <= MOST_LATER:
        return Constant(shape, missing=_outside(tensor))
    if total > MOST_LATER:
        return Constant(shape, missing=f"a constant has more than {MOST_LATER} numbers")
    if len(shape) > MOST_AXES or tensor.data_type not in TYPES:
        return Constant(shape)
    if total > MOST_NUMBERS:
        return Constant(shape, later=Later(total, lambda: _array(tensor)))
    return Constant(shape, _array(tensor))


def _array(tensor: Any) -> Any:
    from onnx import numpy_helper

    try:
        return numpy_helper.to_array(tensor)
    except (ValueError, TypeError, KeyError, OverflowError, MemoryError):
        return None


def _outside(tensor: Any) -> str:
    """Where the numbers lie that could not be read."""
    places = [entry.value for entry in tensor.external_data if entry.key == "location"]
    return (
        f"its numbers lie in {(places or [''])[0][:80]!r}, a file beside the model, which was not "
        "read; read the model from its folder, or export it as one file (external_data=False)"
    )


def sizes_constant(sizes: tuple[Size, ...]) -> Constant:
    """Sizes as a tensor of numbers; open ones make it a tensor of objects."""
    if all(isinstance(size, int) for size in sizes):
        return Constant((len(sizes),), np.array(sizes, np.int64))
    data = np.empty(len(sizes), object)
    data[:] = sizes
    return Constant((len(sizes),), data)
