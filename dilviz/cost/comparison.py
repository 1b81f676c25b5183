"""Five ways to one receptive field, and what each costs: dense, plain, dilated, strided, pooled."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from math import ceil
from types import MappingProxyType

from dilviz.convolution.geometry import checked
from dilviz.convolution.layer import Pair
from dilviz.cost.chain_cost import Bill, Usage, usages
from dilviz.cost.layer_cost import costs, total
from dilviz.errors import GeometryError
from dilviz.fields.field import receptive_fields
from dilviz.network.network import Network
from dilviz.network.node import WINDOWED
from dilviz.network.notation import parse_network

WIDEST = 255  # field of the contenders that others begin alike


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


@lru_cache(maxsize=300)
def contender(name: str, size: int) -> Network:
    """Build one way to a receptive field of at least `size` samples.

    Examples
    --------
    >>> str(contender("doubling rates", 67))
    'conv3, conv3 d2, conv3 d4, conv3 d8, conv3 d16, conv3 d2'
    """
    return parse_network(", ".join(_words(name, size)))


def bills(size: int, input_size: Pair, channels: int) -> dict[str, Bill]:
    """Count what every contender costs: name -> Bill."""
    return {name: contender_bill(name, size, input_size, channels) for name in CONTENDERS}


def contender_bill(name: str, size: int, input_size: Pair, channels: int) -> Bill:
    """Count what one way to a receptive field of at least `size` samples costs.

    It is the `dilviz.cost.chain_cost.bill` of its network, and of most contenders it has been
    counted before: a wider one begins with the same layers.

    Examples
    --------
    >>> contender_bill("strided stack", 67, (64, 64), channels=21).output_size
    (1, 1)
    """
    seen, coverage = _fields(name, _beginning_alike(name, size))[_layers(name, size) - 1]
    return _usage(name, size, input_size).bill(seen, coverage, channels)


def _usage(name: str, size: int, input_size: Pair) -> Usage:
    last = _layers(name, size) - 1
    try:
        return _usages(name, _beginning_alike(name, size), input_size)[last]
    except GeometryError:  # the widest does not fit, but this one may
        return _usages(name, size, input_size)[last]


def _layers(name: str, size: int) -> int:
    return len(_words(name, size))


def _words(name: str, size: int) -> list[str]:
    return CONTENDERS[name].words(checked(size, "receptive field", 2))


def _beginning_alike(name: str, size: int) -> int:
    """A field whose contender begins with these layers: the widest, if it does."""
    words = _words(name, size)
    return WIDEST if size < WIDEST and _words(name, WIDEST)[: len(words)] == words else size


@lru_cache(maxsize=1000)
def _fields(name: str, size: int) -> list[tuple[int, float]]:
    """Receptive field and coverage after each layer of a contender."""
    fields = receptive_fields(contender(name, size)).values()
    return [(max(one.size), one.coverage) for one in fields]


@lru_cache(maxsize=300)
def _usages(name: str, size: int, input_size: Pair) -> list[Usage]:
    return usages(contender(name, size), input_size)


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


def common_kernel(network: Network) -> int:
    """The kernel size along columns that most layers have, pointwise ones left out; else 3."""
    sizes = (node.layer.kernel_size[1] for node in network.nodes if node.op in WINDOWED)
    [(size, _)] = Counter(size for size in sizes if size > 1).most_common(1) or [(3, 0)]
    return size


def plain_layers(size: int, kernel_size: int) -> int | None:
    """How many undilated layers of stride 1 have a field of this size.

    Examples
    --------
    >>> plain_layers(67, 3)
    33
    """
    return ceil((size - 1) / (kernel_size - 1)) if kernel_size > 1 and size > 1 else None
