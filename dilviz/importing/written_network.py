"""A network as people paste it: notation, JSON, a Fomoro link, or code of a framework."""

from __future__ import annotations

import re

from dilviz.network.code_text import is_code
from dilviz.network.network import Network
from dilviz.network.network_text import network_from_text

_LINE_ENDS = (  # before a part of a printed model, before its last bracket, between calls
    (re.compile(r" (?=\([\w\-]{1,99}\): )"), "\n"),
    (re.compile(r" \)"), "\n)"),
    (re.compile(r"\) (?=(?:self|nn|torch|tf|keras|layers)\.|\w{1,99} = )"), ")\n"),
)


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

    return network_from_code(text if "\n" in text.strip() else _in_lines(text))


def _in_lines(text: str) -> str:
    """Break code where it had line ends before it was pasted into a field of one line.

    >>> _in_lines("nn.Conv2d(3, 8, 3) nn.ReLU()").splitlines()
    ['nn.Conv2d(3, 8, 3)', 'nn.ReLU()']
    >>> _in_lines("Sequential( (0): ReLU() )").splitlines()
    ['Sequential(', '(0): ReLU()', ')']
    """
    text = " ".join(text.split())
    for pattern, broken in _LINE_ENDS:
        text = pattern.sub(broken, text)
    return text
