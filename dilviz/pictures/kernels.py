"""The named kernels: weights, meaning and source."""

from collections.abc import Mapping
from types import MappingProxyType

import numpy as np

from dilviz.pictures import kernel_formulas
from dilviz.pictures.kernel import Kernel, Parameter


def _rows(*rows: list[float]) -> np.ndarray:
    return np.array(rows, float)


_ACROSS = np.array([-1, 0, 1])  # the difference of a pixel's two neighbours


def _gradient(smoothing) -> np.ndarray:
    """Differences along a row, smoothed along the column: for vertical edges."""
    return np.outer(smoothing, _ACROSS)


def _edges(name: str, smoothing, source: str) -> tuple[Kernel, Kernel, Kernel]:
    x, y = _gradient(smoothing), _gradient(smoothing).T
    return (
        Kernel(
            f"{name} x",
            x,
            "Where brightness changes from left to right: positive where the right is brighter.",
            source,
            signed=True,
        ),
        Kernel(
            f"{name} y",
            y,
            "Where brightness changes from top to bottom: positive where the bottom is brighter.",
            source,
            signed=True,
        ),
        Kernel(
            f"{name} magnitude",
            x,
            "How strong the edge is, whatever its direction: the length of the x and y responses.",
            source,
            partner=y,
        ),
    )


_BINOMIAL = np.outer([1, 2, 1], [1, 2, 1])
_BINOMIAL_5 = np.outer([1, 4, 6, 4, 1], [1, 4, 6, 4, 1])
_CENTRE_5 = np.pad(np.ones((1, 1)), 2)
_ANGLE = Parameter("angle", 0, 165, 15, 0, "degrees")

_ENTRIES = (
    Kernel(
        "identity",
        _rows([0, 0, 0], [0, 1, 0], [0, 0, 0]),
        "The picture itself: only the centre tap counts, so the dilation rate changes nothing.",
        "the unit of convolution",
    ),
    Kernel(
        "box",
        np.full((3, 3), 1 / 9),
        "The mean of the nine pixels it reads: a blur, and at high rates nine faint copies.",
        "the moving average",
    ),
    Kernel(
        "gaussian",
        _BINOMIAL / 16,
        "A soft blur in which near pixels count more than far ones.",
        "sampled Gaussian; at the default sigma exactly the binomial kernel 1 2 1",
        parameters=(Parameter("sigma", 0.5, 2.25, 0.05, 0.85, "pixels"),),
        formula=kernel_formulas.gaussian,
    ),
    Kernel(
        "sharpen",
        _rows([0, -1, 0], [-1, 5, -1], [0, -1, 0]),
        "The picture minus its Laplacian: every pixel differs more from its four neighbours.",
        "identity - laplacian 4",
    ),
    Kernel(
        "unsharp",
        2 * _CENTRE_5 - _BINOMIAL_5 / 256,
        "The picture plus its difference from a blurred copy, as unsharp masking in a darkroom.",
        "2 identity - binomial kernel 1 4 6 4 1",
    ),
    *_edges(
        "sobel",
        [1, 2, 1],
        "Sobel and Feldman, a 3 x 3 isotropic gradient operator, Stanford AI Project, 1968",
    ),
    *_edges("prewitt", [1, 1, 1], "Prewitt, Object Enhancement and Extraction, 1970"),
    *_edges(
        "scharr",
        [3, 10, 3],
        "Scharr, Optimale Operatoren in der digitalen Bildverarbeitung, Heidelberg, 2000",
    ),
    Kernel(
        "laplacian 4",
        _rows([0, 1, 0], [1, -4, 1], [0, 1, 0]),
        "How much the four neighbours differ from the pixel: fine detail and edges, both sides.",
        "five-point stencil of the Laplace operator",
        signed=True,
    ),
    Kernel(
        "laplacian 8",
        _rows([1, 1, 1], [1, -8, 1], [1, 1, 1]),
        "How much all eight neighbours differ from the pixel: corners count as edges do.",
        "nine-point stencil of the Laplace operator with equal weights",
        signed=True,
    ),
    Kernel(
        "laplacian of gaussian",
        kernel_formulas.laplacian_of_gaussian(0.7),
        "Detail of one size: spots about as wide as the Gaussian are strongest, noise is smoothed.",
        "Marr and Hildreth, Theory of edge detection, Proc. R. Soc. B 207, 1980",
        signed=True,
        parameters=(Parameter("sigma", 0.5, 1.4, 0.1, 0.7, "pixels"),),
        formula=kernel_formulas.laplacian_of_gaussian,
    ),
    Kernel(
        "emboss",
        _rows([-2, -1, 0], [-1, 1, 1], [0, 1, 2]),
        "The picture as a relief, lit from the upper left.",
        "identity plus a difference along the diagonal",
    ),
    Kernel(
        "motion blur",
        kernel_formulas.motion_blur(5, 0),
        "The picture as by a moving camera: the mean along a line.",
        "the moving average along a line",
        parameters=(Parameter("length", 3, 9, 2, 5, "pixels"), _ANGLE),
        formula=kernel_formulas.motion_blur,
    ),
    Kernel(
        "gabor",
        kernel_formulas.gabor(0, 4),
        "Stripes of one direction and one wavelength: texture, as first layers learn it.",
        "Daugman, Uncertainty relation for resolution in space, J. Opt. Soc. Am. A 2, 1985",
        signed=True,
        parameters=(_ANGLE, Parameter("wavelength", 2, 8, 0.5, 4, "samples")),
        formula=kernel_formulas.gabor,
    ),
)

KERNELS: Mapping[str, Kernel] = MappingProxyType({kernel.name: kernel for kernel in _ENTRIES})
