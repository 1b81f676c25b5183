"""What browsers may do with our pages: no other machine, and frames only where they are meant."""

from __future__ import annotations

from urllib.parse import parse_qs

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

APP = {
    "default-src": "'self'",
    "script-src": "'self' blob: 'unsafe-inline'",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "media-src": "'self' blob: mediastream:",
    "font-src": "'self' data:",
    "connect-src": "'self' ws: wss: blob: data:",
    "worker-src": "'self' blob:",
    "object-src": "'none'",
    "base-uri": "'self'",
    "form-action": "'self'",
}
EVERYWHERE, NOWHERE_ELSE = "*", "'self'"


class SecurityHeaders:
    """Adds a Content-Security-Policy to every answer that has none of its own."""

    def __init__(self, app: ASGIApp):
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on and add the headers to its answer."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.setdefault("Content-Security-Policy", policy(APP, frames=_frames(scope)))
                headers.setdefault("X-Content-Type-Options", "nosniff")
                headers.setdefault("Referrer-Policy", "strict-origin-when-cross-origin")
            await send(message)

        await self.app(scope, receive, send_with_headers)


def policy(rules: dict[str, str], frames: str) -> str:
    """Write a policy.

    >>> policy({"default-src": "'none'"}, frames="*")
    "default-src 'none'; frame-ancestors *"
    """
    return "; ".join(f"{name} {sources}" for name, sources in rules.items()) + (
        f"; frame-ancestors {frames}"
    )


def _frames(scope: Scope) -> str:
    """Views made for it may stand in a frame on any page, others only on our own."""
    query = parse_qs(scope.get("query_string", b"").decode("latin-1"))
    return EVERYWHERE if query.get("embed") == ["true"] else NOWHERE_ELSE
