"""The cone: one unit's tree of readings along one axis, from its map down to the input."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.collections import LineCollection

from dilviz.figures.cone_tree import cone_tree
from dilviz.figures.subject import Plotted, Subject
from dilviz.plot.effective_profile import AXES
from dilviz.plot.style import drawing


def cone(
    plotted: Plotted,
    ax: Axes | None = None,
    *,
    axis: int = 1,
    at: str | None = None,
    unit: Sequence[int] | int | None = None,
    input_size: int | Sequence[int] | None = None,
    theme: str = "light",
) -> Axes:
    """Draw what one unit reads, layer by layer, along one axis.

    Layers that read one sample in their own place (1 x 1, activations) are left out.

    Parameters
    ----------
    plotted, ax, at, unit, input_size, theme
        As for `dilviz.plot.coverage`.
    axis : {0, 1}
        Along rows or along columns.

    Returns
    -------
    matplotlib.axes.Axes

    Raises
    ------
    GeometryError
        If the tree has more layers or lines than a drawing can show.

    References
    ----------
    .. [1] van den Oord et al., "WaveNet", arXiv:1609.03499, figures 2 and 3.

    Examples
    --------
    Of a 1-2-4 stack the input row holds 15 samples, all of them read:

    >>> from dilviz import parse_network
    >>> axes = cone(parse_network("conv3, conv3 d2, conv3 d4"))
    >>> [len(dots.get_offsets()) for dots in axes.collections if dots.get_label() == "read"]
    [15, 7, 3, 1]
    """
    subject = Subject.of(plotted, input_size, at, unit)
    tree = cone_tree(subject, axis)
    left, right = tree.extent
    with drawing(ax, theme, (6.0, 0.9 + 0.42 * len(tree.rows))) as (axes, colours):
        axes.add_collection(
            LineCollection(tree.lines, colors=colours["tap"], linewidths=0.6, zorder=1)
        )
        for height, row in enumerate(tree.rows):
            role = "in" if height == 0 else "out" if height == len(tree.rows) - 1 else "mute"
            dim = row.within(left - 0.5, right + 0.5)
            axes.plot(dim, [height] * len(dim), "o", color=colours["line"], markersize=3, zorder=1)
            axes.scatter(
                [row.place(unit) for unit in row.read],
                [height] * len(row.read),
                s=16,
                color=colours[role],
                zorder=2,
                label="read",
            )
        axes.set(xlim=(left - 1, right + 1), ylim=(-0.5, len(tree.rows) - 0.5))
        axes.set_yticks(range(len(tree.rows)), [row.label for row in tree.rows])
        axes.tick_params(axis="y", length=0)
        axes.spines["left"].set_visible(False)
        axes.set_xlabel(f"position along {AXES[axis]} (input samples)")
        axes.set_title(f"What one unit reads, along {AXES[axis]}\n{subject.title}")
    return axes
