"""Claims of papers about dilated networks: one entry adds one claim."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from dilviz.convolution.geometry import effective_kernel_size, tap_table
from dilviz.fields.field import receptive_field, receptive_fields
from dilviz.gridding.coverage import hdc_distances
from dilviz.network.notation import parse_network
from dilviz.papers.claim import ARTICLE, OTHERS, THE_PAPER, Claim
from dilviz.papers.context_module import ContextModule
from dilviz.papers.scores import difference, score
from dilviz.papers.vgg_surgery import FRONT_END, FRONT_END_STAGES, FULL_NETWORKS

PAPER = "Yu and Koltun 2016, arXiv:1511.07122"
DEEPLAB1 = "Chen et al. 2015 (DeepLab v1), arXiv:1412.7062"
DEEPLAB3 = "Chen et al. 2017 (DeepLab v3), arXiv:1706.05587"
HDC = "Wang et al. 2018 (HDC), arXiv:1702.08502"
TCN_STACK = "1d, 2*(conv3 causal), 2*(conv3 d2 causal), 2*(conv3 d4 causal)"
TCN = "Bai, Kolter and Koltun 2018, arXiv:1803.01271"
RELEASED = "fyu/dilation, commit 0f105742"


def claims_of_the_paper() -> Iterator[Claim]:
    """Yield the claims of Yu and Koltun, and of the networks they released."""
    claim = partial(Claim, THE_PAPER, source=PAPER)
    yield from _of_stacks(claim)
    yield from _of_the_module(claim)
    yield from _of_the_front_end(claim)
    yield from _of_the_tables()


def _of_stacks(claim: Callable[..., Claim]) -> Iterator[Claim]:
    yield claim(
        "stack of rates 1, 2, 4 (Fig. 1)",
        "receptive field after each layer",
        [3, 7, 15],
        compute=lambda: _fields("conv3, conv3 d2, conv3 d4"),
        network="conv3, conv3 d2, conv3 d4",
    )
    yield claim(
        "stack of rates 1, 2, 4, ... (section 2)",
        "receptive field, 2^(i+2) - 1",
        [2 ** (i + 2) - 1 for i in range(8)],
        compute=lambda: _fields(", ".join(f"conv3 d{2**i}" for i in range(8))),
    )


def _of_the_module(claim: Callable[..., Claim]) -> Iterator[Claim]:
    basic, large = ContextModule("Basic", 21), ContextModule("Large", 21)
    yield claim(
        "context module (Table 1)",
        "receptive field after each layer",
        [3, 5, 9, 17, 33, 65, 67, 67],
        compute=lambda: [layer.field for layer in basic.layers((64, 64))],
        network=str(basic.network),
    )
    yield claim(
        "context module, Basic (section 3)",
        "weights in C²",
        64,
        compute=lambda: sum(layer.weights for layer in basic.layers((64, 64))) / basic.classes**2,
    )
    yield claim(
        "context module, Large, C = 21",
        "channels after each layer",
        [42, 42, 84, 168, 336, 672, 672, 21],
        source=f"{RELEASED}, models/dilation8_pascal_voc_deploy.prototxt",
        compute=lambda: list(large.channels[1:]),
    )
    yield claim(
        "context module (section 5)",
        "buffer on each side, samples",
        33,
        compute=lambda: (receptive_field(basic.network).size[0] - 1) // 2,
    )


def _of_the_front_end(claim: Callable[..., Claim]) -> Iterator[Claim]:
    yield claim(
        "VGG-16 with fc6, before the surgery",
        "receptive field",
        404,
        source=DEEPLAB1,
        compute=lambda: FRONT_END_STAGES[0].field,
    )
    yield claim(
        "front end",
        "margin of the labels, (field - stride) / 2",
        186,
        source=f"{RELEASED}, predict.py",
        compute=lambda: (FRONT_END.field - FRONT_END.stride) // 2,
    )
    for full in FULL_NETWORKS:
        if full.dataset in STATED_OUTPUTS:
            yield claim(
                f"{full.name} for {full.dataset}, input {full.image[0]} × {full.image[1]}",
                "output size",
                STATED_OUTPUTS[full.dataset],
                source=f"{RELEASED}, deploy files",
                compute=partial(lambda network: network.output_size, full),
            )


# KITTI's 1640 columns give 159 in Caffe, whose poolings round up, and 158 elsewhere.
STATED_OUTPUTS = {"Pascal VOC": (66, 66), "CamVid": (66, 91), "Cityscapes": (128, 128)}


def _of_the_tables() -> Iterator[Claim]:
    """Differences that the text of the paper, or its readers, draw from Tables 2 to 4."""
    for table, better, worse, points in (
        (2, "front end", "FCN-8s", 5.4),
        (2, "front end", "DeepLab", 5.5),
        (2, "front end", "DeepLab-Msc", 4.7),
        (3, "front end + Basic", "front end", 1.5),
        (3, "front end + Large", "front end", 2.3),
        (4, "front end + Large", "front end", 2.2),
    ):
        yield Claim(
            THE_PAPER,
            f"{better} over {worse} (Table {table})",
            "percentage points of mean IoU",
            points,
            PAPER,
            partial(difference_in_table, table, better, worse),
        )


def difference_in_table(table: int, better: str, worse: str) -> float:
    """Percentage points between two scores of one table."""
    return difference(score(table, better), score(table, worse))


def _fields(notation: str) -> list[int]:
    return [field.size[0] for field in receptive_fields(parse_network(notation)).values()]


def claims_of_others() -> Iterator[Claim]:
    """Yield the claims of other papers about dilated layers."""
    claim = partial(Claim, OTHERS)
    for rate, size in ((1, 3), (2, 5), (3, 7)):
        yield claim(
            f"3 × 3 kernel, rate {rate}",
            "pixels seen along an axis",
            size,
            ARTICLE,
            partial(effective_kernel_size, 3, rate),
            f"conv3 d{rate}",
        )
    yield claim("3 × 3 kernel, rate 2", "pixels used of 25", 9, HDC, lambda: _pixels("conv3 d2"))
    yield claim("rates 1, 2, 9", "HDC's M2", 5, HDC, lambda: hdc_distances([1, 2, 9])[1])
    yield claim(
        "LargeFOV", "millions of parameters", 20.5, DEEPLAB1, lambda: _vgg_parameters(3, 1024)
    )
    yield claim(
        "7 × 7 classifier, rate 4",
        "millions of parameters",
        134.3,
        DEEPLAB1,
        lambda: _vgg_parameters(7, 4096),
    )
    yield claim(
        "3 × 3 kernel, rate 65, on a 65 × 65 map",
        "valid weights: it degenerates to 1 × 1",
        1,
        DEEPLAB3,
        lambda: _most_taps_inside(65, 65),
    )
    yield claim(
        "temporal network, kernel 3, rates 1, 2, 4, two convolutions each",
        "history, 1 + 2 (k - 1)(2^n - 1)",
        29,
        TCN,
        lambda: receptive_field(parse_network(TCN_STACK)).size[1],
    )


def _pixels(notation: str) -> int:
    return receptive_field(parse_network(notation)).pixels_read


def _most_taps_inside(size: int, rate: int) -> int:
    """The most taps of a 3 x 3 kernel that any output reads from real samples."""
    table = tap_table(size, 3, dilation=rate, padding=(rate, rate))
    inside = ((table >= 0) & (table < size)).sum(axis=1)
    return int(inside.max()) ** 2


_VGG_CONVOLUTIONS = (3, 64, 64, 128, 128, 256, 256, 256, 512, 512, 512, 512, 512, 512)


def _vgg_parameters(taps: int, width: int, classes: int = 21) -> float:
    """Millions of weights and biases of a VGG-16 whose classifier is convolutional."""
    layers = [(3, a, b) for a, b in zip(_VGG_CONVOLUTIONS, _VGG_CONVOLUTIONS[1:], strict=False)]
    layers += [(taps, 512, width), (1, width, width), (1, width, classes)]
    return round(sum(k * k * a * b + b for k, a, b in layers) / 1e6, 1)
