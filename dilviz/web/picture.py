"""``GET /api/picture`` and ``/picture``: a dilated kernel on a picture, without a session.

``GET /photograph`` is the picture itself, exactly. An upload is encoded while it is sent: the files
of a whole class on slow lines would be a quarter of a gigabyte.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from typing import TypeVar

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from dilviz.errors import GeometryError
from dilviz.figures.output_picture import OutputPicture, output_of_photograph, output_picture
from dilviz.figures.png_parts import png_parts
from dilviz.pictures.filter_link import at_rate, read_filter, write_filter
from dilviz.pictures.photographs import IMAGES, load
from dilviz.server.decoding import Picture
from dilviz.server.own_pictures import picture_of
from dilviz.web.api import cacheable, etag, is_known, refusal

FIRST_PHOTOGRAPH = "astronaut"
DESCRIPTION, SECRET = (
    "Dilviz-Description",
    "Dilviz-Picture",
)  # headers: of the answer, of the question
OWN = {"Cache-Control": "no-store", "Cross-Origin-Resource-Policy": "same-origin"}
PNG = {"Content-Type": "image/png"}
WORKERS = 2  # pictures computed at once: a hundred megabytes each at worst

Computed = TypeVar("Computed")
_WORKERS = ThreadPoolExecutor(WORKERS, "picture")


async def filtered_photograph(request: Request) -> Response:
    """Answer with the output on a bundled photograph, or with a sentence why not."""
    try:
        link = canonical_link(request.query_params)
        headers = cacheable(etag(link))
        if is_known(request, headers):
            return Response(status_code=304, headers=headers)
        output = await _computed(lambda: output_of_photograph(link))
    except GeometryError as error:
        return refusal(error)
    return _sent(output, headers | {"Access-Control-Expose-Headers": DESCRIPTION})


async def filtered_upload(request: Request) -> Response:
    """Answer with the output on a picture that a session of this server holds."""
    picture = _upload(request)
    if picture is None:
        return _missing()
    pixels = picture.pixels
    try:
        kernel, filtering = read_filter(request.query_params)
        output = await _computed(lambda: output_picture(pixels, kernel, filtering))
    except GeometryError as error:
        return refusal(error, 400, OWN)
    return _sent(output, OWN)


async def original(request: Request) -> Response:
    """Answer with a picture as it is: one's own by its secret name, or a bundled photograph."""
    if SECRET in request.headers:
        picture = _upload(request)
        return _missing() if picture is None else _streamed(picture)
    try:
        name = _photograph(request.query_params)
    except GeometryError as error:
        return refusal(error)
    headers = cacheable(etag(("photograph", name))) | PNG
    if is_known(request, headers):
        return Response(status_code=304, headers=headers)
    return Response(await _computed(lambda: _file(name)), headers=headers)


def _upload(request: Request) -> Picture | None:
    return picture_of(request.headers.get(SECRET, ""))


def _missing() -> Response:
    return refusal(GeometryError("this server has no such picture. Bring it again."), 404, OWN)


def _streamed(picture: Picture) -> Response:
    return StreamingResponse(_each(png_parts(picture.pixels)), headers=OWN | PNG)


async def _each(parts: Iterator[bytes]) -> AsyncIterator[bytes]:
    """Encode the next part when the client has received the one before."""
    while part := await _computed(lambda: next(parts, b"")):
        yield part


@lru_cache(maxsize=len(IMAGES))
def _file(name: str) -> bytes:
    return b"".join(png_parts(load(name)))


def _photograph(query: Mapping[str, str]) -> str:
    name = query.get("image", FIRST_PHOTOGRAPH)
    if name not in IMAGES:
        raise GeometryError(f"image is one of {', '.join(IMAGES)}. Choose one of them.")
    return name


def canonical_link(query: Mapping[str, str]) -> str:
    """Read the settings of a picture and write them as a canonical link, for one cache entry each.

    >>> canonical_link({"image": "cat", "kernel": "box", "d": "07", "pin": "3,4"})
    'image=cat&kernel=box&s=1&p=same&mode=reflect&colour=luminance&scaled=as+they+are&d=7'
    """
    name = _photograph(query)
    kernel, filtering = read_filter(query)
    return at_rate(write_filter(name, kernel, filtering), filtering.layer.dilation[0])


async def _computed(compute: Callable[[], Computed]) -> Computed:
    """Wait for a worker: at most `WORKERS` pictures are computed at once."""
    return await asyncio.get_running_loop().run_in_executor(_WORKERS, compute)


def _sent(output: OutputPicture, headers: dict[str, str]) -> Response:
    written = json.dumps(output.description, separators=(",", ":"))  # plain ASCII, as headers are
    return Response(
        output.jpeg, headers=headers | {DESCRIPTION: written, "Content-Type": "image/jpeg"}
    )
