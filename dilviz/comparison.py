"""Five ways to one receptive field, and what each costs: dense, plain, dilated, strided, pooled."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import prod
from types import MappingProxyType

from dilviz.cost import costs, total
from dilviz.geometry import checked
from dilviz.layer import Pair
from dilviz.network import Network
from dilviz.notation import parse_network
from dilviz.receptive_field import receptive_field

BYTES = 4  # of one float32 number


@dataclass(frozen=True)
class Contender:
    """One way to see `size` samples.

    Attributes
    ----------
    name : str
    rule : str
        How its layers follow from the field, in a sentence.
    role : str
        Colour of its curve: a role of `dilviz.figures.style`.
    words : callable
        Field wanted -> its layers in the notation.
    """

    name: str
    rule: str
    role: str
    words: Callable[[int], list[str]]


@dataclass(frozen=True)
class Bill:
    """What one network costs for one picture.

    Attributes
    ----------
    size : int
        Its receptive field, which may be more than was asked for.
    layers : int
    output_size : (int, int)
    weights, multiply_adds : int
    training_bytes : int
        float32 maps that training keeps: the input and what every layer makes,
        because the gradient of each layer's weights needs what it read.
    inference_bytes : int
        float32 maps held at once when only the answer counts: the largest sum
        of a layer's input and output.
    coverage : float
        Pixels read, as a share of the field.
    """

    size: int
    layers: int
    output_size: Pair
    weights: int
    multiply_adds: int
    training_bytes: int
    inference_bytes: int
    coverage: float


def _dense(size: int) -> list[str]:
    return [f"conv{size}"]


def _plain(size: int) -> list[str]:
    return ["conv3"] * -(-(size - 1) // 2)


def _doubling(size: int) -> list[str]:
    """Rates 1, 2, 4 ... as long as the field is not exceeded, and one for the rest."""
    words, reach, rate = [], 1, 1
    while reach + 2 * rate <= size:
        words.append(f"conv3 d{rate}")
        reach, rate = reach + 2 * rate, 2 * rate
    rest = -(-(size - reach) // 2)
    return [*words, f"conv3 d{rest}"] if rest else words


def _strided(size: int) -> list[str]:
    words, reach, jump = [], 1, 1
    while reach < size:
        words.append("conv3 s2")
        reach, jump = reach + 2 * jump, 2 * jump
    return words


def _pooled(size: int) -> list[str]:
    """Two convolutions, then halve, as VGG does; stop as soon as the field is reached."""
    words: list[str] = []
    reach, jump = 1, 1
    while reach < size:
        if len(words) % 3 == 2:
            words.append("maxpool2")
            reach, jump = reach + jump, 2 * jump
        else:
            words.append("conv3")
            reach += 2 * jump
    return words


CONTENDERS = MappingProxyType(
    {
        one.name: one
        for one in (
            Contender("one dense kernel", "One layer as wide as the field.", "in", _dense),
            Contender("plain stack", "3 × 3 layers of rate 1.", "mute", _plain),
            Contender(
                "doubling rates",
                "3 × 3 layers of rates 1, 2, 4 …, the last fits.",
                "tap",
                _doubling,
            ),
            Contender("strided stack", "3 × 3 layers of stride 2.", "out", _strided),
            Contender(
                "pooled stack", "Two 3 × 3 layers, then a 2 × 2 pooling, again.", "rf", _pooled
            ),
        )
    }
)


def contender(name: str, size: int) -> Network:
    """Build one way to a receptive field of at least `size` samples.

    Examples
    --------
    >>> str(contender("doubling rates", 67))
    'conv3, conv3 d2, conv3 d4, conv3 d8, conv3 d16, conv3 d2'
    """
    return parse_network(", ".join(CONTENDERS[name].words(checked(size, "receptive field", 2))))


def bill(network: Network, input_size: Pair, channels: int) -> Bill:
    """Count what a network costs, all layers with one number of channels.

    Parameters
    ----------
    network : Network
        Convolutions and poolings that state no channels.
    input_size : (rows, cols)
    channels : int

    Returns
    -------
    Bill

    Raises
    ------
    GeometryError
        If a layer leaves no output.

    Examples
    --------
    >>> plain = bill(contender("plain stack", 67), (64, 64), channels=21)
    >>> plain.weights, plain.multiply_adds
    (130977, 536481792)
    """
    sizes = network.sizes(input_size)
    counted = total(costs(network, input_size, channels))
    maps = {id_: prod(size) * channels * BYTES for id_, size in sizes.items()}
    field = receptive_field(network)
    return Bill(
        size=max(field.size),
        layers=len(network.nodes),
        output_size=sizes[network.output],
        weights=counted.weights.at(channels),
        multiply_adds=counted.multiply_adds.at(channels) if counted.multiply_adds else 0,
        training_bytes=sum(maps.values()),
        inference_bytes=max(maps[node.id] + maps[node.inputs[0]] for node in network.nodes),
        coverage=field.coverage,
    )


def bills(size: int, input_size: Pair, channels: int) -> dict[str, Bill]:
    """Count what every contender costs: name -> Bill."""
    return {name: bill(contender(name, size), input_size, channels) for name in CONTENDERS}


def resolution_price(input_size: int = 512) -> tuple[int, int]:
    """Multiply-adds of VGG-16's last layers at output stride 32, and dilated at stride 8.

    conv5_1 to conv5_3, fc6 (7 x 7) and fc7, with sizes kept by padding. The
    weights are the same; conv5 runs at 4 times the positions, fc6 and fc7 at 16.

    Examples
    --------
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
