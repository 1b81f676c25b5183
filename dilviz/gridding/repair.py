"""Changes to a network after which it reads every sample of its receptive field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from dilviz.convolution.layer import Layer, Pair, per_axis
from dilviz.fields.field import receptive_field
from dilviz.gridding.chain_rates import ChainRate, chain_rates, spanned
from dilviz.gridding.coverage import axis_coverage
from dilviz.gridding.nearest_rates import nearest_rates
from dilviz.network.network import Network
from dilviz.network.node import WINDOWED, Node
from dilviz.network.notation import parse_network


@dataclass(frozen=True)
class Remedy:
    """One way to change a network.

    Attributes
    ----------
    name : str
        A few words.
    why : str
        A sentence: what it keeps and what it costs.
    network : Network
        The changed network. Its coverage is for the reader to compare: a
        remedy for dilation does not fill holes that a stride has made.
    """

    name: str
    why: str
    network: Network


def remedies(network: Network) -> list[Remedy]:
    """List ways to close the holes of a network, those that change least first.

    For a single path: the nearest rates without holes at the same depth, with
    the same receptive field and with any. For every network: layers at the
    end, as few as fill the holes, and the decreasing rates of dilated residual
    networks.

    References
    ----------
    .. [1] Yu, Koltun and Funkhouser, "Dilated Residual Networks",
       arXiv:1705.09914: after the layers of rate 2 and 4, layers of rate 2
       and 1 without residual connections.

    Examples
    --------
    >>> for remedy in remedies(parse_network("3*(conv3 d2)")):
    ...     print(f"{remedy.name}: {remedy.network}")
    same depth, same field: conv3, conv3 d2, conv3 d3
    same depth, nearest rates: conv3, 2*(conv3 d2)
    extra layers: 3*(conv3 d2), conv3
    """
    return [*_at_the_same_depth(network), *_with_layers_at_the_end(network)]


def _at_the_same_depth(network: Network) -> Iterator[Remedy]:
    same = _nearest(network, keep_field=True)
    if same:
        why = "No weight more, the same receptive field, and no hole left."
        yield Remedy("same depth, same field", why, same)
    nearest = _nearest(network, keep_field=False)
    if nearest and nearest != same:
        why = "The smallest change of rates that leaves no hole; the receptive field changes."
        yield Remedy("same depth, nearest rates", why, nearest)


def _nearest(network: Network, keep_field: bool) -> Network | None:
    """The network with the nearest rates on both axes; None if there are none."""
    chains = per_axis(lambda axis: chain_rates(network, axis))
    rows = _nearest_on(chains[0], keep_field)
    cols = rows if chains[1] == chains[0] else _nearest_on(chains[1], keep_field)
    if rows is None or cols is None or not (rows or cols):
        return None
    return replace(network, nodes=tuple(_with_rates(node, (rows, cols)) for node in network.nodes))


def _nearest_on(layers: list[ChainRate] | None, keep_field: bool) -> dict[str, int] | None:
    if layers is None:
        return None
    if not layers:
        return {}
    nearest = nearest_rates(layers, spanned(layers) if keep_field else None)
    if nearest is None:
        return None
    return {layer.id: rate for layer, rate in zip(layers, nearest.rates, strict=True)}


def _with_rates(node: Node, rates: tuple[Mapping[str, int], Mapping[str, int]]) -> Node:
    """The node with other rates. Its padding keeps the alignment: it grows as the reach does."""
    layer = node.layer
    dilation = per_axis(lambda axis: rates[axis].get(node.id, layer.dilation[axis]))
    sides = layer.padding
    if isinstance(sides, str):
        return replace(node, layer=replace(layer, dilation=dilation))
    padding = per_axis(lambda axis: _padding(sides[axis], layer, axis, dilation[axis]))
    return replace(node, layer=replace(layer, dilation=dilation, padding=padding))


def _padding(sides: Pair, layer: Layer, axis: int, rate: int) -> Pair:
    """Pad as before in relation to the reach; a layer without padding stays without."""
    before, after = sides
    growth = (layer.kernel_size[axis] - 1) * (rate - layer.dilation[axis])
    if not before and not after:
        return sides
    if not after:
        return max(0, before + growth), 0  # causal
    half = growth // 2
    return max(0, before + half), max(0, after + growth - half)


def _with_layers_at_the_end(network: Network) -> Iterator[Remedy]:
    jumps = receptive_field(network).jump
    filling = max(
        (_filling_rates(chain_rates(network, axis), jumps[axis]) for axis in (0, 1)), key=len
    )
    filled = _appended(network, filling) if filling else None
    if filled and not any(axis.holes for axis in axis_coverage(filled)):
        why = f"{_count(len(filling))} more, as few as fill the holes; all others stay as they are."
        yield Remedy("extra layers", why, filled)
    largest = max(
        (max(node.layer.dilation) for node in network.nodes if node.op in WINDOWED), default=1
    )
    halving = [largest >> step for step in range(1, largest.bit_length())]
    if halving and halving != filling:
        why = f"{_count(len(halving))} more, each with half the rate, as DRN ends."
        yield Remedy("decreasing rates", why, _appended(network, halving))


def _filling_rates(layers: list[ChainRate] | None, jump: float | None) -> list[int]:
    """Rates of three-tap layers at the end of a single path: as few as fill its holes, if any do.

    Layers are taken by rising distance between taps. Where the next distance
    exceeds what the layers so far reach, the widest layers that leave no hole
    themselves are added: the new layer of rate d at jump j adds 2 d j samples
    and may have d j up to that reach. For three layers of rate 2, one layer of
    rate 1 closes the distance of 2, and the others then fit.
    """
    if not layers or jump is None:  # None where the output has no positions
        return []
    jump = int(jump)
    reach, rates = 1, []
    for layer in sorted(layers, key=lambda layer: layer.distance):
        while layer.distance > reach:
            rate = min(reach // jump, -(-(layer.distance - reach) // (2 * jump)))
            if rate < 1:
                return []
            rates.append(rate)
            reach += 2 * rate * jump
        reach += (layer.taps - 1) * layer.distance
    return sorted(rates, reverse=True)


def _appended(network: Network, rates: list[int]) -> Network:
    causal = " causal" if _is_causal(network) else ""
    words = [f"conv3 d{rate}{causal}" for rate in rates]
    return parse_network(", ".join([str(network), *words]))


def _is_causal(network: Network) -> bool:
    """Whether every layer that pads does so in front only."""
    sides = [
        node.layer.padding[1] for node in network.nodes if not isinstance(node.layer.padding, str)
    ]
    return any(before for before, _ in sides) and not any(after for _, after in sides)


def _count(number: int) -> str:
    return "One layer" if number == 1 else f"{number} layers"
