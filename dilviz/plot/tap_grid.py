"""The samples that one output of one layer reads: the kernel's taps on the input's grid."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.patches import Rectangle

from dilviz.convolution.layer import Pair, per_axis
from dilviz.errors import GeometryError
from dilviz.fields.field import ReceptiveField
from dilviz.figures.cone_tree import positions_read
from dilviz.figures.subject import Plotted, network_of, size_words
from dilviz.network.node import Node
from dilviz.network.spelling import layer_words
from dilviz.plot.style import Palette, drawing

MOST_CELLS = 512  # along one side
CAUSE = "Lower the input size, or leave it out to draw only what one output spans."


def taps(
    plotted: Plotted,
    ax: Axes | None = None,
    *,
    at: str | None = None,
    input_size: int | Sequence[int] | None = None,
    unit: Sequence[int] | None = None,
    theme: str = "light",
) -> Axes:
    """Draw which samples one output of a layer reads: the classic grid with its red dots.

    Parameters
    ----------
    plotted : Network, ReceptiveField or Layer
        Of a network, the layer `at`; of a field, the layer of its map.
    ax : matplotlib.axes.Axes, optional
        Default: a new figure in the style sheet of `dilviz.plot`.
    at : str, optional
        A layer's name or id. Default: the network's output.
    input_size : int or (rows, cols), optional
        Of the network's input. With it the layer's whole input is drawn, padding hatched;
        without it only the samples that the output spans.
    unit : (row, col), optional
        The output. Default: the one in the middle.
    theme : {"light", "dark"}

    Returns
    -------
    matplotlib.axes.Axes

    Raises
    ------
    GeometryError
        If there is no such layer or output, or the grid is too large to be drawn.

    Examples
    --------
    Nine taps at dilation rate 2 span 5 x 5 samples:

    >>> from dilviz import Layer
    >>> axes = taps(Layer.of(3, dilation=2))
    >>> axes.get_title(), len(axes.collections[-1].get_offsets())
    ('conv3 d2 valid: 9 taps in 5 × 5 samples', 9)
    """
    network = network_of(plotted)
    target = network.find(_target(plotted, at))
    if target == network.input:
        raise GeometryError("the input has no taps. Name a layer.")
    node = network.by_id[target]
    size = network.read_size(input_size)
    sizes = network.sizes(size) if size else {}
    met = per_axis(lambda axis: min(sizes[id_][axis] for id_ in node.inputs)) if sizes else None
    rows, cols = per_axis(lambda axis: _AxisTaps.of(node, axis, met, unit))
    line = network.one_dimensional
    words = f"{layer_words(node, line)}: {len(rows.taps) * len(cols.taps)} taps in "
    words += f"{size_words((rows.span, cols.span), line)} samples"
    with drawing(ax, theme, (3.4, 3.4)) as (axes, colours):
        _draw_grid(axes, (rows, cols), colours)
        across, down = np.meshgrid(cols.taps, rows.taps)
        axes.scatter(across, down, s=36, color=colours["tap"], zorder=3, label="tap")
        axes.set_title(words)
        axes.set_xlabel("column of the layer's input (samples)")
        axes.set_ylabel("row of the layer's input (samples)")
    return axes


class _AxisTaps:
    """One axis: the samples drawn, the real ones among them, and those read."""

    def __init__(self, drawn: range, real: range, taps: list[int]):
        self.drawn, self.real, self.taps = drawn, real, taps

    @property
    def span(self) -> int:
        return max(self.taps) - min(self.taps) + 1

    @classmethod
    def of(cls, node: Node, axis: int, met: Pair | None, unit: Sequence[int] | None) -> _AxisTaps:
        size = met[axis] if met else None
        before, after = node.padding(axis, size) or (0, 0)
        outputs = node.output_size(axis, size) if size else None
        output = unit[axis] if unit else (outputs or 1) // 2
        if outputs is not None and not 0 <= output < outputs:
            raise GeometryError(
                f"there is no output {output} in {('row', 'column')[axis]}s 0 to {outputs - 1} of "
                f"layer {node.id!r}. Choose another unit or a larger input."
            )
        taps = _taps_of(node, axis, before, output)
        drawn = range(-before, size + after) if size else range(min(taps), max(taps) + 1)
        if node.op in ("conv_transpose", "upsample") and size:
            drawn = range(size)  # their padding crops the output
        if len(drawn) > MOST_CELLS:
            raise GeometryError(
                f"a grid of {len(drawn)} samples a side is more than the {MOST_CELLS} that can be "
                f"told apart. {CAUSE}"
            )
        return cls(drawn, range(size) if size else drawn, taps)


def _taps_of(node: Node, axis: int, before: int, output: int) -> list[int]:
    taps = list(positions_read(node.read_rule(axis, before), output))
    if not taps:
        raise GeometryError(f"output {output} of layer {node.id!r} reads nothing. Choose another.")
    return taps


def _target(plotted: Plotted, at: str | None) -> str | None:
    return plotted.at if at is None and isinstance(plotted, ReceptiveField) else at


def _draw_grid(axes: Axes, pair: tuple[_AxisTaps, _AxisTaps], colours: Palette) -> None:
    """Cells, hatched where they are padding, and the outline of what the output spans."""
    drawn, real = (pair[0].drawn, pair[1].drawn), (pair[0].real, pair[1].real)
    if drawn != real:
        hatched: dict[str, Any] = {
            "hatch": "////",
            "fill": False,
            "edgecolor": colours["line"],
            "linewidth": 0,
        }
        axes.add_patch(_box(*drawn, "padding", hatched))
    filled = {"facecolor": colours["bg"], "edgecolor": colours["in"], "linewidth": 1.2}
    axes.add_patch(_box(*real, "input", filled))
    axes.add_collection(LineCollection(_lines(*drawn), colors=colours["mute"], linewidths=0.4))
    spanned = per_axis(lambda axis: range(min(pair[axis].taps), max(pair[axis].taps) + 1))
    outlined = {"fill": False, "edgecolor": colours["rf"], "linewidth": 2, "zorder": 2}
    axes.add_patch(_box(*spanned, "span of the taps", outlined))
    rows, cols = drawn
    axes.set_xlim(cols.start - 0.7, cols.stop - 0.3)
    axes.set_ylim(rows.stop - 0.3, rows.start - 0.7)  # row 0 on top
    axes.set_aspect("equal")


def _lines(rows: range, cols: range) -> list[list[tuple[float, float]]]:
    """The lines between the cells."""
    top, bottom = rows.start - 0.5, rows.stop - 0.5
    left, right = cols.start - 0.5, cols.stop - 0.5
    across = [[(left, row - 0.5), (right, row - 0.5)] for row in range(rows.start, rows.stop + 1)]
    return across + [
        [(col - 0.5, top), (col - 0.5, bottom)] for col in range(cols.start, cols.stop + 1)
    ]


def _box(rows: range, cols: range, label: str, look: dict[str, Any]) -> Rectangle:
    corner = (cols.start - 0.5, rows.start - 0.5)
    return Rectangle(corner, len(cols), len(rows), label=label, **look)
