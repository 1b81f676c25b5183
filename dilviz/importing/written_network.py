"""A network as people paste it: notation, JSON, a Fomoro link, or code of a framework."""

from __future__ import annotations

from dilviz.network.network import Network
from dilviz.network.network_text import network_from_text
from dilviz.network.suggestions import is_code


def network_from_writing(text: str) -> Network:
    """Read a network from notation, JSON, a Fomoro link, or code, which is never executed.

    Raises
    ------
    GeometryError
        As `network_from_text` and `network_from_code`.

    Examples
    --------
    >>> str(network_from_writing("nn.Conv2d(3, 64, 3, dilation=2)"))
    'conv3 d2 valid c64'
    >>> str(network_from_writing("conv3 d2"))
    'conv3 d2'
    """
    if not is_code(text):
        return network_from_text(text)
    from dilviz.importing.layer_code import network_from_code  # who writes notation need not wait

    return network_from_code(text)
