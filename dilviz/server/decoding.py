"""Uploaded files made into pictures: hostile until parsed, bounded in bytes, pixels and memory."""

import struct
import threading
import zlib
from dataclasses import dataclass
from io import BytesIO

import numpy as np

from dilviz.server import process_memory as heap

FORMATS = ("PNG", "JPEG", "WEBP", "GIF", "BMP", "TIFF")  # none of them runs another program
MOST_BYTES = 50_000_000
MOST_PIXELS = 50_000_000  # a phone's largest photograph
LARGEST_SIDE = 1024  # samples; what a page can filter while somebody waits

_UNDECODABLE = (
    OSError,
    SyntaxError,  # Pillow's word for a broken header
    ValueError,
    TypeError,
    LookupError,
    EOFError,
    OverflowError,
    AttributeError,
    RuntimeError,
    struct.error,
    zlib.error,
)
_ONE_AT_A_TIME = threading.Lock()  # thirty large uploads at once must not add up


class PictureError(ValueError):
    """A file that cannot be shown: a sentence for people, saying what to do."""


@dataclass(frozen=True, eq=False)
class Picture:
    """A decoded picture.

    Attributes
    ----------
    pixels : ndarray of uint8, shape (H, W, 3), read-only
    notes : tuple of str
        What was changed on the way: sentences for people.
    """

    pixels: np.ndarray
    notes: tuple[str, ...] = ()


def decode_picture(data: bytes, *, largest_side: int = LARGEST_SIDE) -> Picture:
    """Decode the bytes of an untrusted file.

    The orientation a camera recorded is applied, transparency lies over
    white, 16-bit and floating-point samples are brought to 0..255, of an
    animation the first frame is kept, and large pictures are reduced.

    Parameters
    ----------
    data : bytes
        The whole file. Its name is never asked.
    largest_side : int
        The longer side of the result, at most, in samples.

    Returns
    -------
    Picture

    Raises
    ------
    PictureError
        If the file is empty, too large, or not a whole picture of a known format.

    Examples
    --------
    >>> decode_picture(b"not a picture")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ...
    dilviz.server.decoding.PictureError: this file is not a picture this page can read. ...
    """
    if not data:
        raise PictureError("this file is empty: it has 0 bytes. Choose another one.")
    if len(data) > MOST_BYTES:
        raise PictureError(
            f"this file is too large: {len(data) / 1e6:.0f} MB, at most {MOST_BYTES / 1e6:.0f} MB "
            "are read. Save the picture smaller or as JPEG."
        )
    with _ONE_AT_A_TIME:
        image, notes = _opened(data, largest_side)
    pixels = heap.apart(np.asarray(image, np.uint8))
    pixels.setflags(write=False)
    return Picture(pixels, tuple(notes))


def _opened(data: bytes, largest_side: int):
    """The picture as RGB, upright and at most `largest_side` long, and what was done to it."""
    from PIL import Image

    bombs = (Image.DecompressionBombError, Image.DecompressionBombWarning)
    try:
        image = Image.open(BytesIO(data), formats=FORMATS)
    except bombs as error:
        raise PictureError(_too_many_pixels("far more than that")) from error
    except _UNDECODABLE as error:
        raise PictureError(
            "this file is not a picture this page can read. "
            f"Save it as {', '.join(FORMATS[:-1])} or {FORMATS[-1]}."
        ) from error
    if image.width * image.height > MOST_PIXELS:
        raise PictureError(_too_many_pixels(f"{image.width} × {image.height}"))
    try:
        return _made_plain(image, largest_side)
    except _UNDECODABLE as error:
        raise PictureError(
            f"this {image.format} file is damaged or cut short, so it cannot be shown. "
            "Save or download it again."
        ) from error


def _too_many_pixels(found: str) -> str:
    return (
        f"this picture has too many pixels: at most {MOST_PIXELS // 1_000_000} million are read, "
        f"this file claims {found}. Make it smaller first."
    )


def _made_plain(image, largest_side: int):
    from PIL import Image

    size, notes = image.size, []
    if getattr(image, "n_frames", 1) > 1:
        notes.append(f"The file holds {image.n_frames} frames; this is the first.")
        image.seek(0)
    turn = _upright(image.getexif().get(_ORIENTATION, 1))
    image.draft(None, (largest_side, largest_side))  # JPEG: decode fewer pixels to begin with
    image = _eight_bit(image, notes)
    image.thumbnail((largest_side, largest_side), Image.Resampling.LANCZOS, reducing_gap=2.0)
    if image.size != size:
        notes.append(
            f"Reduced from {size[0]} × {size[1]} to {image.width} × {image.height} pixels."
        )
    image = _over_white(image, notes)
    return (image if turn is None else image.transpose(turn)), notes


_ORIENTATION = 0x0112  # the EXIF tag


def _upright(orientation: int):
    from PIL.Image import Transpose

    return {
        2: Transpose.FLIP_LEFT_RIGHT,
        3: Transpose.ROTATE_180,
        4: Transpose.FLIP_TOP_BOTTOM,
        5: Transpose.TRANSPOSE,
        6: Transpose.ROTATE_270,
        7: Transpose.TRANSVERSE,
        8: Transpose.ROTATE_90,
    }.get(orientation)


def _eight_bit(image, notes: list[str]):
    """The picture in a mode with 8 bits a channel that can be resized."""
    from PIL import Image

    if not image.mode.startswith(("I", "F")):
        return image.convert("RGBA" if image.has_transparency_data else "RGB")
    samples = np.asarray(image)
    if image.mode.startswith("I;16") and samples.max() >= 4096:
        return Image.fromarray(np.round(samples / np.float32(257)).astype(np.uint8))
    notes.append("Its samples were stretched so that the darkest is 0 and the brightest 255.")
    return Image.fromarray(_stretched(samples))


def _stretched(samples: np.ndarray) -> np.ndarray:
    """Darkest to 0, brightest to 255; what is not a number is dark."""
    finite = np.where(np.isfinite(samples), samples, np.nan).astype(np.float64)
    if np.isnan(finite).all():
        return np.zeros(samples.shape, np.uint8)
    lowest, highest = np.nanmin(finite), np.nanmax(finite)
    share = (finite - lowest) / (highest - lowest or 1)
    return np.nan_to_num(np.round(255 * share)).astype(np.uint8)


def _over_white(image, notes: list[str]):
    from PIL import Image

    if image.mode != "RGBA":
        return image.convert("RGB")
    if image.getextrema()[3][0] < 255:
        notes.append("Its transparent parts lie over white.")
    white = Image.new("RGBA", image.size, "white")
    return Image.alpha_composite(white, image).convert("RGB")
