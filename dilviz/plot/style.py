"""The look of figures for papers: colours by role, type that is embedded, new axes to draw on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO
from threading import RLock
from typing import Any

import matplotlib
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from dilviz.errors import GeometryError, check_choice
from dilviz.figures.style import DARK, LIGHT

THEMES = {"light": LIGHT, "dark": DARK}
Palette = Mapping[str, str]  # role -> colour

_RCPARAMS = RLock()  # Matplotlib's settings belong to the whole process


def style_sheet(theme: str = "light") -> dict[str, Any]:
    """Matplotlib's settings for a theme, for `matplotlib.rc_context` or `matplotlib.style.use`.

    Raises
    ------
    GeometryError
        If there is no such theme.

    Examples
    --------
    >>> style_sheet()["pdf.fonttype"], style_sheet()["svg.fonttype"]
    (42, 'path')
    """
    colours = palette(theme)
    return {
        "font.family": "DejaVu Sans",  # comes with Matplotlib, so that every machine has it
        "font.size": 9,
        "axes.titlesize": 10,
        "axes.labelsize": 9,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "legend.fontsize": 8.5,
        "legend.frameon": False,
        "xtick.labelsize": 8,
        "ytick.labelsize": 8,
        "lines.linewidth": 1.6,
        "figure.facecolor": colours["bg"],
        "savefig.facecolor": colours["bg"],
        "axes.facecolor": colours["bg"],
        **dict.fromkeys(("text.color", "axes.labelcolor", "axes.titlecolor"), colours["ink"]),
        **dict.fromkeys(("axes.edgecolor", "xtick.color", "ytick.color"), colours["mute"]),
        "pdf.fonttype": 42,  # TrueType, embedded
        "svg.fonttype": "path",  # letters as outlines: no font has to be installed
        "svg.hashsalt": "dilviz",  # the same figure is the same file
        "savefig.dpi": 200,
    }


def palette(theme: str) -> Palette:
    """Return the colour of each role."""
    check_choice(theme, "theme", THEMES)
    return THEMES[theme]


@contextmanager
def styled(theme: str = "light") -> Iterator[None]:
    """Apply the style sheet to all that is drawn or saved inside; one thread at a time."""
    with _RCPARAMS, matplotlib.rc_context(style_sheet(theme)):
        yield


class ShownAxes(Axes):
    """Axes that a notebook shows as their figure, without pyplot."""

    def _repr_png_(self) -> bytes:
        return written(self, format="png", dpi=110)


def written(axes: Axes, **settings: Any) -> bytes:
    """The figure of these axes as a file; settings as for `matplotlib.figure.Figure.savefig`.

    Raises
    ------
    GeometryError
        If the axes have been taken off their figure.
    """
    figure = axes.get_figure(root=True)
    if figure is None:
        raise GeometryError("these axes have been taken off their figure. Draw them again.")
    content = BytesIO()  # the whole figure first: a failure leaves no half a file
    with styled():
        figure.savefig(content, facecolor=figure.get_facecolor(), **settings)
    return content.getvalue()


@contextmanager
def drawing(
    ax: Axes | None, theme: str, size: tuple[float, float]
) -> Iterator[tuple[Axes, Palette]]:
    """Give axes to draw on, and the colours of the theme.

    Parameters
    ----------
    ax : Axes or None
        Axes of the caller, which keep their own style. None makes a new figure in ours.
    theme : {"light", "dark"}
    size : (width, height)
        Of a new figure, in inches.
    """
    colours = palette(theme)
    if ax is not None:
        yield ax, colours
        return
    with styled(theme):
        figure = Figure(figsize=size, layout="constrained")
        yield figure.add_subplot(axes_class=ShownAxes), colours
