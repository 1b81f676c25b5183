"""Whole answers are whole, whoever has asked for them."""

import asyncio
import gzip

import pytest
from starlette.applications import Starlette
from starlette.responses import StreamingResponse
from starlette.routing import Route

from dilviz.web.body import whole_answer
from dilviz.web.compression import Compressed
from dilviz.web.preload import Preloading

PARTS = [b"const taps", b" = ", b"[[0, 2, 4], [1, 3, 5]];"]


async def slowly(request):
    async def parts():
        for part in PARTS:
            await asyncio.sleep(0.01)
            yield part

    return StreamingResponse(parts())


@pytest.mark.parametrize("version", ["2.3", "2.4"])  # of ASGI: who looks for the client
def test_an_answer_is_whole_where_the_app_waits_for_its_client_to_leave(version):
    scope = {
        **{"type": "http", "method": "GET", "path": "/a.js", "query_string": b"", "headers": []},
        "asgi": {"spec_version": version},
    }
    app = Starlette(routes=[Route("/a.js", slowly)])
    messages = asyncio.run(asyncio.wait_for(whole_answer(app, scope), 5))
    assert messages[0]["status"] == 200
    assert b"".join(message["body"] for message in messages[1:]) == b"".join(PARTS)


def test_a_page_and_a_script_are_whole_though_their_client_has_left():
    sent = {}

    async def left():
        return {"type": "http.disconnect"}

    async def ask(path):
        async def send(message):
            sent[path] = sent.get(path, b"") + message.get("body", b"")

        scope = {"type": "http", "method": "GET", "path": path, "query_string": b""}
        headers = [(b"accept-encoding", b"gzip")]
        app = Starlette(routes=[Route("/cost", slowly), Route("/static/a.js", slowly)])
        await Preloading(Compressed(app))({**scope, "headers": headers}, left, send)

    for path in ("/cost", "/static/a.js"):
        asyncio.run(ask(path))
    assert sent["/cost"] == gzip.decompress(sent["/static/a.js"]) == b"".join(PARTS)
