"""What a unit reads and never reads, and which pixels ever meet, as plain data for drawing."""

from __future__ import annotations

from textwrap import shorten
from typing import Any

import numpy as np

from dilviz.convolution.layer import Pair, per_axis
from dilviz.cost.channel_polynomial import grouped
from dilviz.errors import GeometryError, or_none
from dilviz.fields.path_counts import on_both_axes, path_shares
from dilviz.fields.path_map import path_map
from dilviz.fields.pixels import paths_read, read_by
from dilviz.fields.survey import AxisField, survey_of_one
from dilviz.figures.effective import exact_counts
from dilviz.figures.encode import base64_text
from dilviz.figures.subject import LONGEST_TITLE, name_of
from dilviz.gridding.coverage import axis_coverage
from dilviz.gridding.pixel_classes import pixel_classes
from dilviz.network.network import Network
from dilviz.network.network_text import network_text
from dilviz.pictures.blocks import block_length, block_lengths, block_means, block_sums

LARGEST_PICTURE = 241  # cells along one side
FULL = 255
AT_ONCE = 4096  # bytes


def read_picture(network: Network, most_cells: int = LARGEST_PICTURE) -> dict[str, Any]:
    """Draw which pixels of its field a unit reads, reduced honestly where there are many.

    A cell of the picture stands for a block of pixels. Its level is 0 if none
    of them is read, 255 if all are, and in between otherwise: a single hole in
    a block shows, and so does a single pixel that is read.

    Parameters
    ----------
    network : Network
    most_cells : int
        Cells along one side.

    Returns
    -------
    dict
        ``size``, ``first``, ``cells`` and ``block`` as (rows, cols), ``read``
        (levels, base64), ``pixels_read`` and ``words``.

    Raises
    ------
    GeometryError
        If the unit reads nothing, or what it reads is too much to hold.

    Examples
    --------
    >>> from dilviz import parse_network
    >>> picture = read_picture(parse_network("3*(conv3 d2)"))
    >>> picture["size"], picture["pixels_read"], picture["first"]
    ([13, 13], 49, [-6, -6])
    """
    first, size, rows_by_columns = _pixels(network)
    block = per_axis(lambda axis: block_length(size[axis], most_cells))
    cells = per_axis(lambda axis: block_length(size[axis], block[axis]))
    counts = np.zeros(cells, np.int64)
    for cols, rows in rows_by_columns.items():
        counts += np.outer(_counted(rows, size[0], block[0]), _counted(cols, size[1], block[1]))
    read = int(counts.sum())
    return {
        "size": list(size),
        "first": list(first),
        "cells": list(cells),
        "block": list(block),
        "read": base64_text(_levels(counts, size, block)),
        "pixels_read": read,
        "coverage": read / (size[0] * size[1]),
        "words": _read_words(size, read, block),
    }


def path_levels(network: Network) -> str | None:
    """The same cells by how many paths lead to them: base64 levels, 0 only where none does.

    The square root is taken, so that few paths are seen beside many. None
    where the paths are too many to follow.
    """
    shares = or_none(_shares, network)
    if shares is None:
        return None
    return base64_text(np.ceil(np.sqrt(shares / shares.max()) * FULL).astype(np.uint8))


def field_data(network: Network) -> dict[str, Any]:
    """What the figure of a field shows: positions read, holes, counts."""
    picture = read_picture(network)
    whole = picture["block"] == [1, 1]
    return picture | {
        "name": shorten(name_of(network), LONGEST_TITLE, placeholder=" …"),
        "notation": network_text(network),
        "paths": path_levels(network),
        "counts": exact_counts(network) if whole else None,
        "holes": [axis.hole_words() for axis in axis_coverage(network)],
        "one_dimensional": network.one_dimensional,
    }


def class_data(network: Network, size: Pair) -> dict[str, Any]:
    """The classes of pixels that never meet in one output, and what they mean."""
    classes = pixel_classes(network, size)
    number = int(classes.max(initial=-1)) + 1
    unread = int(np.count_nonzero(classes < 0))
    return {
        "rows": classes.shape[0],
        "cols": classes.shape[1],
        "classes": classes.ravel().tolist(),
        "number": number,
        "words": _class_words(classes.shape, number, unread),
    }


def _pixels(network: Network) -> tuple[Pair, Pair, dict[int, int]]:
    """First row and column, size, and what is read: columns -> rows, both as bits."""
    fields = _fields(network)
    routes = per_axis(lambda axis: fields[axis].on.routes[fields[axis].widest_route])
    unit = per_axis(lambda axis: fields[axis].representative)
    first, read = read_by(paths_read(routes, network.output), unit)
    if not read:
        raise GeometryError("this unit reads no input at all. Change the last layers.")
    height = max(rows.bit_length() for rows in read.values())
    return first, (height, max(cols.bit_length() for cols in read)), read


def _fields(network: Network) -> tuple[AxisField, AxisField]:
    surveyed = survey_of_one(network, None, network.output)
    return per_axis(lambda axis: AxisField(surveyed, axis, network.output, None))


def _shares(network: Network) -> np.ndarray:
    fields = _fields(network)
    unit = per_axis(lambda axis: fields[axis].representative)
    if network.is_chain:
        (_, rows), (_, cols) = on_both_axes(path_shares, network, unit=unit)
        return np.outer(_reduced(rows), _reduced(cols))
    _, shares = path_map(network, unit=unit)
    return _reduced(_reduced(shares), axis=1)


def _reduced(values: np.ndarray, axis: int = 0) -> np.ndarray:
    return block_means(values, block_length(values.shape[axis], LARGEST_PICTURE), axis)


def _counted(bits: int, size: int, block: int) -> np.ndarray:
    """Count the bits that are set in every block, some thousand bytes of whole blocks at a time."""
    raw = np.frombuffer(bits.to_bytes(-(-size // 8), "little"), np.uint8)
    step = block * max(1, AT_ONCE // block)
    parts = (
        np.unpackbits(raw[at : at + step], bitorder="little") for at in range(0, len(raw), step)
    )
    counts = np.concatenate([block_sums(part.astype(np.int32), block) for part in parts])
    return counts[: block_length(size, block)]


def _levels(counts: np.ndarray, size: Pair, block: Pair) -> np.ndarray:
    if block == (1, 1):
        return counts.astype(np.uint8) * np.uint8(FULL)
    area = np.outer(*per_axis(lambda axis: block_lengths(size[axis], block[axis])))
    partly = 1 + (counts * (FULL - 2)) // area
    return np.where(counts == 0, 0, np.where(counts == area, FULL, partly)).astype(np.uint8)


def _read_words(size: Pair, read: int, block: Pair) -> str:
    area = size[0] * size[1]
    holes = area - read
    missed = "None is left out." if not holes else f"{grouped(holes)} are never read."
    words = (
        f"One output reads {grouped(read)} of the {grouped(area)} pixels of its "
        f"{size[0]} × {size[1]} field. "
    )
    if block != (1, 1):
        missed += f" Each cell of the picture stands for {block[0]} × {block[1]} pixels."
    return words + missed


def _class_words(shape: Pair, number: int, unread: int) -> str:
    where = f"of this {shape[0]} × {shape[1]} input"
    if number == 1 and not unread:
        return f"All pixels {where} can meet: there is one class."
    words = f"The pixels {where} fall into {number} classes. "
    words += "No output, anywhere, mixes two of them." if number > 1 else ""
    return words + (f" {unread} pixels are read by no output." if unread else "")
