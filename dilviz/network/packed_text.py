"""A network's text made short enough for a link: compressed, in letters that addresses may hold."""

from __future__ import annotations

import zlib
from base64 import urlsafe_b64decode, urlsafe_b64encode

from dilviz.errors import GeometryError

MARK = "~"  # begins no notation
LONGEST_TEXT = 4_000_000  # characters that a packed text may stand for


def packed(text: str) -> str:
    """Compress a text.

    >>> text = "conv3, " * 40
    >>> len(text), len(packed(text)) < 40
    (280, True)
    """
    return MARK + urlsafe_b64encode(zlib.compress(text.encode(), 9)).decode().rstrip("=")


def is_packed(text: str) -> bool:
    """Whether a text is one that `packed` made."""
    return text.lstrip().startswith(MARK)


def unpacked(text: str) -> str:
    """Read what `packed` has written.

    Raises
    ------
    GeometryError
        If it was cut short or changed, or stands for too long a text.

    Examples
    --------
    >>> unpacked(packed("conv3 d2"))
    'conv3 d2'
    """
    letters = text.strip()[len(MARK) :]
    try:
        content = _decompressed(urlsafe_b64decode(letters + "=" * (-len(letters) % 4)))
        found = content.decode()
    except (ValueError, zlib.error):
        raise GeometryError(
            f"the compressed network of {len(letters)} characters was cut short or changed. Copy "
            "the whole link, or send the network as JSON."
        ) from None
    if len(content) > LONGEST_TEXT:
        raise GeometryError(
            f"the compressed network has more than {LONGEST_TEXT} characters. Send its JSON."
        )
    return found


def _decompressed(data: bytes) -> bytes:
    """Decompress up to one byte more than is read; a `ValueError` if the end is missing."""
    reader = zlib.decompressobj()
    content = reader.decompress(data, LONGEST_TEXT + 1)
    if len(content) <= LONGEST_TEXT and not reader.eof:
        raise ValueError
    return content
