"""What learners do on the pages, and how each checks that the answer is to its own question."""

from __future__ import annotations

import random
from abc import ABC, abstractmethod

import numpy as np

import dilviz
from benchmarks.learner import Answer, Learner, Trouble


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
        asked = {"n": f"{rows}x{cols}", "d": str(rate), "k": "3", "echo": self.steps}
        answer = await learner.tell("explore", link=asked)
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


class OwnPicture(Routine):
    """Brings a photograph and filters it."""

    page = "images"

    def __init__(self, seed: int):
        super().__init__(seed)
        self.photograph = own_photograph(seed)

    async def open(self, learner: Learner) -> Answer:
        """Choose one's own picture and upload it."""
        learner.link["image"] = "your own"
        await learner.visit()
        answer = await learner.upload("upload", "photograph.jpg", self.photograph)
        expect(answer.data("inspector")["photo"]["title"], "your picture", "picture")
        return answer

    async def step(self, learner: Learner) -> Answer:
        """Release the slider of the dilation rate."""
        self.steps += 1
        rate = self.steps % 16 + 1
        answer = await learner.tell("rate", rate=rate)
        expect(answer.data("inspector")["output"]["words"], f"sobel x, l = {rate}", "rate")
        return answer


CLASSWORK: tuple[type[Routine], ...] = (Explore, Stack, Gridding)


def expect(found: object, wanted: object, what: str) -> None:
    """Complain if an answer is to somebody else's question."""
    if found != wanted:
        raise Trouble(f"{what}: asked for {wanted}, got {found}")


def any_network(rng: random.Random) -> str:
    """Three to six layers with any rates: hardly anybody else has the same."""
    rates = [rng.randint(1, 12) for _ in range(rng.randint(3, 6))]
    return ", ".join(f"conv3 d{rate}" for rate in rates)


def own_photograph(seed: int, size: tuple[int, int] = (4000, 3000)) -> bytes:
    """Make a photograph like a phone's, 12 megapixels and some megabytes, unlike all others."""
    from io import BytesIO

    from PIL import Image

    from dilviz.images import IMAGES, load

    name = sorted(IMAGES)[seed % len(IMAGES)]
    picture = Image.fromarray(load(name)).resize(size, Image.Resampling.BILINEAR)
    picture.paste(tuple(np.random.default_rng(seed).integers(0, 256, 3).tolist()), (0, 0, 900, 900))
    file = BytesIO()
    picture.save(file, "JPEG", quality=92)
    return file.getvalue()
