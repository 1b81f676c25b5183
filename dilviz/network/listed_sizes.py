"""Layers in numbers alone: a list of rates or of kernel sizes, rows of a kernel size and more."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dilviz.network.common_spellings import FEWEST_CHANNELS
from dilviz.network.found_layer import RATE_LEFT_OUT
from dilviz.network.respelled_item import respelled_item

_WHAT = r"(?:with\s+)?(?:dilation\s*rates?|rates?|dilations?|[drlk]|kernels?(?:\s*sizes?)?)"
_BETWEEN = r"[\s,;/-]{1,3}(?:and\s+)?(?P<again>[drl]\W?)?"
_LIST = re.compile(
    rf"(?:(?P<layer>[^,;/|\[\]()]*?)\W{{0,2}}\b(?P<what>{_WHAT})\W{{0,3}}|\W{{0,2}})"
    rf"(?P<numbers>\d{{1,4}}(?:{_BETWEEN}\d{{1,4}}){{1,40}})\W{{0,2}}",
    re.I,
)
# Rows of three numbers: in brackets, with semicolons or line ends between them, or with blanks in
# them and commas between.
_ROW = r"{0}(\d{{1,4}}){1}(\d{{1,3}}){1}(\d{{1,3}}){2}"
_ROWS = tuple(
    (re.compile(rf"{row}(?:{between}{row})+"), re.compile(row))
    for row, between in (
        (_ROW.format(r"[(\[]\s*", r"[\s,]+", r"\s*[)\]]"), r"[\s,;]*"),
        (_ROW.format("", r"(?: *, *| +)", ""), r"\s*[;\n]\s*"),
        (_ROW.format("", " +", ""), r"\s*,\s*"),
    )
)


def listed_layers(text: str) -> list[str]:
    """Write the layers of a list of numbers; two readings where both are likely.

    >>> listed_layers("3x3 conv d=1,2"), listed_layers("3 5")
    (['conv3, conv3 d2'], ['conv3, conv5', 'conv3 d3, conv3 d5'])
    >>> listed_layers("conv3 d2, 64"), listed_layers("3,1,1; 3,1,2")
    ([], ['conv3, conv3 d2', 'conv3 p1, conv3 p2'])
    """
    if rows := _rows(text.strip()):
        return _layers_of_rows(rows)
    found = _LIST.fullmatch(text.strip())
    if not found or not _is_list(found):
        return []
    numbers = [int(number) for number in re.findall(r"\d+", found["numbers"])]
    rates = ", ".join(_rates(found["layer"] or "", numbers))
    sizes = ", ".join(f"conv{number}" for number in numbers)
    if found["what"]:
        return [sizes if _names_kernels(found) else rates]
    return [sizes, rates] if all(number % 2 and number > 1 for number in numbers) else [rates]


def _rows(text: str) -> list[list[int]]:
    inside = text[1:-1].strip() if text[:2] in ("[[", "[(", "((") else text
    for rows, row in _ROWS:
        if rows.fullmatch(inside):
            return [[int(number) for number in found] for found in row.findall(inside)]
    return []


def _layers_of_rows(rows: list[list[int]]) -> list[str]:
    """Read rows as kernel size, stride and rate, and as kernel size, stride and padding."""
    layers = [f"conv{size}" + (f" s{stride}" if stride != 1 else "") for size, stride, _ in rows]
    last = [number for _, _, number in rows]
    rates = [f" d{number}" if number != 1 else "" for number in last]
    padded = [f" p{number}" for number in last]
    readings = ([rates] if min(last) else []) + [padded]
    return [", ".join(map(str.__add__, layers, reading)) for reading in readings]


def _names_kernels(found: re.Match[str]) -> bool:
    return (found["what"] or "").lower().startswith("k")


def _is_list(found: re.Match[str]) -> bool:
    """Whether the numbers are of one kind: not a rate and channels, not rows of settings."""
    numbers = found["numbers"]
    if found["again"] and (not found["what"] or _names_kernels(found)):
        return False
    if ";" in numbers and "," in numbers or found["layer"] and _names_kernels(found):
        return False
    few = [int(number) for number in re.findall(r"\d+", numbers)]
    return not found["layer"] or len(few) > 2 or ("-" not in numbers and max(few) < FEWEST_CHANNELS)


def _rates(layer: str, rates: list[int]) -> Iterator[str]:
    layer = respelled_item(layer.strip()).removesuffix(RATE_LEFT_OUT).strip() or "conv3"
    return (layer if rate == 1 else f"{layer} d{rate}" for rate in rates)
