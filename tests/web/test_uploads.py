"""Uploads stay in memory, however large."""

import tomllib
from pathlib import Path
from tempfile import SpooledTemporaryFile

import pytest
from starlette.applications import Starlette
from starlette.formparsers import MultiPartParser
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

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


def test_a_large_upload_touches_no_disk(upload):
    uploads.keep_in_memory()
    assert upload(LARGE) == str(len(LARGE))


def test_that_check_can_fail(upload, monkeypatch):
    monkeypatch.setattr(MultiPartParser, "spool_max_size", 1024 * 1024)
    with pytest.raises(TouchedTheDisk):
        upload(LARGE)


def test_the_app_keeps_all_that_it_accepts_in_memory():
    settings = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert settings["server"]["maxUploadSize"] * 2**20 < uploads.LARGEST_UPLOAD
    assert "uploads.keep_in_memory()" in (ROOT / "app.py").read_text(encoding="utf-8")
