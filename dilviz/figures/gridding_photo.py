"""Gridding on a photograph: what one output reads, which outputs one pixel reaches, its classes."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np

from dilviz.convolution.layer import Pair
from dilviz.errors import or_none
from dilviz.fields.field import receptive_field
from dilviz.fields.path_map import path_map
from dilviz.figures.encode import data_address, webp
from dilviz.figures.overlay import field_over_photograph
from dilviz.gridding.pixel_classes import classes_of_axes
from dilviz.network.network import Network
from dilviz.pictures.blocks import block_length, block_sums
from dilviz.pictures.filmstrip import runs_on_a_picture
from dilviz.pictures.photographs import IMAGES, load

SIDE = 240  # pixels of the photograph along its longer side
MOST_TILES = 8  # classes along one axis that are laid out
GAP = 4
PAGE = 128  # gray between the tiles, on a light page and on a dark one


def photo_data(network: Network, name: str) -> list[dict[str, str]]:
    """Make the pictures: each with ``title``, ``words`` and ``image``, a data address."""
    pixels = _photograph(name)
    makers = (_one_output, _one_pixel, _sorted_by_class)
    return [picture for maker in makers if (picture := maker(network, pixels))]


def sorted_by_class(pixels: np.ndarray, rows: np.ndarray, cols: np.ndarray) -> np.ndarray:
    """Lay out the pixels of every class as a picture of its own.

    Parameters
    ----------
    pixels : ndarray of uint8, shape (H, W, 3)
    rows, cols : ndarray of int, shapes (H,) and (W,)
        Class of every row and column; -1 is left out.

    Returns
    -------
    ndarray of uint8, shape (h, w, 3)

    Examples
    --------
    >>> line = np.arange(4, dtype=np.uint8)[None, :, None].repeat(3, axis=2)
    >>> sorted_by_class(line, np.array([0]), np.array([0, 1, 0, 1]))[0, :, 0].tolist()
    [0, 2, 128, 128, 128, 128, 1, 3]
    """
    for axis, classes in enumerate((rows, cols)):
        order = np.argsort(classes, kind="stable")[np.count_nonzero(classes < 0) :]
        first_of_classes = np.flatnonzero(np.diff(classes[order])) + 1
        pixels = np.insert(pixels.take(order, axis), first_of_classes.repeat(GAP), PAGE, axis)
    return pixels


@lru_cache(maxsize=len(IMAGES))
def _photograph(name: str) -> np.ndarray:
    return _small(load(name))


def _small(pixels: np.ndarray) -> np.ndarray:
    step = block_length(max(pixels.shape[:2]), SIDE)
    rows, cols = (size // step * step for size in pixels.shape[:2])
    sums = block_sums(block_sums(pixels[:rows, :cols].astype(int), step), step, axis=1)
    return (sums / step**2).round().astype(np.uint8)


def _one_output(network: Network, pixels: np.ndarray) -> dict[str, str] | None:
    shares = _shares(network)
    words = "The outline is its receptive field."
    return _lit("One output reads these pixels", words, pixels, shares)


def _one_pixel(network: Network, pixels: np.ndarray) -> dict[str, str] | None:
    """Where every layer keeps the resolution: what one output reads, as in a mirror."""
    shares = _shares(network) if runs_on_a_picture(network) else None
    mirrored = None if shares is None else shares[::-1, ::-1]
    words = "Light the middle pixel alone: only these outputs notice."
    return _lit("One pixel reaches these outputs", words, pixels, mirrored)


def _shares(network: Network) -> np.ndarray | None:
    found = None if _too_wide(network) else or_none(path_map, network)
    return None if found is None else found[1]


def _lit(
    title: str, words: str, pixels: np.ndarray, shares: np.ndarray | None
) -> dict[str, str] | None:
    if shares is None:
        return None
    lit = field_over_photograph(pixels, shares, _middle(pixels))
    return _picture(title, words, _around(lit, shares.shape))


def _sorted_by_class(network: Network, pixels: np.ndarray) -> dict[str, str] | None:
    if not network.is_chain or network.one_dimensional:
        return None
    size: Pair = pixels.shape[0], pixels.shape[1]
    rows, cols = classes_of_axes(network, size)
    number = (rows.max() + 1) * (cols.max() + 1)
    title = "The photograph, sorted into its classes"
    if number == 1:
        words = "There is one class: every pixel can meet every other, and the picture stays whole."
        return _picture(title, words, pixels)
    if max(rows.max(), cols.max()) >= MOST_TILES or number < 1:
        return None
    words = f"The stack sees {number} small photographs and never compares them."
    return _picture(title, words, sorted_by_class(pixels, rows, cols))


def _too_wide(network: Network) -> bool:
    sizes = receptive_field(network).size
    return network.one_dimensional or any((size or 0) > 2 * SIDE for size in sizes)


def _around(pixels: np.ndarray, field: tuple[int, ...]) -> np.ndarray:
    """Cut out the middle, two fields wide, in the shape of the photograph."""
    height, width = pixels.shape[:2]
    share = min(1.0, max(2 * field[0] / height, 2 * field[1] / width, 40 / height))
    rows, cols = (max(1, round(side * share / 2)) for side in (height, width))
    row, col = _middle(pixels)
    return pixels[max(0, row - rows) : row + rows + 1, max(0, col - cols) : col + cols + 1]


def _middle(pixels: np.ndarray) -> Pair:
    return pixels.shape[0] // 2, pixels.shape[1] // 2


def _picture(title: str, words: str, pixels: np.ndarray) -> dict[str, Any]:
    return {
        "title": title,
        "words": words,
        "image": data_address(webp(pixels), "image/webp"),
    }
