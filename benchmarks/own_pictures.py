"""Learners who bring pictures: files as a class has them, and what each does with its own."""

from __future__ import annotations

import asyncio
from functools import cache
from io import BytesIO

import numpy as np
from PIL import Image

from benchmarks.learner import Learner
from benchmarks.messages import Answer
from benchmarks.routines import Routine, any_network, expect
from dilviz.pictures.kernels import KERNELS
from dilviz.pictures.photographs import IMAGES, load
from dilviz.server.decoding import Picture, decode_picture

PHONE, NEWER_PHONE, SCREENSHOT, SMALL = (3000, 4000), (6000, 8000), (2340, 1080), (480, 640)
UPRIGHT = {0x0112: 6}  # the EXIF tag of a phone that was held upright
BROUGHT = (  # rows and columns, format, settings of the file; drawn on in turn
    *[(PHONE, "JPEG", {"quality": 92})] * 6,
    (PHONE, "JPEG", {"quality": 92, "exif": UPRIGHT}),
    (SCREENSHOT, "PNG", {"compress_level": 1}),
    (SMALL, "WEBP", {"quality": 90}),
    (NEWER_PHONE, "JPEG", {"quality": 85}),
)
NAMES = tuple(sorted(KERNELS))


class OwnPicture(Routine):
    """Uploads a picture that no other learner has, and filters it."""

    page = "images"

    def __init__(self, seed: int):
        super().__init__(seed)
        self.file = picture_file(seed)
        self.picture: Picture | None = None
        self.id = ""

    async def open(self, learner: Learner) -> Answer:
        """Choose one's own picture, upload it, and look whether it is the one that came back."""
        learner.link["image"] = "your own"
        await learner.visit()
        answer = await self._upload(learner)
        brought = answer.data("photo")
        file = await learner.fetch(brought["address"], {"Dilviz-Picture": brought["secret"]})
        await asyncio.to_thread(self._recognise, file)
        self.id = brought["id"]
        self._check_whose(answer)
        await learner.tell("photo", here=True)  # now comes what is below
        return answer

    async def _upload(self, learner: Learner) -> Answer:
        return await learner.upload("upload", "picture.jpg", self.file)  # no reader asks the ending

    def _recognise(self, file: bytes) -> None:
        self.picture = self.picture or decode_picture(self.file)
        pixels = np.asarray(Image.open(BytesIO(file)).convert("RGB"))
        expect(np.array_equal(pixels, self.picture.pixels), True, "my own picture")

    def _check_whose(self, answer: Answer) -> None:
        expect(answer.data("inspector")["photo"], {"id": self.id, "title": "your picture"}, "photo")

    async def bring_again(self, learner: Learner) -> Answer:
        """Upload the picture once more, as a new file, and see it again."""
        answer = await self._upload(learner)
        self._check_whose(answer)
        brought = answer.data("photo")
        await learner.fetch(brought["address"], {"Dilviz-Picture": brought["secret"]})
        return answer

    async def step(self, learner: Learner) -> Answer:
        """Change the rate most of the time; else the kernel, the strip or the stack."""
        self.steps += 1
        if self.steps % 5 == 2:
            return await self._take_kernel(learner)
        if self.steps % 5 == 3:
            return await learner.type("rates", f"1, {self.random.randint(2, 32)}, 4")
        if self.steps % 5 == 4:
            return await learner.type("stack", any_network(self.random))
        return await self._take_rate(learner)

    async def _take_rate(self, learner: Learner) -> Answer:
        rate = (self.steps + self.random.randint(0, 9)) % 31 + 2
        answer = await learner.tell("inspector", rate=rate)
        expect(answer.data("inspector")["output"]["words"].endswith(f"d = {rate}"), True, "rate")
        self._check_whose(answer)
        return answer

    async def _take_kernel(self, learner: Learner) -> Answer:
        name = self.random.choice(NAMES)
        learner.link["kernel"] = name
        answer = await learner.put("kernel", "string_value", name)
        expect(answer.data("inspector")["output"]["words"].startswith(f"{name}, "), True, "kernel")
        self._check_whose(answer)
        return answer


def picture_file(seed: int) -> bytes:
    """Make a picture file as a class brings them, with a corner in a colour of its own."""
    size, file_format, settings = BROUGHT[seed % len(BROUGHT)]
    picture = _scene(sorted(IMAGES)[seed % len(IMAGES)], size).copy()
    picture.paste(tuple(np.random.default_rng(seed).integers(0, 256, 3).tolist()), (0, 0, 99, 99))
    if "exif" in settings:
        exif = Image.Exif()
        exif.update(settings["exif"])
        settings = settings | {"exif": exif}
    buffer = BytesIO()
    picture.save(buffer, file_format, **settings)
    return buffer.getvalue()


@cache
def _scene(name: str, size: tuple[int, int]) -> Image.Image:
    """A photograph enlarged, with a sensor's noise: it makes files as large as a phone's."""
    rows, cols = size
    tile = np.random.default_rng(rows).normal(0, 7, (500, 500, 3)).astype(np.int16)
    noise = np.tile(tile, (-(-rows // 500), -(-cols // 500), 1))[:rows, :cols]
    large = Image.fromarray(load(name)).resize((cols, rows), Image.Resampling.BILINEAR)
    return Image.fromarray(np.clip(np.asarray(large) + noise, 0, 255).astype(np.uint8))
