"""What learners do on the pages, and how each checks that the answer is to its own question."""

from __future__ import annotations

import json
import random
from abc import ABC, abstractmethod
from dataclasses import replace
from typing import Any

import numpy as np

import dilviz
from benchmarks.learner import Learner
from benchmarks.messages import Answer, Trouble
from dilviz.lesson.chosen_steps import NAMES, QUIZ
from dilviz.lesson.seed import LARGEST_SEED
from dilviz.ui.cost import figures
from dilviz.ui.cost.settings import Comparison
from dilviz.ui.lesson.settings import PROJECTOR, USUAL, Place
from dilviz.ui.lesson.stops import page, panel_data


class Routine(ABC):
    """One learner's way through one page: a network or a layer of its own at every step."""

    page: str

    def __init__(self, seed: int):
        self.random = random.Random(f"{self.page} {seed}")
        self.steps = 0

    async def open(self, learner: Learner) -> Answer:
        """See the page for the first time."""
        return await learner.visit()

    @abstractmethod
    async def step(self, learner: Learner) -> Answer:
        """Change a setting, wait for the answer and check it."""


class Explore(Routine):
    """Releases a slider: a layer as long as it likes, on an input of its own size."""

    page = ""

    async def step(self, learner: Learner) -> Answer:
        """Set a layer and recompute its output from the samples and weights that came back."""
        self.steps += 1
        rows, cols, rate = (self.random.randint(*ends) for ends in ((9, 20), (9, 20), (1, 4)))
        link = {"n": f"{rows}x{cols}", "d": str(rate), "k": "3", "echo": self.steps}
        answer = await learner.tell("explore", link=link)
        drawn = answer.data("explore")
        expect(drawn["echo"], self.steps, "echo")
        expect(drawn["settings"]["n"], [rows, cols], "input size")
        truth = drawn["truth"]
        again = dilviz.conv2d(
            np.array(truth["values"]), np.array(truth["weights"]), dilation=rate, padding="same"
        )
        expect(np.allclose(again, truth["output"]), True, "output")
        return answer


class Stack(Routine):
    """Types networks."""

    page = "stack"

    async def step(self, learner: Learner) -> Answer:
        """Type a network and compare its receptive field."""
        text = any_network(self.random)
        answer = await learner.type("net", text)
        report = answer.data("overview")["report"]
        field = dilviz.receptive_field(dilviz.parse_network(text))
        expect(report["notation"], str(dilviz.parse_network(text)), "network")
        expect(report["size"], list(field.size), "receptive field")
        expect(report["pixels_read"], field.pixels_read, "pixels read")
        return answer


class Gridding(Routine):
    """Types networks and looks for holes."""

    page = "gridding"

    async def step(self, learner: Learner) -> Answer:
        """Type a network and compare its coverage."""
        text = any_network(self.random)
        answer = await learner.type("net", text)
        drawn = answer.data("field")["field"]
        field = dilviz.receptive_field(dilviz.parse_network(text))
        expect(drawn["size"], list(field.size), "receptive field")
        expect(drawn["coverage"], field.coverage, "coverage")
        return answer


class Cost(Routine):
    """Releases sliders."""

    page = "cost"

    def __init__(self, seed: int):
        super().__init__(seed)
        self.set = {"field": 67, "channels": 16, "image": 64}

    async def step(self, learner: Learner) -> Answer:
        """Release one slider and compare the table with the engine's."""
        name, most = self.random.choice([("field", 201), ("channels", 99), ("image", 300)])
        others = [value for value in range(32, most + 1) if value != self.set[name]]
        self.set[name] = self.random.choice(others)  # the same again would draw nothing
        answer = await learner.slide(name, self.set[name])
        settings = Comparison(*self.set.values())
        drawn = answer.data("table")
        expect(drawn["rows"], json.loads(json.dumps(figures.table.draw(settings)))["rows"], "table")
        return answer


class Lesson(Routine):
    """Turns the steps of the lesson with numbers of its own, and plays with its figures."""

    page = "lesson"

    def __init__(self, seed: int):
        super().__init__(seed)
        self.place = Place(seed=self.random.randint(2, LARGEST_SEED))

    async def open(self, learner: Learner) -> Answer:
        """Come by the link that the teacher gave, to a step somewhere in it."""
        self.place = replace(self.place, step=self.random.choice(NAMES))
        learner.link |= self.place.to_link()
        return self._checked(await learner.visit())

    async def step(self, learner: Learner) -> Answer:
        """Turn to the next step; now and then play, roll new numbers, or use the projector."""
        self.steps += 1
        kind = "" if self.place.step == QUIZ else page(self.place).scene.figure.kind
        if kind == "explore" and self.steps % 2:
            return await self._play(learner)
        if self.steps % 7 == 5:
            return await self._turn(learner, seed=self.random.randint(2, LARGEST_SEED))
        if self.steps % 7 == 6:
            view = PROJECTOR if self.place.view == USUAL else USUAL
            return await self._turn(learner, view=view)
        following = NAMES[(NAMES.index(self.place.step) + 1) % len(NAMES)]
        return await self._turn(learner, step=following)

    async def _turn(self, learner: Learner, **change: Any) -> Answer:
        self.place = replace(self.place, **change)
        link = {name: self.place.to_link().get(name, "") for name in ("step", "seed", "view")}
        learner.link = {name: value for name, value in (learner.link | link).items() if value}
        return self._checked(await learner.ask("lesson-panel", "turn", link))

    async def _play(self, learner: Learner) -> Answer:
        rate = str(self.random.randint(1, 4))
        key = f"figure {self.place.figure}"
        link = {"n": "13x15", "d": rate, "k": "3", "echo": self.steps}
        answer = await learner.tell(key, link=link)
        expect(answer.data(key)["echo"], self.steps, "echo")
        expect(answer.data(key)["settings"]["d"], [int(rate)] * 2, "dilation rate")
        return answer

    def _checked(self, answer: Answer) -> Answer:
        wanted = panel_data(self.place)
        data = answer.data("lesson-panel")
        expect({name: data.get(name) for name in wanted}, wanted, "step")
        return answer


CLASSWORK: tuple[type[Routine], ...] = (Explore, Stack, Gridding, Cost, Lesson)


def expect(found: object, wanted: object, what: str) -> None:
    """Raise if an answer is to another learner's question."""
    if found != wanted:
        raise Trouble(f"{what}: asked for {wanted}, got {found}")


def any_network(rng: random.Random) -> str:
    """Three to six layers with any rates: hardly anybody else has the same."""
    rates = [rng.randint(1, 12) for _ in range(rng.randint(3, 6))]
    return ", ".join(f"conv3 d{rate}" for rate in rates)
