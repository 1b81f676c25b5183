"""The first answer of a page: its own title, and what it will draw with.

Streamlit's page asks for the parts of an element when its data has come, and these for theirs:
a chain of requests, each after some work. Named in the head, browsers fetch all while they start.
"""

from __future__ import annotations

import re
from functools import cache

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dilviz.ui.components.scripts import AHEAD, AROUND, script
from dilviz.ui.components.streamlit_scripts import addresses
from dilviz.ui.site import SITE
from dilviz.web.body import whole_answer

END_OF_HEAD = b"</head>"
TITLE = re.compile(rb"<title>.*?</title>")
FIRST_SCRIPT = b'<script type="module"'
NOT_PASSED_ON = (b"accept-encoding", b"if-none-match", b"if-modified-since")
LINK = '<link rel="modulepreload" crossorigin href="./{}">\n'
RUN = '<script type="module" crossorigin src="./{}"></script>\n'  # before anything can be pressed
PAGES = {page.address: page for page in SITE}


class Preloading:
    """Writes into the head of a page its title, and links to what its address will need."""

    def __init__(self, app: ASGIApp):
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on; into a page that comes back, write its links."""
        address = scope.get("path", "").rpartition("/")[2]
        if scope["type"] != "http" or scope["method"] != "GET" or address not in PAGES:
            await self.app(scope, receive, send)
            return
        messages = await whole_answer(self.app, _for_all_of_it(scope))
        for message in _with_head(messages, address):
            await send(message)


def _for_all_of_it(scope: Scope) -> Scope:
    """Ask for a page as it is: compressed it would hide its head, unchanged it would have none."""
    headers = [header for header in scope["headers"] if header[0] not in NOT_PASSED_ON]
    return {**scope, "headers": headers}


def _with_head(messages: list[Message], address: str) -> list[Message]:
    start, *rest = messages
    headers = MutableHeaders(scope=start)
    if not headers.get("content-type", "").startswith("text/html"):
        return messages
    body = b"".join(message.get("body", b"") for message in rest)
    if FIRST_SCRIPT not in body:  # another page below a name of ours, as /api/
        return messages
    body = TITLE.sub(f"<title>{PAGES[address].tab}</title>".encode(), body, count=1)
    first = RUN.format(script(AROUND).address).encode()
    body = body.replace(FIRST_SCRIPT, first + FIRST_SCRIPT, 1)
    body = body.replace(END_OF_HEAD, links(address).encode() + END_OF_HEAD, 1)
    headers["content-length"] = str(len(body))
    return [start, {"type": "http.response.body", "body": body}]


@cache
def links(address: str) -> str:
    """Write the links of one page: its components, and the parts of its widgets."""
    page = PAGES[address]
    ours = [script(name).address for name in (AHEAD, *page.components)]
    theirs = addresses("BidiComponent", *page.widgets)
    preloads = "".join(LINK.format(file) for file in ours + theirs)
    return preloads + RUN.format(script(AHEAD).address)
