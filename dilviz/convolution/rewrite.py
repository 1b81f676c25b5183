"""TensorFlow's rewrite of equal-rate layers as one space_to_batch: where it is wrong, and a fix."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from dilviz.convolution.convolve import conv2d
from dilviz.convolution.equivalence import batch_to_space, fill_up, in_each_phase, space_to_batch

TOLERANCE = 1e-2  # of AtrousConv2DTest.testAtrousSequence, absolute and relative

Weights = Sequence[np.ndarray]  # each of shape (O, C, kH, kW)


def one_by_one(maps: np.ndarray, weights: Weights, rate: int) -> np.ndarray:
    """Run layers of one dilation rate with "same" padding: (C, H, W) -> (O, H, W).

    >>> one_by_one(np.array([[[1, 1, 1]]]), [np.ones((1, 1, 1, 3), int)] * 2, 2)
    array([[[4, 1, 4]]])
    """
    for weight in weights:
        maps = conv2d(maps, weight, dilation=rate, padding="same")
    return maps


def rewritten(maps: np.ndarray, weights: Weights, rate: int, masked: bool = False) -> np.ndarray:
    """Run the same layers between a single space_to_batch and a single batch_to_space.

    Parameters
    ----------
    maps : ndarray, shape (C, H, W)
    weights : sequence of ndarray, shape (O, C, kH, kW)
        With odd kH and kW.
    rate : int
        Dilation rate of every layer.
    masked : bool
        Whether the filled-up samples are set to zero again after each layer.
        That makes the rewrite exact.

    Returns
    -------
    ndarray, shape (O, H, W)

    Examples
    --------
    Three numbers suffice to see the difference; `one_by_one` gives 4 1 4.

    >>> ones = [np.ones((1, 1, 1, 3), int)] * 2
    >>> rewritten(np.array([[[1, 1, 1]]]), ones, 2)
    array([[[4, 2, 4]]])
    >>> rewritten(np.array([[[1, 1, 1]]]), ones, 2, masked=True)
    array([[[4, 1, 4]]])
    """
    phases = stages(maps, weights, rate, masked)[-1]
    return batch_to_space(phases, (maps.shape[1], maps.shape[2]))


def stages(maps: np.ndarray, weights: Weights, rate: int, masked: bool = False) -> list[np.ndarray]:
    """List the phases before the first layer and after each: (rate, rate, C, rows, cols)."""
    phases = space_to_batch(maps, rate)
    real = space_to_batch(np.ones((1, *maps.shape[1:]), bool), rate)
    listed = [phases]
    for weight in weights:
        phases = in_each_phase(phases, weight)
        phases = phases * real if masked else phases
        listed.append(phases)
    return listed


def without_padding(maps: np.ndarray, weights: Weights, rate: int) -> tuple[np.ndarray, np.ndarray]:
    """Run layers without padding one by one and rewritten; without padding they are equal.

    Returns
    -------
    one by one, rewritten : ndarray, shape (O, oH, oW)
    """
    direct, phases = maps, space_to_batch(maps, rate)
    for weight in weights:
        direct = conv2d(direct, weight, dilation=rate)
        batch = conv2d(phases.reshape(rate * rate, *phases.shape[2:]), weight)
        phases = batch.reshape(rate, rate, *batch.shape[1:])
    return direct, batch_to_space(phases, (direct.shape[1], direct.shape[2]))


def predicted_wrong(size: int, rate: int, kernel_size: int, layers: int) -> list[int]:
    """List the positions along one axis that the rewrite gets wrong, by formula.

    Filling up adds ``q = -size mod rate`` samples, one to the end of each of q
    phases. They start as zeros, hold values after the first layer, and the
    remaining layers read them as far as their taps reach inside a phase:
    ``(layers - 1) (kernel_size - 1) / 2`` samples.

    Parameters
    ----------
    size, rate, kernel_size, layers : int
        Samples; dilation rate; taps (odd); number of layers.

    Returns
    -------
    list of int
        Empty exactly when the rate divides the size, or there is one layer,
        or one tap.

    Examples
    --------
    >>> predicted_wrong(3, 2, 3, 2), predicted_wrong(15, 2, 3, 3), predicted_wrong(16, 2, 3, 3)
    ([1], [11, 13], [])
    """
    reach = (layers - 1) * (kernel_size - 1) // 2
    filled = range(size, size + fill_up(size, rate))
    wrong = {slot - j * rate for slot in filled for j in range(1, reach + 1)}
    return sorted(position for position in wrong if position >= 0)


def predicted_mask(
    size: tuple[int, int], rate: int, kernel_size: tuple[int, int], layers: int
) -> np.ndarray:
    """Mark every wrong pixel, (H, W): those in a wrong row or in a wrong column.

    >>> predicted_mask((13, 12), 2, (3, 3), 2).sum()
    np.int64(12)
    """
    rows, cols = (np.zeros(length, bool) for length in size)
    for wrong, length, taps in zip((rows, cols), size, kernel_size, strict=True):
        wrong[predicted_wrong(length, rate, taps, layers)] = True
    return rows[:, None] | cols


@dataclass(frozen=True)
class Trial:
    """The layers and their rewrite on the same whole numbers, so that equality is exact.

    Attributes
    ----------
    direct, rewrite, fixed : ndarray of int64, shape (H, W)
        One by one; rewritten; rewritten with the filled-up samples zeroed.
    predicted : ndarray of bool, shape (H, W)
        Pixels that are wrong by the formula.
    """

    direct: np.ndarray
    rewrite: np.ndarray
    fixed: np.ndarray
    predicted: np.ndarray

    @property
    def observed(self) -> np.ndarray:
        """Pixels that differ: bool, (H, W)."""
        return self.direct != self.rewrite


def trial(size: tuple[int, int], rate: int, kernel_size: int, layers: int, seed: int = 0) -> Trial:
    """Run the layers and their rewrite on random whole numbers with random whole weights.

    >>> result = trial((15, 15), rate=2, kernel_size=3, layers=2)
    >>> int(result.observed.sum()), bool((result.observed == result.predicted).all())
    (29, True)
    """
    random = np.random.default_rng(seed)
    maps = random.integers(1, 10, (1, *size))
    shape = (layers, 1, 1, kernel_size, kernel_size)
    weights = list(random.integers(1, 10, shape))  # all positive: no difference can cancel out
    return Trial(
        one_by_one(maps, weights, rate)[0],
        rewritten(maps, weights, rate)[0],
        rewritten(maps, weights, rate, masked=True)[0],
        predicted_mask(size, rate, (kernel_size, kernel_size), layers),
    )


@dataclass(frozen=True)
class SmallFilters:
    """The result of a test with tiny filters and a coarse tolerance.

    Attributes
    ----------
    largest_output : float
        Largest magnitude among the correct outputs.
    largest_relative_error : float
        Of the rewrite.
    passes, zeros_pass : bool
        Whether the rewrite, and whether zeros everywhere, count as equal.
    """

    largest_output: float
    largest_relative_error: float
    passes: bool
    zeros_pass: bool


def with_small_filters(size: int, rate: int, kernel_size: int = 3, seed: int = 1) -> SmallFilters:
    """Repeat one case of TensorFlow's own test of its claim: three layers, filters below 0.01.

    References
    ----------
    .. [1] tensorflow/python/kernel_tests/nn_ops/atrous_conv2d_test.py, testAtrousSequence:
       inputs and filters are uniform, filters times 0.01, two channels, tolerance 1e-2.

    Examples
    --------
    >>> case = with_small_filters(15, 2)
    >>> case.passes, case.zeros_pass, case.largest_relative_error > 0.1
    (True, True, True)
    """
    random = np.random.default_rng(seed)
    maps = random.random((2, size, size))
    weights = [0.01 * random.random((2, 2, kernel_size, kernel_size))] * 3
    correct, rewrite = one_by_one(maps, weights, rate), rewritten(maps, weights, rate)
    return SmallFilters(
        float(np.abs(correct).max()),
        float((np.abs(rewrite - correct) / np.abs(correct)).max()),
        bool(np.allclose(rewrite, correct, rtol=TOLERANCE, atol=TOLERANCE)),
        bool(np.allclose(np.zeros_like(correct), correct, rtol=TOLERANCE, atol=TOLERANCE)),
    )
