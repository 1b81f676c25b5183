"""Uploads stay in memory, not too many at once: no part of a picture is written to a disk."""

from __future__ import annotations

import asyncio

from starlette.types import ASGIApp, Receive, Scope, Send

from dilviz.server.upload_quota import UPLOADS
from dilviz.web.body import announced_length

LARGEST_UPLOAD = 110_000_000  # bytes held in memory; above `server.maxUploadSize`
LONGEST_STAY = 60.0  # seconds in which an upload that has come should have been read
_PLACE = "/_stcore/upload_file/"


class UploadsInTurn:
    """Bounds the bytes of uploads in progress: an upload without room waits until there is some.

    The code that reads the file has to call `UPLOADS.release`.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let an upload wait; pass on everything else."""
        if scope["type"] != "http" or scope["method"] != "PUT" or _PLACE not in scope["path"]:
            return await self.app(scope, receive, send)
        name = scope["path"].rpartition("/")[2]
        await UPLOADS.reserve(name, _announced(scope))
        try:
            await self.app(scope, receive, send)
        finally:
            asyncio.get_running_loop().call_later(LONGEST_STAY, UPLOADS.release, name)


def _announced(scope: Scope) -> int:
    """How many bytes will come, if the sender says so."""
    return announced_length(dict(scope["headers"]).get(b"content-length", b"")) or 0
