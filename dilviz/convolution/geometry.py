"""One axis of a convolution: its sizes, its padding, and which samples each output reads."""

from contextlib import suppress
from operator import index
from typing import Any

import numpy as np

from dilviz.errors import GeometryError, check_choice, counted

LARGEST_SETTING = 1_000_000  # keeps every size far inside int64


def whole_number(value: Any, name: str) -> int:
    """Return `value` as an int; raise a `GeometryError` for a fraction, a text, true or false.

    >>> whole_number(np.int8(2), "stride")
    2
    """
    if type(value) is int:  # the most frequent case
        return value
    with suppress(TypeError):
        if not isinstance(value, bool):
            return index(value)
    raise GeometryError(f"{name} must be a whole number, got {value!r}. Correct the {name}.")


def checked(value: Any, name: str, lowest: int, highest: int = LARGEST_SETTING) -> int:
    """Return `value` as an int; raise a `GeometryError` if it is none or out of bounds."""
    number = whole_number(value, name)
    if number < lowest:
        raise GeometryError(f"{name} must be at least {lowest}, got {number}. Raise the {name}.")
    if number > highest:
        raise GeometryError(f"{name} must be at most {highest}, got {number}. Lower the {name}.")
    return number


def effective_kernel_size(kernel_size: int, dilation: int) -> int:
    """Count the samples from the first tap to the last.

    Parameters
    ----------
    kernel_size : int
        Taps along the axis.
    dilation : int
        Dilation rate: samples from one tap to the next.

    Returns
    -------
    int
        ``dilation * (kernel_size - 1) + 1`` samples.

    Examples
    --------
    Three taps with one skipped sample between neighbours reach five samples:

    >>> effective_kernel_size(3, dilation=2)
    5
    """
    return dilation * (kernel_size - 1) + 1


