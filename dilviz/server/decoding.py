"""Uploaded files made into pictures: untrusted, bounded in bytes, pixels and memory."""

import struct
import threading
import zlib
from dataclasses import dataclass
from io import BytesIO

import numpy as np

from dilviz.server import process_memory

FORMATS = ("PNG", "JPEG", "WEBP", "GIF", "BMP", "TIFF")  # none of them runs another program
MOST_BYTES = 50_000_000
MOST_PIXELS = 50_000_000  # a phone's largest photograph
LARGEST_SIDE = 1024  # pixels; more take too long to filter for a live control

_UNDECODABLE = (
    OSError,
    SyntaxError,  # Pillow raises it for a broken header
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
_DECODING = threading.Lock()  # one at a time, so that the memory of many uploads does not add up


class PictureError(ValueError):
    """Raised for an upload that is no picture, is damaged or is too large."""


@dataclass(frozen=True, eq=False)
class Picture:
    """A decoded picture.

    Attributes
    ----------
    pixels : ndarray of uint8, shape (H, W, 3), read-only
    notes : tuple of str
        What was changed: sentences for the visitor.
    """

    pixels: np.ndarray
    notes: tuple[str, ...] = ()


def decode_picture(data: bytes) -> Picture:
    """Decode the bytes of an untrusted file.

    The orientation a camera recorded is applied, transparency lies over
    white, 16-bit and floating-point samples are brought to 0..255, of an
    animation the first frame is kept, and large pictures are reduced.

    Parameters
    ----------
    data : bytes
        The whole file; its name plays no part.

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
    with _DECODING:
        image, notes = _opened(data)
    pixels = process_memory.copy_to_own_pages(np.asarray(image, np.uint8))
    pixels.setflags(write=False)
    return Picture(pixels, tuple(notes))


def _opened(data: bytes):
    """Open and convert a file: an RGB image of at most `LARGEST_SIDE`, and notes."""
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
        raise PictureError(_too_many_pixels(f"{image.height} × {image.width}"))
    try:
        return _converted(image)
    except _UNDECODABLE as error:
        raise PictureError(
            f"this {image.format} file is damaged or cut short, so it cannot be shown. "
            "Save or download it again."
        ) from error


def _too_many_pixels(size: str) -> str:
    return (
        f"this picture has too many pixels: at most {MOST_PIXELS // 1_000_000} million are read, "
        f"this file claims {size}. Make it smaller first."
    )


def _converted(image):
    from PIL import Image, ImageOps

    size, notes = image.size, []
    if getattr(image, "n_frames", 1) > 1:
        notes.append(f"The file holds {image.n_frames} frames; this is the first.")
        image.seek(0)
    image.draft(None, (LARGEST_SIDE, LARGEST_SIDE))  # JPEG: decode fewer pixels to begin with
    stored = image.size
    ImageOps.exif_transpose(image, in_place=True)
    cols, rows = size if image.size == stored else size[::-1]
    image = _eight_bit(image, notes)
    image.thumbnail((LARGEST_SIDE, LARGEST_SIDE), Image.Resampling.LANCZOS, reducing_gap=2.0)
    if image.size != (cols, rows):
        notes.append(f"Reduced from {rows} × {cols} to {image.height} × {image.width} pixels.")
    return _over_white(image, notes), notes


def _eight_bit(image, notes: list[str]):
    """Convert an image to a mode of 8 bits a channel, which can be resized."""
    from PIL import Image

    if not image.mode.startswith(("I", "F")):
        return image.convert("RGBA" if image.has_transparency_data else "RGB")
    samples = np.asarray(image)
    if image.mode.startswith("I;16") and samples.max() >= 4096:
        return Image.fromarray(np.round(samples / np.float32(257)).astype(np.uint8))
    notes.append("Its samples were stretched so that the darkest is 0 and the brightest 255.")
    return Image.fromarray(_stretched(samples))


def _stretched(samples: np.ndarray) -> np.ndarray:
    """Scale the darkest sample to 0, the brightest to 255; infinite and missing ones become 0."""
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
