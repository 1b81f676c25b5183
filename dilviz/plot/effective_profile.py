"""How strongly each sample counts for one unit, beside the Gaussian of the same variance."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes

from dilviz.fields.effective import effective_field
from dilviz.figures.subject import Plotted, Subject
from dilviz.plot.style import drawing

AXES = ("rows", "columns")


def effective(
    plotted: Plotted,
    ax: Axes | None = None,
    *,
    axis: int = 1,
    at: str | None = None,
    unit: Sequence[int] | int | None = None,
    input_size: int | Sequence[int] | None = None,
    theme: str = "light",
) -> Axes:
    """Draw the effective receptive field along one axis, with all weights equal.

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
        As `dilviz.fields.effective.effective_field`.

    References
    ----------
    .. [1] Luo, Li, Urtasun and Zemel, "Understanding the Effective Receptive
       Field in Deep Convolutional Neural Networks", NIPS 2016, arXiv:1701.04128.

    Examples
    --------
    >>> from dilviz import parse_network
    >>> axes = effective(parse_network("conv3, conv3"))
    >>> (axes.patches[0].get_data().values * 9).round().astype(int).tolist()
    [1, 2, 3, 2, 1]
    """
    subject = Subject.of(plotted, input_size, at, unit)
    field = effective_field(
        subject.network,
        axis,
        input_size=subject.input_size,
        at=subject.at,
        unit=subject.unit[axis],
    )
    positions = field.first + np.arange(field.size)
    with drawing(ax, theme, (5.0, 3.0)) as (axes, colours):
        axes.stairs(
            field.shares,
            np.append(positions, positions[-1] + 1) - 0.5,
            fill=True,
            facecolor=(colours["rf"], 0.55),
            edgecolor=colours["rf-ink"],
            linewidth=0.6,
            label=f"{field.size} samples, standard deviation {field.standard_deviation:.2f}",
        )
        axes.plot(
            positions,
            field.gaussian(),
            linestyle="--",
            color=colours["ink"],
            label="Gaussian of the same variance",
        )
        axes.set_ylim(0, 1.25 * max(field.shares.max(), field.gaussian().max()))
        axes.set_xlabel(f"position along {AXES[axis]} (input samples)")
        axes.set_ylabel("share of the weight of one unit")
        axes.set_title(f"Effective receptive field along {AXES[axis]}\n{subject.title}")
        axes.legend(loc="upper left")
    return axes
