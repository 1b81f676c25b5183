"""Pixels as files and as addresses that hold the file itself."""

from base64 import b64encode
from io import BytesIO

import numpy as np


def jpeg(pixels: np.ndarray, quality: int = 90) -> bytes:
    """Encode a picture for looking at: 2 ms for 512 by 512, colours not thinned out."""
    return _saved(pixels, "JPEG", quality=quality, subsampling=0)


def png(pixels: np.ndarray, *, level: int = 6) -> bytes:
    """Encode a picture exactly."""
    return _saved(pixels, "PNG", compress_level=level)


def data_address(content: bytes, kind: str) -> str:
    """Write a file into an address: pages and components show it without another request.

    >>> data_address(b"hi", "image/png")
    'data:image/png;base64,aGk='
    """
    return f"data:{kind};base64,{b64encode(content).decode('ascii')}"


def base64_text(numbers: np.ndarray) -> str:
    """Write the bytes of an array as text, row by row.

    >>> base64_text(np.array([[104, 105]], np.uint8))
    'aGk='
    """
    return b64encode(np.ascontiguousarray(numbers).tobytes()).decode("ascii")


def _saved(pixels: np.ndarray, file_format: str, **settings) -> bytes:
    from PIL import Image

    buffer = BytesIO()
    Image.fromarray(np.ascontiguousarray(pixels)).save(buffer, file_format, **settings)
    return buffer.getvalue()
