"""The address of the app as people type it, from the request that came for it."""

from __future__ import annotations

import re

from starlette.requests import Request

_HOST = re.compile(r"[A-Za-z0-9.\-\[\]:]{1,255}")


def public_address(request: Request) -> str:
    """The address that the pages stand at, with the slash at its end.

    A proxy in front of the server sends the scheme that browsers use. Empty where the request
    names no valid host.
    """
    host = request.headers.get("host", "")
    scheme = request.headers.get("x-forwarded-proto", "")
    scheme = scheme if scheme in ("http", "https") else request.url.scheme
    folder = request.url.path.rpartition("/")[0]
    return f"{scheme}://{host}{folder}/" if _HOST.fullmatch(host) else ""
