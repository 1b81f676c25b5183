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
from dilviz.web.compression import accepts_gzip, packed


class Answering(Protocol):
    """A figure that can be drawn from a link."""

    def answer(self, query: Mapping[str, str]) -> Mapping[str, Any]:
        """Draw what a link says, or raise `GeometryError`."""


Find = Callable[[str, str], Answering | None]  # by the address of its page and its key
ASK_AGAIN = "no-cache"  # kept, but another release draws with other data
# Figures computed at once: memory stays bounded when many visitors ask, and a second thread would
# only take turns with the first, at a price.
WORKERS = 1

_WORKERS = ThreadPoolExecutor(WORKERS, "figure")


def answering(find: Find) -> Callable[[Request], Awaitable[Response]]:
    """Make the endpoint that asks the figures which are found by a function."""

    async def figure(request: Request) -> Response:
        page, keys = request.path_params["page"], request.path_params["keys"]
        question = page, keys, dict(request.query_params)
        headers = {"ETag": etag(question), "Cache-Control": ASK_AGAIN, "Vary": "Accept-Encoding"}
        if is_known(request, headers):
            return Response(status_code=304, headers=headers)
        if compressed := accepts_gzip(request.headers):
            headers["Content-Encoding"] = "gzip"
        loop = asyncio.get_running_loop()
        written = await loop.run_in_executor(_WORKERS, _written, find, *question, compressed)
        if written is None:
            return refusal(GeometryError("there is no such figure."), 404, {})
        body, is_lasting = written
        if not is_lasting:
            headers["Cache-Control"] = "no-store"
        return Response(body, headers=headers, media_type="application/json")

    return figure


def _written(
    find: Find, page: str, keys: str, query: Mapping[str, str], compressed: bool
) -> tuple[bytes, bool] | None:
    """Write the answer, and say whether it lasts: a network that is refused may be known later."""
    figures = {key: find(page, key) for key in keys.split(",")}
    answers = {key: _answer(figure, query) for key, figure in figures.items() if figure}
    if len(answers) < len(figures):
        return None
    body = json.dumps(answers, ensure_ascii=False, separators=(",", ":")).encode()
    is_lasting = not any("refused" in answer for answer in answers.values())
    return packed(body) if compressed else body, is_lasting


def _answer(figure: Answering, query: Mapping[str, str]) -> Mapping[str, Any]:
    try:
        return figure.answer(query)
    except GeometryError as error:  # status 200: browsers log a 400 as a fault of the page
        return {"refused": str(error)}
