"""Claims of an article about the operator and its implementation, corrected."""

from __future__ import annotations

import numpy as np

from dilviz.convolution.convolve import conv2d
from dilviz.convolution.rewrite import one_by_one, rewritten
from dilviz.fields.field import receptive_field
from dilviz.network.notation import parse_network
from dilviz.papers.claim import IMPRECISE, RIGHT, WRONG, Correction, span
from dilviz.papers.paper_claims import DEEPLAB1, PAPER
from dilviz.papers.vgg_surgery import FRONT_END_STAGES

TENSORFLOW = "TensorFlow 2.21, documentation of tf.nn.atrous_conv2d"
HISTORY = "Holschneider et al. 1989; Shensa 1992; both cited by TensorFlow's documentation"


def _pixels_read(rate: int) -> int:
    return receptive_field(parse_network(f"conv3 d{rate}")).pixels_read


def _valid_outputs() -> list[int]:
    return [parse_network(f"conv3 d{rate} valid").sizes(32)["1"][1] for rate in (1, 2, 4, 8)]


def _asymmetric(flip: bool) -> list[int]:
    weight = np.array([[1, 2, 3]])
    return conv2d(np.arange(10)[None], weight[:, ::-1] if flip else weight, dilation=2)[0].tolist()


def weights_at_rates() -> list[int]:
    """Weights of one channel pair of a 3 x 3 layer at rates 1, 2 and 8."""
    return [
        int(np.prod(parse_network(f"conv3 d{d}").nodes[0].layer.kernel_size)) for d in (1, 2, 8)
    ]


def _ratio_of_the_surgery() -> float:
    image = (512, 512)
    return FRONT_END_STAGES[-1].head_multiply_adds(image) / FRONT_END_STAGES[0].head_multiply_adds(
        image
    )


_ONES = np.array([[[1, 1, 1]]])
_TWO_LAYERS = [np.ones((1, 1, 1, 3), int)] * 2

OF_THE_OPERATOR = (
    Correction(
        "The idea first appeared in the DeepLab paper.",
        WRONG,
        "The algorithme à trous comes from wavelet analysis in the 1980s. DeepLab made it popular "
        "for segmentation and cites Mallat for it; Yu and Koltun named the operator dilated "
        "convolution.",
        f"{HISTORY}; {DEEPLAB1}, section 3.1; {PAPER}, section 2",
    ),
    Correction(
        "One formula stands for the convolution and for TensorFlow's operation.",
        IMPRECISE,
        "The formula turns the kernel (true convolution); frameworks do not (cross-correlation). "
        "The receptive field is the same, the numbers of an asymmetric kernel are not.",
        f"{PAPER}, Equations 1 and 2; {TENSORFLOW}",
        "0 ... 9 with weights 1 2 3 at rate 2: cross-correlation, true convolution",
        [[16, 22, 28, 34, 40, 46], [8, 14, 20, 26, 32, 38]],
        lambda: [_asymmetric(False), _asymmetric(True)],
    ),
    Correction(
        "The kernel is inflated.",
        IMPRECISE,
        "A picture only: no dilated kernel is ever built. The weights stay as many as they were.",
        f"{PAPER}, section 2",
        "weights of a 3 × 3 kernel at rates 1, 2, 8",
        [9, 9, 9],
        weights_at_rates,
    ),
    Correction(
        "There are l - 1 gaps between the kernel's elements (the article writes l for d).",
        IMPRECISE,
        "There are k - 1 gaps, and in each d - 1 input samples are skipped: the kernel spans "
        "d (k - 1) + 1.",
        "by counting",
        "span of 3 taps at rates 1, 2, 3, 4",
        [3, 5, 7, 9],
        lambda: [span(f"conv3 d{rate}") for rate in (1, 2, 3, 4)],
    ),
    Correction(
        "The red dots show that the output has 3 × 3 pixels.",
        WRONG,
        "The dots are the nine samples that one output value reads.",
        f"{PAPER}, Equation 2",
        "pixels one output reads at rates 1, 2, 3",
        [9, 9, 9],
        lambda: [_pixels_read(rate) for rate in (1, 2, 3)],
    ),
    Correction(
        "The outputs at all rates have the same size.",
        IMPRECISE,
        "Only with padding that grows with the rate. Without padding, the output shrinks.",
        "by counting",
        "outputs of 32 samples, 3 taps, no padding, rates 1, 2, 4, 8",
        [30, 28, 24, 16],
        _valid_outputs,
    ),
    Correction(
        "A 3 × 3 kernel sees 3 × 3, 5 × 5 and 7 × 7 pixels at rates 1, 2, 3.",
        RIGHT,
        "For one layer. It reads 9 of them each time. Yu and Koltun's Fig. 1 is another thing: a "
        "stack of rates 1, 2, 4 with fields of 3, 7 and 15.",
        f"{PAPER}, section 2",
        "receptive field at rates 1, 2, 3",
        [3, 5, 7],
        lambda: [span(f"conv3 d{rate}") for rate in (1, 2, 3)],
    ),
    Correction(
        "The larger field has no additional costs.",
        IMPRECISE,
        "No weight and no multiplication more. But samples in between are skipped, more of the "
        "border is padding, and keeping the resolution instead of striding costs many times more.",
        "computed",
        "multiply-adds of conv5 to fc7 after VGG-16's surgery, times those before",
        13.7,
        lambda: round(_ratio_of_the_surgery(), 1),
    ),
    Correction(
        "tf.nn.(value, filters, rate, padding)",
        IMPRECISE,
        "The name is missing: tf.nn.atrous_conv2d. TensorFlow keeps it for old code and "
        "recommends tf.nn.convolution with dilations.",
        TENSORFLOW,
    ),
    Correction(
        "It is most efficient when several such layers are stacked.",
        IMPRECISE,
        "TensorFlow says only that layers of one rate can share a single rearrangement. Equal "
        "rates are also the worst case for gridding.",
        TENSORFLOW,
        "samples read of the 13 that three layers of rate 2 span",
        7,
        lambda: receptive_field(parse_network("3*(conv3 d2)")).samples_read[0],
    ),
    Correction(
        "Stacked layers of one rate equal plain layers between one space_to_batch and one "
        "batch_to_space.",
        WRONG,
        "Only where the rate divides height and width. The samples that fill up do not stay "
        "zero: the next layer reads them. See Frameworks.",
        f"{TENSORFLOW}; counterexample computed",
        "1 1 1 through two layers of ones at rate 2: one by one, rewritten",
        [[4, 1, 4], [4, 2, 4]],
        lambda: [
            one_by_one(_ONES, _TWO_LAYERS, 2)[0, 0].tolist(),
            rewritten(_ONES, _TWO_LAYERS, 2)[0, 0].tolist(),
        ],
    ),
    Correction(
        "The operations in the middle cancel because their block sizes are equal.",
        IMPRECISE,
        "batch_to_space also crops and the next layer pads with zeros. Leaving both out is the "
        "error: with the filled-up samples zeroed after each layer, the numbers agree.",
        "computed",
        "the same with the filled-up samples zeroed",
        [4, 1, 4],
        lambda: rewritten(_ONES, _TWO_LAYERS, 2, masked=True)[0, 0].tolist(),
    ),
)
