"""Gridding on a photograph: what one output reads, which outputs one pixel reaches, its classes.

The browser has the photograph and draws on it; here is what it draws, as plain data.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from dilviz.convolution.layer import Pair, per_axis
from dilviz.errors import or_none
from dilviz.fields.field import receptive_field
from dilviz.fields.path_counts import on_both_axes, path_shares
from dilviz.fields.path_map import path_map
from dilviz.figures.encode import base64_text
from dilviz.figures.overlay import DIMMED, colour
from dilviz.gridding.pixel_classes import classes_of_axes
from dilviz.network.network import Network
from dilviz.pictures.blocks import block_length
from dilviz.pictures.filmstrip import runs_on_a_picture
from dilviz.pictures.photographs import load

SIDE = 240  # pixels of the photograph along its longer side
MOST_TILES = 8  # classes along one axis that are laid out

_READ = {
    "kind": "read",
    "title": "One output reads these pixels",
    "words": "The outline is its receptive field.",
}
_REACHED = {  # every layer keeps the resolution: what one output reads, as in a mirror
    "kind": "reached",
    "title": "One pixel reaches these outputs",
    "words": "Light the middle pixel alone: only these outputs notice.",
}


def photo_data(network: Network, name: str) -> dict[str, Any]:
    """Describe the pictures of a network on a photograph.

    Returns
    -------
    dict
        ``photograph`` (its name), ``block`` (of so many pixels along each axis, the mean is one
        pixel of the pictures), ``pictures`` (each with ``title``, ``words`` and ``kind``: read,
        reached or sorted), ``field`` for the first two of them, ``classes`` for the third.

    Examples
    --------
    >>> from dilviz import parse_network
    >>> drawn = photo_data(parse_network("conv3 d2"), "cat")
    >>> [picture["kind"] for picture in drawn["pictures"]], drawn["block"]
    (['read', 'reached', 'sorted'], 2)
    >>> drawn["field"]["first"], drawn["classes"][1][:6]
    ([73, 110], [0, 1, 0, 1, 0, 1])
    """
    block, size = _shrunk(name)
    field, classes = _field(network, size), _classes(network, size)
    pictures = []
    if field:
        pictures.append(_READ)
    if field and runs_on_a_picture(network):
        pictures.append(_REACHED)
    if classes:
        pictures.append(_sorted(classes))
    return {
        "photograph": name,
        "block": block,
        "pictures": pictures,
        "field": field,
        "classes": classes,
    }


def _shrunk(name: str) -> tuple[int, Pair]:
    """How long a block of the photograph is, and how many there are."""
    sizes = load(name).shape[:2]
    block = block_length(max(sizes), SIDE)
    return block, per_axis(lambda axis: sizes[axis] // block)


def _field(network: Network, size: Pair) -> dict[str, Any] | None:
    """Where the field lies, what is shown around it, and the shares; None if there are none."""
    field = receptive_field(network).size
    if network.one_dimensional or any((side or 0) > 2 * SIDE for side in field):
        return None
    found = or_none(_shares, network, size)
    if found is None:
        return None
    extent, shares = found
    return {
        "first": [side // 2 - reach // 2 for side, reach in zip(size, extent, strict=True)],
        "size": list(extent),
        "window": _around(size, extent),
        "dimmed": DIMMED,
        "lit": colour("tap").tolist(),
        "outline": colour("rf").tolist(),
        **shares,
    }


def _shares(network: Network, size: Pair) -> tuple[Pair, dict[str, str]]:
    """Size of the field, and its shares: along both axes on a single path, else those of pixels.

    Shares of pixels are sent as the levels that are drawn, their square roots, at most 1; what no
    photograph of this size shows is cut off on both sides.
    """
    if network.is_chain:
        (_, rows), (_, cols) = on_both_axes(path_shares, network)
        return (len(rows), len(cols)), {"rows": base64_text(rows), "cols": base64_text(cols)}
    _, shares = path_map(network)
    levels = np.sqrt(shares / (shares.max() or 1)).astype(np.float32)
    rows, cols = per_axis(lambda axis: max(0, (levels.shape[axis] - size[axis]) // 2))
    levels = levels[rows : levels.shape[0] - rows, cols : levels.shape[1] - cols]
    return (levels.shape[0], levels.shape[1]), {"levels": base64_text(levels)}


def _around(size: Pair, field: Pair) -> list[list[int]]:
    """First row and column, and those after the last: two fields wide, shaped as the photograph."""
    height, width = size
    share = min(1.0, max(2 * field[0] / height, 2 * field[1] / width, 40 / height))
    reach = [max(1, round(side * share / 2)) for side in size]
    first = [max(0, side // 2 - far) for side, far in zip(size, reach, strict=True)]
    end = [min(side, side // 2 + far + 1) for side, far in zip(size, reach, strict=True)]
    return [first, end]


def _classes(network: Network, size: Pair) -> list[list[int]] | None:
    """The classes of rows and columns; None where they are no product, or too many to lay out."""
    if not network.is_chain or network.one_dimensional:
        return None
    axes = classes_of_axes(network, size)
    rows, cols = (int(axis.max()) + 1 for axis in axes)
    if rows * cols == 1:  # the picture stays whole, as the words say
        return [[0] * side for side in size]
    if max(rows, cols) > MOST_TILES or rows * cols < 1:
        return None
    return [axis.tolist() for axis in axes]


def _sorted(classes: list[list[int]]) -> dict[str, str]:
    number = (max(classes[0]) + 1) * (max(classes[1]) + 1)
    words = f"The stack sees {number} small photographs and never compares them."
    if number == 1:
        words = "There is one class: every pixel can meet every other, and the picture stays whole."
    return {"kind": "sorted", "title": "The photograph, sorted into its classes", "words": words}
