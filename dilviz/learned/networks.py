"""Every trained network: its task, its layers in notation, and what it is there to show."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

from dilviz.fields.field import receptive_field
from dilviz.network.network import Network
from dilviz.network.notation import parse_network

DIGITS, NOISE = "digits", "noise"
CHANNELS = 16
CLASSES = 10
HE, IDENTITY = "He", "identity"


@dataclass(frozen=True)
class LearnedNetwork:
    """One network of one task.

    Attributes
    ----------
    task : {"digits", "noise"}
    name : str
        Unique in its task.
    layers : str
        The trained layers in notation.
    shows : str
        One sentence: why it is trained.
    initialisation : {"He", "identity"}
        Of its weights: normal numbers of variance 2 / fan-in (He et al. 2015), or Equation 4 of
        Yu and Koltun.
    front_end : str
        Name of the trained network whose outputs it reads and whose weights stay as they are;
        empty where it reads the picture itself.
    """

    task: str
    name: str
    layers: str
    shows: str
    initialisation: str = HE
    front_end: str = ""

    @property
    def key(self) -> str:
        """Task and name: unique among all.

        >>> LEARNED["digits/plain"].key
        'digits/plain'
        """
        return f"{self.task}/{self.name}"

    @cached_property
    def notation(self) -> str:
        """The whole network in notation, its front end included."""
        before = [LEARNED[f"{self.task}/{self.front_end}"].notation] if self.front_end else []
        return ", ".join([*before, self.layers])

    @cached_property
    def network(self) -> Network:
        """The whole network.

        >>> LEARNED["digits/plain"].network.sizes((40, 64))["15"]
        (40, 64)
        """
        return parse_network(self.notation)

    @cached_property
    def field(self) -> int:
        """Receptive field, in samples along either axis.

        >>> LEARNED["digits/context module"].field
        67
        """
        size, _ = receptive_field(self.network).size
        assert size is not None  # no layer pools the whole map
        return size


def _hidden(rates: Iterable[int], channels: int = CHANNELS) -> str:
    """3 x 3 layers, each with a ReLU.

    >>> _hidden([1, 2])
    'conv3 d1 c16, relu, conv3 d2 c16, relu'
    """
    return ", ".join(f"conv3 d{rate} c{channels}, relu" for rate in rates)


def _digits(rates: Iterable[int]) -> str:
    """Hidden layers and a 1 x 1 layer with a score for each digit."""
    return f"{_hidden(rates)}, conv1 c{CLASSES}"


def _noise(rates: Iterable[int]) -> str:
    """Hidden layers and a last 3 x 3 layer that predicts the noise.

    >>> _noise([1, 2])
    'conv3 d1 c16, relu, conv3 d2 c1'
    """
    *before, last = rates
    return f"{_hidden(before)}, conv3 d{last} c1"


_STRIDED = ", ".join(
    [f"conv3 s{stride} c{CHANNELS}, relu" for stride in (1, 2, 1, 2, 2, 1, 1)]
    + [f"conv1 c{CLASSES}", f"tconv16 s8 p4 g{CLASSES} c{CLASSES}"]
)
_MODULE = f"{_hidden((1, 1, 2, 4, 8, 16, 1), CLASSES)}, conv1 c{CLASSES}"
_FRONT_END = "rates up to 2"

_DIGITS = {
    "plain": (_digits((1,) * 7), "No dilation: the field is smaller than a digit."),
    "rates up to 2": (_digits((1, 1, 2, 2, 2, 2, 1)), "The context module, cut at 2."),
    "rates up to 4": (_digits((1, 1, 2, 4, 4, 4, 1)), "The context module, cut at 4."),
    "rates up to 8": (_digits((1, 1, 2, 4, 8, 8, 1)), "The context module, cut at 8."),
    "context module": (
        _digits((1, 1, 2, 4, 8, 16, 1)),
        "Yu and Koltun's rates: the field covers the whole digit from each of its pixels.",
    ),
    "equal rates 4": (_digits((4,) * 7), "Reads one pixel in 16 of its field."),
    "sawtooth": (_digits((1, 2, 4, 8, 1, 2, 4)), "Rates that rise and begin again."),
    "strided": (
        _STRIDED,
        "Strides instead of rates, and bilinear upsampling of the scores by 8.",
    ),
    "front end and module, identity": (
        _MODULE,
        "Yu and Koltun's question: a context module behind a trained front end, begun as "
        "the identity.",
        IDENTITY,
        _FRONT_END,
    ),
    "front end and module, random": (
        _MODULE,
        "The same module, begun with random weights.",
        HE,
        _FRONT_END,
    ),
    "33 plain layers": (
        _digits((1,) * 33),
        "The field of the context module without dilation: more than five times the weights.",
    ),
}
_NOISE = {
    "plain": (_noise((1,) * 7), "No dilation: each pixel and its close neighbours."),
    "IRCNN": (
        _noise((1, 2, 3, 4, 3, 2, 1)),
        "The rates of Zhang et al. (2017), who made them to take off noise.",
    ),
    "context module": (
        _noise((1, 1, 2, 4, 8, 16, 1)),
        "Yu and Koltun's rates: begins and ends with rate 1.",
    ),
    "equal rates 2": (_noise((2,) * 7), "Never reads a direct neighbour: gridding."),
    "equal rates 4": (_noise((4,) * 7), "Reads one pixel in 16 of its field: gridding."),
    "rate 1 around 4": (
        _noise((1, 4, 4, 4, 4, 4, 1)),
        "Equal rates again, but for the first and the last layer.",
    ),
    "16 plain layers": (
        _noise((1,) * 16),
        "The field of IRCNN without dilation: more than twice the weights.",
    ),
}
_ALL = (
    LearnedNetwork(task, name, *described)
    for task, networks in ((DIGITS, _DIGITS), (NOISE, _NOISE))
    for name, described in networks.items()
)

# Of the digits task: the context module, its rates cut at 1, 2, 4, 8 and not at all.
SERIES = ("plain", "rates up to 2", "rates up to 4", "rates up to 8", "context module")

LEARNED: Mapping[str, LearnedNetwork] = MappingProxyType({each.key: each for each in _ALL})


def of_task(task: str) -> tuple[LearnedNetwork, ...]:
    """The networks of one task.

    >>> [network.field for network in of_task("noise")]
    [15, 33, 67, 29, 57, 45, 33]
    """
    return tuple(network for network in LEARNED.values() if network.task == task)
