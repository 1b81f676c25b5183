"""The values of a dilated convolution, for whole pictures at once."""

from itertools import product

import numpy as np

from dilviz.convolution.correlate import correlate
from dilviz.convolution.geometry import check_mode_fits, checked
from dilviz.convolution.layer import Layer
from dilviz.convolution.padded import Padded
from dilviz.convolution.stacked import Job
from dilviz.errors import GeometryError


def conv2d(
    x,
    weight,
    bias=None,
    *,
    stride=1,
    padding=0,
    dilation=1,
    groups=1,
    padding_mode="zeros",
) -> np.ndarray:
    """Slide a dilated kernel over pictures and sum the products at its taps.

    This is the cross-correlation that deep-learning libraries call
    convolution: the kernel is not flipped. No dilated kernel is ever built;
    the taps index the input `dilation` samples apart.

    Parameters
    ----------
    x : array_like, shape (H, W), (C, H, W) or (N, C, H, W)
        One channel, one picture of C channels, or N pictures. Real numbers.
    weight : array_like, shape (kH, kW) or (O, C // groups, kH, kW)
        Two axes for one channel, else four. ``weight[..., i, j]`` is the tap
        ``i * dilation`` rows below and ``j * dilation`` columns right of the
        first sample that an output reads.
    bias : array_like, shape (O,), optional
        Added to every output of a channel; one number for an `x` of two axes.
    stride : int or (rows, cols)
        Input samples from one output to the next.
    padding : int, (rows, cols), ((top, bottom), (left, right)), "valid" or "same"
        Samples added at each end. "valid" adds none. "same" is TensorFlow's:
        ``ceil(size / stride)`` outputs, an odd extra sample at the bottom or right.
    dilation : int or (rows, cols)
        Dilation rate: input samples from one tap to the next. At 1 they touch.
    groups : int
        The channels are split into so many groups; outputs of one read inputs of that one only.
    padding_mode : {"zeros", "reflect", "replicate", "circular"}
        What the added samples hold, see `dilviz.convolution.geometry.padded_sources`.

    Returns
    -------
    ndarray, shape (oH, oW), (O, oH, oW) or (N, O, oH, oW)
        A new array. int64, and exact, when `x`, `weight` and `bias` hold whole
        numbers; float32 for float32 and float16; else float64. Mixed types
        follow `numpy.result_type`.

    Raises
    ------
    GeometryError
        If a setting is below its smallest value, shapes do not belong
        together, the dilated kernel is larger than the padded input, or the
        input is too short for the padding mode.
    TypeError
        For complex numbers and others that float64 and int64 cannot hold.
    OverflowError
        If an exact whole number leaves the range of int64.

    Notes
    -----
    With zero padding and one group, each output is

    ``y[o, r, c] = bias[o] + sum(weight[o, m, i, j] * x[m, r*s + i*d - top, c*s + j*d - left])``

    over all m, i, j. A weight of 0 on an infinite or missing (NaN) sample
    gives NaN, as the formula says; samples between the taps are never read.

    References
    ----------
    .. [1] Yu and Koltun, "Multi-Scale Context Aggregation by Dilated
       Convolutions", ICLR 2016, arXiv:1511.07122, equation 2. The paper
       writes the flipped form.

    Examples
    --------
    Nine ones at dilation rate 2 sum every other pixel of a 5 by 5 picture:

    >>> conv2d(np.arange(25).reshape(5, 5), np.ones((3, 3)), dilation=2)
    array([[108.]])

    Along one row, by hand: 1*0 + 2*2 + 3*4 = 16, then 1*1 + 2*3 + 3*5 = 22.

    >>> conv2d([[0, 1, 2, 3, 4, 5]], [[1, 2, 3]], dilation=2)
    array([[16, 22]])
    """
    x, weight = np.asarray(x), np.asarray(weight)
    bias = np.zeros(weight.shape[:-3], bool) if bias is None else np.asarray(bias)
    groups = checked(groups, "groups", 1)
    dtype = result_dtype(x, weight, bias)
    pictures, kernels, biases = _with_all_axes(x, weight, bias, groups)
    layer = Layer.of(kernels.shape[2:], stride=stride, dilation=dilation, padding=padding)
    size = layer.output_size(pictures.shape[2:])
    for length, ends in zip(pictures.shape[2:], layer.padding_for(pictures.shape[2:]), strict=True):
        check_mode_fits(length, ends, padding_mode)
    sum_dtype = _exact_sum_dtype(pictures, kernels, biases) if dtype.kind == "i" else dtype
    out = np.empty((len(pictures), len(kernels), *size), dtype)
    kernels, biases = kernels.astype(sum_dtype, copy=False), biases.astype(sum_dtype)
    with np.errstate(over="ignore", invalid="ignore"):  # infinities are ordinary values
        _correlate_groups(out, pictures, kernels, biases, layer, groups, padding_mode)
    return out.reshape(*x.shape[:-3], *(out.shape[1:] if x.ndim > 2 else size))


