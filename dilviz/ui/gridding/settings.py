"""The settings of the Gridding page: a network, an input to sort, and what a design must do."""

from __future__ import annotations

from dataclasses import dataclass

from dilviz.gridding.design_request import KERNEL_SIZES, OUTPUT_STRIDES, DesignRequest
from dilviz.pictures.photographs import IMAGES
from dilviz.ui.controls.choices import Choice, Several
from dilviz.ui.controls.numbers import Slider
from dilviz.ui.controls.settings import Settings, setting
from dilviz.ui.controls.texts import NetworkText
from dilviz.ui.notation import WithNetwork

DEFAULT = "3*(conv3 d2)"
EXAMPLES = {
    "2, 2, 2": DEFAULT,
    "1, 2, 3": "conv3, conv3 d2, conv3 d3",
    "HDC 1, 2, 5": "conv3, conv3 d2, conv3 d5",
    "1, 2, 9": "conv3, conv3 d2, conv3 d9",
    "2, 4, 8": "conv3 d2, conv3 d4, conv3 d8",
    "context module": "2*(conv3), conv3 d2, conv3 d4, conv3 d8, conv3 d16, conv3, conv1",
    "ASPP": "[conv1 | conv3 d6 | conv3 d12 | conv3 d18]",
    "1, 2, 4 … 512": ", ".join(f"conv3 d{2**i}" for i in range(10)),
}
LARGEST_FIELD, MOST_LAYERS, MOST_CHANNELS, LARGEST_RATE = 511, 10, 1024, 64
_EXACTLY = "exactly this"

LINE = NetworkText(
    *("net", "Network", DEFAULT),
    placeholder=DEFAULT,
    help="Layers from the input up, as on the Stack page: conv3 d2 is 3 × 3 at rate 2. Layers of "
    "PyTorch and Keras, and JSON, are read too.",
)


@dataclass(frozen=True)
class NetworkSettings(Settings, WithNetwork):
    """A network, as it was typed."""

    text: str = setting(LINE)


@dataclass(frozen=True)
class Classes(NetworkSettings):
    """A network and the side of the input that is sorted into classes."""

    side: int = setting(Slider("grid", "Rows and columns of the input", 20, lowest=8, highest=48))


@dataclass(frozen=True)
class OnPhotograph(NetworkSettings):
    """A network and the name of a photograph."""

    photograph: str = setting(Choice("photo", "Photograph", "cat", tuple(IMAGES)))


@dataclass(frozen=True)
class DesignSettings(Settings):
    """What a design must do, and its channels."""

    size: int = setting(
        Slider("size", "Receptive field, samples", 67, lowest=3, highest=LARGEST_FIELD)
    )
    layers: int = setting(Slider("layers", "Layers at most", 7, lowest=1, highest=MOST_LAYERS))
    channels: int = setting(
        Slider("width", "Channels in every layer", 64, lowest=1, highest=MOST_CHANNELS)
    )
    fit: str = setting(Choice("fit", "The field is", _EXACTLY, ("at least this", _EXACTLY)))
    kernel_sizes: tuple[int, ...] = setting(Several("kernels", "Kernel sizes", (3,), KERNEL_SIZES))
    output_stride: str = setting(
        Choice("out", "Output stride", "1", tuple(map(str, OUTPUT_STRIDES)))
    )
    holes: str = setting(Choice("holes", "Holes", "none", ("none", "allowed")))
    axes: str = setting(Choice("axes", "For", "images", ("images", "sequences")))
    largest_rate: int = setting(
        Slider(
            *("largest", "Largest dilation rate", LARGEST_RATE),
            lowest=1,
            highest=LARGEST_RATE,
            help="At the right end, any rate may be used.",
        )
    )

    rows = (3, 3, 3)

    @property
    def request(self) -> DesignRequest:
        """The request, or a `GeometryError` if no kernel size is left."""
        return DesignRequest(
            self.size,
            exactly=self.fit == _EXACTLY,
            layers=self.layers,
            kernel_sizes=self.kernel_sizes,
            output_stride=int(self.output_stride),
            hole_free=self.holes == "none",
            largest_rate=self.largest_rate if self.largest_rate < LARGEST_RATE else None,
            one_dimensional=self.axes == "sequences",
        )
