"""The noise task: photographs with Gaussian noise, the noise to be predicted and taken off."""

from __future__ import annotations

import numpy as np

from dilviz.pictures.photographs import load

SIGMA = 25 / 255  # standard deviation of the noise, on a scale from 0 (black) to 1 (white)
TRAINED_ON = ("astronaut", "bricks", "coffee", "galaxies", "retina")
MEASURED_ON = ("cameraman", "cat", "rocket")
SEED = 25  # of the noise on the photographs that are measured


def gray(pixels: np.ndarray) -> np.ndarray:
    """Mean of red, green and blue.

    Parameters
    ----------
    pixels : ndarray of uint8, shape (H, W, 3)

    Returns
    -------
    ndarray of float32, shape (H, W)
        0 (black) to 1 (white).

    Examples
    --------
    >>> gray(np.array([[[0, 51, 102]]], np.uint8))
    array([[0.2]], dtype=float32)
    """
    return (pixels.astype(np.float32).mean(2) / 255).astype(np.float32)


def noisy(clean: np.ndarray, seed: int = SEED, sigma: float = SIGMA) -> np.ndarray:
    """Add noise to a gray picture; values may leave the range from 0 to 1.

    >>> noisy(np.zeros((2, 3), np.float32)).shape
    (2, 3)
    """
    noise = np.random.default_rng(seed).normal(0, sigma, clean.shape)
    return clean + noise.astype(np.float32)


def photograph(name: str) -> np.ndarray:
    """One of the bundled photographs in gray, 0 to 1, shape (H, W)."""
    return gray(load(name))


def psnr(result: np.ndarray, clean: np.ndarray) -> float:
    """Peak signal-to-noise ratio in dB, the result clipped to the range from 0 to 1.

    Every pixel off by a tenth: 10 log10(1 / 0.01).

    >>> round(psnr(np.full((2, 3), 0.6), np.full((2, 3), 0.5)), 6)
    20.0
    """
    error = np.clip(result, 0, 1).astype(float) - clean
    return float(-10 * np.log10(np.mean(error**2)))
