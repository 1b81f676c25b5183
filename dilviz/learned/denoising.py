"""Remove the noise of a picture with a trained network."""

from __future__ import annotations

import numpy as np

from dilviz.learned.networks import LEARNED
from dilviz.learned.running import run
from dilviz.learned.weights import trained_weights


def denoise(key: str, picture: np.ndarray) -> np.ndarray:
    """Subtract the noise that a network predicts.

    Parameters
    ----------
    key : str
        Of a noise network in `LEARNED`.
    picture : ndarray of float32, shape (H, W)
        0 (black) to 1 (white), with noise.

    Returns
    -------
    ndarray of float32, shape (H, W)
        Not clipped to the range from 0 to 1.

    Examples
    --------
    >>> denoise("noise/plain", np.full((24, 32), 0.5, np.float32)).shape
    (24, 32)
    """
    picture = np.asarray(picture, np.float32)
    [noise] = run(LEARNED[key].network, trained_weights(key), picture[None])
    return picture - noise
