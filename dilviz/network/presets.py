"""Networks of papers and libraries, with the numbers their sources state."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

from dilviz.network import notation_builders as parts
from dilviz.network.network import Network
from dilviz.network.notation import parse_network


@dataclass(frozen=True)
class Stated:
    """A number that a source states.

    Attributes
    ----------
    what : str
        "size", "jump", "start" or "samples_read" of the receptive field, "output_size",
        "weights", or "M2" of the hybrid dilated convolution heuristic.
    value : int or (rows, cols)
        One number stands for both axes.
    at : str
        Name of a layer; empty for the output.
    by : str
        Who states it, or how it follows from what they state. Empty for the preset's source.
    """

    what: str
    value: int | tuple[int, int]
    at: str = ""
    by: str = ""


@dataclass(frozen=True)
class Preset:
    """A network with its evidence.

    Attributes
    ----------
    notation : str
    shows : str
        One sentence: what to look for.
    source : str
        Where it is published.
    stated : tuple of Stated
        What the source says; the tests compute it again.
    input_size : int or (rows, cols), optional
        Where the source names one.
    channels : int, optional
        Channels of the input, where the source names them.
    """

    notation: str
    shows: str
    source: str
    stated: tuple[Stated, ...] = ()
    input_size: int | tuple[int, int] | None = None
    channels: int | None = None

    @cached_property
    def network(self) -> Network:
        """The network itself."""
        return parse_network(self.notation)


ONE_LAYER = "one layer spans d (k - 1) + 1 samples, by counting"
YU_KOLTUN = "Yu and Koltun, ICLR 2016, arXiv:1511.07122"
RELEASED = "fyu/dilation, the models that Yu and Koltun released"
TABLE = "google-research/receptive_field, RECEPTIVE_FIELD_TABLE.md"
DEEPLAB_V1 = "Chen et al., DeepLab v1, arXiv:1412.7062"
DEEPLAB_V2 = "Chen et al., DeepLab v2, arXiv:1606.00915"
DEEPLAB_V3 = "Chen et al., DeepLab v3, arXiv:1706.05587"
HDC = "Wang et al., arXiv:1702.08502"

_BASIC = (1, 1, 2, 4, 8, 16, 1)
_TABLE_1 = tuple(
    Stated("size", size, str(layer)) for layer, size in enumerate((3, 5, 9, 17, 33, 65, 67, 67), 1)
)
_LARGE = (42, 42, 84, 168, 336, 672, 672)


NETWORKS: Mapping[str, Preset] = MappingProxyType(
    {
        "d = 1": Preset("conv3", "An ordinary layer.", ONE_LAYER, (Stated("size", 3),)),
        "d = 2": Preset("conv3 d2", "Nine taps span 5 × 5.", ONE_LAYER, (Stated("size", 5),)),
        "d = 3": Preset(
            "conv3 d3", "The same nine taps span 7 × 7.", ONE_LAYER, (Stated("size", 7),)
        ),
        "Context module": Preset(
            parts.context_module(_BASIC),
            "Basic: 67 × 67 from eight layers, and not one hole.",
            f"{YU_KOLTUN}, Table 1",
            _TABLE_1,
        ),
        "Context module, Large": Preset(
            ", ".join(
                f"{layer} c{channels}"
                for layer, channels in zip(
                    f"{parts.stack(_BASIC)}, conv1".split(", "), (*_LARGE, 21), strict=True
                )
            ),
            "The same fields with 2C to 32C channels, here for C = 21: 241 times the weights.",
            f"{YU_KOLTUN}, Table 1; channels as released for Pascal VOC",
            _TABLE_1,
            channels=21,
        ),
        "Yu and Koltun, Fig. 1": Preset(
            parts.stack([1, 2, 4]),
            "Rates 1, 2, 4: the field grows exponentially, the weights linearly.",
            f"{YU_KOLTUN}, Fig. 1",
            (Stated("size", 3, "1"), Stated("size", 7, "2"), Stated("size", 15, "3")),
        ),
        "VGG-16 front end": Preset(
            parts.front_end(21),
            "Two poolings removed, their stride made up for by dilation.",
            f"{RELEASED}; network.py, predict.py",
            (
                Stated("size", 380, by="label_margin = 186 = (380 - 8) / 2 in predict.py"),
                Stated("jump", 8, by="label_margin = 186 = (380 - 8) / 2 in predict.py"),
            ),
            channels=3,
        ),
        "Dilation7": Preset(
            parts.dilated_network((1, 1, 2, 4, 8, 1), 11),
            "The front end and a context module without the layer of rate 16.",
            f"{RELEASED}: KITTI",
            (Stated("size", 652, by="380 + 8 (35 - 1), from the layers of its prototxt"),),
            input_size=(852, 1640),
            channels=3,
        ),
        "Dilation8": Preset(
            parts.dilated_network(_BASIC, 11),
            "The front end and the Basic context module.",
            f"{RELEASED}: CamVid",
            (
                Stated("size", 908, by="380 + 8 (67 - 1), from the layers of its prototxt"),
                Stated("output_size", (66, 91), by="its prototxt"),
            ),
            input_size=(900, 1100),
            channels=3,
        ),
        "Dilation10": Preset(
            parts.dilated_network((1, 1, 2, 4, 8, 16, 32, 64, 1), 19),
            "Rates up to 64: a field wider than the picture.",
            f"{RELEASED}: Cityscapes",
            (
                Stated("size", 2444, by="380 + 8 (259 - 1), from the layers of its prototxt"),
                Stated("output_size", 128, by="its prototxt"),
            ),
            input_size=1396,
            channels=3,
        ),
        "VGG-16": Preset(
            parts.vgg_16(),
            "Five poolings: one unit of fc6 sees 404 pixels, and the units stand 32 apart.",
            f"{TABLE}; {DEEPLAB_V1}",
            (
                Stated("size", 212, "pool5", TABLE),
                Stated("jump", 32, "pool5", TABLE),
                Stated("start", -90, "pool5", TABLE),
                Stated("size", 404, "fc6", DEEPLAB_V1),
            ),
            channels=3,
        ),
        "AlexNet": Preset(
            "conv1: conv11 s4 valid c64, pool1: maxpool3 s2, conv2: conv5 c192, "
            "pool2: maxpool3 s2, conv3: conv3 c384, conv4: conv3 c384, conv5: conv3 c256, "
            "pool5: maxpool3 s2",
            "The variant of TF-Slim (alexnet_v2), not the network of 2012.",
            TABLE,
            (
                Stated("size", 51, "conv2"),
                Stated("size", 195),
                Stated("jump", 32),
                Stated("start", -64),
            ),
            channels=3,
        ),
        "ResNet-50 (stride in 3 × 3)": Preset(
            parts.resnet_50(stride_in=3),
            "As in torchvision. The short paths see less, the longest decides.",
            "rfa-toolbox, tests/test_graph/test_utils.py; nashory/DeLF-pytorch issue 15",
            (Stated("size", 427), Stated("jump", 32)),
            channels=3,
        ),
        "ResNet-50 (stride in 1 × 1)": Preset(
            parts.resnet_50(stride_in=1),
            "As in Caffe and Keras: 56 pixels more than with the stride in the 3 × 3.",
            "nashory/DeLF-pytorch issue 15; peiyunh/tiny issue 69",
            (Stated("size", 483), Stated("jump", 32)),
            channels=3,
        ),
        "DeepLab LargeFOV": Preset(
            "fc6: conv3 d12 c1024",
            "fc6 as a 3 × 3 layer of rate 12 spans 25 × 25, as 7 × 7 at rate 4 does, with 9 taps "
            "for 49.",
            f"{DEEPLAB_V1}: kernel size and rate of fc6",
        ),
        "DeepLab ASPP": Preset(
            "[conv3 d6 | conv3 d12 | conv3 d18 | conv3 d24] add",
            "ASPP-L: four rates side by side, up to 49 × 49; 33 pixels are read.",
            f"{DEEPLAB_V2}: rates 6, 12, 18, 24",
            (Stated("size", 49, by="effective kernel size 24 (3 - 1) + 1"),),
        ),
        "DeepLab v3 ASPP": Preset(
            "[conv1 c256 | conv3 d6 c256 | conv3 d12 c256 | conv3 d18 c256]",
            "For output stride 16. The fifth branch, pooling over the whole image, is left out.",
            f"{DEEPLAB_V3}: rates 6, 12, 18",
            (Stated("size", 37, by="effective kernel size 18 (3 - 1) + 1"),),
        ),
        "HDC 1 2 5": Preset(
            parts.stack([1, 2, 5]), "Every pixel is read.", HDC, (Stated("M2", 2),)
        ),
        "HDC 1 2 9": Preset(
            parts.stack([1, 2, 9]), "184 of 625 pixels are never read.", HDC, (Stated("M2", 5),)
        ),
        "DRN-C-26": Preset(
            parts.drn_c_26(),
            "Dilation instead of the last strides, then layers of falling rate without residual "
            "paths against gridding.",
            "Yu, Koltun and Funkhouser, arXiv:1705.09914; fyu/drn, drn.py",
            (Stated("jump", 8, by="three strides of 2 in drn.py"),),
            channels=3,
        ),
        "WaveNet": Preset(
            "1d, " + parts.stack([2**i for i in range(10)], 2, "causal"),
            "One block, rates 1 to 512: every past sample is read through exactly one path.",
            "van den Oord et al., arXiv:1609.03499, section 2.1",
            (Stated("size", (1, 1024)), Stated("samples_read", (1, 1024))),
        ),
        "TCN": Preset(
            parts.temporal_network(3, 8),
            "Residual blocks of two causal layers, rates 1 to 128: 1 + 2 · 2 · 255 steps.",
            "Bai, Kolter and Koltun, arXiv:1803.01271; locuslab/TCN, tcn.py",
            (Stated("size", (1, 1021), by="1 + 2 (k - 1)(2^n - 1) for tcn.py's blocks"),),
        ),
        "TCN, two stacks": Preset(
            parts.temporal_network(2, 4, convs_per_block=1, stacks=2),
            "One layer a block, rates 1 to 8 twice.",
            "philipperemy/keras-tcn, README",
            (Stated("size", (1, 31)),),
        ),
        "YOLOv8n backbone": Preset(
            parts.yolov8n_backbone(),
            "Half of the channels pass each C2f block, half go through residual blocks; three "
            "poolings of 5 × 5 widen the last map.",
            "Ultralytics, yolov8.yaml, scale n, layers 0 to 9, written anew in notation",
            (
                Stated("jump", 32, by="five strides of 2 in yolov8.yaml"),
                Stated(
                    *("weights", 1_267_632),
                    by="1 272 656 parameters in layers 0 to 9, less 2 × 2512 of norms",
                ),
            ),
            channels=3,
        ),
        "PatchGAN": Preset(
            "3*(conv4 s2), 2*(conv4)",
            "The discriminator that judges patches of 70 × 70.",
            "Fomoro link 4,2,1,SAME;4,2,1,SAME;4,2,1,SAME;4,1,1,SAME;4,1,1,SAME, quoted as 70 x 70",
            (Stated("size", 70), Stated("jump", 8)),
        ),
    }
)
