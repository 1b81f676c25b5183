"""nginx with the configuration of deploy/, in front of two replicas, one of which dies.

Run ``python -m benchmarks.proxy`` for Markdown tables, ``--json FILE`` for the numbers. Needs
nginx (Debian: nginx-light). Learners work through the proxy and every page is open in Chromium;
then a replica is killed. Everybody has to come back as they were, by the link alone; and when
the replica is there again, those who moved have to be left in peace, uploads included.
"""

from __future__ import annotations

import asyncio
import shutil
import sys
import threading
import time
from collections import Counter
from contextlib import AsyncExitStack

import httpx2

from benchmarks.learner import Learner
from benchmarks.load import classwork
from benchmarks.messages import Answer, Trouble
from benchmarks.own_pictures import OwnPicture
from benchmarks.replicas import behind_nginx
from benchmarks.routines import Routine
from benchmarks.serving import (
    Server,
    keep,
    markdown,
    options,
    spread,
)
from benchmarks.windows import chromium, open_windows, watch

REPLICA = "dilviz_replica"  # the cookie that names the replica of a visitor
PATIENCE = 45.0  # seconds


class Crowd(threading.Thread):
    """Learners at work, who come back after a loss; they stop when they are told to."""

    def __init__(self, address: str, number: int):
        super().__init__(daemon=True)
        self.address, self.routines = address, classwork(number)
        self.answers: list[float] = []
        self.returns: list[float] = []  # seconds from the loss to the page as it was
        self.troubles: list[str] = []
        self.replicas: Counter[str] = Counter()
        self.at_work, self.over = threading.Event(), threading.Event()

    def run(self) -> None:
        """Let all of them work."""
        asyncio.run(self._all())

    async def _all(self) -> None:
        async with AsyncExitStack() as stack:
            learners = [Learner(self.address, routine.page) for routine in self.routines]
            for learner in learners:
                await stack.enter_async_context(learner)
            pairs = list(zip(self.routines, learners, strict=True))
            await asyncio.gather(*(routine.open(learner) for routine, learner in pairs))
            self.at_work.set()
            await asyncio.gather(*(self._one(*pair) for pair in pairs))

    async def _one(self, routine: Routine, learner: Learner) -> None:
        while not self.over.is_set():
            try:
                answer = await self._step(routine, learner)
                self.answers.append(answer.seconds)
            except (Trouble, TimeoutError) as trouble:
                self.troubles.append(str(trouble))
            await asyncio.sleep(routine.random.uniform(1, 3))
        self.replicas[learner.cookie(REPLICA)] += 1

    async def _step(self, routine: Routine, learner: Learner) -> Answer:
        try:
            return await routine.step(learner)
        except Trouble as trouble:
            if "connection was lost" not in str(trouble):
                raise
        began = time.perf_counter()
        await learner.come_back()
        self.returns.append(time.perf_counter() - began)
        return await routine.step(learner)


def lost_and_found(address: str, replicas: list[Server], learners: int) -> dict[str, object]:
    """Kill the first replica under a crowd and under every page, and bring it back."""
    crowd = Crowd(address, learners)
    with chromium() as browser:
        windows = open_windows(browser, address)
        crowd.start()
        crowd.at_work.wait(2 * PATIENCE)
        time.sleep(4)
        homes = Counter(_home(window.page) for window in windows)
        homeless = [window for window in windows if _home(window.page) == "1"]
        replicas[0].kill()
        watch(homeless, PATIENCE)
        time.sleep(5)
        replicas[0].start()
        replicas[0].wait_until_it_answers()
        moved = Counter(_home(window.page) for window in windows)
        time.sleep(3)  # old cookies would lead back by now
        crowd.over.set()
        crowd.join()
        pages = [
            {
                "page": window.name,
                "as before after, s": window.back_after and round(window.back_after, 1),
                "message on it for, s": round(window.hidden_for, 1),
            }
            for window in homeless
        ]
        left = [window for window in windows if window not in homeless]
        undisturbed = sum(window.sockets == window.known for window in left)
    return {
        "pages": pages,
        "windows of the other replica": f"{undisturbed} of {len(left)} noticed nothing",
        "windows on a replica": {"before": dict(homes), "after": dict(moved)},
        "learners on a replica": dict(crowd.replicas),
        "answers, ms": spread(crowd.answers),
        "back after, ms": spread(crowd.returns),
        "troubles": crowd.troubles,
    }


def _home(page) -> str:
    return next(
        (cookie["value"] for cookie in page.context.cookies() if cookie["name"] == REPLICA), "none"
    )


async def upload_after_a_move(address: str, replicas: list[Server]) -> str:
    """Lose the replica, come back on the other, and upload there once the first is back."""
    routine = OwnPicture(1)
    async with Learner(address, routine.page, {"image": "your own"}) as learner:
        await learner.visit()
        home = learner.cookie(REPLICA)
        lost = replicas[int(home) - 1]
        lost.kill()
        await learner.come_back()
        lost.start()
        lost.wait_until_it_answers()
        await routine.open(learner)
    return f"moved from replica {home} to {learner.cookie(REPLICA)}, uploaded there"


def cached(address: str, answers: Server) -> list[str]:
    """Ask the same question again and again, in the end without anybody to answer it."""
    with httpx2.Client(base_url=address, trust_env=False) as client:
        question = "/api/rf?net=conv3,conv3+d2"
        first = client.get(question)
        second = client.get(question)
        known = client.get(question, headers={"If-None-Match": first.headers["etag"]})
        answers.kill()
        alone = client.get(question)
        embed = client.get("/embed?net=conv3")
    return [
        f"first {first.status_code} {first.headers['x-cache']}",
        f"again {second.status_code} {second.headers['x-cache']}",
        f"with its ETag {known.status_code}",
        f"workers dead {alone.status_code} {alone.headers['x-cache']}",
        f"workers dead, new question {embed.status_code}",
    ]


def main() -> None:
    """Start everything, break it, print."""
    parser = options(__doc__)
    parser.add_argument("--learners", type=int, default=20)
    arguments = parser.parse_args()
    if not shutil.which("nginx"):
        sys.exit("This needs nginx. Debian: apt-get install nginx-light.")
    with behind_nginx(2) as (replicas, answers, log):
        found = lost_and_found(replicas.address, replicas.servers, arguments.learners)
        found["upload"] = asyncio.run(upload_after_a_move(replicas.address, replicas.servers))
        found["answers"] = cached(replicas.address, answers)
        complaints = log.read_text().splitlines()
        found["nginx complained"] = Counter(
            line.split("]")[0].split("[")[-1] for line in complaints
        )
    print(markdown(found["pages"]), "\n")  # type: ignore[arg-type]
    for name, value in found.items():
        if name != "pages":
            print(f"- {name}: {value}")
    keep(found, arguments.json)


if __name__ == "__main__":
    main()
