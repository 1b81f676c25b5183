"""A kernel applied to a picture, in colour or to its luminance."""

from dataclasses import dataclass

import numpy as np

from dilviz.convolution.convolve import conv2d
from dilviz.convolution.layer import Layer
from dilviz.errors import GeometryError
from dilviz.pictures.kernel import Kernel, normalised


@dataclass(frozen=True)
class Filtering:
    """How a kernel is applied.

    Attributes
    ----------
    layer : Layer
        Dilation rate, stride and padding; its kernel size is the kernel's.
    padding_mode : str
        One of `dilviz.convolution.geometry.PADDING_MODES`.
    colour : bool
        Red, green and blue separately; else the luminance.
    normalise : bool
        Whether the weights are scaled to the range of the picture first.
    """

    layer: Layer
    padding_mode: str = "reflect"
    colour: bool = False
    normalise: bool = False


def luminance(pixels: np.ndarray) -> np.ndarray:
    """Compute the luminance of a colour picture.

    Parameters
    ----------
    pixels : ndarray of uint8, shape (H, W, 3)

    Returns
    -------
    ndarray of uint8, shape (H, W)
        ``0.299 red + 0.587 green + 0.114 blue``, rounded half up.

    References
    ----------
    .. [1] Recommendation ITU-R BT.601.

    Examples
    --------
    >>> luminance(np.array([[[255, 0, 0], [0, 255, 0], [7, 7, 7]]], np.uint8))
    array([[ 76, 150,   7]], dtype=uint8)
    """
    weights = np.array([299, 587, 114], np.float32)
    thousandths = pixels[..., 0] * weights[0] + pixels[..., 1] * weights[1]
    thousandths += pixels[..., 2] * weights[2]  # whole numbers, exact in single precision
    thousandths += 500
    thousandths /= 1000
    return thousandths.astype(np.uint8)


def planes(pixels: np.ndarray, *, colour: bool) -> np.ndarray:
    """Convert a picture to channels for the engine.

    Parameters
    ----------
    pixels : ndarray of uint8, shape (H, W, 3)
    colour : bool

    Returns
    -------
    ndarray of float32, shape (3, H, W) or (1, H, W)

    Examples
    --------
    >>> planes(np.zeros((4, 6, 3), np.uint8), colour=False).shape
    (1, 4, 6)
    """
    channels = pixels.transpose(2, 0, 1) if colour else luminance(pixels)[None]
    return np.ascontiguousarray(channels, np.float32)


def respond(pixels: np.ndarray, kernel: Kernel, filtering: Filtering) -> np.ndarray:
    """Apply a kernel to a picture.

    Parameters
    ----------
    pixels : ndarray of uint8, shape (H, W, 3)
    kernel : Kernel
        With a `partner`, the two responses a and b give ``sqrt(a**2 + b**2)``.
    filtering : Filtering

    Returns
    -------
    ndarray of float32, shape (C, oH, oW)
        C is 3 in colour, else 1. Not rounded and not clipped.

    Raises
    ------
    GeometryError
        If the dilated kernel is larger than the padded picture, or the
        picture is too small for the padding mode.

    Examples
    --------
    >>> from dilviz.pictures.kernels import KERNELS
    >>> ramp = np.repeat(np.arange(6, dtype=np.uint8)[None, :, None], 3, axis=2)
    >>> ramp = np.repeat(ramp, 5, axis=0)  # brighter by 1 a column
    >>> filtering = Filtering(Layer.of(3, dilation=2))
    >>> respond(ramp, KERNELS["sobel x"], filtering)  # 4 for each of 4 pixels
    array([[[16., 16.]]], dtype=float32)
    """
    channels = planes(pixels, colour=filtering.colour)
    response = _convolved(channels, kernel.weights, filtering)
    if kernel.partner is None:
        return response
    other = _convolved(channels, kernel.partner, filtering)
    np.square(response, out=response)
    response += np.square(other, out=other)
    return np.sqrt(response, out=response)  # far from overflow, so `hypot` is not needed


def weights_used(weights: np.ndarray, filtering: Filtering) -> np.ndarray:
    """Return the weights as applied: normalised if `filtering` says so."""
    return normalised(weights) if filtering.normalise else np.asarray(weights, float)


def _convolved(channels: np.ndarray, weights: np.ndarray, filtering: Filtering) -> np.ndarray:
    layer = filtering.layer
    if layer.kernel_size != weights.shape:
        raise GeometryError(
            f"the layer has {layer.kernel_size} taps, but the kernel {weights.shape}. "
            "Give the layer the size of the kernel."
        )
    kernel = weights_used(weights, filtering).astype(np.float32)
    return conv2d(
        channels[:, None],  # as pictures of one channel, so that they do not mix
        kernel[None, None],
        **layer.settings,
        padding_mode=filtering.padding_mode,
    )[:, 0]
