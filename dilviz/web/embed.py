"""``GET /embed``: the calculator as one light page, drawn by the app's own modules."""

from __future__ import annotations

from html import escape
from pathlib import Path
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from dilviz.errors import GeometryError
from dilviz.page.framed import Framed
from dilviz.web.parameters import PARAMETERS, read_parameters, unknown_parameters
from dilviz.web.question import Question, answer
from dilviz.web.security import EVERYWHERE, policy

PAGE = Framed(Path(__file__).parent / "page", "embed")
FIRST_NETWORK = "conv3, conv3 d2, conv3 d4"
THEMES = ("auto", "light", "dark")


async def embed(request: Request) -> Response:
    """Show a network; a bad one is explained where the figures would be."""
    query = request.query_params
    parameters = {"net": FIRST_NETWORK} | read_parameters(query)
    theme = query.get("theme", "auto")
    unknown = unknown_parameters(query, "theme")
    theme = theme if theme in THEMES else "auto"
    content = await run_in_threadpool(page, parameters, theme, unknown)
    return HTMLResponse(
        content,
        headers={
            "Content-Security-Policy": content_policy(),
            "Cache-Control": "public, max-age=300, stale-while-revalidate=86400",
        },
    )


def page(parameters: dict[str, str], theme: str, unknown: str = "") -> str:
    """Fill the page with its first answer, so that nothing else has to be fetched."""
    answered, error = _first_answer(parameters)
    return PAGE.filled(
        **{name: escape(parameters.get(name, "")) for name in PARAMETERS},
        theme=theme,
        link=escape("stack?" + urlencode(parameters)),
        error=escape(error or unknown),
        answer=answered.replace("<", "\\u003c"),
    )


def _first_answer(parameters: dict[str, str]) -> tuple[str, str]:
    try:
        return answer(Question.of(parameters)).decode(), ""
    except GeometryError as error:
        return "null", str(error)


def content_policy() -> str:
    """Only our own script may run, and it may ask only our own server."""
    rules = {
        "default-src": "'none'",
        "script-src": PAGE.only_script,
        "style-src": "'unsafe-inline'",
        "img-src": "data: blob:",
        "connect-src": "'self'",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    return policy(rules, frames=EVERYWHERE)
