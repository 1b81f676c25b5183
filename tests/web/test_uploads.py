"""Uploads stay in memory, however large."""

import asyncio
import tomllib
from pathlib import Path
from tempfile import SpooledTemporaryFile
from types import SimpleNamespace

import pytest
from starlette.applications import Starlette
from starlette.formparsers import MultiPartParser
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from dilviz import _compat, web
from dilviz.server.upload_quota import UploadQuota
from dilviz.web import uploads

ROOT = Path(__file__).parents[2]
LARGE = bytes(3_000_000)


class TouchedTheDisk(Exception):
    """A temporary file was about to be made."""


@pytest.fixture
def upload(monkeypatch):
    """Send a file as a browser does; what would write it to a disk fails instead."""

    def touched(_file):
        raise TouchedTheDisk

    async def receive(request):
        async with request.form() as form:
            return PlainTextResponse(str(len(await form["picture"].read())))

    monkeypatch.setattr(SpooledTemporaryFile, "rollover", touched)
    monkeypatch.setattr(MultiPartParser, "spool_max_size", MultiPartParser.spool_max_size)
    client = TestClient(Starlette(routes=[Route("/", receive, methods=["POST"])]))
    return lambda content: client.post("/", files={"picture": ("a.png", content)}).text


def test_a_large_upload_is_kept_in_memory(upload):
    _compat.keep_uploads_in_memory(uploads.LARGEST_UPLOAD)
    assert upload(LARGE) == str(len(LARGE))


def test_an_upload_of_starlettes_default_touches_the_disk(upload, monkeypatch):
    monkeypatch.setattr(MultiPartParser, "spool_max_size", 1024 * 1024)
    with pytest.raises(TouchedTheDisk):
        upload(LARGE)


def test_the_app_keeps_all_that_it_accepts_in_memory():
    settings = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert settings["server"]["maxUploadSize"] * 2**20 < uploads.LARGEST_UPLOAD
    app = (ROOT / "app.py").read_text(encoding="utf-8")
    assert "keep_uploads_in_memory(uploads.LARGEST_UPLOAD)" in app


PUT = {"type": "http", "method": "PUT", "headers": [(b"content-length", b"600")]}


@pytest.fixture
def gate(monkeypatch):
    """The gate with room for 1000 bytes, and who has passed it: `send(name)`, `came`, `room`."""
    room, came = UploadQuota(capacity=1000, poll_interval=0.001), []
    monkeypatch.setattr(uploads, "UPLOADS", room)

    async def app(scope, receive, send):
        came.append(scope["path"][-1])

    async def send(name, **more):
        scope = PUT | {"path": f"/_stcore/upload_file/session/{name}"} | more
        await uploads.UploadsInTurn(app)(scope, None, None)

    return SimpleNamespace(send=send, came=came, room=room)


def test_an_upload_waits_until_the_one_before_it_was_read(gate):
    async def two():
        await gate.send("a")
        second = asyncio.create_task(gate.send("b"))
        await asyncio.sleep(0.02)
        assert gate.came == ["a"], "600 + 600 bytes are more than 1000"
        gate.room.release("a")
        await second

    asyncio.run(two())
    assert gate.came == ["a", "b"]


def test_small_uploads_pass_together_and_one_too_large_passes_alone(gate):
    async def three():
        await gate.send("a", headers=[(b"content-length", b"400")])
        await gate.send("b", headers=[])
        await gate.send("c")
        for name in "abc":
            gate.room.release(name)
        await gate.send("d", headers=[(b"content-length", b"999999")])

    asyncio.run(three())
    assert gate.came == ["a", "b", "c", "d"]


def test_an_upload_passes_after_the_longest_wait_if_the_one_before_is_never_read(gate):
    gate.room.longest_wait = 0.01
    asyncio.run(asyncio.wait_for(in_a_row(gate, "ab"), 10))
    assert gate.came == ["a", "b"]


def test_an_upload_is_released_after_the_longest_stay(gate, monkeypatch):
    monkeypatch.setattr(uploads, "LONGEST_STAY", 0.01)
    asyncio.run(asyncio.wait_for(in_a_row(gate, "ab"), 10))
    assert gate.came == ["a", "b"]


async def in_a_row(gate, names):
    for name in names:
        await gate.send(name)


def test_other_requests_do_not_wait(gate):
    async def others():
        await gate.send("a")
        await gate.send("b", method="DELETE")
        await gate.send("c", path="/api/c")
        await gate.send("d", type="lifespan")

    asyncio.run(others())
    assert gate.came == ["a", "b", "c", "d"]


def test_the_server_bounds_uploads():
    assert uploads.UploadsInTurn in [one.cls for one in web.middleware()]
