"""The notation of operations that are no windows: ``gap``, ``resize2 linear``, ``crop2:3``."""

from __future__ import annotations

from dilviz.convolution.layer import Layer, Pair, Sides
from dilviz.convolution.layer_text import write_padding, write_pair
from dilviz.network.op_settings import OpSettings
from dilviz.network.resize import MODES, Resize
from dilviz.network.whole_map import Global


def pooled(one_dimensional: bool) -> Global:
    """What ``gap`` stands for: pooling over the whole map."""
    return Global((not one_dimensional, True))


def resized(factor: Pair, mode: str, one_dimensional: bool) -> Resize:
    """What ``resize2 linear`` stands for: as PyTorch does it, corners not aligned."""
    rows = None if one_dimensional else float(factor[0])
    return Resize(mode, scales=(rows, float(factor[1])))


def cropped(sides: Sides) -> Layer:
    """What ``crop2:3`` stands for: a padding below zero."""
    rows, cols = ((-before, -after) for before, after in sides)
    return Layer((1, 1), padding=(rows, cols))


def op_notation(
    op: str, layer: Layer, settings: OpSettings | None, one_dimensional: bool
) -> str | None:
    """Write an operation other than a convolution; None if the notation has no word for it.

    >>> op_notation("global", Layer((1, 1)), Global(), False)
    'gap'
    >>> op_notation("resize", Layer((1, 1)), Resize("linear", scales=(2.0, 3.0)), False)
    'resize2x3 linear'
    >>> op_notation("pad", cropped(((2, 3), (2, 3))), None, False)
    'crop2:3'
    """
    if settings == pooled(one_dimensional):
        return "gap"
    if isinstance(settings, Resize):
        return _resize_notation(settings, one_dimensional)
    if op == "pad" and settings is None and is_crop(layer):
        return _crop_notation(layer.padding, one_dimensional)
    return None


def is_crop(layer: Layer) -> bool:
    """Whether a pad cuts off somewhere."""
    return not isinstance(layer.padding, str) and min(map(min, layer.padding)) < 0


def _resize_notation(settings: Resize, one_dimensional: bool) -> str | None:
    rows, cols = (max(1, int(scale or 1)) for scale in settings.scales)
    if settings.mode not in MODES or settings != resized(
        (rows, cols), settings.mode, one_dimensional
    ):
        return None
    return f"resize{write_pair((rows, cols), one_dimensional)} {settings.mode}"


def _crop_notation(padding: Sides | str, one_dimensional: bool) -> str | None:
    if isinstance(padding, str) or max(map(max, padding)) > 0:
        return None
    return "crop" + write_padding(cropped(padding).padding, one_dimensional)
