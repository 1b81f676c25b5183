"""The content of an ONNX file, without its weights."""

from __future__ import annotations

import mmap
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dilviz.errors import GeometryError, optional_package

LARGEST_FILE = 512 * 1024 * 1024  # bytes that are read at once
LARGEST_TENSOR = 1 << 16  # bytes; the fields of larger tensors are skipped in large files
MOST_FIELDS = 4_000_000
DAMAGED = "this is not an ONNX model, or it is damaged."
# Fields by number that lead from a model to its tensors: (message, field) -> message.
LEADS = {
    ("model", 7): "graph",
    ("model", 25): "function",
    ("graph", 1): "node",
    ("graph", 5): "tensor",
    ("function", 7): "node",
    ("node", 5): "attribute",
    ("attribute", 5): "tensor",
    ("attribute", 6): "graph",
    ("attribute", 10): "tensor",
}


def model_from(path_or_bytes: Any) -> Any:
    """Parse a model.

    Raises
    ------
    GeometryError
        If it is none, or bytes are too many. A file may be larger: its weights are skipped.
    """
    if isinstance(path_or_bytes, bytes | bytearray | memoryview):
        if len(path_or_bytes) > LARGEST_FILE:
            raise GeometryError(
                f"the ONNX file has {len(path_or_bytes)} bytes; at most {LARGEST_FILE} are read. "
                "Save it with its weights as external data: they are not needed."
            )
        return _parsed(bytes(path_or_bytes))
    path = Path(path_or_bytes)
    if path.stat().st_size <= LARGEST_FILE:
        return _parsed(path.read_bytes())
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        return _parsed(without_weights(content))


def _parsed(content: bytes) -> Any:
    onnx = optional_package("onnx", "ONNX files", extra="onnx")
    from google.protobuf.message import DecodeError

    model = onnx.ModelProto()
    try:
        model.ParseFromString(content)
    except DecodeError:
        raise GeometryError(DAMAGED) from None
    return model


def without_weights(content: Any) -> bytes:
    """A serialised model without the numbers of its large tensors.

    Raises
    ------
    GeometryError
        If the bytes do not form messages, or what remains is too large.
    """
    budget = [MOST_FIELDS, LARGEST_FILE]
    return b"".join(_kept(content, 0, len(content), "model", budget))


def _kept(content: Any, begin: int, end: int, message: str, budget: list[int]) -> Iterator[bytes]:
    at = begin
    while at < end:
        budget[0] -= 1
        if budget[0] < 0:
            raise GeometryError("the ONNX file has too many parts to be read.")
        start = at
        key, at = _varint(content, at, end)
        number, wire = key >> 3, key & 7
        if not number:
            raise GeometryError(DAMAGED)
        if wire == 2:
            length, at = _varint(content, at, end)
            stop = at + length
        elif wire == 0:
            length, (_, stop) = 0, _varint(content, at, end)
        elif wire in (1, 5):
            length, stop = 0, at + (8 if wire == 1 else 4)
        else:
            raise GeometryError(DAMAGED)
        if stop > end:
            raise GeometryError(DAMAGED)
        inner = LEADS.get((message, number)) if wire == 2 else None
        if inner and length > LARGEST_TENSOR:
            body = b"".join(_kept(content, at, stop, inner, budget))
            yield _encoded(key) + _encoded(len(body)) + body
        elif not (message == "tensor" and length > LARGEST_TENSOR):
            budget[1] -= stop - start
            if budget[1] < 0:
                raise GeometryError(
                    f"the ONNX file holds more than {LARGEST_FILE} bytes besides its weights."
                )
            yield bytes(content[start:stop])
        at = stop


def _varint(content: Any, at: int, end: int) -> tuple[int, int]:
    value = shift = 0
    while at < end and shift < 70:
        byte = content[at]
        at += 1
        value |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            return value, at
    raise GeometryError(DAMAGED)


def _encoded(value: int) -> bytes:
    result = bytearray()
    while value > 127:
        result.append(value & 127 | 128)
        value >>= 7
    return bytes([*result, value])
