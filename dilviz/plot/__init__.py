"""Figures for papers, by Matplotlib: each takes a network, a field or a layer and returns axes.

`taps`        the samples that one output of a layer reads
`squares`     the receptive field after each layer, nested
`growth`      the receptive field against depth, beside a plain and a doubling stack
`cone`        one unit's tree of readings, layer by layer, along one axis
`coverage`    which pixels of its field a unit reads, and which never
`paths`       how many paths lead from each pixel to a unit
`effective`   how strongly each sample counts, beside the Gaussian of the same variance
`on_picture`  a unit's receptive field on a photograph
`cost`        multiply-adds against receptive field, for five ways to see as far

All of them draw on the axes given as `ax`, or on a new figure; none touches pyplot. `save` writes
PDF, SVG or PNG with its fonts inside. Needs the extra ``dilviz[plot]``.
"""

from dilviz.errors import optional_package

optional_package("matplotlib", "Figures for papers", extra="plot")

from dilviz.plot.choosing import FIGURES  # noqa: E402
from dilviz.plot.cone_slice import cone  # noqa: E402
from dilviz.plot.cost_curves import cost  # noqa: E402
from dilviz.plot.effective_profile import effective  # noqa: E402
from dilviz.plot.field_on_picture import on_picture  # noqa: E402
from dilviz.plot.growth_curves import growth  # noqa: E402
from dilviz.plot.nested_squares import squares  # noqa: E402
from dilviz.plot.pixel_maps import coverage, paths  # noqa: E402
from dilviz.plot.saving import save  # noqa: E402
from dilviz.plot.tap_grid import taps  # noqa: E402

__all__ = [
    "FIGURES",
    "cone",
    "cost",
    "coverage",
    "effective",
    "growth",
    "on_picture",
    "paths",
    "save",
    "squares",
    "taps",
]
