"""Yu and Koltun's context module: Table 1 as records, and the module run on real maps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

import numpy as np

from dilviz.convolution.convolve import conv2d
from dilviz.convolution.geometry import checked
from dilviz.convolution.layer import Pair
from dilviz.errors import check_choice
from dilviz.fields.field import receptive_fields
from dilviz.network import notation_builders
from dilviz.network.network import Network
from dilviz.network.notation import parse_network

KERNEL_SIZES = (3, 3, 3, 3, 3, 3, 3, 1)
RATES = (1, 1, 2, 4, 8, 16, 1, 1)
TRUNCATED = (True,) * 7 + (False,)  # max(., 0) after the layer
# Channels after each layer, in multiples of C.
FORMS = MappingProxyType({"Basic": (1, 1, 1, 1, 1, 1, 1, 1), "Large": (2, 2, 4, 8, 16, 32, 32, 1)})
PADDINGS = ("once", "same")
MOST_CLASSES = 1000


@dataclass(frozen=True)
class ModuleLayer:
    """One column of Table 1, with what it costs on maps of one size.

    Attributes
    ----------
    number : int
        From 1 to 8.
    kernel_size, dilation : int
        The same along both axes.
    truncated : bool
        Whether max(., 0) follows.
    field : int
        Receptive field after the layer, in samples of the module's input.
    channels_in, channels_out : int
    weights, biases : int
    output_size : (rows, cols)
    multiply_adds : int
    """

    number: int
    kernel_size: int
    dilation: int
    truncated: bool
    field: int
    channels_in: int
    channels_out: int
    output_size: Pair

    @property
    def weights(self) -> int:
        """Without the biases."""
        return self.kernel_size**2 * self.channels_in * self.channels_out

    @property
    def biases(self) -> int:
        """Biases: as many as output channels."""
        return self.channels_out

    @property
    def multiply_adds(self) -> int:
        """Multiply-adds: weights times output positions."""
        rows, cols = self.output_size
        return self.weights * rows * cols


@dataclass(frozen=True)
class ContextModule:
    """The context module, basic or large.

    Attributes
    ----------
    form : {"Basic", "Large"}
        Basic keeps C channels throughout; Large widens to 32 C.
    classes : int
        C: channels in and out.
    padding : {"once", "same"}
        "once": 33 zeros on each side of the input, then no padding (the
        released VOC network). "same": each layer pads by its own rate (the
        released CamVid, KITTI and Cityscapes networks).

    References
    ----------
    .. [1] Yu and Koltun, "Multi-Scale Context Aggregation by Dilated
       Convolutions", ICLR 2016, arXiv:1511.07122, Table 1 and section 5.

    Examples
    --------
    >>> module = ContextModule("Basic", 21)
    >>> [layer.field for layer in module.layers((64, 64))]
    [3, 5, 9, 17, 33, 65, 67, 67]
    >>> sum(layer.weights for layer in module.layers((64, 64)))
    28224
    """

    form: str
    classes: int
    padding: str = "same"

    def __post_init__(self) -> None:
        check_choice(self.form, "form", FORMS)
        check_choice(self.padding, "padding", PADDINGS)
        checked(self.classes, "number of classes", 1, MOST_CLASSES)

    @property
    def channels(self) -> tuple[int, ...]:
        """Channels before the first layer and after each: nine numbers."""
        return self.classes, *(times * self.classes for times in FORMS[self.form])

    @property
    def network(self) -> Network:
        """The module as a network, without its channels."""
        return _network(self.padding == "once")

    def layers(self, input_size: Pair) -> tuple[ModuleLayer, ...]:
        """List the eight layers for maps of this size: (rows, cols).

        Raises
        ------
        GeometryError
            If a layer leaves no output.
        """
        sizes = self.network.sizes(input_size)
        fields = receptive_fields(self.network)
        return tuple(
            ModuleLayer(
                number=index + 1,
                kernel_size=KERNEL_SIZES[index],
                dilation=RATES[index],
                truncated=TRUNCATED[index],
                field=fields[node.id].size[0],
                channels_in=self.channels[index],
                channels_out=self.channels[index + 1],
                output_size=sizes[node.id],
            )
            for index, node in enumerate(self.network.nodes)
        )

    def run(self, maps: np.ndarray, weights: Sequence[np.ndarray], truncate: bool = True) -> list:
        """Run the module on real maps.

        Parameters
        ----------
        maps : ndarray, shape (C, H, W)
        weights : sequence of eight ndarrays, shape (O, I, k, k)
            For example from `dilviz.papers.initialisation`.
        truncate : bool
            Whether max(., 0) follows the first seven layers, as in the paper.

        Returns
        -------
        list of eight ndarrays, shape (O, oH, oW)
            The maps after each layer.

        Examples
        --------
        >>> from dilviz.papers.initialisation import identity_weights
        >>> module = ContextModule("Large", 2)
        >>> maps = np.array([[[1.0, -2.0, 3.0]], [[0.5, 4.0, -1.0]]])
        >>> module.run(maps, identity_weights(module))[-1].tolist()
        [[[1.0, 0.0, 3.0]], [[0.5, 4.0, 0.0]]]
        """
        after = []
        for node, truncated, weight in zip(self.network.nodes, TRUNCATED, weights, strict=True):
            maps = conv2d(maps, weight, **node.layer.settings)
            maps = np.maximum(maps, 0) if truncated and truncate else maps
            after.append(maps)
        return after


@cache
def _network(pad_once: bool) -> Network:
    return parse_network(notation_builders.context_module(RATES[:-1], pad_once=pad_once))
