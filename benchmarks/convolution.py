"""Time dilviz.conv2d beside its peers: one run, interleaved, medians of paired ratios.

Run ``python -m benchmarks.convolution`` for a Markdown table, ``--json FILE`` for the numbers
behind it, ``--rounds N`` for a quicker or a steadier answer. Peers that are not installed are
listed as such. Ratios are "times faster than": 2 means that dilviz takes half the peer's time.
"""

import argparse
import json
import statistics
import time
import tracemalloc
from collections.abc import Callable
from dataclasses import asdict, dataclass
from importlib.metadata import PackageNotFoundError, version

import numpy as np

from dilviz.convolution.convolve import conv2d

PEERS = {"torch": "torch", "OpenCV": "opencv-python-headless", "ndimage": "scipy"}
THREADS = 2
RUNS = 7  # of one peer in a row; the median counts
REST = 0.03  # seconds: idle worker threads of the peer before go on spinning for a while


@dataclass(frozen=True)
class Case:
    """One layer on one input; a picture is N channels filtered by one kernel."""

    name: str
    shape: tuple[int, int, int]  # (C, H, W)
    kernel_size: int
    dilation: int
    outputs: int = 0  # 0: every channel is filtered alone by the same kernel
    stride: int = 1
    dtype: str = "float32"
    floor: tuple[float, float, float] = (0, 0, 0)  # least ratios to torch, OpenCV, ndimage

    @property
    def padding(self) -> int:
        return self.dilation * (self.kernel_size - 1) // 2

    def arrays(self) -> tuple[np.ndarray, np.ndarray]:
        """Draw x as (N, C, H, W) and weight as (O, C, k, k)."""
        rng = np.random.default_rng(sum(map(ord, self.name)))
        x = rng.standard_normal(self.shape).astype(self.dtype)
        x = x[None] if self.outputs else x[:, None]
        size = (self.outputs or 1, x.shape[1], self.kernel_size, self.kernel_size)
        return x, rng.standard_normal(size).astype(self.dtype)


CASES = (
    Case("gray 512, 3x3, d 1", (1, 512, 512), 3, 1),
    Case("gray 512, 3x3, d 2", (1, 512, 512), 3, 2, floor=(5, 0.3, 5)),
    Case("gray 512, 3x3, d 4", (1, 512, 512), 3, 4),
    Case("gray 512, 3x3, d 2, stride 2", (1, 512, 512), 3, 2, stride=2),
    Case("gray 512, 3x3, d 2, float64", (1, 512, 512), 3, 2, dtype="float64"),
    Case("RGB 512, 5x5, d 4", (3, 512, 512), 5, 4, floor=(3, 4, 5)),
    Case("gray 1024, 7x7, d 8", (1, 1024, 1024), 7, 8, floor=(3.5, 1.8, 7)),
    Case("gray 2048, 3x3, d 1", (1, 2048, 2048), 3, 1),
    Case("3 to 64, 128, 3x3, d 1", (3, 128, 128), 3, 1, outputs=64),
    Case("21 to 21, 64, 3x3, d 4", (21, 64, 64), 3, 4, outputs=21, floor=(0.6, 0, 0)),
    Case("64 to 64, 64, 3x3, d 2", (64, 64, 64), 3, 2, outputs=64, floor=(0.6, 0, 0)),
    Case("64 to 64, 64, 3x3, stride 2", (64, 64, 64), 3, 1, outputs=64, stride=2),
    Case("336 to 672, 66, 3x3, d 16", (336, 66, 66), 3, 16, outputs=672),
)


def zero_stuffed(kernel: np.ndarray, dilation: int) -> np.ndarray:
    """Spread a kernel for peers that know no dilation."""
    size = dilation * (len(kernel) - 1) + 1
    spread = np.zeros((size, size), kernel.dtype)
    spread[::dilation, ::dilation] = kernel
    return spread


def with_torch(case: Case, x: np.ndarray, weight: np.ndarray) -> Callable[[], np.ndarray]:
    import torch

    torch.set_num_threads(THREADS)
    tensors = torch.from_numpy(x), torch.from_numpy(weight)
    settings = {"stride": case.stride, "padding": case.padding, "dilation": case.dilation}

    def run():
        with torch.inference_mode():
            return torch.nn.functional.conv2d(*tensors, **settings).numpy()

    return run


