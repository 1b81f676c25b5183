"""``GET /figures/<page>/<figure>,<figure>``: what is drawn for a link, before the page has run."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Protocol

from starlette.requests import Request
from starlette.responses import Response

from dilviz.errors import GeometryError
from dilviz.web.api import etag, is_known, refusal


class Figure(Protocol):
    """What can be asked for."""

    def answer(self, query: Mapping[str, str]) -> Mapping[str, Any]:
        """Draw what a link says, or raise `GeometryError`."""


Find = Callable[[str, str], Figure | None]  # by the address of its page and its key
ASK_AGAIN = "no-cache"  # kept, but another release draws with other data
AT_ONCE = 2  # what all of a class asks for would be held at once

_WORKERS = ThreadPoolExecutor(AT_ONCE, "figure")


def answering(find: Find) -> Callable[[Request], Awaitable[Response]]:
    """Make the endpoint that asks the figures which are found by a function."""

    async def figure(request: Request) -> Response:
        asked = request.path_params["page"], request.path_params["keys"], dict(request.query_params)
        headers = {"ETag": etag(asked), "Cache-Control": ASK_AGAIN}
        if is_known(request, headers):
            return Response(status_code=304, headers=headers)
        loop = asyncio.get_running_loop()
        body = await loop.run_in_executor(_WORKERS, _written, find, *asked)
        if body is None:
            return refusal(GeometryError("there is no such figure."), 404, {})
        return Response(body, headers=headers, media_type="application/json")

    return figure


def _written(find: Find, page: str, keys: str, query: Mapping[str, str]) -> bytes | None:
    found = {key: find(page, key) for key in keys.split(",")}
    answers = {key: _answer(one, query) for key, one in found.items() if one}
    if len(answers) < len(found):
        return None
    return json.dumps(answers, ensure_ascii=False, separators=(",", ":")).encode()


def _answer(figure: Figure, query: Mapping[str, str]) -> Mapping[str, Any]:
    try:
        return figure.answer(query)
    except GeometryError as error:  # also an answer: people type, and browsers complain of a 400
        return {"refused": str(error)}
