"""One peer of `benchmarks.convolution`, in a process of its own.

Threads of BLAS and OpenMP spin for a tenth of a second after their work; in one process those of
one peer would slow the next. A line of JSON asks, a line answers: ``{"case": ...}`` prepares a case
and answers with some of its outputs, or nothing if the peer cannot do it; ``{"runs": 7}`` times it;
``{"memory": true}`` measures what it holds beyond input and output. ``{"plain": 0.001}`` prepares
so many seconds of NumPy on one thread instead of a case.
"""

import json
import sys
import time
import tracemalloc
from collections.abc import Callable

import numpy as np

THREADS = 2
KEPT = 31 << 20  # bytes: below the most that glibc's malloc learns to keep
OUTPUTS = 99  # that are compared with those of other peers

Run = Callable[[], np.ndarray]


def arrays(case: dict) -> tuple[np.ndarray, np.ndarray]:
    """Draw x as (N, C, H, W) and weight as (O, C, k, k)."""
    rng = np.random.default_rng(sum(map(ord, case["name"])))
    whole = np.dtype(case["dtype"]).kind in "iu"
    x = rng.integers(0, 256, case["shape"]) if whole else rng.standard_normal(case["shape"])
    x = x[None] if case["outputs"] else x[:, None]
    size = (case["outputs"] or 1, x.shape[1], case["kernel_size"], case["kernel_size"])
    weight = rng.integers(-9, 10, size) if whole else rng.standard_normal(size)
    return x.astype(case["dtype"]), weight.astype("int16" if whole else case["dtype"])


def settings(case: dict) -> dict:
    padding = case["dilation"] * (case["kernel_size"] - 1) // 2
    return {"stride": case["stride"], "padding": padding, "dilation": case["dilation"]}


def zero_stuffed(kernel: np.ndarray, dilation: int) -> np.ndarray:
    """Spread a kernel for peers that know no dilation."""
    size = dilation * (len(kernel) - 1) + 1
    spread = np.zeros((size, size), kernel.dtype)
    spread[::dilation, ::dilation] = kernel
    return spread


def filters_pictures(case: dict) -> bool:
    """Whether each channel is filtered by one kernel: all that OpenCV and ndimage can do."""
    return not case["outputs"] and case["stride"] == 1 and case["dtype"].startswith("float")


def with_dilviz(case: dict) -> Run:
    from dilviz.convolution.convolve import conv2d

    x, weight = arrays(case)
    return lambda: conv2d(x, weight, **settings(case))


def with_torch(case: dict) -> Run | None:
    import torch

    if not case["dtype"].startswith("float"):
        return None
    torch.set_num_threads(THREADS)
    tensors = [torch.from_numpy(array) for array in arrays(case)]

    def run():
        with torch.inference_mode():
            return torch.nn.functional.conv2d(*tensors, **settings(case)).numpy()

    return run


def with_opencv(case: dict) -> Run | None:
    import cv2

    if not filters_pictures(case):
        return None
    cv2.setNumThreads(THREADS)
    x, weight = arrays(case)
    picture = np.ascontiguousarray(x[:, 0].transpose(1, 2, 0))  # its own layout
    kernel = zero_stuffed(weight[0, 0], case["dilation"])

    def run():
        filtered = cv2.filter2D(picture, -1, kernel, borderType=cv2.BORDER_CONSTANT)
        return filtered.reshape(picture.shape).transpose(2, 0, 1)[:, None]

    return run


def with_ndimage(case: dict) -> Run | None:
    from scipy import ndimage

    if not filters_pictures(case) or case["once"]:  # of photographs it takes minutes
        return None
    x, weight = arrays(case)
    kernel = zero_stuffed(weight[0, 0], case["dilation"])[None, None]
    return lambda: ndimage.correlate(x, kernel, mode="constant")


BUILD = {
    "dilviz": with_dilviz,
    "base": with_dilviz,
    "torch": with_torch,
    "OpenCV": with_opencv,
    "ndimage": with_ndimage,
}


def plain(seconds: float) -> Run:
    """Prepare work that waits for nobody: passes over an array in the first cache."""
    some = np.ones(2048, np.float32)

    def passes(number: int) -> np.ndarray:
        for _ in range(number):
            np.multiply(some, some, out=some)
        return some

    began = time.perf_counter()
    passes(1000)
    number = round(1000 * seconds / (time.perf_counter() - began))
    return lambda: passes(number)


def some_outputs(run: Run) -> list[float]:
    """Run once, to warm up; return outputs from everywhere."""
    outputs = run().ravel()
    return outputs[:: max(outputs.size // OUTPUTS, 1)].astype(float).tolist()


def timed(run: Run, runs: int) -> dict[str, list[float]]:
    """Return the seconds of each run, and the processor's seconds."""
    walls, processors = [], []
    for _ in range(runs):
        before, began = time.process_time(), time.perf_counter()
        run()
        walls.append(time.perf_counter() - began)
        processors.append(time.process_time() - before)
    return {"seconds": walls, "processor": processors}


def working_memory(run: Run) -> int:
    """Return the most bytes held at once beyond input and output."""
    tracemalloc.start()
    output = run().nbytes
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return max(peak - output, 0)


def keep_freed_memory() -> None:
    """Let malloc keep what is freed, whatever cases came before.

    glibc learns from the blocks that a program frees which ones to give back: at every call a case
    would take new pages or none, ten times as long or not, depending on those before it.
    """
    np.empty(KEPT, np.uint8)


def main() -> None:
    keep_freed_memory()
    run: Run | None = None
    for line in sys.stdin:
        answer: object = None
        match json.loads(line):
            case {"case": case}:
                run = BUILD[sys.argv[1]](case)
                answer = run and some_outputs(run)
            case {"plain": seconds}:
                run = plain(seconds)
            case {"runs": runs} if run:
                answer = timed(run, runs)
            case {"memory": _} if run:
                answer = working_memory(run)
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
