"""An hour of lessons in a minute or two: do sessions that leave give their memory back?

Run ``python -m benchmarks.soak`` for a Markdown table, ``--json FILE`` for the numbers. Classes
arrive, work as fast as they are answered and leave, wave after wave; the sum of what they do is
what thirty learners do in an hour who change something every minute. The server forgets
sessions after two seconds here, not after two minutes.
"""

from __future__ import annotations

import argparse
import asyncio
import time
from functools import partial

from benchmarks.load import Class, classwork
from benchmarks.own_pictures import OwnPicture
from benchmarks.routines import Routine
from benchmarks.serving import Server, keep, markdown, options, running

FORGETS = 2  # seconds after which a session that left is forgotten
HOUR = 30 * 60  # settings of thirty learners


def wave(number: int, learners: int) -> list[Routine]:
    """A class; two of each bring a picture of their own."""
    first = number * learners
    return [*classwork(learners - 2), *(OwnPicture(first + i) for i in range(2))]


async def one_wave(server: Server, number: int, learners: int, steps: int) -> dict[str, object]:
    """Let a class come, work and leave, and wait until it is forgotten."""
    began = time.perf_counter()
    group = Class(server.address, wave(number, learners))
    spent = await group.all(group.arrive)
    for _ in range(steps):
        spent += await group.all(group.step)
    full = server.memory()
    await group.leave()
    await asyncio.sleep(FORGETS + 2)
    return {
        "wave": number + 1,
        "answers": len(spent),
        "with them, MB": round(full),
        "without, MB": round(server.memory()),
        "seconds": round(time.perf_counter() - began, 1),
        "troubles": len(group.troubles),
    }


async def waves(server: Server, arguments: argparse.Namespace) -> list[dict[str, object]]:
    """All waves, one after the other."""
    steps = max(1, HOUR // (arguments.waves * arguments.learners))
    return [await one_wave(server, n, arguments.learners, steps) for n in range(arguments.waves)]


def main() -> None:
    """Start a server of its own, let the waves come, print."""
    parser = options(__doc__)
    parser.add_argument("--waves", type=int, default=6)
    parser.add_argument("--learners", type=int, default=30)
    arguments = parser.parse_args()
    settings = {"STREAMLIT_SERVER_DISCONNECTED_SESSION_TTL": str(FORGETS)}
    with running(partial(Server, settings=settings)) as server:
        rows = asyncio.run(waves(server, arguments))
        peak, tracebacks = server.peak(), server.tracebacks()
    print(markdown(rows))
    total = sum(int(str(row["answers"])) for row in rows)
    print(f"\n{total} answers; peak {peak:.0f} MB; {tracebacks} tracebacks in the log.")
    keep({"waves": rows, "peak": peak}, arguments.json)


if __name__ == "__main__":
    main()