def with_opencv(case: Case, x: np.ndarray, weight: np.ndarray) -> Callable[[], np.ndarray] | None:
    import cv2

    if case.outputs or case.stride > 1:
        return None  # filter2D knows neither
    cv2.setNumThreads(THREADS)
    picture = np.ascontiguousarray(x[:, 0].transpose(1, 2, 0))  # its own layout
    kernel = zero_stuffed(weight[0, 0], case.dilation)

    def run():
        filtered = cv2.filter2D(picture, -1, kernel, borderType=cv2.BORDER_CONSTANT)
        return filtered.reshape(picture.shape).transpose(2, 0, 1)[:, None]

    return run


def with_ndimage(case: Case, x: np.ndarray, weight: np.ndarray) -> Callable[[], np.ndarray] | None:
    from scipy import ndimage

    if case.outputs or case.stride > 1:
        return None  # correlate knows neither
    kernel = zero_stuffed(weight[0, 0], case.dilation)[None, None]
    return lambda: ndimage.correlate(x, kernel, mode="constant")


def runs_of(case: Case) -> dict[str, Callable[[], np.ndarray]]:
    """Build what runs, dilviz first; peers that are missing or cannot do the case are left out."""
    x, weight = case.arrays()
    settings = {"stride": case.stride, "padding": case.padding, "dilation": case.dilation}
    runs = {"dilviz": lambda: conv2d(x, weight, **settings)}
    for peer, build in zip(PEERS, (with_torch, with_opencv, with_ndimage), strict=True):
        if installed(peer) and (run := build(case, x, weight)) is not None:
            runs[peer] = run
    return runs


def installed(peer: str) -> str:
    """Return the version of a peer, or an empty string."""
    try:
        return version(PEERS[peer])
    except PackageNotFoundError:
        return ""


def measure(case: Case, rounds: int) -> dict:
    """Time all peers in turn, round after round, and compare within each round."""
    runs = runs_of(case)
    ours = runs["dilviz"]()  # the first runs warm up and must agree
    for run in runs.values():
        np.testing.assert_allclose(run(), ours, rtol=1e-3, atol=1e-3 * np.abs(ours).max())
    times: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(rounds):
        for name, run in runs.items():
            time.sleep(REST)
            times[name].append(median_time(run))
    pairs = {peer: zip(times[peer], times["dilviz"], strict=True) for peer in runs}
    return {
        **asdict(case),
        "milliseconds": {name: 1e3 * statistics.median(seconds) for name, seconds in times.items()},
        "ratio": {
            peer: statistics.median(theirs / mine for theirs, mine in pairs[peer])
            for peer in runs
            if peer != "dilviz"
        },
        "working_memory": working_memory(runs["dilviz"], ours.nbytes),
    }


def median_time(run: Callable[[], np.ndarray]) -> float:
    """Time `RUNS` runs in a row and return the median: threads are awake, caches filled."""
    seconds = []
    for _ in range(RUNS):
        began = time.perf_counter()
        run()
        seconds.append(time.perf_counter() - began)
    return statistics.median(seconds)


def working_memory(run: Callable[[], np.ndarray], output: int) -> int:
    """Return the most bytes held at once beyond input and output."""
    tracemalloc.start()
    run()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return max(peak - output, 0)


def table(results: list[dict]) -> str:
    """Lay the results out in Markdown; a ratio under its floor carries an exclamation mark."""
    lines = [
        "| case | dilviz ms | " + " | ".join(f"x {peer}" for peer in PEERS) + " | memory MB |",
        "|---|---|" + "---|" * len(PEERS) + "---|",
    ]
    for result in results:
        cells = [result["name"], f"{result['milliseconds']['dilviz']:.2f}"]
        for peer, floor in zip(PEERS, result["floor"], strict=True):
            ratio = result["ratio"].get(peer)
            text = "-" if ratio is None else f"{ratio:.2f}"
            if not installed(peer):
                text = "not installed"
            cells.append(text + ("!" if ratio is not None and ratio < floor else ""))
        cells.append(f"{result['working_memory'] / 1e6:.2f}")
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=15, help="turns of each case")
    parser.add_argument("--json", metavar="FILE", help="also write the numbers here")
    parser.add_argument("--only", default="", help="cases whose name contains this")
    options = parser.parse_args()
    results = [measure(case, options.rounds) for case in CASES if options.only in case.name]
    versions = {peer: installed(peer) or "not installed" for peer in PEERS}
    print(table(results))
    print("\n" + ", ".join(f"{peer} {number}" for peer, number in versions.items()), end="")
    print(f"; {THREADS} threads; ratios are times faster than the peer, ! is below the floor.")
    if options.json:
        with open(options.json, "w", encoding="utf-8") as file:
            json.dump({"versions": versions, "results": results}, file, indent=1)


if __name__ == "__main__":
    main()
