"""The explorer of one layer: the engine's numbers in, the link that was set out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from dilviz.convolution.layer_view import LayerView, view_layer
from dilviz.errors import GeometryError
from dilviz.export.layer_code import layer_code
from dilviz.ui.components import mounting
from dilviz.ui.components.explore.settings import ExploreSettings

MOUNT = mounting.component("explore")


def explore(
    settings: ExploreSettings, *, key: str, echo: int, on_settled: Callable[[], None]
) -> None:
    """Show the explorer; `on_settled` runs after a setting was changed.

    `echo` is the number of the setting that this answers: the browser counts them.
    """
    MOUNT(key=key, data={**explorer_data(settings), "echo": echo}, on_link_change=on_settled)


def explorer_data(settings: ExploreSettings) -> dict[str, Any]:
    """Collect what the browser needs: settings, and what the engine makes of them."""
    try:
        truth, problem = as_json(view(settings)), None
    except GeometryError as error:
        truth, problem = None, str(error)
    return {
        "settings": plain_settings(settings),
        "link": settings.to_link(),
        "truth": truth,
        "problem": problem,
        "code": layer_code(
            settings.layer, settings.input_size, mode=settings.mode, flip=settings.flip
        ),
    }


def view(settings: ExploreSettings) -> LayerView:
    """Run the layer of these settings."""
    return view_layer(
        settings.samples(),
        settings.weights(),
        settings.layer,
        padding_mode=settings.mode,
        flip=settings.flip,
    )


def as_json(shown: LayerView) -> dict[str, Any]:
    """Turn the arrays of a view into lists."""
    return {
        "taps": [table.tolist() for table in shown.taps],
        "sources": [axis.tolist() for axis in shown.sources],
        "padding": shown.padding,
        "values": shown.values.tolist(),
        "weights": shown.weights.tolist(),
        "output": shown.output.tolist(),
    }


def plain_settings(settings: ExploreSettings) -> dict[str, Any]:
    """Spell the settings for the browser: pairs everywhere, kernel and values as numbers."""
    layer = settings.layer
    return {
        "n": settings.input_size,
        "k": layer.kernel_size,
        "d": layer.dilation,
        "s": layer.stride,
        "p": settings.p if isinstance(settings.p, str) else layer.padding,
        "mode": settings.mode,
        "flip": settings.flip,
        "dims": settings.dims,
        "values": settings.values,
        "typed": settings.samples().tolist() if settings.v else None,
        "kernel": settings.kernel_name,
        "weights": settings.weights().tolist(),
        "pin": settings.pin,
        "rates": settings.rates,
    }
