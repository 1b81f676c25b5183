"""The charts of the Stack page: growth with depth, and the effective field along one axis."""

from __future__ import annotations

from functools import partial
from typing import Any

from dilviz.figures import effective
from dilviz.figures.charts.growth import growth
from dilviz.figures.charts.layers import layers, layers_with_field, layers_words
from dilviz.figures.charts.profile import profile
from dilviz.figures.subject import name_of
from dilviz.ui import following
from dilviz.ui.components.chart import component
from dilviz.ui.explain import explained
from dilviz.ui.fragments import fragment
from dilviz.ui.stack import figures
from dilviz.ui.stack.settings import PAGE, Charted, Sized

LONG = 40  # layers: from here on the field after each of them is charted too


def is_long(report: dict[str, Any]) -> bool:
    """Whether the field after each layer is charted too."""
    return len(layers_with_field(report)) >= LONG


@fragment
def fields() -> None:
    """Chart how the field grows with depth; of a long network, the field after each layer too."""
    settings = Charted.ask(following.held(PAGE))
    name, scale = name_of(settings.network), settings.scale
    known = settings.notation, settings.input_size, settings.channels
    with explained():
        component.show_linked(
            lambda: growth(figures.growth_data(*known), name, scale), figures.below_growth, settings
        )
        report = figures.description(*known)
        if is_long(report):
            component.show(
                partial(layers, report, name, scale),
                key="layers",
                words=layers_words(report),
                name="field after each layer of a long network",
            )


@fragment
def effective_profile() -> None:
    """Chart the effective receptive field along the columns."""
    settings = Sized.ask(following.held(PAGE))
    known = settings.notation, settings.input_size
    with explained():
        component.show_linked(
            lambda: profile(
                effective.profile(figures.effective(*known)), name_of(settings.network)
            ),
            figures.below_profile,
            settings,
        )
