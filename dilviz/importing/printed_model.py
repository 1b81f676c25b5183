"""What ``print(model)`` shows in PyTorch: nested modules with their settings."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from dilviz.errors import GeometryError

LINE = re.compile(r"^\s*(?:\(([\w\-]+)\): )?(\w+)\((.*)$")


def printed_layers(text: str) -> Iterator[tuple[str, ast.Call]]:
    """The layers of a printed model in order, with their paths.

    Raises
    ------
    GeometryError
        For modules that are no ``Sequential``: the print does not say how their parts are joined.
    """
    open_paths: list[str] = []
    for number, line in enumerate(text.strip().splitlines(), 1):
        if line.strip() == ")":
            if not open_paths:
                raise GeometryError(f"line {number} of the printed model closes nothing.")
            open_paths.pop()
            continue
        if not line.strip():
            continue
        found = LINE.match(line)
        if not found:
            raise GeometryError(f"line {number} of the printed model is not read: {line[:60]!r}.")
        key, name, rest = found.groups()
        if rest == "":
            if name != "Sequential":
                raise GeometryError(f"line {number}: {not_in_order(name)}")
            open_paths.append(key or "")
        elif (name, rest) != ("Sequential", ")"):
            path = ".".join(filter(None, [*open_paths, key]))
            yield path or "0", _call(name, rest, number)
    if open_paths:
        raise GeometryError("the printed model ends in the middle: its last bracket is missing.")


def not_in_order(name: str) -> str:
    """Why the parts of a module are not read."""
    return (
        f"{name} is not a Sequential, and its text does not say how its parts are joined. Paste "
        "one of its sequences alone, or export the model to ONNX."
    )


def _call(name: str, rest: str, number: int) -> ast.Call:
    try:
        parsed = ast.parse(f"{name}({rest}", mode="eval").body
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        raise GeometryError(
            f"line {number} of the printed model is not read: {name}({rest[:60]!r}."
        ) from None
    if not isinstance(parsed, ast.Call):
        raise GeometryError(f"line {number} of the printed model is no layer: {name}.")
    for setting in parsed.keywords:
        if isinstance(setting.value, ast.Name):  # padding=same, padding_mode=circular
            setting.value = ast.Constant(setting.value.id)
    return parsed
