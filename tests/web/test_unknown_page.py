"""Addresses that nothing has, and the files that the footer links to."""

import io
import zipfile

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from dilviz.ui.site import SITE
from dilviz.web.unknown_page import UnknownPages


def asking(base=""):
    async def app(request):
        return PlainTextResponse("the app")

    unknown = Middleware(UnknownPages, base=base, routes=["/embed", "/plot/{file}"])
    routes = [Route("/{rest:path}", app)]
    return TestClient(Starlette(routes=routes, middleware=[unknown]), follow_redirects=False)


@pytest.mark.parametrize("base", ["", "/teach"])
def test_an_unknown_address_is_answered_with_the_pages_there_are(base):
    reply = asking(base).get(f"{base}/grid<ing>")
    assert reply.status_code == 404
    assert "grid&lt;ing&gt;" in reply.text and "Did you mean gridding?" in reply.text
    for page in SITE:
        assert f'href="{base}/{page.address}"' in reply.text


@pytest.mark.parametrize(
    "path",
    ["", *(page.address for page in SITE), "stack/", "embed", "plot/x.svg", "_stcore/health"]
    + ["static/js/a.js", "favicon.png", "index.html"],
)
def test_what_is_known_is_passed_on(path):
    for base in ("", "/teach"):
        assert asking(base).get(f"{base}/{path}").text == "the app"


@pytest.mark.parametrize("path", ["stack/3", "embed/x", "robots.txt", "favicon.ico", "plot", "a/b"])
@pytest.mark.parametrize("base", ["", "/teach"])
def test_what_lies_below_a_page_and_a_file_that_is_not_there_are_unknown(path, base):
    assert asking(base).get(f"{base}/{path}").status_code == 404


def test_a_name_with_a_line_break_is_answered_by_its_route(client):
    reply = client.get("/about/x%0Ay")
    assert (reply.status_code, reply.headers["content-type"][:10]) == (404, "text/plain")


def test_the_name_of_the_first_page_leads_to_it_with_its_settings():
    reply = asking().get("/explore?d=3&k=5")
    assert (reply.status_code, reply.headers["location"]) == (307, "/?d=3&k=5")


def test_the_footer_has_licence_changes_and_a_source_that_is_whole(client):
    assert "MIT License" in client.get("/about/licence.txt").text
    assert client.get("/about/changes.txt").text.startswith("# Changes")
    names = zipfile.ZipFile(io.BytesIO(client.get("/about/source.zip").content)).namelist()
    here = {"app.py", "LICENSE", "pages/explore.py", "dilviz/__init__.py", "dilviz/ui/frame.css"}
    assert {f"dilviz-app/{name}" for name in here} <= set(names)
    assert not [name for name in names if "__pycache__" in name]
    assert client.get("/about/passwords").status_code == 404
