"""What a digits network reads: the label and the ten scores of every pixel."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dilviz.learned.digits import INK
from dilviz.learned.networks import CLASSES, LEARNED
from dilviz.learned.running import run
from dilviz.learned.weights import trained_weights


@dataclass(frozen=True, eq=False)
class Labelling:
    """The answer of one network to one drawing.

    Attributes
    ----------
    scores : ndarray of float32, shape (10, H, W)
        Ten for each pixel, before any softmax.
    ink : ndarray of bool, shape (H, W)
        The pixels that count.
    """

    scores: np.ndarray
    ink: np.ndarray

    @property
    def labels(self) -> np.ndarray:
        """The digit with the highest score at each pixel, shape (H, W), also on paper."""
        return self.scores.argmax(0)

    @property
    def probabilities(self) -> np.ndarray:
        """The softmax of the scores, shape (10, H, W): at each pixel they sum to 1."""
        powers = np.exp(self.scores - self.scores.max(0))
        return powers / powers.sum(0)

    @property
    def votes(self) -> np.ndarray:
        """How many ink pixels have each label, shape (10,)."""
        return np.bincount(self.labels[self.ink], minlength=CLASSES)

    def share(self, digit: int) -> float:
        """Share of the ink pixels with this label; 0 without ink."""
        ink = int(self.ink.sum())
        return float(self.votes[digit] / ink) if ink else 0.0


def label(key: str, field: np.ndarray) -> Labelling:
    """Label every pixel of a drawing by a trained network.

    Parameters
    ----------
    key : str
        Of a digits network in `LEARNED`.
    field : ndarray of float32, shape (H, W)
        0 (paper) to 1 (ink).

    Examples
    --------
    >>> label("digits/plain", np.zeros((48, 48), np.float32)).votes.sum()
    np.int64(0)
    """
    field = np.asarray(field, np.float32)
    scores = run(LEARNED[key].network, trained_weights(key), field[None])
    return Labelling(scores, field >= INK)
