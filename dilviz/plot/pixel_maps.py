"""One unit's receptive field pixel by pixel: what it reads, and through how many paths."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap, ListedColormap, PowerNorm
from matplotlib.image import AxesImage
from matplotlib.patches import Patch
from matplotlib.ticker import MaxNLocator

from dilviz.convolution.layer import Pair
from dilviz.errors import GeometryError
from dilviz.fields.path_map import path_map
from dilviz.figures.subject import Plotted, Subject
from dilviz.plot.style import Palette, drawing


def coverage(
    plotted: Plotted,
    ax: Axes | None = None,
    *,
    at: str | None = None,
    unit: Sequence[int] | int | None = None,
    input_size: int | Sequence[int] | None = None,
    theme: str = "light",
) -> Axes:
    """Draw which pixels of its receptive field one unit reads, and which it never reads.

    Parameters
    ----------
    plotted : Network, ReceptiveField or Layer
    ax : matplotlib.axes.Axes, optional
        Default: a new figure in the style sheet of `dilviz.plot`.
    at, unit, input_size
        As for `dilviz.receptive_field`; a field brings its own.
    theme : {"light", "dark"}
        Colours by role, the same as in the app.

    Returns
    -------
    matplotlib.axes.Axes

    Raises
    ------
    GeometryError
        As `dilviz.receptive_field`, or if the field has too many pixels to be drawn.

    Examples
    --------
    Three layers of rate 2 read 49 of 169 pixels:

    >>> from dilviz import parse_network
    >>> axes = coverage(parse_network("3*(conv3 d2)"))
    >>> int(axes.images[0].get_array().sum()), axes.get_title().splitlines()[0]
    (49, '49 of 169 pixels are read (29.0 %)')
    """
    subject = Subject.of(plotted, input_size, at, unit)
    first, shares = _shares(subject)
    read = shares > 0
    with drawing(ax, theme, _shape(subject)) as (axes, colours):
        scale = ListedColormap([colours["line"], colours["tap"]])
        _show(axes, read.astype(int), first, cmap=scale, vmin=0, vmax=1)
        share = f"{100 * read.mean():.1f} %"
        axes.set_title(f"{read.sum()} of {read.size} pixels are read ({share})\n{subject.title}")
        axes.legend(
            handles=[
                Patch(color=colours["tap"], label="read"),
                Patch(color=colours["line"], label="never read"),
            ],
            loc="upper left",
            bbox_to_anchor=(1.01, 1),
        )
        _label(axes, subject)
    return axes


def paths(
    plotted: Plotted,
    ax: Axes | None = None,
    *,
    at: str | None = None,
    unit: Sequence[int] | int | None = None,
    input_size: int | Sequence[int] | None = None,
    theme: str = "light",
) -> Axes:
    """Draw the share of all paths to one unit that starts at each pixel.

    With equal weights that is how strongly the pixel counts. Colours follow
    the square root, so that few paths are seen beside many.

    Parameters
    ----------
    plotted, ax, at, unit, input_size, theme
        As for `dilviz.plot.coverage`.

    Returns
    -------
    matplotlib.axes.Axes

    Raises
    ------
    GeometryError
        As `dilviz.plot.coverage`.

    Examples
    --------
    >>> from dilviz import parse_network
    >>> axes = paths(parse_network("conv3, conv3"))
    >>> (axes.images[0].get_array()[0] * 81).round().astype(int).tolist()
    [1, 2, 3, 2, 1]
    """
    subject = Subject.of(plotted, input_size, at, unit)
    first, shares = _shares(subject)
    with drawing(ax, theme, _shape(subject)) as (axes, colours):
        image = _show(
            axes,
            np.ma.masked_equal(shares, 0),
            first,
            cmap=_scale(colours),
            norm=PowerNorm(0.5, 0, shares.max()),
        )
        bar = axes.figure.colorbar(image, ax=axes, shrink=0.8)
        bar.set_label("share of all paths (square-root scale)")
        axes.set_title(f"Paths to one unit, grey: none\n{subject.title}")
        _label(axes, subject)
    return axes


def _shares(subject: Subject) -> tuple[Pair, np.ndarray]:
    first, shares = path_map(
        subject.network, input_size=subject.input_size, at=subject.at, unit=subject.unit
    )
    if not shares.any():
        raise GeometryError(f"unit {subject.unit} reads no input at all. Choose another unit.")
    return first, shares


def _show(axes: Axes, values: np.ndarray, first: Pair, **look) -> AxesImage:
    """Show an array so that pixel (r, c) is centred on its own coordinates."""
    (top, left), (rows, cols) = first, values.shape
    extent = (left - 0.5, left + cols - 0.5, top + rows - 0.5, top - 0.5)
    return axes.imshow(values, extent=extent, interpolation="nearest", **look)


def _scale(colours: Palette) -> LinearSegmentedColormap:
    """From the background to the colour of taps; where no path leads, the colour of lines."""
    ends = [colours["bg"], colours["tap"]]
    return LinearSegmentedColormap.from_list("paths", ends, bad=colours["line"])


def _label(axes: Axes, subject: Subject) -> None:
    axes.set_xlabel("column (input samples)")
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    if subject.network.one_dimensional:
        axes.set(yticks=[], aspect="auto")
        return
    axes.set_ylabel("row (input samples)")
    axes.yaxis.set_major_locator(MaxNLocator(integer=True))


def _shape(subject: Subject) -> tuple[float, float]:
    """Size of a new figure in inches."""
    return (6.4, 1.7) if subject.network.one_dimensional else (4.6, 3.6)
