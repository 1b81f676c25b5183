"""Three methods to enlarge a kernel's field: shrink the picture, dilate, interpolate weights."""

from collections.abc import Callable
from dataclasses import dataclass
from time import perf_counter

import numpy as np

from dilviz.convolution.convolve import conv2d
from dilviz.convolution.geometry import effective_kernel_size
from dilviz.errors import GeometryError

MOST_PRODUCTS = 2_000_000_000  # of the dense kernel: a second or two
NAMES = ("shrink, convolve, enlarge", "dilated", "dense")


@dataclass(frozen=True, eq=False)
class EnlargingMethod:
    """A method to enlarge the field of a kernel: its response and its cost for one channel.

    Attributes
    ----------
    name : str
        One of `NAMES`.
    response : ndarray of float32, shape (H, W)
    weights : int
    multiply_adds : int
        For the whole picture, zeros of the padding included.
    computed : int
        Outputs that are computed; the others are interpolated from them.
    seconds : float
        Measured: the fastest repetition.
    """

    name: str
    response: np.ndarray
    weights: int
    multiply_adds: int
    computed: int
    seconds: float


def three_ways(
    picture: np.ndarray, weights: np.ndarray, rate: int, *, repetitions: int = 3
) -> tuple[EnlargingMethod, EnlargingMethod, EnlargingMethod]:
    """Apply a kernel at a coarser scale by the three methods that DeepLab compares.

    All three have the receptive field ``rate * (k - 1) + 1`` and are padded
    with zeros. Shrinking keeps every `rate`-th sample, so its responses are
    exactly those of the dilated kernel at these samples, and everything
    between them is interpolated. The dense kernel holds the same weights,
    interpolated between the taps.

    Parameters
    ----------
    picture : ndarray, shape (H, W)
    weights : ndarray, shape (k, k)
        k odd.
    rate : int
        Dilation rate, and factor of the shrinking.
    repetitions : int
        Timed runs of each method.

    Returns
    -------
    shrunk, dilated, dense : EnlargingMethod

    Raises
    ------
    GeometryError
        If the dense kernel would take more than `MOST_PRODUCTS` multiply-adds.

    References
    ----------
    .. [1] Chen et al., "DeepLab: Semantic Image Segmentation with Deep
       Convolutional Nets, Atrous Convolution, and Fully Connected CRFs",
       arXiv:1606.00915, section 3.1 and figure 3.

    Examples
    --------
    >>> shrunk, dilated, dense = three_ways(np.ones((12, 16)), np.ones((3, 3)), rate=4)
    >>> shrunk.weights, dilated.weights, dense.weights
    (9, 9, 81)
    >>> shrunk.computed, dilated.computed
    (12, 192)
    """
    picture = np.asarray(picture, np.float32)
    weights = np.asarray(weights, np.float32)
    dense = interpolated_kernel(weights, rate)
    _check_effort(dense.size * picture.size, rate)
    taps = weights.size
    outputs = picture.size
    coarse = -(-picture.shape[0] // rate) * -(-picture.shape[1] // rate)
    return (
        _timed_method(NAMES[0], lambda: _shrunk(picture, weights, rate), taps, coarse, repetitions),
        _timed_method(
            NAMES[1], lambda: _centred(picture, weights, rate), taps, outputs, repetitions
        ),
        _timed_method(
            NAMES[2], lambda: _centred(picture, dense, 1), dense.size, outputs, repetitions
        ),
    )


def interpolated_kernel(weights: np.ndarray, rate: int) -> np.ndarray:
    """Fill the gaps of a dilated kernel by interpolation.

    The sum of the magnitudes of the weights is kept, and then the sum of the
    weights, so that the range and the response to a flat picture are the same.

    Parameters
    ----------
    weights : ndarray, shape (kH, kW)
    rate : int

    Returns
    -------
    ndarray, shape (rate (kH - 1) + 1, rate (kW - 1) + 1)

    Examples
    --------
    >>> interpolated_kernel(np.array([[0.0, 4.0]]), 4)
    array([[0. , 0.4, 0.8, 1.2, 1.6]])
    """
    weights = np.asarray(weights, np.result_type(weights, np.float32))
    rows, cols = (effective_kernel_size(taps, rate) for taps in weights.shape)
    dense = enlarged(enlarged(weights, rows, rate).T, cols, rate).T
    dense *= np.abs(weights).sum() / (np.abs(dense).sum() or 1)
    dense += (weights.sum() - dense.sum()) / dense.size
    return dense


def enlarged(samples: np.ndarray, size: int, rate: int) -> np.ndarray:
    """Interpolate rows linearly: every `rate`-th of `size` rows is given; the last one is repeated.

    >>> enlarged(np.array([[0.0], [4.0]]), 4, rate=2).ravel()
    array([0., 2., 4., 4.])
    """
    position = np.minimum(np.arange(size) / rate, len(samples) - 1)
    before = position.astype(int)
    after = np.minimum(before + 1, len(samples) - 1)
    share = (position - before).astype(samples.dtype)[:, None]
    first = samples[before]
    return first + (samples[after] - first) * share  # (size, columns)


def _check_effort(products: int, rate: int) -> None:
    if products > MOST_PRODUCTS:
        raise GeometryError(
            f"the dense kernel at rate {rate} would take {products / 1e9:.1f} billion "
            f"multiply-adds, at most {MOST_PRODUCTS / 1e9:.0f} billion are run. "
            "Lower the rate, or choose a smaller kernel or picture."
        )


def _shrunk(picture: np.ndarray, weights: np.ndarray, rate: int) -> np.ndarray:
    coarse = _centred(np.ascontiguousarray(picture[::rate, ::rate]), weights, 1)
    return enlarged(enlarged(coarse, picture.shape[0], rate).T, picture.shape[1], rate).T


def _centred(picture: np.ndarray, weights: np.ndarray, rate: int) -> np.ndarray:
    return conv2d(picture, weights, dilation=rate, padding="same")


def _timed_method(
    name: str, run: Callable[[], np.ndarray], taps, computed, repetitions: int
) -> EnlargingMethod:
    times = []
    for _ in range(repetitions):
        start = perf_counter()
        response = run()
        times.append(perf_counter() - start)
    return EnlargingMethod(name, response, taps, taps * computed, computed, min(times))
