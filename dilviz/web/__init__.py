"""The routes beside the app: answers over HTTP that need no session.

For pages on other sites, programs, and the components of our own pages.

* api, posted_network, question, parameters, openapi: the numbers of a network as JSON, and the
  routes described
* picture: a dilated kernel on a photograph or an upload, as a file
* figure, components, preload, compression: what our own pages draw, sent early and small
* embed, handout: one light page, and the lesson on paper
* class_room, public_address: the answers of a class, and the address that people type
* about, unknown_page: source, licence and changes; words for addresses that there are not
* security, uploads, body, startup: policies, bounds and socket options of the whole server

May import: engine, _compat, server, figures, lesson, and what of ui needs no Streamlit.
"""

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from dilviz.web import (
    about,
    api,
    class_room,
    figure,
    handout,
    openapi,
    picture,
    plot,
    posted_network,
)
from dilviz.web.components import component
from dilviz.web.compression import Compressed
from dilviz.web.embed import embed
from dilviz.web.figure import Find
from dilviz.web.preload import Preloading
from dilviz.web.security import SecurityHeaders
from dilviz.web.startup import lifespan
from dilviz.web.unknown_page import UnknownPages
from dilviz.web.uploads import UploadsInTurn

FIGURES = "/figures/{page}/{keys}"


def routes(base: str = "", figures: Find | None = None) -> list[Route]:
    """List the routes that the server adds to the app, also beside pages that stand below a base.

    `figures` finds a figure by its page and key, which needs the app; without it there is no
    route for figures, nor for classes, which are kept by one process.

    >>> routes("teach/")[-1].path
    '/teach/healthz'
    """
    plain, base = _plain(), base.strip("/")
    if figures:
        plain = [Route(FIGURES, figure.answering(figures)), *class_room.ROUTES, *plain]
    below = [Route(f"/{base}{r.path}", r.endpoint, methods=r.methods) for r in plain]
    return [*plain, *below] if base else plain


def _plain() -> list[Route]:
    return [
        Route("/api/rf", api.receptive_field),
        Route("/api/rf", posted_network.receptive_field, methods=["POST"]),
        Route("/api/rf", api.preflight, methods=["OPTIONS"]),
        Route("/api/picture", picture.filtered_photograph),
        Route("/picture", picture.filtered_upload),
        Route("/photograph", picture.original),
        Route("/api/openapi.json", openapi.description),
        Route("/api", api.help_page),
        Route("/api/", api.help_page),
        Route("/api/{rest:path}", api.no_such_route),
        Route("/components/{file}", component),
        Route("/embed", embed),
        Route("/plot/{file}", plot.figure_file),
        Route("/handout", handout.show),
        Route("/about/{file}", about.about),
        Route("/healthz", health),
    ]


def middleware(base: str = "") -> list[Middleware]:
    """List what wraps every answer of the server; pages may stand below a base."""
    paths = [FIGURES, *(route.path for route in (*class_room.ROUTES, *_plain()))]
    wrapping = (SecurityHeaders, Compressed, Preloading, UploadsInTurn)
    unknown = Middleware(UnknownPages, base=base, routes=paths)
    return [*(Middleware(layer) for layer in wrapping), unknown]


def alone() -> Starlette:
    """Serve these routes without the app, for servers with several worker processes."""
    return Starlette(routes=routes(), middleware=middleware(), lifespan=lifespan)


async def health(request: Request) -> Response:
    """Say that the server answers."""
    return PlainTextResponse("ok")
