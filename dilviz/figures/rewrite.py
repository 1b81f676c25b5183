"""The equivalences in numbers, as plain data for the rewrite component."""

from __future__ import annotations

from itertools import accumulate
from typing import Any

import numpy as np

from dilviz.convolution.convolve import conv2d
from dilviz.convolution.equivalence import (
    batch_to_space,
    in_each_phase,
    space_to_batch,
    zero_stuffed,
)
from dilviz.convolution.layer import Pair
from dilviz.convolution.rewrite import Trial, one_by_one, stages
from dilviz.cost.timing import multiply_adds
from dilviz.errors import counted


def stuffed(maps: np.ndarray, weight: np.ndarray, rate: int) -> dict[str, Any]:
    """A kernel, the same with zeros between its taps, and what both give.

    Parameters
    ----------
    maps : ndarray of int, shape (H, W)
    weight : ndarray of int, shape (kH, kW)
    rate : int

    Examples
    --------
    >>> stuffed(np.ones((5, 5), int), np.array([[1, 2], [3, 4]]), 2)["wide"]
    [[1, 0, 2], [0, 0, 0], [3, 0, 4]]
    """
    wide = zero_stuffed(weight, rate)
    dilated = conv2d(maps, weight, dilation=rate, padding="same")
    plain = conv2d(maps, wide, padding="same")
    return {
        "kernel": weight.tolist(),
        "wide": wide.tolist(),
        "rate": rate,
        "dilated": dilated.tolist(),
        "plain": plain.tolist(),
        "equal": bool((dilated == plain).all()),
        "products": [int(weight.size), int(wide.size)],
    }


def phases(maps: np.ndarray, weight: np.ndarray, rate: int) -> dict[str, Any]:
    """One layer cut into phases, convolved and woven together again, beside the layer itself.

    Parameters
    ----------
    maps : ndarray of int, shape (H, W)
    weight : ndarray of int, shape (kH, kW)
        With odd kH and kW.
    rate : int
    """
    cut = space_to_batch(maps[None], rate)
    after = in_each_phase(cut, weight[None, None])
    woven = batch_to_space(after, (maps.shape[0], maps.shape[1]))[0]
    direct = conv2d(maps, weight, dilation=rate, padding="same")
    return {
        "rate": rate,
        "input": maps.tolist(),
        "cut": cut[:, :, 0].tolist(),
        "after": after[:, :, 0].tolist(),
        "woven": woven.tolist(),
        "equal": bool((woven == direct).all()),
    }


def line(samples: np.ndarray, weight: np.ndarray, rate: int, layers: int) -> dict[str, Any]:
    """Layers on a row of numbers: applied in turn, rewritten, and rewritten with zeroed slots.

    Parameters
    ----------
    samples : ndarray, shape (n,)
    weight : ndarray, shape (k,)
    rate, layers : int

    Returns
    -------
    dict
        ``right``, ``rewritten`` and ``fixed``: the numbers before the first
        layer and after each; the last two with the filled-up slots at the end.

    Examples
    --------
    >>> drawn = line(np.ones(3, int), np.ones(3, int), rate=2, layers=2)
    >>> drawn["right"][-1], drawn["rewritten"][-1], drawn["fixed"][-1]
    ([4, 1, 4], [4, 2, 4, 2], [4, 1, 4, 0])
    """
    maps, weights = samples[None, None], [weight[None, None, None]] * layers
    right = accumulate(weights, lambda row, kernel: one_by_one(row, [kernel], rate), initial=maps)
    return {
        "rate": rate,
        "size": len(samples),
        "right": [row[0, 0].tolist() for row in right],
        "rewritten": [_row(stage) for stage in stages(maps, weights, rate)],
        "fixed": [_row(stage) for stage in stages(maps, weights, rate, masked=True)],
    }


def _row(phases_of_row: np.ndarray) -> list:
    """Weave without cropping and keep the one real row."""
    rate, _, _, _, cols = phases_of_row.shape
    return batch_to_space(phases_of_row, (1, cols * rate))[0, 0].tolist()


def pixels(trial: Trial) -> dict[str, Any]:
    """Which pixels the formula calls wrong, in words too, and which are."""
    return {
        "predicted": trial.predicted.astype(int).tolist(),
        "observed": trial.observed.astype(int).tolist(),
        "direct": trial.direct.tolist(),
        "rewritten": trial.rewrite.tolist(),
        "prediction": _prediction(trial.predicted),
    }


def _prediction(predicted: np.ndarray) -> str:
    """Name the rows and columns: no map is wrong in all of its rows or columns."""
    rows, cols = (np.flatnonzero(predicted.all(axis)) for axis in (1, 0))
    if not len(rows) and not len(cols):
        return "The formula predicts no wrong pixel for these settings."
    listed = [
        f"{word} {', '.join(map(str, wrong))}"
        for word, wrong in (("rows", rows), ("columns", cols))
        if len(wrong)
    ]
    return (
        f"Wrong: {' and '.join(listed)}. Each lies a few times the rate before a slot that fills "
        "up; not at the very border. All numbers are whole and positive, so nothing cancels out."
    )


def costs(size: Pair, rate: int, taps: int, layers: int, channels: int) -> dict[str, Any]:
    """What a chain of layers multiplies, one by one and rewritten, and under which conditions.

    >>> costs((127, 125), 4, 3, 2, 8)["products"]
    ['18.3 M', '18.9 M']
    """
    counts = [multiply_adds(size, taps, layers, channels, every) for every in (1, rate)]
    return {
        "spellings": ["one by one", "rewritten"],
        "products": [f"{count / 1e6:.1f} M" for count in counts],
        "conditions": (
            f"{counted(layers, 'layer')}, {channels} maps of {size[0]} × {size[1]}, by the "
            "engine of this server, for which dilation is free. Median of a few runs, fastest and "
            "slowest in brackets."
        ),
    }
