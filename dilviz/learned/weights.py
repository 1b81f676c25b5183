"""The trained weights that are shipped: of one seed of every network."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import numpy as np

from dilviz.learned.initial import Weights, initial_weights
from dilviz.learned.networks import LEARNED

SEED = 0  # the first, not the best
FILE = Path(__file__).parent / "data" / "weights.npz"


@lru_cache(maxsize=len(LEARNED))
def trained_weights(key: str) -> Weights:
    """Read the trained weights of a network, those of its front end first.

    Parameters
    ----------
    key : str
        Of `LEARNED`.

    Returns
    -------
    tuple of (weight, bias)
        float32, from the float16 of the file; read-only.

    Examples
    --------
    >>> weights = trained_weights("digits/plain")
    >>> sum(weight.size + bias.size for weight, bias in weights)
    14250
    """
    network = LEARNED[key]
    before = trained_weights(f"{network.task}/{network.front_end}") if network.front_end else ()
    with np.load(FILE) as file:
        own = [name for name in file.files if name.startswith(f"{key}/")]
        pairs = tuple(
            (_read(file[f"{key}/{number}/weight"]), _read(file[f"{key}/{number}/bias"]))
            for number in range(len(own) // 2)
        )
    return *before, *pairs


def untrained_weights(key: str) -> Weights:
    """The weights that the shipped network began with; a front end is trained before.

    >>> weights = untrained_weights("digits/plain")
    >>> len(weights), float(abs(weights[0][1]).max())
    (8, 0.0)
    """
    network = LEARNED[key]
    before = trained_weights(f"{network.task}/{network.front_end}") if network.front_end else ()
    return *before, *initial_weights(network, SEED)


def _read(stored: np.ndarray) -> np.ndarray:
    array = stored.astype(np.float32)
    array.setflags(write=False)
    return array
