"""A photograph, noise on it, and what two networks make of it, as plain data."""

from __future__ import annotations

from typing import Any

import numpy as np

from dilviz.figures.encode import data_address, png
from dilviz.learned.denoising import denoise
from dilviz.learned.networks import LEARNED, NOISE
from dilviz.learned.noise import gray, noisy, psnr

SIDE = 256  # pixels of the part that is shown
ERROR_GAIN = 4  # how much stronger errors are drawn


def noise_data(pixels: np.ndarray, names: tuple[str, ...]) -> dict[str, Any]:
    """Take noise off the middle of a photograph by some networks.

    Parameters
    ----------
    pixels : ndarray of uint8, shape (H, W, 3)
    names : tuple of str
        Of noise networks.

    Returns
    -------
    dict
        ``rows``, ``cols``, and ``pictures``: each with ``title``, ``words`` and ``image`` (a data
        address): the photograph, the noisy one, each result and each error.

    Examples
    --------
    >>> data = noise_data(np.full((40, 60, 3), 128, np.uint8), ("plain",))
    >>> [picture["title"] for picture in data["pictures"]]
    ['Photograph', 'With noise', 'plain', 'Error of plain']
    """
    clean = middle(gray(pixels))
    noisy_picture = noisy(clean)
    results = {name: denoise(f"{NOISE}/{name}", noisy_picture) for name in names}
    pictures = [
        _picture("Photograph", "What the results are compared with.", clean),
        _picture(
            "With noise", f"{_decibels(noisy_picture, clean)}: sigma 25 of 255.", noisy_picture
        ),
    ]
    for name, result in results.items():
        field = LEARNED[f"{NOISE}/{name}"].field
        words = f"{_decibels(result, clean)}, field {field} × {field}"
        pictures.append(_picture(name, words, result))
    for name, result in results.items():
        error = 0.5 + ERROR_GAIN * (np.clip(result, 0, 1) - clean)
        words = f"Gray is none; drawn {ERROR_GAIN} times as strong."
        pictures.append(_picture(f"Error of {name}", words, error))
    return {"rows": clean.shape[0], "cols": clean.shape[1], "pictures": pictures}


def middle(picture: np.ndarray) -> np.ndarray:
    """Cut out the middle, at most `SIDE` rows and columns.

    >>> middle(np.zeros((300, 200))).shape
    (256, 200)
    """
    rows, cols = (slice(max(size - SIDE, 0) // 2, (size + SIDE) // 2) for size in picture.shape)
    return picture[rows, cols]


def _decibels(result: np.ndarray, clean: np.ndarray) -> str:
    return f"{psnr(result, clean):.1f} dB"


def _picture(title: str, words: str, values: np.ndarray) -> dict[str, str]:
    pixels = np.rint(255 * np.clip(values, 0, 1)).astype(np.uint8)
    return {
        "title": title,
        "words": words,
        "image": data_address(png(pixels, level=1), "image/png"),
    }
