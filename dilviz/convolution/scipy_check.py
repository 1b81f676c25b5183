"""The same layer by SciPy, on a kernel with zeros between its taps: how far apart the two are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from dilviz.convolution.geometry import NUMPY_MODES
from dilviz.convolution.layer import Layer
from dilviz.errors import GeometryError

MOST_PRODUCTS = 2_000_000_000  # a few seconds: SciPy multiplies by the zeros too


@dataclass(frozen=True)
class ScipyCheck:
    """How a result compares with SciPy's.

    Attributes
    ----------
    largest_difference : float
        Between two outputs at the same place; 0 for whole numbers.
    largest_output : float
        The largest magnitude of an output.
    outputs : int
        Numbers compared.
    zeros : int
        Zeros that SciPy's kernel needs between the taps, for the same result.
    """

    largest_difference: float
    largest_output: float
    outputs: int
    zeros: int

    @property
    def words(self) -> str:
        """The comparison as a sentence.

        >>> ScipyCheck(0.0, 7.0, 49, 0).words
        "SciPy's `ndimage.correlate`, with the same kernel, gives the same 49 numbers exactly."
        """
        kernel = f"with {self.zeros} zeros in its kernel" if self.zeros else "with the same kernel"
        by = f"SciPy's `ndimage.correlate`, {kernel}, gives the same {self.outputs} numbers"
        if self.largest_difference == 0:
            return f"{by} exactly."
        share = self.largest_difference / self.largest_output
        return (
            f"{by} but for rounding: the largest difference is {self.largest_difference:.2g}, "
            f"{share:.1g} of the largest number."
        )


def products(size: tuple[int, int], layer: Layer) -> int:
    """Count the products that SciPy computes, those with zeros included."""
    rows, cols = layer.effective_kernel_size
    return size[0] * size[1] * rows * cols


def check_with_scipy(
    x: np.ndarray, weight: np.ndarray, layer: Layer, output: np.ndarray, padding_mode: str = "zeros"
) -> ScipyCheck:
    """Compare outputs of one channel with `scipy.ndimage.correlate`.

    SciPy has no dilation, stride or padding of this kind: the input is padded first, the kernel
    filled with zeros, every stride-th output kept.

    Parameters
    ----------
    x : ndarray, shape (H, W)
    weight : ndarray, shape (kH, kW)
    layer : Layer
        Its kernel size is that of `weight`.
    output : ndarray, shape (oH, oW)
        What is to be checked.
    padding_mode : {"zeros", "reflect", "replicate", "circular"}

    Raises
    ------
    GeometryError
        If SciPy would need more than `MOST_PRODUCTS`.

    Examples
    --------
    >>> from dilviz import conv2d
    >>> x, weight = np.arange(35).reshape(5, 7), np.ones((2, 3), int)
    >>> output = conv2d(x, weight, dilation=2)
    >>> check_with_scipy(x, weight, Layer.of((2, 3), dilation=2), output).largest_difference
    0.0
    """
    from scipy import ndimage  # here: `import dilviz` loads NumPy alone

    needed = products((x.shape[0], x.shape[1]), layer)
    if needed > MOST_PRODUCTS:
        raise GeometryError(
            f"SciPy would compute {needed} products, those with zeros included; at most "
            f"{MOST_PRODUCTS} are waited for. Lower the dilation rate or take a smaller picture."
        )
    mode: Any = NUMPY_MODES[padding_mode]
    padded = np.pad(x, layer.padding_for((x.shape[0], x.shape[1])), mode)
    exact = np.result_type(padded, weight).kind in "iu"
    number = np.int64 if exact else np.float64
    stuffed = np.zeros(layer.effective_kernel_size, number)
    stuffed[:: layer.dilation[0], :: layer.dilation[1]] = weight
    whole = ndimage.correlate(padded.astype(number), stuffed, mode="constant")
    (top, left), (rows, cols) = (size // 2 for size in stuffed.shape), stuffed.shape
    inside = whole[top : top + padded.shape[0] - rows + 1, left : left + padded.shape[1] - cols + 1]
    theirs = inside[:: layer.stride[0], :: layer.stride[1]]
    return ScipyCheck(
        float(np.abs(theirs - output).max()),
        float(np.abs(theirs).max()),
        theirs.size,
        stuffed.size - weight.size,
    )
