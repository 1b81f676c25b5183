"""The sums over the taps of a kernel: cut into tiles, shared by threads."""

from contextlib import nullcontext
from functools import partial

from dilviz.convolution.layer import Pair
from dilviz.convolution.stacked import Job, Stacked
from dilviz.convolution.threads import (
    OneBlasThread,
    blas_libraries,
    multiplies_in_place,
    run_on_threads,
)
from dilviz.convolution.tiles import MANY_OUTPUTS, PRODUCTS_FOR_BLAS, tiling_of

# Each is measured by benchmarks/convolution.py.
WORK_FOR_THREADS = 16_000_000  # from which a second thread of our own pays, see `correlate`

one_blas_thread = OneBlasThread()


def correlate(jobs: list[Job], stride: Pair, dilation: Pair) -> None:
    """Write the outputs of every job.

    Parameters
    ----------
    jobs : list of Job
        All of the same shapes. `padded` and `weight` of the type in which the
        sums are computed, with at least one element; `out`, C-contiguous and
        not empty, is written to.
    stride, dilation : (rows, cols)
        In input samples.
    """
    weight, out = jobs[0].weight, jobs[0].out
    products = len(jobs) * weight.size * out[0].size
    work = products * weight.itemsize // min(len(weight), MANY_OUTPUTS)  # many outputs are quicker
    threads = 2 if work >= WORK_FOR_THREADS and blas_libraries() else 1
    large = products > PRODUCTS_FOR_BLAS
    parts = tiling_of(
        weight.shape,
        out.shape[1:],
        stride,
        dilation,
        threads=-(-threads // len(jobs)),
        small=large and multiplies_in_place(),
    )
    stacks = [Stacked.of(job, parts, stride, dilation) for job in jobs]
    tasks = [partial(stack.compute, tile) for stack in stacks for tile in parts.tiles]
    with one_blas_thread if parts.longest > parts.product.alone else nullcontext():
        run_on_threads(tasks, threads)
