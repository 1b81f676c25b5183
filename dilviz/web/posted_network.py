"""``POST /api/rf``: the numbers of a network in the body, as JSON or as an ONNX file."""

from __future__ import annotations

from uuid import uuid4

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from dilviz.errors import GeometryError
from dilviz.server.upload_quota import UPLOADS
from dilviz.web.api import HEADERS, refusal
from dilviz.web.parameters import refuse_unknown
from dilviz.web.question import Question, answer_about_file

LARGEST_FILE = 50_000_000  # bytes, as of uploads to the pages


async def receptive_field(request: Request) -> Response:
    """Answer a question about the file, or say in one sentence why not; nothing is kept."""
    place = uuid4().hex
    try:
        refuse_unknown(request.query_params)
        question = Question.about_a_file(request.query_params)
        await UPLOADS.reserve(place, _announced(request))
        body = await run_in_threadpool(answer_about_file, await _content(request), question)
    except GeometryError as error:
        return refusal(error)
    finally:
        UPLOADS.release(place)
    return Response(body, headers=HEADERS | {"Cache-Control": "no-store"})


def _announced(request: Request) -> int:
    """How many bytes will come; without a word about it, as many as are read at most."""
    text = request.headers.get("content-length", "")
    announced = int(text) if text.isdigit() and len(text) < 16 else LARGEST_FILE
    return _checked(announced)


def _checked(size: int) -> int:
    if size > LARGEST_FILE:
        raise GeometryError(
            f"the file has more than the {LARGEST_FILE} bytes that are read. Export the model "
            "without its weights, or give its path to the command line."
        )
    return size


async def _content(request: Request) -> bytes:
    parts = bytearray()
    async for part in request.stream():
        parts += part
        _checked(len(parts))
    if not parts:
        raise GeometryError("the body is empty. Send a network as JSON, or an ONNX file.")
    return bytes(parts)
