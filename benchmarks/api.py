"""How many questions /api/rf and /embed answer, with one worker and with two.

Run ``python -m benchmarks.api`` for a Markdown table, ``--json FILE`` for the numbers. A few
connections ask as fast as they are answered; the clients run on the same cores, so two
workers on two cores have less than two cores to themselves.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from functools import partial
from urllib.parse import quote

from benchmarks.connection import Connection
from benchmarks.serving import AnswersOnly, keep, markdown, options, running, spread

CONNECTIONS = 8
KNOWN = "2*(conv3), conv3 d2, conv3 d4, conv3 d8, conv3 d16, conv3, conv1"


Question = Callable[[int], tuple[str, ...]]  # number -> request and headers


def known(number: int) -> tuple[str, ...]:
    """Ask what was asked before, as the readers of one page do."""
    return (f"GET /api/rf?net={quote(KNOWN)}&input=224",)


def new(number: int) -> tuple[str, ...]:
    """Ask questions that were not asked before."""
    rates = [1 + number // 12**place % 12 for place in range(5)]
    text = ", ".join(f"conv3 d{rate}" for rate in rates)
    return (f"GET /api/rf?net={quote(text)}&input={64 + number % 500}",)


def page(number: int) -> tuple[str, ...]:
    """Open the embedded page."""
    return (f"GET /embed?net={quote(KNOWN)}",)


async def asked(address: str, question: Question, seconds: float, code: int = 200) -> dict:
    """Ask on all connections for some seconds."""
    spent: list[float] = []
    began = time.perf_counter()

    async def alone(first: int) -> None:
        async with Connection(address) as connection:
            number = first
            while time.perf_counter() - began < seconds:
                start = time.perf_counter()
                answered, _, body = await connection.ask(*question(number))
                spent.append(time.perf_counter() - start)
                if answered != code:
                    raise RuntimeError(f"{question(number)} answered {answered}: {body[:200]!r}")
                number += CONNECTIONS

    await asyncio.gather(*(alone(i) for i in range(CONNECTIONS)))
    return {"a second": round(len(spent) / (time.perf_counter() - began)), **spread(spent)}


async def measured(server: AnswersOnly, seconds: float) -> list[dict]:
    """All kinds of questions to one server."""
    async with Connection(server.address) as connection:
        _, headers, _ = await connection.ask(*known(0))
        for _ in range(20):  # every worker has seen one of each
            await connection.ask(*new(0))
            await connection.ask(*page(0))
    etag = headers["etag"]

    def unchanged(number: int) -> tuple[str, ...]:
        return (*known(number), f"If-None-Match: {etag}")

    kinds = (
        ("new network", new, 200),
        ("known network", known, 200),
        ("known to the browser", unchanged, 304),
        ("embedded page", page, 200),
    )
    rows = []
    for name, question, code in kinds:
        found = await asked(server.address, question, seconds, code)
        rows.append({"question": name, "workers": server.workers, **found})
    rows[-1]["memory, MB"] = round(server.memory())
    return rows


def main() -> None:
    """Start servers of its own, ask, print."""
    parser = options(__doc__)
    parser.add_argument("--workers", type=int, nargs="*", default=[1, 2])
    parser.add_argument("--seconds", type=float, default=5, help="for each kind of question")
    given = parser.parse_args()
    rows: list[dict] = []
    for workers in given.workers:
        with running(partial(AnswersOnly, workers=workers)) as server:
            rows += asyncio.run(measured(server, given.seconds))
    names = ("question", "workers", "a second", "p50", "p99", "max", "memory, MB")
    print(f"Milliseconds; {CONNECTIONS} connections, each asks again as soon as it is answered.\n")
    print(markdown([{name: row.get(name, "") for name in names} for row in rows]))
    keep(rows, given.json)


if __name__ == "__main__":
    main()
