"""What every trained network costs, how far it sees, and how well it did."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from dilviz.cost.layer_cost import costs, total
from dilviz.learned.digits import FIELD, INK, held_out, held_out_corners, place, share_inside
from dilviz.learned.initial import weight_shapes
from dilviz.learned.networks import DIGITS, LearnedNetwork, of_task
from dilviz.learned.results import Summary, summary


@dataclass(frozen=True)
class Compared:
    """One trained network.

    Attributes
    ----------
    network : LearnedNetwork
    weights : int
        That were learned, biases included, those of its front end too.
    multiply_adds : int
        For a field of 48 x 48, products with padding included.
    inside : float or None
        Share of the digit inside the receptive field of one of its ink pixels, on average over
        the held-out digits; None for the noise task.
    score : Summary
        Percent of ink pixels right, or PSNR in dB.
    """

    network: LearnedNetwork
    weights: int
    multiply_adds: int
    inside: float | None
    score: Summary


@lru_cache(maxsize=2)
def compared(task: str) -> tuple[Compared, ...]:
    """Compare the networks of one task.

    >>> plain, *_ = compared("digits")
    >>> plain.weights, plain.multiply_adds
    (14250, 32550912)
    """
    return tuple(_compared(network) for network in of_task(task))


def _compared(network: LearnedNetwork) -> Compared:
    shapes = weight_shapes(network.network, channels=1)
    products = total(costs(network.network, FIELD, channels=1)).multiply_adds
    assert products is not None and products.number is not None  # the channels are given
    return Compared(
        network,
        sum(out * channels * rows * cols + out for out, channels, rows, cols in shapes),
        products.number,
        mean_share_inside(network.field) if network.task == DIGITS else None,
        summary(network.key),
    )


@lru_cache(maxsize=32)
def mean_share_inside(size: int) -> float:
    """Share of a held-out digit that a field holds, on average over ink pixels and digits.

    Parameters
    ----------
    size : int
        Of the receptive field, in pixels.

    Examples
    --------
    >>> mean_share_inside(1) < 0.01, mean_share_inside(67)
    (True, 1.0)
    """
    return share_inside(_ink(), size)


@lru_cache(maxsize=1)
def _ink() -> np.ndarray:
    """Ink of the held-out digits: bool, a megabyte; to place them takes a tenth of a second."""
    digits, _ = held_out()
    return place(digits, held_out_corners()) >= INK
