"""The body of a request: how long it says it is, and its bytes up to a bound."""

from __future__ import annotations

from starlette.requests import Request


def announced_length(header: bytes) -> int | None:
    """Read a Content-Length; None if it says nothing that can be believed.

    >>> announced_length(b"90"), announced_length(b""), announced_length(b"-1")
    (90, None, None)
    """
    return int(header) if header.isdigit() and len(header) < 16 else None


async def bounded_body(request: Request, most: int) -> bytes | None:
    """Read the body of a request; None as soon as it is longer than `most` bytes."""
    read = bytearray()
    async for part in request.stream():
        read += part
        if len(read) > most:
            return None
    return bytes(read)
