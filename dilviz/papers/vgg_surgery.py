"""From VGG-16 to the dilated front end, one change at a time, and the released networks."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from dilviz.convolution.layer import Pair
from dilviz.cost.layer_cost import costs
from dilviz.fields.field import ReceptiveField, receptive_field, receptive_fields
from dilviz.network import notation_builders
from dilviz.network.network import Network
from dilviz.network.notation import parse_network

_HEAD = ("conv5_1", "conv5_2", "conv5_3", "fc6", "fc7")


@dataclass(frozen=True)
class FrontEndStage:
    """VGG-16 after some of the changes that lead to the front end.

    Attributes
    ----------
    title : str
        The change.
    why : str
        One sentence.
    pools : tuple of int
        The numbers of the poolings that are left.
    conv5, fc6 : int
        Dilation rates.
    padded : bool
        Whether the 3 x 3 layers pad, as in VGG-16.
    """

    title: str
    why: str
    pools: tuple[int, ...] = (1, 2, 3, 4, 5)
    conv5: int = 1
    fc6: int = 1
    padded: bool = True

    @cached_property
    def network(self) -> Network:
        """The network at this stage."""
        layers = notation_builders.vgg_16(
            padded=self.padded, pools=self.pools, conv5=self.conv5, fc6=self.fc6
        )
        return parse_network(f"{layers}, final: conv1")

    @cached_property
    def fields(self) -> dict[str, ReceptiveField]:
        """The receptive field after each layer."""
        return receptive_fields(self.network)

    @property
    def field(self) -> int:
        """Receptive field of the output, in image pixels."""
        return self.fields[self.network.output].size[0]

    @property
    def stride(self) -> int:
        """Image pixels between neighbouring outputs."""
        return int(self.fields[self.network.output].jump[0] or 0)

    def spacing(self, layer: str) -> int:
        """Image pixels between neighbouring taps of a layer.

        Pretrained weights expect the spacing of VGG-16. Where a removed
        pooling halves the jump, a doubled rate brings the spacing back.

        >>> [stage.spacing("fc6") for stage in FRONT_END_STAGES]
        [32, 16, 16, 8, 32, 32]
        """
        node = self.network.by_id[layer]
        [before] = node.inputs
        return int(self.fields[before].jump[0] or 0) * node.layer.dilation[0]

    def head_multiply_adds(self, image: Pair) -> int:
        """Count multiply-adds of conv5_x, fc6 and fc7 for an image, all maps at full size.

        Maps are counted as if every convolution kept its size ("same"), so
        that only the stride matters.

        >>> [round(stage.head_multiply_adds((512, 512)) / 1e9, 1) for stage in FRONT_END_STAGES]
        [37.8, 151.4, 151.4, 518.6, 518.6, 518.6]
        """
        layers = costs(self.network, channels=3)
        return sum(
            int(layers[layer].weights.number or 0) * _area(image, self.fields[layer])
            for layer in _HEAD
        )


def _area(image: Pair, field: ReceptiveField) -> int:
    jump = int(field.jump[0] or 0)
    return (image[0] // jump) * (image[1] // jump)


FRONT_END_STAGES = (
    FrontEndStage(
        "VGG-16, fc6 as a 7 × 7 convolution",
        "The classifier slides over the image: one answer every 32 pixels.",
    ),
    FrontEndStage(
        "Remove pool4",
        "Twice as many answers. But the taps of conv5 now stand half as far apart as in training.",
        pools=(1, 2, 3, 5),
    ),
    FrontEndStage(
        "Dilate conv5 by 2",
        "Its weights read samples 16 pixels apart again, as they were trained to.",
        pools=(1, 2, 3, 5),
        conv5=2,
    ),
    FrontEndStage(
        "Remove pool5",
        "One answer every 8 pixels. Now the taps of fc6 stand at a quarter of their distance.",
        pools=(1, 2, 3),
        conv5=2,
    ),
    FrontEndStage(
        "Dilate fc6 by 4",
        "Two poolings are gone before fc6, so its rate doubles twice.",
        pools=(1, 2, 3),
        conv5=2,
        fc6=4,
    ),
    FrontEndStage(
        "Remove the zeros between layers",
        "The image is padded once, by reflection; the field does not change.",
        pools=(1, 2, 3),
        conv5=2,
        fc6=4,
        padded=False,
    ),
)

FRONT_END = FRONT_END_STAGES[-1]


@dataclass(frozen=True)
class FullNetwork:
    """A released network: the front end and its context module.

    Attributes
    ----------
    name, dataset : str
    classes : int
    rates : tuple of int
        Of the 3 x 3 layers of the context module.
    image : (rows, cols)
        Size of the input that the released deploy file states.
    pad_once : bool
        Whether the module is padded once by 33; else each layer pads itself.
    """

    name: str
    dataset: str
    classes: int
    rates: tuple[int, ...]
    image: Pair
    pad_once: bool = False

    @cached_property
    def network(self) -> Network:
        """Front end and context module as one network."""
        return parse_network(
            notation_builders.dilated_network(self.rates, self.classes, pad_once=self.pad_once)
        )

    @cached_property
    def fields(self) -> dict[str, ReceptiveField]:
        """The receptive field after each layer, in image pixels."""
        return receptive_fields(self.network)

    @property
    def field(self) -> int:
        """Receptive field of the full network, in image pixels."""
        return self.fields[self.network.output].size[0]

    @cached_property
    def module_field(self) -> int:
        """Receptive field of the context module alone, in its own samples."""
        module = parse_network(notation_builders.context_module(self.rates))
        return receptive_field(module).size[0]

    @property
    def output_size(self) -> Pair:
        """Size of the output for `image`. Poolings round down; Caffe's round up (KITTI: 159)."""
        return self.network.sizes(self.image)[self.network.output]


FULL_NETWORKS = (
    FullNetwork("Dilation8", "Pascal VOC", 21, (1, 1, 2, 4, 8, 16, 1), (900, 900), pad_once=True),
    FullNetwork("Dilation8", "CamVid", 11, (1, 1, 2, 4, 8, 16, 1), (900, 1100)),
    FullNetwork("Dilation7", "KITTI", 11, (1, 1, 2, 4, 8, 1), (852, 1640)),
    FullNetwork("Dilation10", "Cityscapes", 19, (1, 1, 2, 4, 8, 16, 32, 64, 1), (1396, 1396)),
)
