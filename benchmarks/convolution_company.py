"""How steady dilviz.conv2d is while another program keeps one processor busy.

For each case of `benchmarks.convolution`: the median of 200 calls alone; and as multiples of it the
median, the 95th percentile and the worst of 200 in company. ``--only TEXT`` selects cases, ``--base
FOLDER`` measures another checkout of this project instead.
"""

import argparse
import subprocess
import sys
import time
from dataclasses import asdict
from pathlib import Path

import numpy as np

from benchmarks.convolution import CASES, ROOT, Case, Peer

CALLS = 200
BUSY = [sys.executable, "-c", "while True: pass"]
SETTLE = 0.5  # seconds until the scheduler has seen who is busy


def times_of(case: Case, peer: Peer) -> np.ndarray:
    """Time so many calls, in milliseconds."""
    peer.ask(case=asdict(case))
    time.sleep(SETTLE)
    return 1e3 * np.array(peer.ask(runs=CALLS)["seconds"])


def in_company(case: Case, peer: Peer) -> np.ndarray:
    """Time the calls while one other process never rests."""
    busy = subprocess.Popen(BUSY)
    try:
        return times_of(case, peer)
    finally:
        busy.kill()
        busy.wait()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--only", default="", help="cases whose name contains this")
    parser.add_argument("--base", metavar="FOLDER", type=Path, default=ROOT)
    options = parser.parse_args()
    peer = Peer("dilviz", options.base)
    print(
        "| case | alone ms | in company: median | 95th percentile | worst |\n|---|---|---|---|---|"
    )
    for case in CASES:
        if options.only in case.name and not case.once:
            alone = np.median(times_of(case, peer))
            times = in_company(case, peer) / alone
            numbers = [np.median(times), np.percentile(times, 95), times.max()]
            cells = [f"{number:.1f} x" for number in numbers]
            print(f"| {case.name} | {alone:.2f} | {' | '.join(cells)} |", flush=True)
    peer.close()


if __name__ == "__main__":
    main()
