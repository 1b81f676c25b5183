"""``GET /api/rf``: the numbers of a network as JSON, without a session."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from dilviz.errors import GeometryError
from dilviz.network.suggestions import did_you_mean
from dilviz.pictures.photographs import FOLDER as PHOTOGRAPHS
from dilviz.web.parameters import refuse_unknown
from dilviz.web.question import Question, answer

ENGINE = Path(__file__).parents[1]
HEADERS = {"Access-Control-Allow-Origin": "*", "Content-Type": "application/json"}
ALLOWED = {
    "Access-Control-Allow-Methods": "GET, POST",
    "Access-Control-Allow-Headers": "Content-Type",
}
HELP = Path(__file__).parent / "page" / "api.html"
ROUTES = ("rf", "picture", "openapi.json")
CACHED = "public, max-age=3600, stale-while-revalidate=86400"


async def receptive_field(request: Request) -> Response:
    """Answer a question, or say in one sentence why not."""
    try:
        refuse_unknown(request.query_params)
        question = Question.of(request.query_params)
        headers = cacheable(etag(question))
        if is_known(request, headers):
            return Response(status_code=304, headers=headers)
        body = await run_in_threadpool(answer, question)
    except GeometryError as error:
        return refusal(error)
    return Response(body, headers=headers)


async def help_page(_request: Request) -> Response:
    """Say what the routes below /api answer, with an example to click."""
    return Response(HELP.read_bytes(), media_type="text/html")


async def no_such_route(request: Request) -> Response:
    """Say that there is no such route, and which one was probably meant."""
    name = request.path_params["rest"]
    hint = did_you_mean(name, ROUTES)
    sentence = f"there is no /api/{name[:40]}.{hint} There are {', '.join(ROUTES)}. Help: /api."
    return refusal(GeometryError(sentence), 404)


async def preflight(_request: Request) -> Response:
    """Answer the CORS preflight: scripts of any page may ask."""
    return Response(status_code=204, headers=HEADERS | ALLOWED)


def etag(question: object) -> str:
    """The ETag of an answer: the same question on the same release always has the same answer."""
    text = release() + repr(question)
    return f'"{sha256(text.encode()).hexdigest()[:32]}"'


@cache
def release() -> str:
    """A hash of the source and the photographs: another release has other answers."""
    digest = sha256()
    for file in sorted([*ENGINE.rglob("*.py"), *PHOTOGRAPHS.iterdir()]):
        digest.update(file.read_bytes())
    return digest.hexdigest()


def is_known(request: Request, headers: Mapping[str, str]) -> bool:
    """Whether the client has cached the answer of these headers."""
    return headers["ETag"] in request.headers.get("if-none-match", "")


def cacheable(tag: str) -> dict[str, str]:
    """Headers with which browsers and proxies may cache an answer under its ETag."""
    return HEADERS | {"ETag": tag, "Cache-Control": CACHED}


def refusal(
    error: GeometryError, status: int = 400, headers: Mapping[str, str] = HEADERS
) -> Response:
    """Say in a sentence why there is no answer."""
    entries: dict[str, str | int] = {"error": str(error)}
    if error.position is not None:
        entries["position"] = error.position
    body = json.dumps(entries, ensure_ascii=False)
    uncached = {"Content-Type": "application/json", "Cache-Control": "no-store"}
    return Response(body, status, {**headers, **uncached})
