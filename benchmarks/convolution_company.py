"""How steady dilviz.conv2d is while another program keeps one processor busy.

For each case of `benchmarks.convolution`: the median of 200 calls alone; and as multiples of it the
median, the 95th percentile and the worst of 200 in company, beside those of passes of NumPy that
take as long on one thread: what the scheduler takes from everybody. ``--only TEXT`` selects cases,
``--base FOLDER`` measures another checkout of this project instead.
"""

import argparse
import subprocess
import sys
import time
from dataclasses import asdict
from pathlib import Path

import numpy as np

from benchmarks.convolution import CASES, ROOT, Peer

CALLS = 200
BUSY = [sys.executable, "-c", "while True: pass"]
SETTLE = 0.5  # seconds until the scheduler has seen who is busy


def times_of(peer: Peer, **work) -> np.ndarray:
    """Time so many calls, in milliseconds."""
    peer.ask(**work)
    time.sleep(SETTLE)
    return 1e3 * np.array(peer.ask(runs=CALLS)["seconds"])


def in_company(peer: Peer, **work) -> np.ndarray:
    """Time the calls while one other process never rests."""
    busy = subprocess.Popen(BUSY)
    try:
        return times_of(peer, **work)
    finally:
        busy.kill()
        busy.wait()


def multiples(times: np.ndarray, alone: float) -> list[str]:
    """Write the median, the 95th percentile and the worst."""
    numbers = [np.median(times), np.percentile(times, 95), times.max()]
    return [f"{number / alone:.1f} x" for number in numbers]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--only", default="", help="cases whose name contains this")
    parser.add_argument("--base", metavar="FOLDER", type=Path, default=ROOT)
    options = parser.parse_args()
    peer = Peer("dilviz", options.base)
    columns = ["median", "95th percentile", "worst"]
    of_numpy = [f"NumPy: {column}" for column in columns]
    print("| case | alone ms | in company:", " | ".join([*columns, *of_numpy]), "|")
    print("|---" * 8 + "|")
    for case in CASES:
        if options.only in case.name and not case.once:
            work = {"case": asdict(case)}
            alone = float(np.median(times_of(peer, **work)))
            cells = multiples(in_company(peer, **work), alone)
            cells += multiples(in_company(peer, plain=alone / 1e3), alone)
            print(f"| {case.name} | {alone:.2f} | {' | '.join(cells)} |", flush=True)
    peer.close()


if __name__ == "__main__":
    main()
