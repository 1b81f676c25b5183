"""Networks of libraries to start from, each read from the graph that an exporter wrote."""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import MappingProxyType

from dilviz.importing.onnx_model import network_from_onnx
from dilviz.network.network import Network
from dilviz.network.presets import Stated

GRAPHS = Path(__file__).parent / "graphs"  # SOURCES.md there names packages and licences


@dataclass(frozen=True)
class Exported:
    """A network with its graph: what `dilviz.network.presets.Preset` is for a notation.

    Attributes
    ----------
    name : str
    graph : str
        Its file among `GRAPHS`: ONNX, without weights.
    shows : str
        One sentence: what to look for.
    source : str
        The package that made it.
    channels : int
        Of the input.
    input_size : int or (rows, cols), optional
        None: the graph fixes it.
    stated : tuple of Stated
        What its source says.
    """

    name: str
    graph: str
    shows: str
    source: str
    channels: int = 3
    input_size: int | tuple[int, int] | None = None
    stated: tuple[Stated, ...] = ()

    @cached_property
    def network(self) -> Network:
        """The network, read at its first use."""
        content = (GRAPHS / f"{self.graph}.onnx.gz").read_bytes()
        return network_from_onnx(gzip.decompress(content)).named(self.name)


TORCHVISION = "torchvision 0.28.0 (BSD-3-Clause)"
SMP = "segmentation-models-pytorch 0.6.0 (MIT)"

_ALL = (
    Exported(
        "DeepLabV3 (ResNet-50)",
        "deeplabv3_resnet50",
        "Rates 2 and 4 in place of two strides, then 12, 24 and 36 side by side; the fifth branch "
        "pools the whole image.",
        f"{TORCHVISION}, deeplabv3_resnet50",
    ),
    Exported(
        "DeepLabV3+ (ResNet-50)",
        "deeplabv3plus_resnet50",
        "Separable layers of rates 12, 24 and 36, joined with a map of a quarter of the side.",
        f"{SMP}, DeepLabV3Plus",
    ),
    Exported(
        "MobileNetV3 large, dilated",
        "mobilenet_v3_large_dilated",
        "The last stride became rate 2: jump 16 instead of 32. Eight gates look at the whole map.",
        f"{TORCHVISION}, mobilenet_v3_large(dilated=True)",
    ),
    Exported(
        "ConvNeXt-T",
        "convnext_tiny",
        "Depthwise 7 × 7 layers and norms over channels: no unit looks at the whole map.",
        f"{TORCHVISION}, convnext_tiny",
    ),
    Exported(
        "EfficientNet-B0",
        "efficientnet_b0",
        "851 × 851 by its convolutions; through any of its 16 gates every unit sees everything.",
        f"{TORCHVISION}, efficientnet_b0",
    ),
    Exported(
        "U-Net (ResNet-34)",
        "unet_resnet34",
        "What the encoder has seen comes back in every pixel: the field is that of the deepest "
        "path.",
        f"{SMP}, Unet",
    ),
    Exported(
        "Conv-TasNet",
        "conv_tasnet",
        "Rates 1, 2, 4 and 8, twice; its norms are over the whole recording.",
        "torchaudio 2.11.1 (BSD-2-Clause), ConvTasNet with two stacks of four layers",
        channels=1,
    ),
    Exported(
        "BPNet",
        "bpnet",
        "Rates 2 to 256 along a sequence of DNA, without padding at its end.",
        "bpnet-lite 1.1.0 (MIT), BPNet",
        channels=4,
    ),
)
EXPORTED: Mapping[str, Exported] = MappingProxyType({each.name: each for each in _ALL})
