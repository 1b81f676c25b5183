"""Entries that are taken, replaced or marked by their numbers."""

from __future__ import annotations

from typing import Any

import numpy as np

from dilviz.importing.evaluators.limits import Evaluator, check
from dilviz.importing.operation import Operation
from dilviz.importing.tensors import TYPES


def _gather(operation: Operation, values: list[Any]) -> Any:
    axis = operation.get("axis", 0)
    shape = values[0].shape
    check(values[0].size // max(shape[axis], 1) * values[1].size)
    return np.take(values[0], values[1].astype(np.int64), axis=axis)


def _gather_nd(operation: Operation, values: list[Any]) -> Any:
    if operation.get("batch_dims", 0):
        return None
    index = np.moveaxis(values[1], -1, 0)
    check(index[0].size * int(np.prod(values[0].shape[len(index) :])))
    return values[0][tuple(index)]


def _gather_elements(operation: Operation, values: list[Any]) -> Any:
    return np.take_along_axis(values[0], values[1], operation.get("axis", 0))


def _scatter_nd(operation: Operation, values: list[Any]) -> Any:
    data = values[0].copy()
    if operation.get("reduction", "none") != "none":
        return None
    data[tuple(np.moveaxis(values[1], -1, 0))] = values[2]
    return data


def _scatter_elements(operation: Operation, values: list[Any]) -> Any:
    if operation.get("reduction", "none") != "none":
        return None
    data = values[0].copy()
    np.put_along_axis(data, values[1], values[2], operation.get("axis", 0))
    return data


def _eye(operation: Operation, values: list[Any]) -> Any:
    rows, cols = values[0].shape
    kind = TYPES[operation.get("dtype", 0)] if operation.get("dtype", 0) else values[0].dtype
    return np.eye(rows, cols, operation.get("k", 0), dtype=kind)


def _trilu(operation: Operation, values: list[Any]) -> Any:
    diagonal = int(values[1].ravel()[0]) if len(values) > 1 and values[1] is not None else 0
    return (np.triu if operation.get("upper", 1) else np.tril)(values[0], diagonal)


def _one_hot(operation: Operation, values: list[Any]) -> Any:
    depth = int(np.ravel(values[1])[0])
    check(values[0].size * depth)
    off, on = np.ravel(values[2])
    axis = operation.get("axis", -1)
    hot = (values[0] % depth)[..., None] == np.arange(depth)
    return np.moveaxis(np.where(hot, on, off), -1, axis if axis >= 0 else hot.ndim + axis)


RULES: dict[str, Evaluator] = {
    "EyeLike": _eye,
    "Gather": _gather,
    "GatherElements": _gather_elements,
    "GatherND": _gather_nd,
    "NonZero": lambda operation, values: np.array(np.nonzero(values[0]), np.int64),
    "OneHot": _one_hot,
    "ScatterElements": _scatter_elements,
    "ScatterND": _scatter_nd,
    "Trilu": _trilu,
}
