"""Python code as the layers that it calls, in order: parsed, never executed."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Any

from dilviz.errors import GeometryError
from dilviz.importing.layer_calls import LayerCall, Unread
from dilviz.importing.printed_model import not_in_order

DEEPEST = 60  # brackets within brackets


def written_layers(text: str) -> Iterator[tuple[str, ast.Call]]:
    """The layers of Python code in the order written, with their paths."""
    tree = _parsed(text)
    count, made = 0, ""
    for statement in tree.body:
        if isinstance(statement, ast.Import | ast.ImportFrom):
            continue
        names, value = _assigned(statement)
        if value is None:
            raise GeometryError(
                f"line {statement.lineno}: only layers are read, not "
                f"{type(statement).__name__.lower()}. Paste the layers alone, or export the "
                "model to ONNX."
            )
        _check_order(value, made)
        for path, call in _layers(value, names):
            yield path or str(count), call
            count += 1
        made = names or made


def _check_order(value: ast.expr, made: str) -> None:
    """Layers that are called on a map must be called on what the line before made."""
    read = ""
    while isinstance(value, ast.Call) and isinstance(value.func, ast.Call) and value.args:
        value = value.args[0]
        read = value.id if isinstance(value, ast.Name) else ""
    if made and read and read != made:
        raise GeometryError(
            f"line {value.lineno}: a layer reads {read!r}, but the line before makes {made!r}. "
            "Layers that are no chain are not read from code; export the model to ONNX."
        )


def _parsed(text: str) -> ast.Module:
    depth = deepest = 0
    for character in text:
        depth += (character in "([{") - (character in ")]}")
        deepest = max(deepest, depth)
    if deepest > DEEPEST:
        raise GeometryError(f"the code has more than {DEEPEST} brackets within brackets.")
    lines = text.strip().removesuffix(",").splitlines()
    plain = "\n".join(line.strip() for line in lines)
    for attempt in (plain, f"[{plain}]"):
        try:
            return ast.parse(attempt)
        except (SyntaxError, ValueError, MemoryError, RecursionError) as error:
            found = error
    line = getattr(found, "lineno", None)
    where = f" in line {line}" if line else ""
    raise GeometryError(
        f"this is not Python code{where}. Paste layers such as nn.Conv2d(3, 64, 3)."
    )


def _assigned(statement: ast.stmt) -> tuple[str, ast.expr | None]:
    match statement:
        case ast.Expr(value):
            return "", value
        case ast.Assign([ast.Attribute(attr=name) | ast.Name(id=name)], value):
            return name, value
    return "", None


def _layers(value: ast.expr, path: str) -> Iterator[tuple[str, ast.Call]]:
    """The layers in a call, a sequence or a list."""
    if isinstance(value, ast.List | ast.Tuple):
        for n, item in enumerate(value.elts):
            yield from _layers(item, f"{path}.{n}" if path else str(n))
        return
    if not isinstance(value, ast.Call):
        raise GeometryError(
            f"line {getattr(value, 'lineno', 1)}: {ast.unparse(value)[:60]!r} is no layer."
        )
    if isinstance(value.func, ast.Call):  # keras.layers.Conv2D(...)(x)
        if len(value.args) != 1 or not isinstance(value.args[0], ast.Name | ast.Call):
            raise GeometryError(
                f"line {value.lineno}: layers that join several maps are not read from code. "
                "Export the model to ONNX."
            )
        if isinstance(value.args[0], ast.Call):
            yield from _layers(value.args[0], "")
        yield from _layers(value.func, "")
        return
    if _name(value.func) == "ModuleList":
        raise GeometryError(f"line {value.lineno}: {not_in_order('ModuleList')}")
    if _name(value.func) == "Sequential":
        for n, item in enumerate(_members(value)):
            key, layer = item if isinstance(item, tuple) else (str(n), item)
            yield from _layers(layer, f"{path}.{key}" if path else key)
        return
    yield path, value


def _members(value: ast.Call) -> Iterator[Any]:
    """What a sequence holds: arguments, a list, or an OrderedDict of named layers."""
    named = [setting.value for setting in value.keywords if setting.arg == "layers"]
    for argument in [*value.args, *named]:
        if isinstance(argument, ast.List):
            yield from argument.elts
        elif isinstance(argument, ast.Call) and _name(argument.func) == "OrderedDict":
            for pairs in argument.args:
                yield from map(_named_layer, getattr(pairs, "elts", []))
        else:
            yield argument


def _named_layer(pair: ast.expr) -> tuple[str, ast.expr]:
    match pair:
        case ast.Tuple([ast.Constant(str(key)), layer]):
            return key, layer
    raise GeometryError(
        f"line {pair.lineno}: {ast.unparse(pair)[:60]!r} is no layer with its name. "
        "Write pairs such as ('conv1', nn.Conv2d(3, 64, 3))."
    )


def _name(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def layer_call(source: ast.Call) -> LayerCall:
    """The arguments of a layer, which must be plain values."""
    name = _name(source.func)
    if any(key.arg is None for key in source.keywords):
        raise GeometryError(f"{name}: what ** stands for is not known here. Write its settings.")
    try:
        values = tuple(_value(argument) for argument in source.args)
        named = {key.arg: _value(key.value) for key in source.keywords if key.arg}
    except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
        raise GeometryError(
            f"{name}: its arguments must be numbers and texts, got {ast.unparse(source)[:80]!r}."
        ) from None
    prefix = ast.unparse(source.func.value) if isinstance(source.func, ast.Attribute) else ""
    return LayerCall(name, values, named, prefix)


def _value(node: ast.expr) -> Any:
    if isinstance(node, ast.Name | ast.Attribute | ast.Call | ast.Lambda):
        return Unread(ast.unparse(node))
    return ast.literal_eval(node)
