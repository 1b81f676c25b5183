"""Claims of an article about the context module, its results and its costs, corrected."""

from __future__ import annotations

import numpy as np

from dilviz.network.notation import parse_network
from dilviz.papers.claim import IMPRECISE, WRONG, Correction, span
from dilviz.papers.context_module import FORMS, KERNEL_SIZES, RATES, TRUNCATED, ContextModule
from dilviz.papers.initialisation import identity_weights
from dilviz.papers.operator_corrections import weights_at_rates
from dilviz.papers.paper_claims import PAPER, RELEASED, difference_in_table
from dilviz.papers.scores import score
from dilviz.papers.vgg_surgery import FRONT_END, FRONT_END_STAGES


def _truncation_of_negatives() -> list[float]:
    module = ContextModule("Basic", 1)
    maps = np.array([[[-2.0, 3.0]]])
    return module.run(maps, identity_weights(module))[-1][0, 0].tolist()


OF_THE_MODULE = (
    Correction(
        "The rate grows exponentially from layer to layer.",
        IMPRECISE,
        "In Fig. 1 it does. The context module has rates 1, 1, 2, 4, 8, 16, 1 and a last 1 × 1.",
        f"{PAPER}, Table 1",
        "rates of the context module",
        [1, 1, 2, 4, 8, 16, 1, 1],
        lambda: list(RATES),
    ),
    Correction(
        "What grows is the effective receptive field.",
        IMPRECISE,
        "It is the receptive field. Effective receptive field is the name of something else: how "
        "strongly each of its samples counts (Luo et al. 2016).",
        f"{PAPER}, section 2; Luo et al. 2016, arXiv:1701.04128",
    ),
    Correction(
        "The context module has seven layers.",
        WRONG,
        "Eight: seven of 3 × 3, each followed by max(x, 0), and one of 1 × 1 that is not.",
        f"{PAPER}, section 3 and Table 1",
        "layers, truncated layers",
        [8, 7],
        lambda: [len(KERNEL_SIZES), sum(TRUNCATED)],
    ),
    Correction(
        "The 1 × 1 layer makes the numbers of channels match.",
        IMPRECISE,
        "In Large, where it goes from 32 C to C. In Basic there are C channels before it already.",
        f"{PAPER}, Table 1",
        "channels before the last layer in C: Basic, Large",
        [1, 32],
        lambda: [FORMS[form][-2] for form in ("Basic", "Large")],
    ),
    Correction(
        "Basic has a single channel.",
        WRONG,
        "Every layer of Basic has C channels: 21 on Pascal VOC, 11 on KITTI and CamVid, 19 on "
        "Cityscapes.",
        f"{PAPER}, Table 1; {RELEASED}",
        "channels of Basic for C = 21, layer by layer",
        [21] * 9,
        lambda: list(ContextModule("Basic", 21).channels),
    ),
    Correction(
        "The larger form, Advanced, goes from 1 C in its first layer to 32 C.",
        WRONG,
        "It is called Large, and its first layer has 2 C channels already.",
        f"{PAPER}, Table 1; {RELEASED}",
        "channels of Large for C = 21, layer by layer",
        [21, 42, 42, 84, 168, 336, 672, 672, 21],
        lambda: list(ContextModule("Large", 21).channels),
    ),
    Correction(
        "In VGG the last two poolings are removed, then the module is plugged in.",
        IMPRECISE,
        "The essential step is missing: what follows a removed pooling is dilated, conv5 by 2 and "
        "fc6 by 4, so that the trained weights meet samples at their old distance.",
        f"{PAPER}, section 4; {RELEASED}",
        "pixels between taps of fc6: VGG-16, poolings removed, then dilated",
        [32, 8, 32],
        lambda: [
            stage.spacing("fc6")
            for stage in (FRONT_END_STAGES[0], FRONT_END_STAGES[3], FRONT_END_STAGES[4])
        ],
    ),
    Correction(
        "The input is padded by 33.",
        IMPRECISE,
        "The maps that enter the context module are, because its field is 67. The image is padded "
        "by reflection, 186 pixels on each side.",
        f"{PAPER}, sections 4 and 5; {RELEASED}, predict.py",
        "padding of the module, of the image",
        [33, 186],
        lambda: [
            (span(str(ContextModule("Basic", 1).network)) - 1) // 2,
            (FRONT_END.field - FRONT_END.stride) // 2,
        ],
    ),
    Correction(
        "Weights start from values that consider the numbers of channels in and out.",
        IMPRECISE,
        "They start as the identity, because random ones failed to train. After max(x, 0), a map "
        "passes unchanged only where it is not negative.",
        f"{PAPER}, section 3, Equations 4 and 5",
        "what comes out for -2 and 3",
        [0, 3],
        _truncation_of_negatives,
    ),
    Correction(
        "With the context module, the model reaches 67.6 % mean IoU.",
        WRONG,
        "67.6 is the front end alone, on the test images of VOC 2012, trained without COCO.",
        f"{PAPER}, section 4, Table 2",
        "context module of the model with 67.6 in Table 2",
        "none",
        lambda: score(2, "front end").context or "none",
    ),
    Correction(
        "It beats FCN-8s and DeepLab by about 5 percent, thanks to dilation and context.",
        IMPRECISE,
        "By 5.4, 5.5 and (DeepLab-Msc) 4.7 percentage points, without any context module, and "
        "DeepLab is dilated too. The module itself adds 1.5 (Basic) and 2.3 (Large) on the "
        "validation images, 2.2 on test.",
        f"{PAPER}, Tables 2 to 4",
        "points by the module: Basic, Large, on test",
        [1.5, 2.3, 2.2],
        lambda: [
            difference_in_table(3, "front end + Basic", "front end"),
            difference_in_table(3, "front end + Large", "front end"),
            difference_in_table(4, "front end + Large", "front end"),
        ],
    ),
    Correction(
        "The complexity is O(n k d²), at n - k + 1 positions.",
        IMPRECISE,
        "That counts a sequence layer of n positions with C channels, which it writes d. Without "
        "padding a layer of dilation rate d has n - d (k - 1) outputs. For images, "
        "multiply-adds are outputs × k² × channels in × channels out.",
        "Vaswani et al. 2017, arXiv:1706.03762, Table 1; by counting",
        "outputs of n = 32 samples, k = 3, d = 4",
        24,
        lambda: parse_network("1d, conv3 d4 valid").sizes(32)["1"][1],
    ),
    Correction(
        "The field grows exponentially, so no resolution is lost.",
        WRONG,
        "One does not follow from the other. Resolution is kept because nothing strides; the field "
        "grows exponentially only if the rates do.",
        "by counting",
        "field of 5 layers: rates 1 to 16 doubling; rate 2 throughout",
        [63, 21],
        lambda: [
            span("conv3, conv3 d2, conv3 d4, conv3 d8, conv3 d16"),
            span("5*(conv3 d2)"),
        ],
    ),
    Correction(
        "It saves computation and memory.",
        IMPRECISE,
        "Against a dense kernel of the same span, yes. Against striding, no: the maps stay large.",
        "by counting",
        "weights of a dense kernel with the span of 3 × 3 at rate 4, over 9",
        9,
        lambda: span("conv3 d4") ** 2 // 9,
    ),
    Correction(
        "The main drawback is that many extra parameters must be learned.",
        WRONG,
        "The number of parameters does not depend on the rate. The drawbacks are gridding, more "
        "padding near the border, and maps that stay large.",
        "by counting",
        "weights of a 3 × 3 kernel at rates 1, 2, 8",
        [9, 9, 9],
        weights_at_rates,
    ),
)
