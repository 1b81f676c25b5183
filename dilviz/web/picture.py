"""``GET /api/picture`` and ``/picture``: a dilated kernel on a picture, without a session."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor

from starlette.requests import Request
from starlette.responses import Response

from dilviz.errors import GeometryError
from dilviz.figures.output_picture import OutputPicture, output_of_photograph, output_picture
from dilviz.filter_link import at_rate, read_filter, write_filter
from dilviz.images import IMAGES
from dilviz.own_pictures import picture_of
from dilviz.web.api import etag, kept, refusal

FIRST_PHOTOGRAPH = "astronaut"
SAID, SECRET = "Dilviz-Said", "Dilviz-Picture"  # headers: of the answer, of the question
OWN = {"Cache-Control": "no-store", "Cross-Origin-Resource-Policy": "same-origin"}
AT_ONCE = 2  # a hundred megabytes each at worst

_WORKERS = ThreadPoolExecutor(AT_ONCE, "picture")


async def of_photograph(request: Request) -> Response:
    """Answer with the output on a bundled photograph, or say in one sentence why not."""
    try:
        link = one_spelling(request.query_params)
        tag = etag(link)
        if tag in request.headers.get("if-none-match", ""):
            return Response(status_code=304, headers=kept(tag))
        output = await _computed(lambda: output_of_photograph(link))
    except GeometryError as error:
        return refusal(error)
    return _sent(output, kept(tag) | {"Access-Control-Expose-Headers": SAID})


async def of_own(request: Request) -> Response:
    """Answer with the output on a picture that a session of this server holds."""
    picture = picture_of(request.headers.get(SECRET, ""))
    if picture is None:
        lost = GeometryError("this server has no such picture. Bring it again.")
        return refusal(lost, 404, OWN)
    pixels = picture.pixels
    try:
        asked = read_filter(request.query_params)
        output = await _computed(lambda: output_picture(pixels, *asked))
    except GeometryError as error:
        return refusal(error, 400, OWN)
    return _sent(output, OWN)


def one_spelling(query: Mapping[str, str]) -> str:
    """Read a question, and write it as every equal one is written.

    >>> one_spelling({"image": "cat", "kernel": "box", "d": "07", "pin": "3,4"})
    'image=cat&kernel=box&s=1&p=same&mode=reflect&colour=luminance&scaled=as+they+are&d=7'
    """
    name = query.get("image", FIRST_PHOTOGRAPH)
    if name not in IMAGES:
        raise GeometryError(f"image is one of {', '.join(IMAGES)}. Choose one of them.")
    kernel, filtering = read_filter(query)
    return at_rate(write_filter(name, kernel, filtering), filtering.layer.dilation[0])


async def _computed(compute: Callable[[], OutputPicture]) -> OutputPicture:
    """Wait for a worker: few pictures are computed at once, whoever asks."""
    return await asyncio.get_running_loop().run_in_executor(_WORKERS, compute)


def _sent(output: OutputPicture, headers: dict[str, str]) -> Response:
    said = json.dumps(output.said, separators=(",", ":"))  # as plain ASCII: fit for a header
    return Response(output.jpeg, headers=headers | {SAID: said, "Content-Type": "image/jpeg"})
