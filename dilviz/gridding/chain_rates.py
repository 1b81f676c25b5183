"""The layers of a single path along one axis, their rates counted in input samples."""

from __future__ import annotations

from dataclasses import dataclass

from dilviz.network.network import Network


@dataclass(frozen=True)
class ChainRate:
    """One layer of a single path along one axis.

    Attributes
    ----------
    id : str
        The node.
    taps : int
        Kernel size along the axis.
    rate : int
        Dilation rate, in samples of the layer's own input.
    jump : int
        Samples of the network's input between neighbouring samples of the layer's.
    """

    id: str
    taps: int
    rate: int
    jump: int

    @property
    def distance(self) -> int:
        """Input samples from one tap to the next."""
        return self.rate * self.jump


def chain_rates(network: Network, axis: int = 1, at: str | None = None) -> list[ChainRate] | None:
    """List the layers with more than one tap along an axis, input first.

    What a unit reads is all sums of one offset from each of them, so these
    rows say everything about holes.

    Returns
    -------
    list of ChainRate or None
        None where paths branch or a layer upsamples.

    Examples
    --------
    After a stride of 2, rate 3 means 6 input samples from tap to tap:

    >>> from dilviz import parse_network
    >>> [layer.distance for layer in chain_rates(parse_network("conv3 s2, conv3 d3, conv1"))]
    [1, 6]
    """
    rates, jump = [], 1
    for node in network.before(network.find(at)):
        rule = node.read_rule(axis, 0)
        if len(node.inputs) > 1 or len(rule.runs) > 1:
            return None
        [run] = rule.runs
        if run.count > 1:
            rates.append(ChainRate(node.id, run.count, run.step, jump))
        jump *= rule.stride
    return rates


def spanned(rates: list[ChainRate]) -> int:
    """Count the samples from the first to the last that the layers reach together.

    >>> spanned([ChainRate("a", 3, 2, 1), ChainRate("b", 3, 1, 2)])
    9
    """
    return 1 + sum((layer.taps - 1) * layer.distance for layer in rates)
