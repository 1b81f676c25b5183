"""Responses of one picture side by side: at several rates, layer by layer, and three ways."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from dilviz.figures.response import Shown, brightness, reach, shown
from dilviz.filmstrip import Frame
from dilviz.filtering import Filtering, respond
from dilviz.kernel import Kernel
from dilviz.three_ways import Way


def at_rates(
    pixels: np.ndarray, kernel: Kernel, filtering: Filtering, rates: Iterable[int]
) -> list[Shown]:
    """Filter one picture at several dilation rates and show all of them on one scale.

    Parameters
    ----------
    pixels : ndarray of uint8, shape (H, W, 3)
    kernel : Kernel
    filtering : Filtering
        Its dilation rate is replaced.
    rates : iterable of int

    Returns
    -------
    list of Shown
    """
    layers = [replace(filtering.layer, dilation=(rate, rate)) for rate in rates]
    responses = [respond(pixels, kernel, replace(filtering, layer=layer)) for layer in layers]
    limit = max(map(reach, responses)) if kernel.signed else None
    return [shown(one, is_signed=kernel.signed, limit=limit) for one in responses]


def of_frames(frames: Iterable[Frame], *, is_signed: bool) -> list[Shown]:
    """Show the response after each layer, each on its own scale if signed."""
    return [shown(frame.response[None], is_signed=is_signed) for frame in frames]


def of_impulse(frames: Iterable[Frame]) -> list[np.ndarray]:
    """Show how many paths lead to each output: black is none, white the most."""
    return [brightness(frame.response) for frame in frames]


def of_ways(ways: Iterable[Way], *, is_signed: bool) -> tuple[list[Shown], list[Shown]]:
    """Show the ways on one scale, and how far each is from the last on another."""
    responses = [way.response[None] for way in ways]
    limit = max(map(reach, responses)) if is_signed else None
    pictures = [shown(one, is_signed=is_signed, limit=limit) for one in responses]
    differences = [one - responses[-1] for one in responses[:-1]]
    furthest = max(map(reach, differences))
    return pictures, [shown(one, is_signed=True, limit=furthest) for one in differences]


def sheet(pictures: list[np.ndarray], gap: int = 8) -> np.ndarray:
    """Put pictures beside one another on white.

    Examples
    --------
    >>> sheet([np.zeros((2, 3), np.uint8), np.zeros((4, 5), np.uint8)], gap=1).shape
    (4, 9, 3)
    """
    rows = max(len(picture) for picture in pictures)
    coloured = [p if p.ndim == 3 else np.repeat(p[..., None], 3, axis=2) for p in pictures]
    columns = []
    for picture in coloured:
        below = ((0, rows - len(picture)), (0, gap), (0, 0))
        columns.append(np.pad(picture, below, constant_values=255))
    return np.hstack(columns)[:, : -gap or None]
