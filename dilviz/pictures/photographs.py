"""The photographs that come with dilviz, with their sources and licences."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

import numpy as np

FOLDER = Path(__file__).parents[1] / "photographs"
SCIKIT_IMAGE = "scikit-image 0.26, skimage.data"


@dataclass(frozen=True)
class Photograph:
    """One photograph and where it comes from.

    Attributes
    ----------
    name : str
        In labels and in links.
    file : str
        Its file in `FOLDER`.
    title : str
        One line for a caption.
    alt : str
        What the picture shows, as alternative text.
    source, author, licence : str
        As stated by the package it was taken from.
    """

    name: str
    file: str
    title: str
    alt: str
    source: str
    author: str
    licence: str


_ALL = (
    Photograph(
        "astronaut",
        "astronaut.jpg",
        "Eileen Collins, astronaut",
        "A smiling woman in an orange space suit, a flag behind her and a helmet in front.",
        f"{SCIKIT_IMAGE}.astronaut; NASA Great Images, https://flic.kr/p/r9qvLn",
        "NASA",
        "Public domain",
    ),
    Photograph(
        "cat",
        "cat.jpg",
        "Chelsea the cat",
        "The face of a tabby cat with green eyes, fine fur and long whiskers.",
        f"{SCIKIT_IMAGE}.chelsea",
        "Stefan van der Walt",
        "CC0",
    ),
    Photograph(
        "coffee",
        "coffee.jpg",
        "A cup of coffee",
        "An espresso in a white cup on a red saucer with a spoon, on a wooden table.",
        f"{SCIKIT_IMAGE}.coffee; courtesy of Pikolo Espresso Bar",
        "Rachel Michetti",
        "CC0",
    ),
    Photograph(
        "rocket",
        "rocket.webp",
        "Falcon 9 before its launch",
        "A slender white rocket on its pad at dusk, between two masts, bright lamps below.",
        f"{SCIKIT_IMAGE}.rocket, its middle part; SpaceX Photos, "
        "https://www.flickr.com/photos/spacexphotos/16511594820",
        "SpaceX",
        "Public domain",
    ),
    Photograph(
        "cameraman",
        "cameraman.webp",
        "A man with a camera",
        "A man in a dark coat bends to a camera on a tripod, on a lawn before a low skyline.",
        f"{SCIKIT_IMAGE}.camera",
        "Lav Varshney",
        "CC0",
    ),
    Photograph(
        "bricks",
        "bricks.webp",
        "A brick wall",
        "Long narrow bricks in upright rows with light joints between them.",
        f"{SCIKIT_IMAGE}.brick, its upper part; CC0Textures, "
        "https://cc0textures.com/view.php?tex=Bricks25",
        "CC0Textures",
        "CC0",
    ),
    Photograph(
        "retina",
        "retina.jpg",
        "The retina of an eye",
        "A red disc on black with a bright spot on the left and thin vessels branching from it.",
        f"{SCIKIT_IMAGE}.retina; WikiJournal of Medicine 1 (2), doi:10.15347/wjm/2014.008",
        "Mikael Häggström",
        "CC0",
    ),
    Photograph(
        "galaxies",
        "galaxies.jpg",
        "The Hubble eXtreme Deep Field",
        "Hundreds of small bright galaxies in many colours scattered over a black sky.",
        f"{SCIKIT_IMAGE}.hubble_deep_field; HubbleSite release 2012-37",
        "NASA",
        "Public domain",
    ),
)

IMAGES: Mapping[str, Photograph] = MappingProxyType({photo.name: photo for photo in _ALL})


@lru_cache(maxsize=len(_ALL))
def load(name: str) -> np.ndarray:
    """Read one of the bundled photographs.

    Parameters
    ----------
    name : str
        A key of `IMAGES`.

    Returns
    -------
    ndarray of uint8, shape (H, W, 3), read-only
        Red, green, blue; row 0 on top. A gray photograph has three equal channels.

    Examples
    --------
    >>> load("coffee").shape
    (341, 512, 3)
    """
    from PIL import Image  # here, so that `import dilviz` needs only NumPy

    with Image.open(FOLDER / IMAGES[name].file) as picture:
        pixels = np.array(picture.convert("RGB"))
    pixels.setflags(write=False)
    return pixels
