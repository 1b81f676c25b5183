"""Small maps to run the context module on: classes of a photograph, its edges, an impulse."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from types import MappingProxyType

import numpy as np

from dilviz.convolution.convolve import conv2d
from dilviz.pictures.kernels import KERNELS
from dilviz.pictures.photographs import IMAGES, load

SIZE = 64  # what the front end yields on its own crops, section 3 of arXiv:1511.07122


@lru_cache(maxsize=len(IMAGES))
def brightness(photograph: str, size: int = SIZE) -> np.ndarray:
    """Shrink the middle square of a photograph to a gray map.

    Returns
    -------
    ndarray of float, shape (size, size)
        Mean brightness of each cell, 0 (black) to 1. Not to be written to.

    Examples
    --------
    >>> brightness("cat").shape
    (64, 64)
    """
    pixels = load(photograph)  # (H, W, 3)
    edge = min(pixels.shape[:2]) // size * size
    top, left = ((length - edge) // 2 for length in pixels.shape[:2])
    square = pixels[top : top + edge, left : left + edge]
    red, green, blue = np.moveaxis(square, 2, 0).astype(float)
    cell = edge // size
    cells = ((red + green + blue) / 3 / 255).reshape(size, cell, size, cell)
    gray = cells.mean(axis=(1, 3))
    gray.flags.writeable = False  # it is shared
    return gray


def _classes(photograph: str, count: int) -> np.ndarray:
    """One map a class, 1 where the photograph is of that class: bands with equally many cells."""
    gray = brightness(photograph)
    edges = np.quantile(gray, np.linspace(0, 1, count + 1)[1:-1])
    return (np.searchsorted(edges, gray) == np.arange(count)[:, None, None]).astype(float)


def _soft_classes(photograph: str, count: int) -> np.ndarray:
    """The class maps, each cell averaged with its 24 neighbours."""
    one_hot = _classes(photograph, count)
    box = np.full((5, 5), 1 / 25)
    return np.stack(
        [conv2d(class_map, box, padding=2, padding_mode="replicate") for class_map in one_hot]
    )


def _edges(photograph: str, count: int) -> np.ndarray:
    """Slopes of brightness in `count` directions: half of the values are negative."""
    gray = brightness(photograph)
    across, down = (
        conv2d(gray, KERNELS[name].weights, padding=1, padding_mode="replicate")
        for name in ("sobel x", "sobel y")
    )
    angles = np.pi * np.arange(count)[:, None, None] / count
    return np.cos(angles) * across + np.sin(angles) * down


def _impulse(photograph: str, count: int) -> np.ndarray:
    """A single 1 in the middle of the first map."""
    maps = np.zeros((count, SIZE, SIZE))
    maps[0, SIZE // 2, SIZE // 2] = 1
    return maps


FEATURE_MAPS: Mapping[str, Callable[[str, int], np.ndarray]] = MappingProxyType(
    {
        "soft classes": _soft_classes,
        "classes": _classes,
        "edges": _edges,
        "impulse": _impulse,
    }
)


def feature_maps(name: str, photograph: str, count: int) -> np.ndarray:
    """Build `count` maps of 64 x 64.

    Parameters
    ----------
    name : str
        A key of `FEATURE_MAPS`.
    photograph : str
        A key of `dilviz.pictures.photographs.IMAGES`.
    count : int
        How many maps.

    Returns
    -------
    ndarray of float32, shape (count, 64, 64)

    Examples
    --------
    >>> feature_maps("impulse", "cat", 3).sum()
    np.float32(1.0)
    """
    return FEATURE_MAPS[name](photograph, count).astype(np.float32)