def same_padding(
    input_size: int, kernel_size: int, *, stride: int = 1, dilation: int = 1, word: str = "same"
) -> tuple[int, int]:
    """Compute TensorFlow's SAME padding: as many outputs as ``ceil(input_size / stride)``.

    Parameters
    ----------
    input_size, kernel_size, stride, dilation : int
        In samples; the kernel size in taps.
    word : {'same', 'same_lower'}
        Where an odd total puts the extra sample: after, or before (ONNX's SAME_LOWER).

    Returns
    -------
    before, after : int
        Samples added at each end.

    References
    ----------
    .. [1] TensorFlow, ``tf.nn.convolution``, "Notes on padding".

    Examples
    --------
    At stride 2 the padding depends on the size of the input:

    >>> same_padding(4, 3, stride=2), same_padding(5, 3, stride=2)
    ((0, 1), (1, 1))
    """
    outputs = -(-input_size // stride)
    reach = (outputs - 1) * stride + effective_kernel_size(kernel_size, dilation)
    return halves(max(reach - input_size, 0), word)


def halves(total: int, word: str) -> tuple[int, int]:
    """Share a padding out to both ends; "same_lower" puts an odd sample before.

    >>> halves(3, "same"), halves(3, "same_lower")
    ((1, 2), (2, 1))
    """
    less, more = total // 2, total - total // 2
    return (more, less) if word == "same_lower" else (less, more)


def ceil_padding(input_size: int, padding: tuple[int, int], reach: int, stride: int) -> int:
    """Count the samples that ceil mode adds at the end for a last window that is cut off.

    A window that would start beyond the input and the padding before it does not count.

    References
    ----------
    .. [1] PyTorch, ``torch.nn.MaxPool2d``, "ceil_mode".

    Examples
    --------
    >>> ceil_padding(6, (0, 0), reach=3, stride=2), ceil_padding(5, (1, 1), reach=2, stride=3)
    (1, 0)
    """
    beyond = (input_size + sum(padding) - reach) % -stride  # 0 or below
    windows = (input_size + sum(padding) - reach - beyond) // stride
    return -beyond if windows * stride < input_size + padding[0] else 0


def output_size(
    input_size: int,
    kernel_size: int,
    *,
    stride: int = 1,
    dilation: int = 1,
    padding: tuple[int, int] = (0, 0),
) -> int:
    """Count the outputs of one layer along one axis.

    Parameters
    ----------
    input_size, kernel_size, stride, dilation : int
        In samples; the kernel size in taps.
    padding : (before, after)
        Samples added at each end.

    Returns
    -------
    int
        ``floor((input_size + before + after - dilation (kernel_size - 1) - 1) / stride) + 1``.

    Raises
    ------
    GeometryError
        If the dilated kernel is larger than the padded input.

    References
    ----------
    .. [1] Dumoulin and Visin, "A guide to convolution arithmetic for deep
       learning", arXiv:1603.07285, relationship 15.

    Examples
    --------
    >>> output_size(7, 3, dilation=2)
    3
    >>> output_size(7, 3, dilation=2, padding=(2, 2))
    7
    """
    reach = effective_kernel_size(kernel_size, dilation)
    padded = input_size + sum(padding)
    if reach > padded:
        reaches = "reaches" if kernel_size == 1 else "reach"
        raise GeometryError(
            f"the dilated kernel does not fit: {counted(kernel_size, 'tap')} at dilation rate "
            f"{dilation} {reaches} {counted(reach, 'sample')}, but the padded input "
            f"has {padded} ({input_size} + {padding[0]} + {padding[1]}). "
            "Lower the dilation rate or the kernel size, or raise the padding or the input size."
        )
    return (padded - reach) // stride + 1


def tap_table(
    input_size: int,
    kernel_size: int,
    *,
    stride: int = 1,
    dilation: int = 1,
    padding: tuple[int, int] = (0, 0),
) -> np.ndarray:
    """List the input positions that each output reads, tap by tap.

    Everything that highlights, counts or draws taps looks them up here; two
    dimensions are two tables.

    Parameters
    ----------
    input_size, kernel_size, stride, dilation : int
        In samples; the kernel size in taps.
    padding : (before, after)
        Samples added at each end.

    Returns
    -------
    ndarray of int, shape (outputs, kernel_size)
        Row ``o``, column ``t``: the position that output ``o`` reads through
        tap ``t``, counted from the first real sample. Negative, or
        `input_size` and more, means padding.

    Raises
    ------
    GeometryError
        If the dilated kernel is larger than the padded input.

    Examples
    --------
    >>> tap_table(5, 3, dilation=2, padding=(2, 2))[0]  # two samples before, none, two after
    array([-2,  0,  2])
    """
    outputs = output_size(
        input_size, kernel_size, stride=stride, dilation=dilation, padding=padding
    )
    first = np.arange(outputs) * stride - padding[0]  # (outputs,)
    return first[:, None] + np.arange(kernel_size) * dilation  # (outputs, kernel_size)


def padded_sources(input_size: int, padding: tuple[int, int], mode: str = "zeros") -> np.ndarray:
    """List the real sample that each position of the padded axis holds.

    Parameters
    ----------
    input_size : int
        Real samples.
    padding : (before, after)
        Samples added at each end.
    mode : {'zeros', 'reflect', 'replicate', 'circular'}
        What the added samples hold, for the samples ``a b c d``:
        zeros ``0 0 | a b c d | 0 0``, reflect ``c b | a b c d | c b``,
        replicate ``a a | a b c d | d d``, circular ``c d | a b c d | a b``.

    Returns
    -------
    ndarray of int, shape (before + input_size + after,)
        Index of a real sample, or -1 for a zero.

    Raises
    ------
    GeometryError
        If the mode is unknown, or the input is too short for it.

    Examples
    --------
    >>> padded_sources(4, (2, 1), "reflect")
    array([2, 1, 0, 1, 2, 3, 2])
    """
    check_mode_fits(input_size, padding, mode)
    position = np.arange(-padding[0], input_size + padding[1])
    if mode == "reflect":
        mirrored = np.abs(position)
        return np.where(mirrored < input_size, mirrored, 2 * (input_size - 1) - mirrored)
    if mode == "replicate":
        return np.clip(position, 0, input_size - 1)
    if mode == "circular":
        return position % input_size if input_size else position
    return np.where((position >= 0) & (position < input_size), position, -1)


# What `numpy.pad` calls them.
NUMPY_MODES = {"zeros": "constant", "reflect": "reflect", "replicate": "edge", "circular": "wrap"}
PADDING_MODES = tuple(NUMPY_MODES)


def check_mode_fits(input_size: int, padding: tuple[int, int], mode: str) -> None:
    """Raise a `GeometryError` if the mode is unknown or the input too short for it."""
    check_choice(mode, "padding mode", PADDING_MODES)
    most = max(padding)
    needed = {"zeros": 0, "reflect": most + 1, "replicate": 1, "circular": max(most, 1)}[mode]
    if most and input_size < needed:
        raise GeometryError(
            f"{mode} padding of {counted(most, 'sample')} needs an input of at least "
            f"{counted(needed, 'sample')}, got {input_size}. "
            "Lower the padding, raise the input size, or pad with zeros."
        )
