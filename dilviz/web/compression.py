"""What the server compresses itself: scripts and style sheets, once each, and figures.

Streamlit sends the former as they are, some megabytes for a first visit, and compresses the latter
as hard as it can, in the thread that all visitors wait for.
"""

from __future__ import annotations

import gzip
import re
import zlib

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dilviz.web.body import whole_answer

MOST_KEPT = 16_000_000  # bytes; a visit needs about one million
KINDS = (".js", ".css")
_PICTURE = re.compile(rb'"data:image/[^"]*"')
_TAKES_GZIP = re.compile(r"\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))", re.IGNORECASE)
_GZIP = 31  # of zlib's windows: the largest, in gzip's format


class Compressed:
    """Sends files under /static/ as gzip to clients that accept it, and caches them so."""

    def __init__(self, app: ASGIApp):
        self.app = app
        self.kept: dict[str, list[Message]] = {}  # path -> the whole answer
        self.size = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer from what is kept, else pass the request on and keep its answer."""
        if not _can_be_compressed(scope):
            await self.app(scope, receive, send)
            return
        path = scope["path"]
        answer = self.kept.get(path)
        if answer is None:
            answer = await self._compressed(scope)
            size = sum(len(message.get("body", b"")) for message in answer)
            if "content-encoding" in Headers(scope=answer[0]) and self.size + size < MOST_KEPT:
                self.kept[path] = answer
                self.size += size
        for message in answer:
            await send({**message})  # what wraps us may add headers to it

    async def _compressed(self, scope: Scope) -> list[Message]:
        messages = await whole_answer(self.app, scope)
        start, *rest = messages
        headers = MutableHeaders(scope=start)
        if start["status"] != 200 or "content-encoding" in headers:
            return messages
        body = b"".join(message.get("body", b"") for message in rest)
        smaller = await run_in_threadpool(gzip.compress, body, 6)
        headers["content-encoding"], headers["content-length"] = "gzip", str(len(smaller))
        headers.add_vary_header("Accept-Encoding")
        return [start, {"type": "http.response.body", "body": smaller}]


def _can_be_compressed(scope: Scope) -> bool:
    if scope["type"] != "http" or scope["method"] != "GET" or "/static/" not in scope["path"]:
        return False
    headers = Headers(scope=scope)
    conditions = {"range", "if-none-match", "if-modified-since"} & set(headers)
    return scope["path"].endswith(KINDS) and accepts_gzip(headers) and not conditions


def accepts_gzip(headers: Headers) -> bool:
    """Say whether a client takes an answer in gzip; a weight of 0 says that it does not.

    >>> accepts_gzip(Headers({"accept-encoding": "br, gzip;q=0.5"}))
    True
    >>> accepts_gzip(Headers({"accept-encoding": "gzip;q=0, identity"}))
    False
    """
    return bool(_TAKES_GZIP.search(headers.get("accept-encoding", "")))


def packed(body: bytes) -> bytes:
    """Compress JSON quickly.

    Pictures are compressed before they are written as letters, so that only the letters can be
    shortened. To look for repetitions in them takes three times as long.

    >>> gzip.decompress(packed(b'{"size": [13, 9]}'))
    b'{"size": [13, 9]}'
    """
    pictures = sum(len(picture) for picture in _PICTURE.findall(body))
    strategy = zlib.Z_HUFFMAN_ONLY if 2 * pictures > len(body) else zlib.Z_DEFAULT_STRATEGY
    compressor = zlib.compressobj(zlib.Z_BEST_SPEED, zlib.DEFLATED, _GZIP, strategy=strategy)
    return compressor.compress(body) + compressor.flush()
