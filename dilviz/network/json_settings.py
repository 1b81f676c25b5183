"""The settings of one operation as keys of a JSON node: the attributes of its class, by name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import MISSING, Field, fields
from typing import Any

from dilviz.errors import GeometryError
from dilviz.network.node import OPTIONAL, SETTINGS
from dilviz.network.op_settings import OpSettings

SETTINGS_KEYS = tuple(
    {field.name: None for settings in SETTINGS.values() for field in fields(settings)}
)


def read_settings(data: Mapping[str, Any], op: str) -> OpSettings | None:
    """Read what an operation needs beyond a window; None where it needs nothing.

    Raises
    ------
    GeometryError
        For a missing attribute, or one that the operation cannot have.

    Examples
    --------
    >>> read_settings({"starts": [0, 2], "steps": 1}, "slice")
    Slice(starts=(0, 2), steps=(1, 1), sizes=(None, None))
    """
    settings = SETTINGS.get(op)
    if settings is None:
        return None
    declared = {field.name: field for field in fields(settings)}
    values = {key: _value(data[key], field) for key, field in declared.items() if key in data}
    missing = [name for name, field in declared.items() if name not in values and _is_needed(field)]
    if missing:
        raise GeometryError(f'it has no "{missing[0]}". Add it.')
    if not values and op in OPTIONAL:
        return None
    return settings(**values)


def write_settings(settings: OpSettings) -> Iterator[tuple[str, Any]]:
    """Yield the attributes that differ from their default, as JSON has them.

    >>> from dilviz.network.moves import Slice
    >>> dict(write_settings(Slice(starts=(0, 2))))
    {'starts': [0, 2], 'steps': [1, 1]}
    """
    for field in fields(settings):
        value = getattr(settings, field.name)
        if value != field.default or field.name in settings.always_written:
            yield field.name, _as_list(value)


def _is_needed(field: Field) -> bool:
    return field.default is MISSING


def _value(value: Any, field: Field) -> Any:
    """Lists become tuples; one value for both axes becomes a pair."""
    scalar = not isinstance(value, list | tuple)
    if scalar and isinstance(field.default, tuple) and value is not None:
        return value, value
    return _as_tuple(value)


def _as_tuple(value: Any, depth: int = 0) -> Any:
    if not isinstance(value, list | tuple) or depth > 2:
        return value
    return tuple(_as_tuple(part, depth + 1) for part in value)


def _as_list(value: Any) -> Any:
    return [_as_list(part) for part in value] if isinstance(value, tuple) else value
