"""Colour bars as plain data: the words at their ends, and the colours between."""

from __future__ import annotations

from typing import Any

import numpy as np

from dilviz.figures.response import SCALE_COLOURS

_STEPS = 13  # odd, so that the middle of a scale with two directions is one of them


def diverging(limit: float) -> dict[str, Any]:
    """The bar of a signed response: its ends, and white in the middle.

    >>> bar = diverging(12.345)
    >>> bar["low"], bar["middle"], bar["high"], bar["colours"][6]
    ('−12.3', 'white is 0', '12.3', 'rgb(247, 247, 245)')
    """
    places = np.linspace(0, len(SCALE_COLOURS) - 1, _STEPS).round().astype(int)
    end = number(limit)
    return _bar(f"−{end}", end, "white is 0", SCALE_COLOURS[places])


def strength(most: float, dark: np.ndarray, bright: np.ndarray) -> dict[str, Any]:
    """The bar of the effective receptive field: from not read to the largest share of the weight.

    >>> bar = strength(0.04, np.array([0, 0, 0]), np.array([194, 78, 0]))
    >>> bar["low"], bar["high"], bar["middle"], bar["colours"][-1]
    ('not read', '4 %', 'share of the weight', 'rgb(194, 78, 0)')
    """
    steps = np.linspace(0, 1, _STEPS)[:, None]
    colours = np.rint(dark + steps * (np.asarray(bright, float) - dark)).astype(int)
    return _bar("not read", f"{number(100 * most)} %", "share of the weight", colours)


def number(value: float) -> str:
    """Write a number that is not negative with three digits, or all before the point.

    >>> number(1020.6), number(0.125), number(7)
    ('1021', '0.125', '7')
    """
    return f"{value:.0f}" if value >= 100 else f"{value:.3g}"


def _bar(low: str, high: str, middle: str, colours: np.ndarray) -> dict[str, Any]:
    listed = [f"rgb({red}, {green}, {blue})" for red, green, blue in colours.tolist()]
    return {"low": low, "middle": middle, "high": high, "colours": listed}
