"""The routes beside the app: answers over HTTP that need no session."""

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from dilviz.web import api, handout, openapi
from dilviz.web.compression import Compressed
from dilviz.web.embed import embed
from dilviz.web.promptness import lifespan
from dilviz.web.security import SecurityHeaders


def routes() -> list[Route]:
    """List the routes that the server adds to the app."""
    return [
        Route("/api/rf", api.receptive_field),
        Route("/api/rf", api.preflight, methods=["OPTIONS"]),
        Route("/api/openapi.json", openapi.description),
        Route("/embed", embed),
        Route("/handout", handout.show),
        Route("/healthz", health),
    ]


def middleware() -> list[Middleware]:
    """List what wraps every answer of the server."""
    return [Middleware(SecurityHeaders), Middleware(Compressed)]


def alone() -> Starlette:
    """Serve these routes without the app: light, and as many processes as there are cores."""
    return Starlette(routes=routes(), middleware=middleware(), lifespan=lifespan)


async def health(request: Request) -> Response:
    """Say that the server answers."""
    return PlainTextResponse("ok")
