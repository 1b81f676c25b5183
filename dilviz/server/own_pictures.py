"""Pictures that visitors bring, under names nobody can guess, as long as a session holds them.

What belongs to one session is asked for over plain HTTP too, where there is no session: the name
is the proof. Nothing here keeps a picture alive, and nothing is written to a disk.
"""

from __future__ import annotations

from secrets import token_urlsafe
from threading import Lock
from weakref import WeakKeyDictionary, WeakValueDictionary

from dilviz.server.decoding import Picture

MOST = 1000  # pictures known at once; of more, only the sessions themselves know

_PICTURES: WeakValueDictionary[str, Picture] = WeakValueDictionary()
_SECRETS: WeakKeyDictionary[Picture, str] = WeakKeyDictionary()
_NAMING = Lock()


def secret_of(picture: Picture) -> str:
    """Name a picture; the same one keeps its name. Empty if too many are known.

    Examples
    --------
    >>> import numpy as np
    >>> picture = Picture(np.zeros((2, 3, 3), np.uint8))
    >>> picture_of(secret_of(picture)) is picture
    True
    """
    with _NAMING:
        if picture not in _SECRETS and len(_PICTURES) < MOST:
            secret = token_urlsafe(24)
            _SECRETS[picture], _PICTURES[secret] = secret, picture
        return _SECRETS.get(picture, "")


def picture_of(secret: str) -> Picture | None:
    """Find a picture by its name, if some session of this server still holds it."""
    return _PICTURES.get(secret)
