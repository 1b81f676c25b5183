"""Squared paper to mark by hand, as SVG that prints: cells, numbers at the edge, a frame, dots."""

from __future__ import annotations

from collections.abc import Collection
from html import escape

from dilviz.convolution.layer import Pair
from dilviz.figures.style import LIGHT

CELL = 20  # units of a cell; the page decides how large a unit is
MARGIN = 20  # for the numbers


def squared_paper(
    shape: Pair,
    dots: Collection[Pair] = (),
    framed: Pair | None = None,
    label: str = "",
) -> str:
    """Draw a grid with dots in some of its cells.

    Parameters
    ----------
    shape : (rows, cols)
        Cells.
    dots : collection of (row, col)
        Cells with a dot.
    framed : (row, col), optional
        A cell with a thick frame.
    label : str
        What the picture shows, for people who do not see it.

    Returns
    -------
    str
        One ``<svg>`` element.

    Examples
    --------
    >>> picture = squared_paper((1, 5), [(0, 0), (0, 2), (0, 4)])
    >>> picture.count("<circle"), picture.count("<rect")
    (3, 5)
    """
    rows, cols = shape
    width, height = MARGIN + cols * CELL + 2, MARGIN + rows * CELL + 2
    parts = [_cell(row, col) for row in range(rows) for col in range(cols)]
    parts += [_number(MARGIN + (col + 0.5) * CELL, MARGIN * 0.7, col) for col in range(cols)]
    if rows > 1:
        parts += [
            _number(MARGIN * 0.5, MARGIN + (row + 0.5) * CELL + 4, row) for row in range(rows)
        ]
    parts += [_dot(*cell) for cell in sorted(dots)]
    if framed is not None:
        parts.append(_cell(*framed, "out", 3))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" '
        f'height="{height}" role="img" aria-label="{escape(label)}">{"".join(parts)}</svg>'
    )


def _corner(row: int, col: int) -> Pair:
    return MARGIN + col * CELL, MARGIN + row * CELL


def _cell(row: int, col: int, role: str = "mute", width: float = 0.6) -> str:
    x, y = _corner(row, col)
    return (
        f'<rect x="{x}" y="{y}" width="{CELL}" height="{CELL}" fill="none" '
        f'stroke="{LIGHT[role]}" stroke-width="{width}"/>'
    )


def _number(x: float, y: float, number: int) -> str:
    return (
        f'<text x="{x:g}" y="{y:g}" text-anchor="middle" font-size="11" '
        f'fill="{LIGHT["mute"]}">{number}</text>'
    )


def _dot(row: int, col: int) -> str:
    x, y = _corner(row, col)
    return f'<circle cx="{x + CELL / 2:g}" cy="{y + CELL / 2:g}" r="6" fill="{LIGHT["tap"]}"/>'
