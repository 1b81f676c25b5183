"""``GET /api/openapi.json``: what the routes take and answer, for programs that write programs."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response

FILE = Path(__file__).with_suffix(".json")


async def description(_request: Request) -> Response:
    """Send the description, for scripts of any page."""
    headers = {"Access-Control-Allow-Origin": "*", "Cache-Control": "public, max-age=3600"}
    return Response(_content(), headers=headers, media_type="application/json")


@cache
def _content() -> bytes:
    return FILE.read_bytes()
