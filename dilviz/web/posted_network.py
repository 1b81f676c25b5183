"""``POST /api/rf``: the numbers of a network in the body, as JSON or as an ONNX file."""

from __future__ import annotations

from uuid import uuid4

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from dilviz.errors import GeometryError
from dilviz.server.upload_quota import UPLOADS
from dilviz.web.api import HEADERS, refusal
from dilviz.web.body import announced_length, bounded_body
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
    length = announced_length(request.headers.get("content-length", "").encode("latin-1"))
    if length is None:
        return LARGEST_FILE
    if length > LARGEST_FILE:
        raise _too_large()
    return length


async def _content(request: Request) -> bytes:
    content = await bounded_body(request, LARGEST_FILE)
    if content is None:
        raise _too_large()
    if not content:
        raise GeometryError("the body is empty. Send a network as JSON, or an ONNX file.")
    return content


def _too_large() -> GeometryError:
    return GeometryError(
        f"the file has more than the {LARGEST_FILE} bytes that are read. Export the model "
        "without its weights, or give its path to the command line."
    )
