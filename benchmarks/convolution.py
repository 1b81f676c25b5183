"""Time dilviz.conv2d beside its peers: interleaved, each in its own process, several whole runs.

Prints a Markdown table. ``--json FILE`` keeps the numbers, ``--base FOLDER`` adds another checkout
of this project as a peer, ``--only TEXT`` and ``--turns N`` answer sooner. Ratios are "times faster
than": 2 means that dilviz takes half the peer's time; an exclamation mark is below the floor.
"""

import json
import os
import statistics
import subprocess
import sys
import time
from dataclasses import asdict, dataclass, field
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import numpy as np

from benchmarks.serving import ROOT, keep, markdown, options

PEERS = {"torch": "torch", "OpenCV": "opencv-python-headless", "ndimage": "scipy"}
RUNS = 7  # of one peer in a row
REST = 0.13  # seconds: idle worker threads of the peer before go on spinning for a while


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
    once: bool = False  # a photograph: one run in a turn
    floor: dict[str, float] = field(default_factory=dict)  # least ratios to peers


def maps(inputs: int, outputs: int, size: int, dilation: int, **more) -> Case:
    """Name a 3 by 3 layer between maps."""
    name = f"{inputs} to {outputs} maps, {size}, 3x3, d {dilation}"
    name += f", stride {more['stride']}" if "stride" in more else ""
    return Case(name, (inputs, size, size), 3, dilation, outputs=outputs, **more)


CASES = (
    Case("gray 512, 3x3, d 1", (1, 512, 512), 3, 1),
    Case("gray 512, 3x3, d 2", (1, 512, 512), 3, 2, floor={"ndimage": 5}),
    Case("gray 512, 3x3, d 4", (1, 512, 512), 3, 4),
    Case("gray 512, 3x3, d 2, stride 2", (1, 512, 512), 3, 2, stride=2),
    Case("gray 512, 3x3, d 2, float64", (1, 512, 512), 3, 2, dtype="float64"),
    Case("gray 512, 3x3, d 2, uint8", (1, 512, 512), 3, 2, dtype="uint8"),
    Case("RGB 512, 5x5, d 4", (3, 512, 512), 5, 4, floor={"torch": 3, "OpenCV": 4, "ndimage": 5}),
    Case("RGB 512, 5x5, d 4, float64", (3, 512, 512), 5, 4, dtype="float64"),
    Case("gray 1024, 7x7, d 8", (1, 1024, 1024), 7, 8, floor={"torch": 3.5, "OpenCV": 1.8}),
    Case("gray 2048, 3x3, d 1", (1, 2048, 2048), 3, 1),
    maps(3, 16, 256, 4),
    maps(3, 64, 128, 1),
    maps(16, 16, 64, 4),
    maps(21, 21, 64, 4, floor={"torch": 0.6}),
    maps(64, 64, 64, 4, floor={"torch": 0.6}),
    maps(64, 64, 128, 4),
    maps(64, 64, 64, 1, stride=2),
    maps(128, 128, 64, 4),
    maps(336, 672, 66, 16),
    Case(
        "RGB 12 megapixels, 5x5, d 4",
        (3, 3000, 4000),
        *(5, 4),
        once=True,
        floor={"torch": 10, "OpenCV": 2},
    ),
    Case(
        "gray 48 megapixels, 3x3, d 8",
        (1, 6000, 8000),
        *(3, 8),
        once=True,
        floor={"torch": 10, "OpenCV": 2},
    ),
)


