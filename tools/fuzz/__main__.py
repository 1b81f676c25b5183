"""``python -m tools.fuzz notation --seconds 60``: look for crashes, hangs and memory.

With ``--guided`` inputs follow the coverage they reach (Atheris; ``requirements-fuzz.txt``),
without it they are drawn by a seed and the same on every machine.
"""

import sys
from argparse import ArgumentParser, Namespace
from hashlib import sha256
from pathlib import Path

FOLDER = Path(".fuzz")


def main() -> int:
    """Run; the status is 1 if something failed."""
    asked = _parser().parse_args()
    if asked.guided:
        from tools.fuzz import guided

        guided.explore(
            asked.entrance,
            seconds=int(asked.seconds or 60),
            slow=asked.slow,
            memory=asked.memory,
            folder=asked.keep,
        )
    return _blind(asked)


def _blind(asked: Namespace) -> int:
    from tools.fuzz import blind
    from tools.fuzz.entrances import ENTRANCES
    from tools.fuzz.watch import bound_memory, mind_the_numbers

    bound_memory(asked.memory)
    mind_the_numbers()
    names = list(ENTRANCES) if asked.entrance == "all" else [asked.entrance]
    failed = False
    for name in names:
        outcome = blind.explore(
            name,
            ENTRANCES[name],
            cases=ENTRANCES[name].quick if asked.quick else asked.cases,
            seconds=None if asked.quick or asked.cases else asked.seconds,
            seed=asked.seed,
            slow=asked.slow,
        )
        print(outcome, flush=True)
        failed |= bool(outcome.failures)
        if not asked.quick:
            print(f"  slowest: {_kept(asked.keep, name, outcome.slowest)}")
        for what, data in outcome.failures.items():
            print(f"  {what}: {_kept(asked.keep, name, data)} {data[:200]!r}")
    return int(failed)


def _kept(folder: Path, name: str, data: bytes) -> Path:
    folder.mkdir(exist_ok=True)
    file = folder / f"{name}-{sha256(data).hexdigest()[:12]}"
    file.write_bytes(data)
    return file


def _parser() -> ArgumentParser:
    parser = ArgumentParser(prog="python -m tools.fuzz", description=__doc__)
    parser.add_argument("entrance", help="notation, json, onnx, picture, explore ... or all")
    parser.add_argument("--seconds", type=float, default=60, help="how long, for each entrance")
    parser.add_argument("--cases", type=int, help="how many inputs instead")
    parser.add_argument("--quick", action="store_true", help="each entrance's own small number")
    parser.add_argument("--seed", type=int, default=0, help="another seed, other inputs")
    parser.add_argument("--slow", type=float, default=1, help="seconds that one step may take")
    parser.add_argument("--memory", type=int, default=1500, help="megabytes beyond the imports")
    parser.add_argument("--keep", type=Path, default=FOLDER, help="where to keep what failed")
    parser.add_argument("--guided", action="store_true", help="follow the coverage")
    return parser


if __name__ == "__main__":
    sys.exit(main())
