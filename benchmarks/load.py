"""A class at once: learners with sessions of their own on one server, all answers checked.

Run ``python -m benchmarks.load`` for Markdown tables, ``--json FILE`` for the numbers behind
them. Each learner is a websocket that speaks the app's protocol and works on Explore, Stack,
Gridding, Cost or the Lesson with settings that hardly anybody else has; it asks for figures ahead
of the page, which have to be what the page draws, and recomputes every answer with the engine, so
an answer that belongs to another session is found. Then each brings a picture of its own, and has
to get just that one back. Server and learners share this machine.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import time
from collections.abc import Awaitable, Callable

from httpx2 import HTTPError

from benchmarks.learner import Learner
from benchmarks.messages import Answer, Trouble
from benchmarks.own_pictures import OwnPicture
from benchmarks.replicas import Replicas, serving
from benchmarks.routines import CLASSWORK, Routine
from benchmarks.serving import flat, keep, markdown, options, spread

Act = Callable[[int], Awaitable[Answer]]
THINKING = (1.0, 3.0)  # seconds between two settings of one learner
AT_ONCE = 3  # times that all learners act in the same moment


class Class:
    """Some learners, what they are at, and what went wrong."""

    def __init__(self, address: str, routines: list[Routine]):
        self.learners = [Learner(address, routine.page) for routine in routines]
        self.routines = routines
        self.troubles: list[str] = []

    async def all(self, act: Act, together: int = 1000) -> list[float]:
        """Let all learners act, so many at once; return the seconds of those that were answered."""
        turn = asyncio.Semaphore(together)
        people = range(len(self.learners))
        answers = await asyncio.gather(*(self._tried(act, i, turn) for i in people))
        return [answer.seconds for answer in answers if answer]

    async def _tried(self, act: Act, i: int, turn: asyncio.Semaphore) -> Answer | None:
        try:
            async with turn:
                return await act(i)
        except (Trouble, TimeoutError, OSError, HTTPError) as trouble:
            self.troubles.append(f"{type(trouble).__name__}: {trouble}")
            return None

    async def arrive(self, i: int) -> Answer:
        """Open the page; the time counts from the first request to the last element."""
        began = time.perf_counter()
        await self.learners[i].__aenter__()
        answer = await self.routines[i].open(self.learners[i])
        answer.seconds = time.perf_counter() - began
        return answer

    async def step(self, i: int) -> Answer:
        """Set something."""
        return await self.routines[i].step(self.learners[i])

    async def work(self, seconds: float) -> list[float]:
        """Let every learner set something every few seconds, each at its own pace."""
        spent: list[float] = []
        end = time.perf_counter() + seconds

        async def alone(i: int) -> Answer:
            pace = random.Random(i)
            await asyncio.sleep(pace.uniform(0, THINKING[1]))
            answer = Answer()
            while time.perf_counter() < end:
                answer = await self.step(i)
                spent.append(answer.seconds)
                await asyncio.sleep(pace.uniform(*THINKING))
            return answer

        await self.all(alone)
        return spent

    def foreseen(self) -> list[float]:
        """Seconds that figures took which were asked for ahead of a page."""
        return [time for learner in self.learners for time in learner.foresight.seconds]

    async def leave(self) -> None:
        """Close all tabs."""
        await asyncio.gather(*(learner.__aexit__() for learner in self.learners))


def classwork(number: int) -> list[Routine]:
    """Spread the learners over the pages."""
    return [CLASSWORK[i % len(CLASSWORK)](i) for i in range(number)]


async def lesson(server: Replicas, number: int, seconds: float) -> dict[str, object]:
    """Hold a lesson and tell how it went."""
    before = server.memory()
    group = Class(server.address, classwork(number))
    opened = await group.all(group.arrive)
    used, began = server.processor_seconds(), time.perf_counter()
    paced = await group.work(seconds)
    ahead = group.foreseen()
    busy = (server.processor_seconds() - used) / (time.perf_counter() - began)
    at_once = [spent for _ in range(AT_ONCE) for spent in await group.all(group.step)]
    cost = (server.processor_seconds() - used) / max(len(paced) + len(at_once), 1)
    after = server.memory()
    await group.leave()
    return {
        "learners": number,
        "first view, ms": spread(opened),
        "one at a time, ms": spread(paced),
        "figures ahead, ms": spread(ahead),
        "all at once, ms": spread(at_once),
        "core": round(busy, 2),
        "of a core an answer, ms": round(1000 * cost, 1),
        "memory, MB": round(after),
        "per session, MB": round((after - before) / number, 2),
        "troubles": group.troubles,
    }


async def uploads(server: Replicas, number: int, together: int) -> dict[str, object]:
    """Let every learner upload a picture and filter it; in the end, all upload at once."""
    routines = [OwnPicture(i) for i in range(number)]
    group = Class(server.address, list(routines))
    brought = await group.all(group.arrive, together)
    filtered = [spent for _ in range(2) for spent in await group.all(group.step, together)]
    held, most = server.memory(), server.peak()
    again = await group.all(lambda i: routines[i].bring_again(group.learners[i]))
    at_once = server.peak()
    await group.leave()
    return {
        "learners": number,
        "uploaded, MB": round(sum(len(routine.file) for routine in routines) / 1e6),
        "brought, ms": spread(brought),
        "filtered, ms": spread(filtered),
        "memory, MB": round(held),
        "peak, MB": round(most),
        "all at once, ms": spread(again),
        "peak then, MB": round(at_once),
        "troubles": group.troubles,
    }


async def warm(address: str) -> None:
    """Open every page once, so that no measured view pays for the imports."""
    for routine in classwork(len(CLASSWORK)):
        async with Learner(address, routine.page) as learner:
            await routine.open(learner)
            await routine.step(learner)


async def measured(server: Replicas, arguments: argparse.Namespace) -> dict[str, list]:
    """Hold all lessons that were asked for, one after the other."""
    for replica in server.servers:
        await warm(replica.address)
    lessons = [await lesson(server, number, arguments.seconds) for number in arguments.learners]
    brought = [await uploads(server, number, arguments.together) for number in arguments.uploads]
    return {"lessons": lessons, "uploads": brought}


def main() -> None:
    """Start a server of its own, hold the lessons, print."""
    parser = options(__doc__)
    parser.add_argument("--learners", type=int, nargs="*", default=[30, 100])
    parser.add_argument("--uploads", type=int, nargs="*", default=[100])
    parser.add_argument("--together", type=int, default=8, help="uploads in the same moment")
    parser.add_argument("--replicas", type=int, default=1, help="servers, if more behind nginx")
    parser.add_argument("--seconds", type=float, default=15, help="of work at their own pace")
    arguments = parser.parse_args()
    with serving(arguments.replicas) as server:
        found = asyncio.run(measured(server, arguments))
        found["tracebacks in the log"] = [server.tracebacks()]
    print("Times are median / 95th percentile; core is the share of one core that the server used.")
    for name in ("lessons", "uploads"):
        if found[name]:
            print(f"\n**{name.capitalize()}**\n\n{markdown([flat(row) for row in found[name]])}")
    troubles = [trouble for rows in (found["lessons"], found["uploads"]) for row in rows
                for trouble in row["troubles"]]  # fmt: skip
    print(f"\n{len(troubles)} troubles, {found['tracebacks in the log'][0]} tracebacks.")
    print("\n".join(sorted(set(troubles))[:10]))
    keep(found, arguments.json)


if __name__ == "__main__":
    main()
