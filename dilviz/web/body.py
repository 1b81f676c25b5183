"""Bodies: how long that of a request says it is, its bytes up to a bound, and whole answers."""

from __future__ import annotations

from asyncio import Future

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Scope


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


async def whole_answer(app: ASGIApp, scope: Scope) -> list[Message]:
    """Collect the messages of the answer to a request without a body, so that it can be changed.

    `app` does not hear of a client that leaves meanwhile: it would end its answer at once, cut off
    or without a message.
    """
    messages: list[Message] = []
    requests: list[Message] = [{"type": "http.request", "body": b"", "more_body": False}]

    async def receive() -> Message:
        return requests.pop() if requests else await Future()  # nothing more comes, for good

    async def take(message: Message) -> None:
        messages.append(message)

    await app(scope, receive, take)
    return messages
