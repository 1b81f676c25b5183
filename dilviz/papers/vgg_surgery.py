"""From VGG-16 to the dilated front end, one cut at a time."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from dilviz.convolution.layer import Pair
from dilviz.fields.field import ReceptiveField, receptive_field, receptive_fields
from dilviz.network.network import Network
from dilviz.network.notation import parse_network

_TO_POOL3 = """\
conv1_1: conv3 {pad}, conv1_2: conv3 {pad}, pool1: maxpool2,
conv2_1: conv3 {pad}, conv2_2: conv3 {pad}, pool2: maxpool2,
conv3_1: conv3 {pad}, conv3_2: conv3 {pad}, conv3_3: conv3 {pad}, pool3: maxpool2,
conv4_1: conv3 {pad}, conv4_2: conv3 {pad}, conv4_3: conv3 {pad}"""
_CONV5 = """\
conv5_1: conv3 d{conv5} {pad}, conv5_2: conv3 d{conv5} {pad}, conv5_3: conv3 d{conv5} {pad}"""
_HEAD = "fc6: conv7 d{fc6} valid, fc7: conv1, final: conv1"

# Weights of the last layers, with 512 channels before fc6 and 4096 in fc6 and fc7.
_HEAD_WEIGHTS = {f"conv5_{i}": 9 * 512 * 512 for i in (1, 2, 3)} | {
    "fc6": 49 * 512 * 4096,
    "fc7": 4096 * 4096,
}


@dataclass(frozen=True)
class FrontEndStage:
    """VGG-16 after some of the surgery.

    Attributes
    ----------
    title : str
        What was done.
    why : str
        One sentence.
    pool4, pool5 : bool
        Whether these poolings are still there.
    conv5, fc6 : int
        Dilation rates.
    pad : str
        ``p1`` in VGG-16, ``valid`` in the front end.
    """

    title: str
    why: str
    pool4: bool = True
    pool5: bool = True
    conv5: int = 1
    fc6: int = 1
    pad: str = "p1"

    @cached_property
    def network(self) -> Network:
        """The network after this cut."""
        parts = [_TO_POOL3]
        parts += ["pool4: maxpool2"] * self.pool4 + [_CONV5]
        parts += ["pool5: maxpool2"] * self.pool5 + [_HEAD]
        return parse_network(", ".join(parts).format(pad=self.pad, conv5=self.conv5, fc6=self.fc6))

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
        """Image pixels from one output to the next."""
        return int(self.fields[self.network.output].jump[0] or 0)

    def spacing(self, layer: str) -> int:
        """Image pixels between neighbouring taps of a layer.

        Pretrained weights expect the spacing of VGG-16. Where a removed
        pooling halves the jump, a doubled rate brings the spacing back.

        Examples
        --------
        >>> [cut.spacing("fc6") for cut in FRONT_END_STAGES]
        [32, 16, 16, 8, 32, 32]
        """
        node = self.network.by_id[layer]
        [before] = node.inputs
        return int(self.fields[before].jump[0] or 0) * node.layer.dilation[0]

    def head_multiply_adds(self, image: Pair) -> int:
        """Count multiply-adds of conv5_x, fc6 and fc7 for an image, all maps at full size.

        Maps are counted as if every convolution kept its size ("same"), so
        that only the stride matters.

        Examples
        --------
        >>> [round(cut.head_multiply_adds((512, 512)) / 1e9, 1) for cut in FRONT_END_STAGES]
        [37.8, 151.4, 151.4, 518.6, 518.6, 518.6]
        """
        return sum(
            weights * _area(image, self.fields[layer]) for layer, weights in _HEAD_WEIGHTS.items()
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
        pool4=False,
    ),
    FrontEndStage(
        "Dilate conv5 by 2",
        "Its weights read samples 16 pixels apart again, as they were trained to.",
        pool4=False,
        conv5=2,
    ),
    FrontEndStage(
        "Remove pool5",
        "One answer every 8 pixels. Now the taps of fc6 stand at a quarter of their distance.",
        pool4=False,
        pool5=False,
        conv5=2,
    ),
    FrontEndStage(
        "Dilate fc6 by 4",
        "Two poolings are gone before fc6, so its rate doubles twice.",
        pool4=False,
        pool5=False,
        conv5=2,
        fc6=4,
    ),
    FrontEndStage(
        "Remove the zeros between layers",
        "The image is padded once, by reflection; the field does not change.",
        pool4=False,
        pool5=False,
        conv5=2,
        fc6=4,
        pad="valid",
    ),
)

FRONT_END = FRONT_END_STAGES[-1]


@dataclass(frozen=True)
class FullNetwork:
    """A released network: the front end and its context module.

    Attributes
    ----------
    name, dataset : str
    rates : tuple of int
        Of the 3 x 3 layers of the context module.
    image : (rows, cols)
        Size of the input that the released deploy file states.
    once : bool
        Whether the module is padded once by 33; else each layer pads itself.
    """

    name: str
    dataset: str
    rates: tuple[int, ...]
    image: Pair
    once: bool = False

    @cached_property
    def network(self) -> Network:
        """Front end and context module as one network."""
        layers = [f"ct{i}: conv3 d{rate} {self._pad(i, rate)}" for i, rate in enumerate(self.rates)]
        return parse_network(", ".join([str(FRONT_END.network), *layers, "last: conv1"]))

    def _pad(self, index: int, rate: int) -> str:
        return f"p{rate}" if not self.once else "p33" if index == 0 else "p0"

    @cached_property
    def fields(self) -> dict[str, ReceptiveField]:
        """The receptive field after each layer, in image pixels."""
        return receptive_fields(self.network)

    @property
    def field(self) -> int:
        """Receptive field of the whole, in image pixels."""
        return self.fields[self.network.output].size[0]

    @cached_property
    def module_field(self) -> int:
        """Receptive field of the context module alone, in its own samples."""
        module = parse_network(", ".join(f"conv3 d{rate}" for rate in self.rates))
        return receptive_field(module).size[0]

    @property
    def output_size(self) -> Pair:
        """Size of the output for `image`. Poolings round down; Caffe's round up (KITTI: 159)."""
        return self.network.sizes(self.image)[self.network.output]


FULL_NETWORKS = (
    FullNetwork("Dilation8", "Pascal VOC", (1, 1, 2, 4, 8, 16, 1), (900, 900), once=True),
    FullNetwork("Dilation8", "CamVid", (1, 1, 2, 4, 8, 16, 1), (900, 1100)),
    FullNetwork("Dilation7", "KITTI", (1, 1, 2, 4, 8, 1), (852, 1640)),
    FullNetwork("Dilation10", "Cityscapes", (1, 1, 2, 4, 8, 16, 32, 64, 1), (1396, 1396)),
)
