"""The charts of the Stack page: growth with depth, and the effective field along one axis."""

from __future__ import annotations

from functools import partial
from typing import Any

import dilviz
from dilviz.convolution.layer import Pair
from dilviz.figures import effective, receptive
from dilviz.figures.charts.growth import growth, growth_words
from dilviz.figures.charts.layers import layers, layers_with_field, layers_words
from dilviz.figures.charts.profile import profile
from dilviz.figures.subject import name_of
from dilviz.network.network_text import fits_a_link
from dilviz.ui.components.chart import component
from dilviz.ui.explain import explained
from dilviz.ui.fragments import fragment
from dilviz.ui.notation import spelled
from dilviz.ui.shared_results import shared
from dilviz.ui.stack import figures
from dilviz.ui.stack.settings import Charted, Sized, WithInput

LONG = 40  # layers: from here on the field after each of them is charted too

kept = shared(most=50)


@fragment
def fields(settings: WithInput) -> None:
    """Chart how the field grows with depth; of a long network, the field after each layer too."""
    scale = Charted.ask(settings).scale
    name = name_of(settings.network)
    with explained():
        known = settings.notation, settings.input_size, settings.channels
        data = growth_data(*known)
        component.show(
            partial(growth, data, name, scale),
            key="growth",
            words=growth_words(data),
            name="growth with depth",
            paper=_paper("growth", settings, scale=scale),
        )
        report = figures.description(*known)
        if len(layers_with_field(report)) >= LONG:
            component.show(
                partial(layers, report, name, scale),
                key="layers",
                words=layers_words(report),
                name="field after each layer of a long network",
            )


@fragment
def effective_profile(settings: Sized) -> None:
    """Chart the effective receptive field along the columns."""
    with explained():
        field = figures.effective(settings.notation, settings.input_size)
        component.show(
            lambda: profile(effective.profile(field), name_of(settings.network)),
            key="profile",
            words=effective.profile_words(field),
            name="effective receptive field",
            paper=_paper("effective", settings),
        )


def _paper(figure: str, settings: Sized, **more: str) -> dict[str, Any] | None:
    """The figure of `dilviz.plot` that shows the same, if a link can name the network."""
    if not fits_a_link(settings.notation):
        return None
    size = settings.size_text if settings.input_size else ""  # what cannot be read is no size
    return {"figure": figure, "query": {"net": settings.notation, "input": size, **more}}


@kept
def growth_data(
    notation: str, input_size: Pair | None = None, channels: int | None = None
) -> dict[str, Any]:
    """Compute how the field grows with depth: of the sizes that the page has, if it has all."""
    network, _ = spelled(notation)
    report = figures.description(notation, input_size, channels)
    sizes = {layer["id"]: layer.get("size") for layer in report["layers"]}
    if report["layers_left_out"] or None in sizes.values():
        return receptive.growth(network, dilviz.receptive_fields(network, input_size))
    return receptive.growth_of_sizes(network, sizes)
