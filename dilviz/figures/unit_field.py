"""One unit's receptive field over an image of a chosen size, as plain data."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import numpy as np

from dilviz.convolution.layer import Pair
from dilviz.export.gates_text import gates_sentence
from dilviz.fields.field import ReceptiveField, receptive_field
from dilviz.figures.encode import data_address, jpeg, png
from dilviz.figures.stage_fields import stage_fields
from dilviz.gridding.coverage import coverage_of
from dilviz.network.network import Network
from dilviz.pictures.photographs import IMAGES, load

MOST_DOTS = 160  # samples read along one axis that are drawn one by one
SMALL_SIDE = 96  # pixels up to which a picture is sent exactly
PICTURE_SIDE = 640  # pixels of the photograph behind it


def unit_field(
    network: Network,
    input_size: Pair,
    at: str | None = None,
    unit: Pair | None = None,
    gates: str = "apart",
) -> dict[str, Any]:
    """Place one unit's field on an image.

    Parameters
    ----------
    network : Network
    input_size : (rows, cols)
    at : str, optional
        A layer's id. Default: the output.
    unit : (row, col), optional
        Default: the middle of the map.
    gates : {"apart", "follow"}
        As for `dilviz.receptive_field`.

    Returns
    -------
    dict
        ``field`` as ((top, bottom), (left, right)), ``padding_share`` of its
        area, ``reads`` (the positions read on each axis, or None), ``units``
        (the size of the map) and ``words``.

    Raises
    ------
    GeometryError
        If a layer leaves no output for this input, or the unit does not exist.

    Examples
    --------
    >>> from dilviz import parse_network
    >>> placed = unit_field(parse_network("conv3 d2"), (8, 10), unit=(0, 5))
    >>> placed["field"], placed["padding_share"]
    ([[-2, 2], [3, 7]], 0.4)
    """
    target = network.find(at)
    units = network.sizes(input_size)[target]
    unit = unit or (units[0] // 2, units[1] // 2)
    field = receptive_field(network, input_size, target, unit, gates)
    outlines = stage_fields(network, input_size, target, field.centre)
    inside = _inside(field, input_size)
    share = 1 - inside / (field.size[0] * field.size[1]) if inside or all(field.size) else 0.0
    return {
        "input": list(input_size),
        "units": list(units),
        "unit": list(unit),
        "at": target,
        "field": [list(axis) if axis else [0, -1] for axis in field.interval],
        "jump": [axis or 1 for axis in field.jump],
        "padding_share": share,
        "reads": _reads(field),
        "stages": outlines,
        "words": [
            *_words(network, target, unit, field, share),
            *_gates_words(field, gates),
            *_outline_words(outlines),
        ],
    }


def _inside(field: ReceptiveField, input_size: Pair) -> int:
    """Pixels of the field that lie in the image."""
    rows, cols = (
        max(0, min(axis[1], size - 1) - max(axis[0], 0) + 1) if axis else 0
        for axis, size in zip(field.interval, input_size, strict=True)
    )
    return rows * cols


def _reads(field: ReceptiveField) -> dict[str, list[int]] | None:
    """The samples read on each axis, if they are few, have holes and make a product."""
    counts = field.samples_read
    if not field.network.is_chain or counts == field.size or max(counts) > MOST_DOTS:
        return None
    return {
        name: (axis.first + np.flatnonzero(axis.mask)).tolist()
        for name, axis in zip(("rows", "cols"), coverage_of(field), strict=True)
    }


def _words(
    network: Network, target: str, unit: Pair, field: ReceptiveField, share: float
) -> Iterator[str]:
    line = network.one_dimensional
    place = f"position {unit[1]}" if line else f"row {unit[0]}, column {unit[1]}"
    name = f"The unit at {place} of layer {target}"
    rows, cols = field.interval
    if not rows or not cols:
        yield f"{name} reads nothing of the input."
        return
    columns = f"{_minus(cols[0])} to {_minus(cols[1])}"
    if line:
        yield f"{name} covers samples {columns}: {field.size[1]} of them."
    else:
        yield (
            f"{name} covers rows {_minus(rows[0])} to {_minus(rows[1])} and columns {columns}: "
            f"{field.size[0]} × {field.size[1]} samples."
        )
    middle = [place for place in field.centre[1 if line else 0 :] if place is not None]
    yield (
        f"Its centre is at {_listed(middle)}, counted from 0; "
        f"in half-pixel coordinates at {_listed([place + 0.5 for place in middle])}."
    )
    yield (
        f"{100 * share:.1f} % of that lies in the padding."
        if share
        else "All of it lies in the image."
    )


def _outline_words(outlines: list[dict[str, Any]]) -> Iterator[str]:
    if outlines:
        yield (
            "Thin lines: what is seen there after each stage, from "
            f"{_named(outlines[0])} to {_named(outlines[-1])}."
        )


def _named(outline: dict[str, Any]) -> str:
    (top, bottom), (left, right) = outline["field"]
    return f"{bottom - top + 1} × {right - left + 1} ({outline['name']})"


def _gates_words(field: ReceptiveField, gates: str) -> Iterator[str]:
    described = {
        "gates": [gate._asdict() for gate in field.gates],
        "sees_everything": field.sees_everything,
        "unit": field.unit,
        "one_dimensional": field.network.one_dimensional,
    }
    if words := gates_sentence(described, gates):
        yield f"This is its field {words}."


def _listed(places) -> str:
    return ", ".join(_minus(f"{place:g}") for place in places)


def _minus(number: object) -> str:
    return str(number).replace("-", "−")


@lru_cache(maxsize=64)
def photograph(name: str, size: Pair) -> tuple[str, str]:
    """Cut and scale a photograph to the shape of an input: (data address, what it shows).

    Large inputs get a smaller picture, which the browser enlarges.
    """
    from PIL import Image  # here, so that nothing needs it before a picture is drawn

    pixels = load(name)
    height, width = pixels.shape[:2]
    ratio = size[1] / size[0]
    cut_size = (
        min(height, max(1, round(width / ratio))),
        min(width, max(1, round(height * ratio))),
    )
    top, left = (height - cut_size[0]) // 2, (width - cut_size[1]) // 2
    scale = min(1.0, PICTURE_SIDE / max(size))
    shape = (max(1, round(size[1] * scale)), max(1, round(size[0] * scale)))
    cut = Image.fromarray(pixels[top : top + cut_size[0], left : left + cut_size[1]]).resize(shape)
    if max(shape) <= SMALL_SIDE:
        return data_address(png(np.asarray(cut)), "image/png"), IMAGES[name].alt
    return data_address(jpeg(np.asarray(cut)), "image/jpeg"), IMAGES[name].alt


def roomy_size(field: ReceptiveField, network: Network) -> Pair:
    """An input in which the field has room, for when none is given; a huge field just fits.

    The field of what is pooled from a whole map has no size of its own: any input has room for it.
    """
    spans = [size or 1 for size in field.size]
    rows, cols = (max(span, min(max(2 * span, 32), 4096)) for span in spans)
    return (1 if network.one_dimensional else rows), cols
