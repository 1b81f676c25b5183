"""Write a figure as a file: PDF, SVG or PNG, its fonts inside."""

from __future__ import annotations

from pathlib import Path
from typing import IO

from matplotlib.axes import Axes

from dilviz.errors import GeometryError
from dilviz.plot.style import written

FORMATS = ("pdf", "svg", "png")
UNDATED = {"pdf": {"CreationDate": None}, "svg": {"Date": None}, "png": {}}


def save(axes: Axes, file: str | Path | IO[bytes], kind: str | None = None) -> None:
    """Write the figure of these axes.

    PDF holds its letters as embedded TrueType, SVG as outlines, PNG has 200 dots an inch. The
    same figure gives the same bytes: there is no date in them.

    Parameters
    ----------
    axes : matplotlib.axes.Axes
        As the functions of `dilviz.plot` return it.
    file : path or binary file
    kind : {"pdf", "svg", "png"}, optional
        Default: the ending of the file's name.

    Raises
    ------
    GeometryError
        If the format is none of these.
    OSError
        If the file cannot be written.

    Examples
    --------
    >>> from io import BytesIO
    >>> from dilviz import Layer
    >>> from dilviz.plot import taps
    >>> content = BytesIO()
    >>> save(taps(Layer.of(3)), content, "pdf")
    >>> content.getvalue()[:4]
    b'%PDF'
    """
    kind = (kind or Path(str(getattr(file, "name", file))).suffix.lstrip(".")).lower()
    if kind not in FORMATS:
        raise GeometryError(
            f"a figure is written as {', '.join(FORMATS)}, got {kind!r}. "
            "End the file's name with one of them."
        )
    title = {"Title": " ".join(axes.get_title().split())}
    content = written(axes, format=kind, metadata=title | UNDATED[kind])
    if hasattr(file, "write"):
        file.write(content)
    else:
        Path(file).write_bytes(content)
