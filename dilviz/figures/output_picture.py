"""The output of a kernel on a picture, ready to be sent: the file, and what is said about it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import parse_qsl

import numpy as np

from dilviz.figures.encode import jpeg
from dilviz.figures.inspection import description
from dilviz.figures.response import shown
from dilviz.pictures.filter_link import read_filter
from dilviz.pictures.filtering import Filtering, respond
from dilviz.pictures.kernel import Kernel
from dilviz.pictures.photographs import load


@dataclass(frozen=True, eq=False)
class OutputPicture:
    """An output that can be looked at.

    Attributes
    ----------
    jpeg : bytes
    said : dict
        Plain data: its size and words, its scale, its note and its numbers.
    """

    jpeg: bytes
    said: dict[str, Any]


def output_picture(pixels: np.ndarray, kernel: Kernel, filtering: Filtering) -> OutputPicture:
    """Apply a kernel to a picture and make the response visible.

    Parameters
    ----------
    pixels : ndarray of uint8, shape (H, W, 3)
    kernel : Kernel
    filtering : Filtering

    Returns
    -------
    OutputPicture

    Raises
    ------
    GeometryError
        As `dilviz.pictures.filtering.respond`.
    """
    one = shown(respond(pixels, kernel, filtering), is_signed=kernel.signed)
    rows, cols = pixels.shape[:2]
    return OutputPicture(jpeg(one.pixels), description((rows, cols), kernel, filtering, one))


@lru_cache(maxsize=64)  # a tenth of a megabyte each: what a class looks at together
def output_of_photograph(link: str) -> OutputPicture:
    """Do so with a bundled photograph.

    Parameters
    ----------
    link : str
        As `dilviz.pictures.filter_link` writes it, with the rate: one spelling, one answer.

    Examples
    --------
    >>> output_of_photograph("image=coffee&kernel=box&p=valid&d=8").said["output"]
    {'rows': 325, 'cols': 496, 'words': 'box, l = 8'}
    """
    query = dict(parse_qsl(link))
    return output_picture(load(query["image"]), *read_filter(query))
