"""One unit's receptive field on a photograph: its outline, and the pixels that it reads."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from dilviz.errors import GeometryError
from dilviz.fields.field import ReceptiveField
from dilviz.fields.path_map import path_map
from dilviz.figures.subject import Plotted, Subject, network_of
from dilviz.pictures.photographs import IMAGES, load
from dilviz.plot.style import drawing

MOST_DOTS = 20_000  # pixels read that are drawn one by one


def on_picture(
    plotted: Plotted,
    ax: Axes | None = None,
    *,
    picture: str | np.ndarray = "astronaut",
    at: str | None = None,
    unit: Sequence[int] | int | None = None,
    theme: str = "light",
) -> Axes:
    """Draw one unit's receptive field on a picture that is the network's input.

    The pixels read are dots where they have gaps and are few enough.

    Parameters
    ----------
    plotted, ax, at, theme
        As for `dilviz.plot.coverage`.
    picture : str or array_like, shape (H, W) or (H, W, 3)
        A photograph of dilviz by name, or pixels of your own: whole numbers from 0 to 255, or
        fractions from 0 to 1.
    unit : (row, col), optional
        Default: that of a field, else the unit in the middle of the map.

    Returns
    -------
    matplotlib.axes.Axes

    Raises
    ------
    GeometryError
        If there is no such photograph, a layer leaves no output for it, or the
        unit does not exist.

    Examples
    --------
    >>> from dilviz import parse_network
    >>> axes = on_picture(parse_network("3*(conv3 d2)"), picture=np.zeros((40, 60)))
    >>> field = axes.patches[0].get_bbox()
    >>> [float(edge) for edge in field.extents]  # left, top, right, bottom
    [23.5, 13.5, 36.5, 26.5]
    """
    pixels = _pixels(picture)
    rows, cols = pixels.shape[:2]
    network = network_of(plotted)
    if isinstance(plotted, ReceptiveField) and at in (None, plotted.at):
        at, unit = plotted.at, plotted.unit if unit is None else unit
    at = network.find(at)
    if unit is None:
        unit = [size // 2 for size in network.sizes((rows, cols))[at]]
    subject = Subject.of(network, (rows, cols), at, unit)
    with drawing(ax, theme, (4.6, 4.6 * min(rows / cols, 2) + 0.6)) as (axes, colours):
        axes.imshow(pixels, cmap="gray")
        _outline(axes, subject, colours["rf"])
        _dots(axes, subject, colours["tap"])
        axes.set(xlim=(-0.5, cols - 0.5), ylim=(rows - 0.5, -0.5))
        axes.set_xlabel("column (input samples)")
        axes.set_ylabel("row (input samples)")
        axes.set_title(f"Receptive field of unit {_unit_words(subject)}\n{subject.title}")
    return axes


def _pixels(picture: str | np.ndarray) -> np.ndarray:
    if isinstance(picture, str):
        if picture not in IMAGES:
            raise GeometryError(
                f"there is no photograph {picture!r}. Choose one of {', '.join(IMAGES)}, "
                "or pass the pixels as an array."
            )
        return load(picture)
    pixels = np.asarray(picture)
    if pixels.ndim not in (2, 3) or 0 in pixels.shape:
        raise GeometryError(
            f"a picture has the shape (rows, cols) or (rows, cols, 3), got {pixels.shape}."
        )
    return pixels


def _outline(axes: Axes, subject: Subject, colour: str) -> None:
    rows, cols = subject.field.interval
    if not rows or not cols:
        raise GeometryError(f"unit {subject.unit} reads no input at all. Choose another unit.")
    (top, bottom), (left, right) = rows, cols
    corner, width, height = (left - 0.5, top - 0.5), right - left + 1, bottom - top + 1
    axes.add_patch(
        Rectangle(corner, width, height, fill=False, edgecolor=colour, linewidth=2, label="field")
    )


def _dots(axes: Axes, subject: Subject, colour: str) -> None:
    """Mark the pixels read, if they are fewer than the field's area and can be told apart."""
    try:
        read, area = subject.field.pixels_read, subject.field.size[0] * subject.field.size[1]
        if read == area or read > MOST_DOTS:
            return
        (top, left), shares = path_map(
            subject.network, input_size=subject.input_size, at=subject.at, unit=subject.unit
        )
    except GeometryError:  # too many paths to count: the outline stands alone
        return
    rows, cols = np.nonzero(shares)
    axes.scatter(cols + left, rows + top, s=2, color=colour, linewidths=0, label="pixels read")


def _unit_words(subject: Subject) -> str:
    row, col = subject.unit
    return str(col) if subject.network.one_dimensional else f"({row}, {col})"
