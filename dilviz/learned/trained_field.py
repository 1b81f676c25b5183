"""Effective receptive fields: what the digits networks look at, before and after training."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from dilviz.fields.effective import EffectiveField
from dilviz.fields.field import receptive_field
from dilviz.learned.backward import input_gradient
from dilviz.learned.digits import INK, SIZE, held_out, place
from dilviz.learned.initial import Weights
from dilviz.learned.networks import CLASSES, LEARNED, LearnedNetwork
from dilviz.learned.weights import trained_weights, untrained_weights

FILE = Path(__file__).parent / "data" / "fields.npz"
DIGITS = 50  # held-out digits that are averaged
STEP = 16  # a canvas has a multiple of so many rows: then strides meet its middle
UNTRAINED, TRAINED = "untrained", "trained"


@dataclass(frozen=True, eq=False)
class TrainedField:
    """How strongly each pixel of a receptive field counts for the score of the digit itself.

    Attributes
    ----------
    first : (row, col)
        Position of the field's first pixel from the pixel that is labelled.
    shares : ndarray of float64, shape (size, size)
        Of the mean squared gradient; they sum to 1.
    """

    first: tuple[int, int]
    shares: np.ndarray

    def along(self, axis: int) -> EffectiveField:
        """The profile along rows (0) or columns (1)."""
        return EffectiveField(self.first[axis], self.shares.sum(1 - axis))

    @property
    def standard_deviation(self) -> float:
        """Mean of both axes, in pixels."""
        return (self.along(0).standard_deviation + self.along(1).standard_deviation) / 2


def measure(network: LearnedNetwork, weights: Weights, digits: int = DIGITS) -> TrainedField:
    """Average the squared gradient of one pixel's score over held-out digits.

    Each digit is shifted until its ink pixel nearest to its middle stands in the middle of a
    field that holds the whole receptive field; the score is that of the digit's own class.

    Parameters
    ----------
    network : LearnedNetwork
        Of the digits task.
    weights : tuple of (weight, bias)
    digits : int
        How many of the held-out digits.

    References
    ----------
    .. [1] Luo, Li, Urtasun and Zemel, "Understanding the Effective Receptive Field in Deep
       Convolutional Neural Networks", NIPS 2016, arXiv:1701.04128.
    """
    side = canvas_side(network)
    asked = np.zeros((CLASSES, side, side), np.float32)
    total = np.zeros((side, side))
    for digit, label in zip(*(each[:digits] for each in held_out()), strict=True):
        asked[:, side // 2, side // 2] = np.arange(CLASSES) == label
        drawing = _around_its_middle(digit, side)
        [gradient] = input_gradient(network.network, weights, drawing[None], asked)
        total += gradient.astype(float) ** 2
    rows, cols = _field_of_the_middle(network)
    first = rows.start - side // 2, cols.start - side // 2
    return TrainedField(first, total[rows, cols] / total.sum())


def canvas_side(network: LearnedNetwork) -> int:
    """Rows and columns of a canvas that holds the receptive field of its middle pixel.

    >>> canvas_side(LEARNED["digits/plain"]), canvas_side(LEARNED["digits/context module"])
    (32, 80)
    """
    return -(-(network.field + STEP // 2) // STEP) * STEP  # a strided field is not centred


def _around_its_middle(digit: np.ndarray, side: int) -> np.ndarray:
    """A digit on the canvas, its ink pixel nearest to its middle in the middle of the canvas."""
    centred = np.array([SIZE // 2] * 2)
    [drawing] = place(digit[None], centred[None], field=2 * SIZE)
    ink = np.argwhere(drawing >= INK)
    nearest = ink[np.argmin(((ink - SIZE) ** 2).sum(1))]
    return place(digit[None], (centred - nearest + side // 2)[None], field=side)[0]


def _field_of_the_middle(network: LearnedNetwork) -> tuple[slice, slice]:
    """Rows and columns of the canvas that the middle pixel of the output can depend on."""
    side = canvas_side(network)
    rows, cols = receptive_field(network.network, side, unit=(side // 2, side // 2)).interval
    assert rows is not None and cols is not None  # a unit in the middle reads pixels
    return slice(rows[0], rows[1] + 1), slice(cols[0], cols[1] + 1)


@lru_cache(maxsize=2 * len(LEARNED))
def stored_field(key: str, when: str = TRAINED) -> TrainedField:
    """Read a field that was measured when the weights were written.

    Parameters
    ----------
    key : str
        Of a digits network in `LEARNED`.
    when : {"untrained", "trained"}

    Examples
    --------
    >>> stored_field("digits/plain").shares.shape
    (15, 15)
    """
    rows, cols = _field_of_the_middle(LEARNED[key])
    middle = canvas_side(LEARNED[key]) // 2
    with np.load(FILE) as file:
        shares = file[f"{key}/{when}"].astype(float)
    return TrainedField((rows.start - middle, cols.start - middle), shares / shares.sum())


def write_fields(keys: list[str]) -> None:
    """Measure the fields of these networks and write the file that `stored_field` reads."""
    arrays: dict[str, Any] = {}
    for key in keys:
        for when, weights in ((UNTRAINED, untrained_weights), (TRAINED, trained_weights)):
            shares = measure(LEARNED[key], weights(key)).shares
            arrays[f"{key}/{when}"] = (shares / shares.max()).astype(np.float16)
    np.savez_compressed(FILE, **arrays)
