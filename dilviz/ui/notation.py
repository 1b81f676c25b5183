"""One text for all that mean the same network."""

from __future__ import annotations

from functools import lru_cache

from dilviz.importing.written_network import network_from_writing
from dilviz.network.network import Network
from dilviz.network.network_text import fits_a_link, network_text


def spelled(text: str) -> tuple[Network, str]:
    """Read a network; return it and its canonical notation, the same for all equal networks.

    >>> spelled("conv3,conv3")[1]
    '2*(conv3)'

    Raises
    ------
    GeometryError
        If it cannot be read.
    """
    return _of_a_link(text) if fits_a_link(text) else _of_a_file(text)


class WithNetwork:
    """What follows from a text that is a network; for records of settings."""

    text: str

    @property
    def network(self) -> Network:
        """The network, or a `GeometryError` if the text is none."""
        return spelled(self.text)[0]

    @property
    def notation(self) -> str:
        """The canonical notation, the key that results are cached by."""
        return spelled(self.text)[1]


def _spelled(text: str) -> tuple[Network, str]:
    network = network_from_writing(text)
    return network, network_text(network)


# The figures of a page, and the page, read the same text.
_of_a_link = lru_cache(maxsize=16)(_spelled)  # of 3 MB at most
_of_a_file = lru_cache(maxsize=2)(_spelled)
