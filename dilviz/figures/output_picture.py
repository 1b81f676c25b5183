"""The output of a kernel on a picture: the JPEG file and its description."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import parse_qsl

import numpy as np

from dilviz.figures.encode import jpeg
from dilviz.figures.inspection import description
from dilviz.figures.response import picture_of
from dilviz.pictures.filter_link import read_filter
from dilviz.pictures.filtering import Filtering, respond
from dilviz.pictures.kernel import Kernel
from dilviz.pictures.photographs import load


@dataclass(frozen=True, eq=False)
class OutputPicture:
    """An output as a file, with its description.

    Attributes
    ----------
    jpeg : bytes
    description : dict
        Plain data: its size and caption, its scale, its note and its numbers.
    """

    jpeg: bytes
    description: dict[str, Any]


def output_picture(pixels: np.ndarray, kernel: Kernel, filtering: Filtering) -> OutputPicture:
    """Apply a kernel to a picture and draw the response.

    Parameters
    ----------
    pixels : ndarray of uint8, shape (H, W, 3)
    kernel : Kernel
    filtering : Filtering

    Raises
    ------
    GeometryError
        As `dilviz.pictures.filtering.respond`.
    """
    picture = picture_of(respond(pixels, kernel, filtering), is_signed=kernel.signed)
    rows, cols = pixels.shape[:2]
    return OutputPicture(
        jpeg(picture.pixels), description((rows, cols), kernel, filtering, picture)
    )


@lru_cache(maxsize=64)  # a tenth of a megabyte each
def output_of_photograph(link: str) -> OutputPicture:
    """Apply the kernel of a link to its bundled photograph, as `output_picture` does.

    Parameters
    ----------
    link : str
        As `dilviz.pictures.filter_link` writes it, with the rate: one spelling, one answer.

    Examples
    --------
    >>> output_of_photograph("image=coffee&kernel=box&p=valid&d=8").description["output"]
    {'rows': 325, 'cols': 496, 'words': 'box, d = 8'}
    """
    query = dict(parse_qsl(link))
    return output_picture(load(query["image"]), *read_filter(query))
