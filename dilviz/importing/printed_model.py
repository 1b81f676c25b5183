"""What ``print(model)`` shows in PyTorch: nested modules with their settings."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from dilviz.errors import GeometryError

LINE = re.compile(r"^\s*(?:\(([\w\-]+)\): )?(?:(\d+) x )?(\w+)\((.*)$")
SEQUENCES = ("Sequential", "ModuleList")
MOST_REPEATS = 1000


def printed_layers(text: str) -> Iterator[tuple[str, ast.Call]]:
    """The layers of a printed model in order, with their paths.

    Raises
    ------
    GeometryError
        For modules that are no sequences: the print does not say how their parts are joined.
    """
    open_paths: list[str] = []
    top = True
    for number, line in enumerate(text.strip().splitlines(), 1):
        if line.strip() == ")":
            if open_paths:
                open_paths.pop()
            continue
        if not line.strip():
            continue
        found = LINE.match(line)
        if not found:
            raise GeometryError(f"line {number} of the printed model is not read: {line[:60]!r}.")
        key, repeats, name, rest = found.groups()
        path = ".".join(filter(None, [*open_paths, key]))
        if rest == "":
            if name not in SEQUENCES:
                raise GeometryError(
                    f"line {number}: {name} is not a Sequential, and its print does not say how "
                    "its parts are joined. Paste one of its sequences alone, or export the model "
                    "to ONNX."
                )
            open_paths.append(key or "")
            top = False
            continue
        if name in SEQUENCES and rest == ")":
            continue
        for n in range(min(int(repeats or 1), MOST_REPEATS)):
            yield (f"{path}.{n}" if repeats else path) or "0", _call(name, rest, number)
    if top and open_paths:
        raise GeometryError("the printed model ends in the middle.")


def _call(name: str, rest: str, number: int) -> ast.Call:
    try:
        parsed = ast.parse(f"{name}({rest}", mode="eval").body
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        raise GeometryError(
            f"line {number} of the printed model is not read: {name}({rest[:60]!r}."
        ) from None
    if not isinstance(parsed, ast.Call):
        raise GeometryError(f"line {number} of the printed model is no layer: {name}.")
    return parsed
