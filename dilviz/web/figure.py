"""``GET /figures/<page>/<figure>``: what a figure draws for a link, before the page has run."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from dilviz.errors import GeometryError
from dilviz.web.api import etag, refusal

Answer = Callable[[str, str, Mapping[str, str]], Mapping[str, Any]]
ASK_AGAIN = "no-cache"  # kept, but another release draws with other data
AT_ONCE = 2  # what all of a class asks for would be held at once

_WORKERS = ThreadPoolExecutor(AT_ONCE, "figure")


def answering(answer: Answer) -> Callable[[Request], Awaitable[Response]]:
    """Make the endpoint of a function that answers for a page, a figure and a link."""

    async def figure(request: Request) -> Response:
        asked = request.path_params["page"], request.path_params["key"], dict(request.query_params)
        tag = etag(asked)
        headers = {"ETag": tag, "Cache-Control": ASK_AGAIN}
        if tag in request.headers.get("if-none-match", ""):
            return Response(status_code=304, headers=headers)
        loop = asyncio.get_running_loop()
        try:
            body = await loop.run_in_executor(_WORKERS, _written, answer, asked)
        except LookupError:
            return refusal(GeometryError("there is no such figure."), 404, {})
        return Response(body, headers=headers, media_type="application/json")

    return figure


def _written(answer: Answer, asked: tuple[str, str, Mapping[str, str]]) -> bytes:
    try:
        found = answer(*asked)
    except GeometryError as error:  # also an answer: people type, and browsers complain of a 400
        found = {"refused": str(error)}
    return json.dumps(found, ensure_ascii=False, separators=(",", ":")).encode()
