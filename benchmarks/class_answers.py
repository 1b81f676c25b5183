"""A class that answers at once: is every answer counted, and how soon is it on the wall?

Run ``python -m benchmarks.class_answers`` for a Markdown table, ``--json FILE`` for the numbers,
``--proxy`` to go through nginx to two replicas (Debian: nginx-light). Every learner has a
connection of their own. All answer together, while the teacher's window asks twice a second as it
does in a lesson.
"""

from __future__ import annotations

import asyncio
import json
import time
from contextlib import AsyncExitStack
from urllib.parse import quote

from benchmarks.connection import Connection
from benchmarks.replicas import serving
from benchmarks.serving import keep, markdown, options, spread

CODE, KEY, QUESTION = "ABC234", "0123456789abcdef", "cost 7"
CLASSES = (30, 100, 300)  # learners
OFTEN = 0.5  # seconds between two questions of the teacher's window
AS_JSON = "Content-Type: application/json"
PATIENCE = 20.0  # seconds


class Line(Connection):
    """A connection of somebody in the class."""

    async def post(self, act: str, **said: object) -> None:
        """Send a request of the class; anything but success is an error."""
        request = f"POST /class/{CODE}/{act}"
        status, *_ = await self.ask(request, AS_JSON, body=json.dumps(said))
        if status != 204:
            raise RuntimeError(f"{act} was answered with {status}.")

    async def results(self) -> dict:
        """Ask as the teacher's window does."""
        *_, body = await self.ask(f"GET /class/{CODE}?question={quote(QUESTION)}&key={KEY}")
        return json.loads(body)


async def measure(address: str, learners: int) -> dict[str, object]:
    """Let a class answer at once."""
    async with AsyncExitStack() as stack:
        teacher = await stack.enter_async_context(Line(address))
        lines = [await stack.enter_async_context(Line(address)) for _ in range(learners)]
        await teacher.post("open", key=KEY)
        for number, line in enumerate(lines):
            await line.post("join", learner=f"learner-{number}")
        began = time.perf_counter()
        wall = asyncio.create_task(shown(teacher, learners))
        took = await asyncio.gather(*map(answer, lines, range(learners)))
        results, seen = await wall
        await teacher.post("close", key=KEY)
    times = spread(list(took))
    return {
        "learners": learners,
        "counted": results["answered"],
        "lost": learners - sum(results["counts"].values()),
        "answer p50, ms": times["p50"],
        "answer p95, ms": times["p95"],
        "on the wall, s": round(seen - began, 2),
    }


async def answer(line: Line, number: int) -> float:
    """Answer, and say how long it took."""
    began = time.perf_counter()
    picks = [str(number % 4)]
    await line.post("answer", learner=f"learner-{number}", question=QUESTION, picks=picks)
    return time.perf_counter() - began


async def shown(teacher: Line, learners: int) -> tuple[dict, float]:
    """Ask again and again, until all answers are there or it is hopeless."""
    deadline = time.perf_counter() + PATIENCE
    while True:
        results = await teacher.results()
        now = time.perf_counter()
        if results["answered"] == learners or now > deadline:
            return results, now
        await asyncio.sleep(OFTEN)


def main() -> None:
    """Print the table."""
    parser = options(__doc__)
    parser.add_argument("--proxy", action="store_true")
    asked = parser.parse_args()
    with serving(2 if asked.proxy else 1) as replicas:
        rows = [asyncio.run(measure(replicas.address, learners)) for learners in CLASSES]
    keep(rows, asked.json)
    print(markdown(rows))


if __name__ == "__main__":
    main()
