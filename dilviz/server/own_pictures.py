"""Pictures of visitors, under names that cannot be guessed, for as long as a session holds them.

A browser fetches them over plain HTTP, outside the session; the secret name proves that it may.
The tables hold weak references only, and nothing is written to a disk.
"""

from __future__ import annotations

from secrets import token_urlsafe
from threading import Lock
from weakref import WeakKeyDictionary, WeakValueDictionary

from dilviz.server.decoding import Picture

MOST = 1000  # named pictures at one time

_PICTURES: WeakValueDictionary[str, Picture] = WeakValueDictionary()
_SECRETS: WeakKeyDictionary[Picture, str] = WeakKeyDictionary()
_LOCK = Lock()


def secret_of(picture: Picture) -> str:
    """Return the secret name of a picture, making one at first; empty beyond `MOST` pictures.

    >>> import numpy as np
    >>> picture = Picture(np.zeros((2, 3, 3), np.uint8))
    >>> picture_of(secret_of(picture)) is picture
    True
    """
    with _LOCK:
        if picture not in _SECRETS and len(_PICTURES) < MOST:
            secret = token_urlsafe(24)
            _SECRETS[picture], _PICTURES[secret] = secret, picture
        return _SECRETS.get(picture, "")


def picture_of(secret: str) -> Picture | None:
    """Look up a picture by its secret name; None if there is none or no session holds it."""
    return _PICTURES.get(secret)
