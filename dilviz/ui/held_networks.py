"""Networks too long for a link, under the names that links hold, while any session has them.

A name is a hash of the text. Whoever has a link with it may see the figures without a session.
"""

from __future__ import annotations

from hashlib import sha256
from weakref import WeakValueDictionary


class HeldText(str):
    """The text of a network; whoever keeps it keeps it known."""


_HELD: WeakValueDictionary[str, HeldText] = WeakValueDictionary()


def held(text: str) -> tuple[str, HeldText]:
    """Name a network's text, and make it known by that name.

    >>> name, text = held("conv3 d2")
    >>> len(name), name[0], known(name), known("conv5")
    (33, '@', 'conv3 d2', 'conv5')
    """
    name = "@" + sha256(text.encode()).hexdigest()[:32]
    return name, _HELD.setdefault(name, HeldText(text))


def known(line: str) -> str:
    """Find the text that a line names; a line that names none, or one not held, is itself."""
    return _HELD.get(line.strip(), line)
