"""The settings of the Stack page: a network, its input, a unit, and the switches on its figures."""

from __future__ import annotations

from dataclasses import dataclass

from dilviz.convolution.layer import Pair
from dilviz.convolution.layer_text import read_channels, read_size, read_unit
from dilviz.errors import or_none
from dilviz.ui.controls.choices import Choice, OneOf
from dilviz.ui.controls.settings import Settings, setting
from dilviz.ui.controls.texts import NetworkText, Text
from dilviz.ui.notation import WithNetwork

PAGE = "stack"
DEFAULT = "2*(conv3), conv3 d2, conv3 d4, conv3 d8, conv3 d16, conv3, conv1"

LINE = NetworkText("net", "Network", DEFAULT, "conv3, conv3 d2, conv3 d4")
INPUT_SIZE = Text(
    *("input", "Input size", "", "224 or 224x320"),
    help="Rows x columns of the input. Needed for output sizes and multiply-adds.",
    live=True,
)
INPUT_CHANNELS = Text(
    *("channels", "Channels", "", "C"),
    help="Channels of the input. Without them, weights are a multiple of C.",
    live=True,
)
GATES = Choice(
    *("gates", "What reads a whole map", "apart", ("apart", "follow")),
    help="Squeeze-and-excitation, norms over the map, attention: apart, the field is that of the "
    "convolutions alone; follow counts them in, which needs an input size.",
)
LAYER = Text("at", "Layer", "", "the output")
UNIT = Text("unit", "Unit, row and column", "", "the middle one")


@dataclass(frozen=True)
class Sized(Settings, WithNetwork):
    """A network and the size of its input, as they were typed."""

    text: str = setting(LINE)
    size_text: str = setting(INPUT_SIZE)

    @property
    def input_size(self) -> Pair | None:
        """Rows and columns; None if there is none, or none that can be read: the page says so."""
        return or_none(lambda: self.network.read_size(read_size(self.size_text)))


@dataclass(frozen=True)
class WithInput(Sized):
    """A network, the size of its input and the channels there."""

    channels_text: str = setting(INPUT_CHANNELS)

    @property
    def channels(self) -> int | None:
        """Channels of the input; None as for `input_size`."""
        return or_none(read_channels, self.channels_text)


@dataclass(frozen=True)
class Gated(Sized):
    """A network, the size of its input, and whether what reads a whole map is counted in."""

    gates_text: str = setting(GATES)

    @property
    def gates(self) -> str:
        """How gates are treated; without an input size they cannot be followed."""
        return self.gates_text if self.input_size else GATES.default


@dataclass(frozen=True)
class Overview(WithInput, Gated):
    """What the first figure shows of a network, and where a field begins."""

    where: str = setting(OneOf("where", "where", "first", ("first", "centre", "half")))


@dataclass(frozen=True)
class Charted(WithInput):
    """What the charts show of a network, and on which scale."""

    scale: str = setting(
        Choice(
            *("scale", "Scale of the receptive field", "linear", ("linear", "log")),
            figures_only=True,
        )
    )


@dataclass(frozen=True)
class Cone(WithInput):
    """What the cone shows of a network, and along which axis."""

    axis: str = setting(OneOf("axis", "axis", "cols", ("cols", "rows")))


@dataclass(frozen=True)
class Unit(Gated):
    """A unit of a layer of a network; by default the middle one of the output."""

    layer_text: str = setting(LAYER)
    unit_text: str = setting(UNIT)

    rows = (2,)

    @property
    def layer_id(self) -> str | None:
        """The layer by its id, None for the output."""
        return self.layer_text.strip() or None

    @property
    def unit(self) -> Pair | None:
        """Row and column, None for the middle one, or a `GeometryError` if it is no unit."""
        return self.network.read_unit(read_unit(self.unit_text))
