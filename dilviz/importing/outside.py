"""Numbers that lie in a file beside the model: exporters put longer tensors there."""

from __future__ import annotations

from functools import partial
from math import prod
from pathlib import Path
from typing import Any

import numpy as np

from dilviz.importing.tensors import MOST_LATER, MOST_NUMBERS, TYPES
from dilviz.importing.values import Later

FEW = 1 << 13  # numbers of a tensor of floats: more are weights, which no position depends on
MOST_BYTES = 1 << 26  # of all that is read from beside a model


def read_outside_numbers(model: Any, folder: Path) -> dict[str, Later]:
    """Put the small tensors that lie beside a model into it; others can be read later.

    Only files in the model's own folder, or below it, are opened, and only whole numbers of at
    most `MOST_NUMBERS` (of floats, `FEW`) are read: they are settings. What cannot be read stays
    outside.
    """
    budget, others = MOST_BYTES, dict[str, Later]()
    for tensor in model.graph.initializer:
        if not tensor.external_data:
            continue
        count, kind = _numbers(tensor), np.dtype(TYPES.get(tensor.data_type, np.float32))
        if not 0 < count <= (FEW if kind.kind == "f" else MOST_NUMBERS):
            if 0 < count <= MOST_LATER and tensor.data_type in TYPES:
                others[tensor.name] = Later(count, partial(_array, tensor, folder, kind))
            continue
        budget -= count * kind.itemsize
        content = _content(tensor, folder, count * kind.itemsize) if budget >= 0 else None
        if content is not None:
            tensor.raw_data = content
            tensor.ClearField("external_data")
            tensor.ClearField("data_location")
    return others


def _array(tensor: Any, folder: Path, kind: np.dtype) -> np.ndarray | None:
    content = _content(tensor, folder, _numbers(tensor) * kind.itemsize)
    return None if content is None else np.frombuffer(content, kind).reshape(list(tensor.dims))


def _numbers(tensor: Any) -> int:
    sizes = list(tensor.dims)
    return prod(sizes) if all(0 < size <= MOST_LATER for size in sizes[:16]) else 0


def _content(tensor: Any, folder: Path, length: int) -> bytes | None:
    """The bytes of a tensor; None unless they lie in the folder, and all of them."""
    entries = {entry.key: entry.value for entry in tensor.external_data}
    try:
        path = (folder / entries["location"]).resolve()
        offset, given = int(entries.get("offset", 0)), int(entries.get("length", length))
        if not path.is_relative_to(folder.resolve()) or not path.is_file():
            return None
        if given != length or not 0 <= offset <= path.stat().st_size - length:
            return None
        with path.open("rb") as file:
            file.seek(offset)
            return file.read(length)
    except (OSError, ValueError, KeyError, TypeError):
        return None
