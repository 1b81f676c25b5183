"""Addresses that no page and no route has: 404 with the pages there are, in plain words.

Streamlit would answer every address with its app, and say there, in the words of its developers,
that a file is missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from dilviz.network.suggestions import did_you_mean
from dilviz.ui.components.streamlit_scripts import root_files
from dilviz.ui.site import FIRST, SITE

ADDRESSES = tuple(page.address for page in SITE)
STREAMLITS = {"_stcore", "app", "component", "media", "static"}
PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>No such page · dilviz</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>:root {{ color-scheme: light dark; }}
body {{ font: 18px/1.5 "Source Sans", Arial, sans-serif; max-width: 40rem; margin: 3rem auto;
padding: 0 1rem; }}</style></head>
<body><h1>There is no page “{name}”.</h1>
<p>dilviz explains dilated (atrous) convolution.{hint} Its pages:</p>
<ul>{pages}</ul></body></html>"""


class UnknownPages:
    """Answers addresses that nothing has; `routes` are the paths that are answered."""

    def __init__(self, app: ASGIApp, base: str = "", routes: Iterable[str] = ()):
        self.app = app
        self.base = base.strip("/")
        ours = (re.sub(r"\{.*?\}", ".+", path.strip("/")) for path in routes)
        known = "|".join([*ours, *map(re.escape, (*ADDRESSES, *root_files()))])
        self.known = re.compile(known, re.DOTALL)  # routes take line breaks too

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what is known; answer the rest."""
        answer = self.answer(scope) if scope["type"] == "http" else None
        await (answer or self.app)(scope, receive, send)

    def answer(self, scope: Scope) -> Response | None:
        """Say that there is no such page; None where the address is that of a page or a file."""
        path = scope["path"].removeprefix(f"/{self.base}").strip("/")
        streamlits = path.split("/")[0] in STREAMLITS
        if streamlits or self.known.fullmatch(path) or scope["method"] != "GET":
            return None
        home = f"/{self.base}/" if self.base else "/"
        if path == FIRST:  # people type it
            query = scope["query_string"].decode("latin-1")
            return RedirectResponse(home + (f"?{query}" if query else ""), 307)
        return HTMLResponse(_page(path, home), 404)


def _page(path: str, home: str) -> str:
    pages = "".join(f'<li><a href="{home}{p.address}">{escape(p.title)}</a></li>' for p in SITE)
    hint = escape(did_you_mean(path, ADDRESSES))
    return PAGE.format(name=escape(path[:60]), hint=hint, pages=pages)
