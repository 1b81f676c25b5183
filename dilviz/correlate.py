"""The two ways the engine adds up the taps: shifted copies, or one product of gathered samples."""

from collections.abc import Callable, Iterator

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from dilviz.geometry import effective_kernel_size
from dilviz.layer import Pair
from dilviz.padded import Padded

# Each is measured by benchmarks/convolution.py.
MANY_OUTPUTS = 3  # from here gathering pays: done once, where shifting is done for each output
TILE = 1 << 16  # samples of one channel worked on at a time: they stay in the L2 cache
RUN = 10_000  # the longest run OpenBLAS adds on one thread: waking others costs more than it saves
GATHERED = 1 << 19  # samples gathered at a time ...
COLUMNS = 512  # ... but at least this many outputs, or the product runs slowly


def correlate(
    padded: Padded, weight: np.ndarray, out: np.ndarray, stride: Pair, dilation: Pair
) -> None:
    """Write the sums over the taps of every output.

    Parameters
    ----------
    padded : Padded
        C channels.
    weight : ndarray, shape (O, C, kH, kW)
        Of the type of `padded`, with at least one element.
    out : ndarray, shape (O, oH, oW)
        Written to; C-contiguous, not empty.
    stride, dilation : (rows, cols)
        In input samples.
    """
    many = len(out) >= MANY_OUTPUTS and weight.dtype.kind == "f"  # only floats have a fast product
    way = multiply_gathered if many else add_shifted
    way(padded, weight, out, stride, dilation)


def add_shifted(padded, weight, out, stride, dilation) -> None:
    """Sum shifted copies: a tap is one shift of the flattened picture.

    On rows of a common pitch, every output of a tile reads a tap at the same
    distance, so a tap adds one contiguous run to another. Runs go on from the
    end of one row into the next; what is summed there is dropped.
    """
    add, factors = _adder(weight.dtype), weight.tolist()
    skip = _may_skip_zeros(weight)
    reach, _ = map(effective_kernel_size, weight.shape[2:], dilation)
    _, height, width = out.shape
    extra = [(k - 1) * d // s for k, d, s in zip(weight.shape[2:], dilation, stride, strict=True)]
    pitch = width + extra[1]
    taps = _taps(weight.shape[2:], stride, dilation, pitch)
    deals = {deal for *_, deal, _ in taps}
    step = _even_step(height, max(TILE // (pitch * stride[0] * stride[1]), extra[0], 1))
    total = np.empty(step * pitch, out.dtype)
    for first in range(0, height, step):
        rows = min(step, height - first)
        tile = padded.rows(first * stride[0], (first + rows - 1) * stride[0] + reach)
        shape = (len(tile), rows + extra[0], pitch)
        skipping = skip(tile)
        dealt = {deal: _dealt(tile, deal, stride, shape) for deal in deals}
        length = (rows - 1) * pitch + width
        for target, factor in zip(out[:, first : first + rows], factors, strict=True):
            terms = list(_terms(dealt, taps, factor, skipping))
            _sum(total[:length], terms, add)
            target[...] = total[: rows * pitch].reshape(rows, pitch)[:, :width]


def multiply_gathered(padded, weight, out, stride, dilation) -> None:
    """Gather what some rows of outputs read, tap by tap, and multiply by all weights at once."""
    outputs, channels, *kernel_size = weight.shape
    _, height, width = out.shape
    reach = tuple(map(effective_kernel_size, kernel_size, dilation))
    windows = sliding_window_view(padded.rows(0, padded.height), reach, axis=(1, 2))
    windows = windows[:, :: stride[0], :: stride[1], :: dilation[0], :: dilation[1]]
    samples = windows.transpose(0, 3, 4, 1, 2)  # (C, kH, kW, oH, oW)
    matrix = weight.reshape(outputs, -1)  # (O, C kH kW)
    step = _even_step(height, -(-max(GATHERED // matrix.shape[1], COLUMNS) // width))
    flat = out.reshape(outputs, -1)
    for first in range(0, height, step):
        block = samples[:, :, :, first : first + step].reshape(matrix.shape[1], -1)
        np.matmul(matrix, block, out=flat[:, first * width : (first + step) * width])


def _even_step(height: int, most: int) -> int:
    """Cut `height` rows into equal tiles of at most `most` rows."""
    return -(-height // -(-height // most))


def _taps(kernel_size: Pair, stride: Pair, dilation: Pair, pitch: int) -> list:
    """List (row, column, deal, start) of each tap.

    A stride s deals the samples of an axis out like cards to s players. A tap
    meets the cards of one player only, and there they lie side by side:
    `deal` is that player (one for each axis), `start` the tap's first card.
    """
    taps = []
    for i, j in np.ndindex(*kernel_size):
        down, row = divmod(i * dilation[0], stride[0])
        right, col = divmod(j * dilation[1], stride[1])
        taps.append((i, j, (row, col), down * pitch + right))
    return taps


def _dealt(tile: np.ndarray, deal: Pair, stride: Pair, shape: tuple[int, int, int]) -> np.ndarray:
    """Return one player's samples with rows of a common pitch: (C, rows * pitch)."""
    samples = tile[:, deal[0] :: stride[0], deal[1] :: stride[1]][:, : shape[1], : shape[2]]
    if samples.shape != shape:  # what fills up is read only by sums that are dropped
        short, samples = samples, np.zeros(shape, tile.dtype)
        samples[:, : short.shape[1], : short.shape[2]] = short
    return samples.reshape(shape[0], -1)


def _terms(dealt: dict, taps: list, factor: list, skip: bool) -> Iterator:
    """Yield (samples, start, weight) of every tap of every channel."""
    for i, j, deal, start in taps:
        for channel, samples in enumerate(dealt[deal]):
            weight = factor[channel][i][j]
            if weight or not skip:
                yield samples, start, weight


def _sum(sums: np.ndarray, terms: list, add: Callable) -> None:
    """Overwrite `sums` with the weighted sum of the terms, run by run."""
    if not terms:
        sums[...] = 0
        return
    (samples, start, weight), *others = terms
    np.multiply(samples[start : start + len(sums)], weight, out=sums)
    for begin in range(0, len(sums), RUN):
        count = min(RUN, len(sums) - begin)
        for samples, start, weight in others:
            add(samples, sums, count, weight, start + begin, 1, begin)


def _may_skip_zeros(weight: np.ndarray) -> Callable[[np.ndarray], bool]:
    """Return a test of tiles: may weights of 0 be skipped? 0 times infinity is not 0."""
    if weight.dtype.kind != "f" or weight.all():
        return lambda tile: True
    return lambda tile: bool(np.isfinite(tile).all())


def _adder(dtype: np.dtype) -> Callable:
    """Return BLAS's axpy where BLAS has the type, and the same in NumPy where not."""
    if dtype.kind != "f":
        return _add
    from scipy.linalg import blas  # 0.3 s to import: pay when the first picture comes

    axpy = blas.saxpy if dtype == np.float32 else blas.daxpy

    def add(samples, sums, count, weight, *places):
        # BLAS takes a factor of 0 as "nothing to do", also for infinity
        (axpy if weight else _add)(samples, sums, count, weight, *places)

    return add


def _add(samples, sums, count, weight, start, _, begin):
    """Add ``weight * samples`` from `start` to the sums from `begin`, `count` of them."""
    sums[begin : begin + count] += weight * samples[start : start + count]