class Peer:
    """A peer in its own process."""

    def __init__(self, name: str, folder: Path = ROOT):
        worker = Path(__file__).with_name("convolution_peer.py")
        self._process = subprocess.Popen(
            [sys.executable, worker, name],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=os.environ | {"PYTHONPATH": str(folder)},
        )

    def ask(self, **message):
        assert self._process.stdin and self._process.stdout
        self._process.stdin.write(json.dumps(message) + "\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())

    def close(self) -> None:
        self._process.communicate()


def installed(peer: str) -> str:
    """Return the version of a peer, or an empty string."""
    try:
        return version(PEERS[peer])
    except PackageNotFoundError:
        return ""


def measure(case: Case, peers: dict[str, Peer], turns: int) -> dict[str, float]:
    """Time all peers in turn and return the least time of each: its quietest moment.

    They must agree. A median would be that of the company: threads that wait for one another
    are slowed by it most.
    """
    outputs = {name: peer.ask(case=asdict(case)) for name, peer in peers.items()}
    able = {name: peers[name] for name, some in outputs.items() if some}
    for name in able:
        near = 1e-3 * np.abs(outputs["dilviz"]).max()
        np.testing.assert_allclose(outputs[name], outputs["dilviz"], rtol=1e-3, atol=near)
    least = dict.fromkeys(able, np.inf)
    for _ in range(turns):
        for name, peer in able.items():
            time.sleep(REST)
            times = peer.ask(runs=1 if case.once else RUNS)["seconds"]
            least[name] = min(least[name], *times)
    return least


def summary(case: Case, runs: list[dict[str, float]], memory: int) -> dict:
    """Return the medians over the runs of the whole."""
    seconds = {name: statistics.median(run[name] for run in runs) for name in runs[0]}
    ratios = {
        name: statistics.median(run[name] / run["dilviz"] for run in runs) for name in runs[0]
    }
    return {
        **asdict(case),
        "milliseconds": {name: 1e3 * median for name, median in seconds.items()},
        "ratio": {name: ratio for name, ratio in ratios.items() if name != "dilviz"},
        "working_memory": memory,
    }


def measure_all(cases: list[Case], runs: int, turns: int, base: Path | None) -> list[dict]:
    """Run the whole so many times, and measure the memory once."""
    peers = {"dilviz": Peer("dilviz")} | ({"base": Peer("base", base)} if base else {})
    peers |= {name: Peer(name) for name in PEERS if installed(name)}
    times = [[measure(case, peers, turns) for case in cases] for _ in range(runs)]
    results = []
    for case, of_runs in zip(cases, zip(*times, strict=True), strict=True):
        peers["dilviz"].ask(case=asdict(case))
        results.append(summary(case, list(of_runs), peers["dilviz"].ask(memory=True)))
    for peer in peers.values():
        peer.close()
    return results


def as_row(result: dict, base: bool) -> dict[str, object]:
    """Write a case for people; a ratio under its floor carries an exclamation mark."""
    row = {"case": result["name"], "dilviz ms": f"{result['milliseconds']['dilviz']:.2f}"}
    for peer in [*(["base"] if base else []), *PEERS]:
        ratio = result["ratio"].get(peer)
        below = ratio is not None and ratio < result["floor"].get(peer, 0)
        row[f"x {peer}"] = "-" if ratio is None else f"{ratio:.2f}" + "!" * below
    return row | {"memory MB": f"{result['working_memory'] / 1e6:.2f}"}


def main() -> None:
    parser = options(__doc__)
    parser.add_argument("--runs", type=int, default=5, help="of the whole")
    parser.add_argument("--turns", type=int, default=3, help="of each case in a run")
    parser.add_argument("--note", default="", help="how it was measured, kept with the numbers")
    parser.add_argument("--base", metavar="FOLDER", type=Path, help="another checkout, as a peer")
    parser.add_argument("--only", default="", help="cases whose name contains this")
    arguments = parser.parse_args()
    cases = [case for case in CASES if arguments.only in case.name]
    results = measure_all(cases, arguments.runs, arguments.turns, arguments.base)
    versions = {peer: installed(peer) or "not installed" for peer in PEERS}
    print(markdown([as_row(result, bool(arguments.base)) for result in results]))
    print("\n" + ", ".join(f"{peer} {number}" for peer, number in versions.items()))
    record = {"note": arguments.note, "runs": arguments.runs, "versions": versions}
    keep(record | {"results": results}, arguments.json)


if __name__ == "__main__":
    main()