def _correlate_groups(out, pictures, kernels, biases, layer: Layer, groups: int, mode: str) -> None:
    """Write the outputs of every picture and group."""
    padding = layer.padding_for(pictures.shape[2:])
    inputs, outputs = pictures.shape[1] // groups, len(kernels) // groups
    jobs = []
    for picture, group in product(range(len(out)), range(groups)):
        read = slice(group * inputs, (group + 1) * inputs)
        written = slice(group * outputs, (group + 1) * outputs)
        padded = Padded(pictures[picture, read], padding, mode, kernels.dtype)
        jobs.append(Job(padded, kernels[written], biases[written], out[picture, written]))
    if out.size and kernels.size:
        correlate(jobs, layer.stride, layer.dilation)
    else:
        out[...] = biases[:, None, None]


def _exact_sum_dtype(pictures, kernels, biases) -> np.dtype:
    """Choose a type for sums of whole numbers, by a bound on their magnitude."""
    terms = kernels[:1].size
    largest = terms * largest_magnitude(kernels) * largest_magnitude(pictures)
    return exact_dtype(largest + largest_magnitude(biases))


def _with_all_axes(x, weight, bias, groups: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Reshape to (N, C, H, W), (O, C // groups, kH, kW) and (O,); check that they agree."""
    if x.ndim not in (2, 3, 4):
        raise GeometryError(
            f"x must have shape (H, W), (C, H, W) or (N, C, H, W), got shape {x.shape}. "
            "Add or remove axes of x."
        )
    axes = "(kH, kW)" if x.ndim == 2 else "(O, C // groups, kH, kW)"
    if weight.ndim != (2 if x.ndim == 2 else 4):
        raise GeometryError(
            f"x of shape {x.shape} needs a weight of shape {axes}, got shape {weight.shape}. "
            "Give x and weight two axes each for one channel, or the weight four for several."
        )
    pictures = x.reshape((1,) * (4 - x.ndim) + x.shape)
    kernels = weight.reshape((1,) * (4 - weight.ndim) + weight.shape)
    _check_channels(pictures.shape[1], kernels.shape, groups)
    return pictures, kernels, _bias_per_output(bias, len(kernels), x.ndim == 2)


def _check_channels(channels: int, kernels: tuple[int, ...], groups: int) -> None:
    if kernels[1] * groups != channels:
        raise GeometryError(
            f"x has C = {channels}, but a weight of shape {kernels} with groups = {groups} "
            f"reads C = {kernels[1]} x {groups} = {kernels[1] * groups}. "
            "Change the channels of x, the second axis of the weight, or the groups."
        )
    if kernels[0] % groups:
        raise GeometryError(
            f"O = {kernels[0]} output channels cannot be shared equally by groups = {groups} "
            f"(weight of shape {kernels}). Change the first axis of the weight or the groups."
        )


def _bias_per_output(bias, outputs: int, single: bool) -> np.ndarray:
    if bias.shape != (outputs,) and not (single and bias.shape == ()):
        raise GeometryError(
            f"bias must have shape ({outputs},), one number for each output channel, "
            f"got shape {bias.shape}. Change the bias or the first axis of the weight."
        )
    return bias.reshape(outputs)


def result_dtype(*arrays: np.ndarray) -> np.dtype:
    """Choose the type of the outputs: int64 for whole numbers, else float32 or float64.

    Parameters
    ----------
    *arrays : ndarray
        Input, weights and bias.

    Returns
    -------
    dtype
        float32, float64 or int64. float16 is computed and returned as float32.

    Raises
    ------
    TypeError
        For numbers that none of the three can hold: complex, long double, objects.

    Examples
    --------
    >>> photograph, weights = np.zeros(1, np.uint8), np.zeros(1, np.float32)
    >>> result_dtype(photograph, weights), result_dtype(photograph)
    (dtype('float32'), dtype('int64'))
    """
    for array in arrays:
        if array.dtype.kind not in "biuf" or array.dtype.itemsize > 8:
            raise TypeError(
                "conv2d computes in float32, float64 and int64, which cannot hold "
                f"{array.dtype} numbers. Convert them first."
            )
    if all(array.dtype.kind in "biu" for array in arrays):
        return np.dtype(np.int64)
    common = np.result_type(*(array.dtype for array in arrays))
    return np.dtype(np.float32 if common.itemsize <= 4 else np.float64)


def exact_dtype(largest_sum: int) -> np.dtype:
    """Choose the fastest type in which sums of whole numbers stay exact.

    Parameters
    ----------
    largest_sum : int
        A bound on the magnitude of every partial sum.

    Returns
    -------
    dtype
        float32 up to 2**24 and float64 up to 2**53: below, every whole number
        is a float, so no addition can round. Then int64, and Python's own
        unbounded ints (dtype object) past that.

    Examples
    --------
    The sums of a small filter over a photograph fit a float32:

    >>> exact_dtype(9 * 8 * 255), exact_dtype(2**53), exact_dtype(2**53 + 1)
    (dtype('float32'), dtype('float64'), dtype('int64'))
    """
    for limit, dtype in ((2**24, np.float32), (2**53, np.float64), (2**63 - 1, np.int64)):
        if largest_sum <= limit:
            return np.dtype(dtype)
    return np.dtype(object)


def largest_magnitude(array: np.ndarray) -> int:
    """Find the largest absolute value of whole numbers, 0 where there are none."""
    return max(int(array.max(initial=0)), -int(array.min(initial=0)))
