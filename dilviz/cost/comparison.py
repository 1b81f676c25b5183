"""Five stacks with one receptive field, and their costs: dense, plain, dilated, strided, pooled."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache
from types import MappingProxyType

from dilviz.convolution.geometry import checked
from dilviz.convolution.layer import Pair
from dilviz.cost.chain_cost import ChainCost, LayerUsage, layer_usages
from dilviz.cost.layer_cost import costs, total
from dilviz.cost.plain_stack import plain_layer_count
from dilviz.errors import GeometryError
from dilviz.fields.field import ReceptiveField, receptive_field, receptive_fields
from dilviz.network.network import Network
from dilviz.network.notation import parse_network
from dilviz.network.spelling import with_repeats

WIDEST = 255  # pixels: the field of the stacks whose counts shorter ones share


@dataclass(frozen=True)
class Stack:
    """One way to build a receptive field of a given size.

    Attributes
    ----------
    name : str
    rule : str
        How its layers follow from the field, in a sentence.
    role : str
        Colour of its curve: a role of `dilviz.figures.style`.
    layers : callable
        Takes the size of the field in pixels, returns its layers in the notation.
    """

    name: str
    rule: str
    role: str
    layers: Callable[[int], list[str]]


def _doubling_layers(size: int) -> list[str]:
    """Rates 1, 2, 4 ... as long as the field is not exceeded, and one for the rest."""
    rates, field, rate = [], 1, 1
    while field + 2 * rate <= size:
        rates.append(rate)
        field, rate = field + 2 * rate, 2 * rate
    rest = -(-(size - field) // 2)
    rates += [rest] if rest else []
    return ["conv3" if rate == 1 else f"conv3 d{rate}" for rate in rates]


def _strided_layers(size: int) -> list[str]:
    layers, field, jump = [], 1, 1
    while field < size:
        layers.append("conv3 s2")
        field, jump = field + 2 * jump, 2 * jump
    return layers


def _pooled_layers(size: int) -> list[str]:
    """Two convolutions, then a pooling, as in VGG; stop as soon as the field is reached."""
    layers: list[str] = []
    field, jump = 1, 1
    while field < size:
        if len(layers) % 3 == 2:
            layers.append("maxpool2")
            field, jump = field + jump, 2 * jump
        else:
            layers.append("conv3")
            field += 2 * jump
    return layers


_ALL = (
    Stack(
        *("one dense kernel", "One layer as wide as the field.", "in"),
        lambda size: [f"conv{size}"],
    ),
    Stack(
        *("plain stack", "3 × 3 layers of rate 1.", "mute"),
        lambda size: ["conv3"] * (plain_layer_count(size, 3) or 0),
    ),
    Stack(
        "doubling rates", "3 × 3 layers of rates 1, 2, 4 …, the last fits.", "tap", _doubling_layers
    ),
    Stack("strided stack", "3 × 3 layers of stride 2.", "out", _strided_layers),
    Stack("pooled stack", "Two 3 × 3 layers, then a 2 × 2 pooling, again.", "rf", _pooled_layers),
)
STACKS = MappingProxyType({stack.name: stack for stack in _ALL})


@lru_cache(maxsize=300)
def stack_network(name: str, size: int) -> Network:
    """Build one of the `STACKS` with a receptive field of at least `size` pixels.

    >>> str(stack_network("doubling rates", 67))
    'conv3, conv3 d2, conv3 d4, conv3 d8, conv3 d16, conv3 d2'
    """
    return parse_network(", ".join(_layers(name, size)))


@lru_cache(maxsize=300)
def stack_notation(name: str, size: int) -> str:
    """Write one of the `STACKS` as its network is written, without making the network.

    >>> stack_notation("plain stack", 67)
    '33*(conv3)'
    """
    return ", ".join(with_repeats(_layers(name, size)))


def stack_costs(size: int, input_size: Pair, channels: int) -> dict[str, ChainCost]:
    """Count what each of the `STACKS` costs: name -> ChainCost."""
    return {name: stack_cost(name, size, input_size, channels) for name in STACKS}


def stack_cost(name: str, size: int, input_size: Pair, channels: int) -> ChainCost:
    """Count what one of the `STACKS` costs, with a receptive field of at least `size` pixels.

    Equal to `dilviz.cost.chain_cost.chain_cost` of its network. Most stacks
    begin with the layers of every smaller one, so the counts after each layer
    of the `WIDEST` are computed once and looked up for the others.

    >>> stack_cost("strided stack", 67, (64, 64), channels=21).output_size
    (1, 1)
    """
    return _usage(name, size, input_size).cost(*_field(name, size), channels)


def _usage(name: str, size: int, input_size: Pair) -> LayerUsage:
    """What a stack uses up to its last layer: in proportion to maps that it does not shrink."""
    shared, last = _place(name, size)
    if _keeps_size(name, shared):
        return _usages(name, shared, (1, 1))[last].on_maps_of(input_size)
    try:
        return _usages(name, shared, input_size)[last]
    except GeometryError:  # the widest does not fit the input, but this one may
        return _usages(name, size, input_size)[last]


def _layers(name: str, size: int) -> list[str]:
    return STACKS[name].layers(checked(size, "receptive field", 2))


@lru_cache(maxsize=2000)
def _place(name: str, size: int) -> tuple[int, int]:
    """Size and place of the last layer: `WIDEST` if that stack begins with these layers."""
    layers = _layers(name, size)
    shared = size < WIDEST and _layers(name, WIDEST)[: len(layers)] == layers
    return WIDEST if shared else size, len(layers) - 1


@lru_cache(maxsize=2000)
def _keeps_size(name: str, size: int) -> bool:
    """Whether all maps of a stack are as large as its input."""
    return all(node.output_size(0, 9) == 9 for node in stack_network(name, size).nodes)


@lru_cache(maxsize=2000)
def _field(name: str, size: int) -> tuple[int, float]:
    """Receptive field and coverage of a stack."""
    shared, last = _place(name, size)
    if shared == WIDEST:
        field = _widest_fields(name)[last]
    else:
        field = receptive_field(stack_network(name, size))
    return max(field.size), field.coverage


@cache
def _widest_fields(name: str) -> list[ReceptiveField]:
    return list(receptive_fields(stack_network(name, WIDEST)).values())


@lru_cache(maxsize=300)
def _usages(name: str, size: int, input_size: Pair) -> list[LayerUsage]:
    return layer_usages(stack_network(name, size), input_size)


def resolution_price(input_size: int = 512) -> tuple[int, int]:
    """Count multiply-adds of VGG-16's last layers at output stride 32, and dilated at stride 8.

    conv5_1 to conv5_3, fc6 (7 x 7) and fc7, with sizes kept by padding. The
    weights are the same; conv5 runs at 4 times the positions, fc6 and fc7 at 16.

    >>> strided, dilated = resolution_price(512)
    >>> strided, dilated, round(dilated / strided, 1)
    (37849399296, 518617300992, 13.7)
    """
    strided = "3*(conv3 c512), maxpool2, conv7 c4096, conv1 c4096"
    dilated = "3*(conv3 d2 c512), conv7 d4 c4096, conv1 c4096"
    before, after = (
        total(costs(parse_network(text), input_size // jump, 512)).multiply_adds
        for text, jump in ((strided, 16), (dilated, 8))
    )
    assert before is not None and after is not None
    return before.number or 0, after.number or 0
