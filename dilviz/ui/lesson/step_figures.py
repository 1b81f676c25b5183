"""The figures of the lesson: the components of the other pages, by kind, with their settings."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

import streamlit as st

from dilviz.convolution.layer import Layer
from dilviz.figures import tiles
from dilviz.figures.charts.cost import cost, cost_words
from dilviz.figures.charts.growth import growth, growth_words
from dilviz.figures.charts.learned import learned, learned_words
from dilviz.figures.charts.template import Chart
from dilviz.figures.learned_scores import AGAINST, UNITS, score_points
from dilviz.learned.comparison import compared
from dilviz.learned.networks import DIGITS
from dilviz.lesson.layer_price import price_rows
from dilviz.lesson.step import Figure
from dilviz.pictures.filtering import Filtering
from dilviz.pictures.kernels import KERNELS
from dilviz.pictures.photographs import load
from dilviz.ui.components.chart import component as chart
from dilviz.ui.components.explore import component as explorer
from dilviz.ui.components.explore.settings import settings_of
from dilviz.ui.components.mounting import component
from dilviz.ui.components.strip import component as strip
from dilviz.ui.cost.figures import curves, widest_costs
from dilviz.ui.fragments import fragment
from dilviz.ui.gridding.figures import field_of
from dilviz.ui.images import tiles as picture_tiles
from dilviz.ui.shared_results import shared
from dilviz.ui.stack.figures import description, growth_data

Settings = Mapping[str, str]


def show(figure: Figure, key: str, view: str = "") -> None:
    """Mount a figure.

    Parameters
    ----------
    figure : Figure
    key : str
        Names it on this page.
    view : {"", "still", "projector"}
        Still figures have no controls: dragging would answer the question. Nor do they light what
        an output reads, unless they are about a certain output.
    """
    if figure.kind in EXPLORER_PARTS:
        _explorer(figure, key, view)
    else:
        FIGURES[figure.kind](figure.settings, key, view)


def _explorer(figure: Figure, key: str, view: str) -> None:
    """The learner's own settings stay with the figure and do not enter the lesson's link."""
    query = (st.session_state.get(key) or {}).get("link") or {}
    words = {name: str(value) for name, value in query.items() if name != "echo"}
    chosen = settings_of(words or _without_pin(figure.settings))
    if view == "still" and "pin" not in figure.settings and figure.kind == "explore":
        view = "blank"
    shown = {"echo": int(query.get("echo", 0)), "part": EXPLORER_PARTS[figure.kind], "view": view}
    data = explorer.explorer_data(chosen) | shown | {"rest": _pinned(figure.settings)}
    explorer.MOUNT(key=key, data=data, on_link_change=lambda: None)


def _without_pin(settings: Settings) -> Settings:
    """A pinned output would not follow the pointer, and following it is what the lesson asks."""
    return {name: value for name, value in settings.items() if name != "pin"}


def _pinned(settings: Settings) -> dict[str, int] | None:
    """The output of the question: it is lit until the pointer is on another."""
    pin = settings_of(settings).pin if "pin" in settings else None
    return {"row": pin[1], "col": pin[2]} if pin else None


def _network(figure: str, settings: Settings, key: str, _view: str) -> None:
    report = description(settings["net"])
    component("network")(key=key, data={"figure": figure, "report": report})


def _growth(settings: Settings, key: str, _view: str) -> None:
    net = settings["net"]
    data = growth_data(net)
    _chart(partial(growth, data, net), key, growth_words(data), "growth with depth")


def _gridding(settings: Settings, key: str, _view: str) -> None:
    component("gridding")(key=key, data={"figure": "field", "field": field_of(settings["net"])})


def _cost(settings: Settings, key: str, _view: str) -> None:
    field, channels, side = (int(settings[name]) for name in ("field", "channels", "image"))
    quantity = "multiply_adds"
    words = cost_words(widest_costs(side, channels, field), quantity)
    name = "cost against receptive field"
    _chart(lambda: cost(curves(side, channels, field), quantity, field), key, words, name)


@fragment
def _chart(draw: Callable[[], Chart], key: str, words: str, name: str) -> None:
    chart.show(draw, key=key.replace(" ", "-"), words=words, name=name)


def _strip(settings: Settings, key: str, _view: str) -> None:
    rates = tuple(int(rate) for rate in settings["rates"].split(","))
    shown = _tiles(settings["image"], settings["kernel"], rates)
    strip.strip(key, "One kernel at several dilation rates", shown, across=2)


@shared(most=24)
def _tiles(image: str, name: str, rates: tuple[int, ...]) -> list[strip.Tile]:
    layer = Layer.of(KERNELS[name].weights.shape, padding="same")
    pictures = tiles.at_rates(load(image), KERNELS[name], Filtering(layer), rates)
    return [
        picture_tiles.response_tile(picture, f"d = {rate}", _span_words(name, rate))
        for picture, rate in zip(pictures, rates, strict=True)
    ]


def _span_words(name: str, rate: int) -> str:
    weights = KERNELS[name].weights
    span = Layer.of(weights.shape, dilation=rate).effective_kernel_size
    return f"span {picture_tiles.size_words(span)}, {weights.size} samples read"


def _weights(settings: Settings, _key: str, _view: str) -> None:
    rates = tuple(int(rate) for rate in settings["rates"].split(","))
    st.table(price_rows(rates, int(settings["channels"])))


def _trained(settings: Settings, key: str, _view: str) -> None:
    alike = {
        each.network.name for each in compared(DIGITS) if each.weights == int(settings["weights"])
    }
    points = [point for point in score_points(DIGITS, "field") if point["name"] in alike]
    shown = points, AGAINST["field"], UNITS[DIGITS]
    _chart(partial(learned, *shown), key, learned_words(*shown), "digits scores")


EXPLORER_PARTS = {"explore": "layer", "classic": "classic"}
FIGURES: Mapping[str, Callable[[Settings, str, str], None]] = {
    "squares": partial(_network, "squares"),
    "growth": _growth,
    "cone": partial(_network, "cone"),
    "gridding": _gridding,
    "cost": _cost,
    "strip": _strip,
    "weights": _weights,
    "trained": _trained,
}
