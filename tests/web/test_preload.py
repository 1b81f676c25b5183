"""What a page will draw with stands in the head of its first answer, and all of it exists."""

import re

import pytest
from starlette.applications import Starlette
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from dilviz.ui.components.scripts import names
from dilviz.ui.components.streamlit_scripts import addresses
from dilviz.ui.site import SITE
from dilviz.web import preload

LINKS = re.compile(r'<link rel="modulepreload" crossorigin href="\./([^"]+)">')
SCRIPT = re.compile(
    r'<script type="module" crossorigin src="\./components/ahead\.\w+\.js"></script>'
)
AROUND_SCRIPT = re.compile(SCRIPT.pattern.replace("ahead", "around"))
every_page = pytest.mark.parametrize("page", SITE, ids=lambda page: page.title)


@pytest.fixture
def client():
    async def html(request):
        if "if-none-match" in request.headers:
            return Response(status_code=304)
        return HTMLResponse(
            '<head><title>App</title><script type="module" src="x"></script></head><body></body>'
        )

    async def other(request):
        return PlainTextResponse("</head>")

    async def help_page(request):
        return HTMLResponse("<head><title>The API</title></head>")

    routes = [Route("/cost", html), Route("/handout", html), Route("/stack", other)]
    app = Starlette(routes=[*routes, Route("/api/", help_page)])
    app.add_middleware(GZipMiddleware, minimum_size=1)  # as Streamlit does
    app.add_middleware(preload.Preloading)
    with TestClient(app) as asking:
        yield asking


def test_a_page_gains_its_title_and_its_preload_links_and_nothing_else(client):
    reply = client.get("/cost?field=9")
    plain, scripts = SCRIPT.subn("", LINKS.sub("", reply.text))
    around, app = plain.index("components/around."), plain.index('src="x"')
    assert around < app  # it answers in the place of the system before anybody asks for colours
    assert AROUND_SCRIPT.sub("", plain).replace("\n", "") == (
        "<head><title>Cost · dilviz</title>"
        '<script type="module" src="x"></script></head><body></body>'
    )
    assert scripts == 1  # it follows links before anything can be pressed
    assert "components/cost." in reply.text.partition("</head>")[0]
    assert int(reply.headers["content-length"]) == len(reply.content)


def test_a_page_that_is_not_the_app_keeps_its_title_also_below_a_name_of_ours(client):
    assert client.get("/api/").text == "<head><title>The API</title></head>"


@pytest.mark.parametrize(
    "headers", [{"accept-encoding": "gzip, br"}, {"if-none-match": "what another release sent"}]
)
def test_cached_pages_get_the_links_of_this_release(client, headers):
    reply = client.get("/cost", headers=headers)
    assert reply.status_code == 200 and "components/cost." in reply.text


@pytest.mark.parametrize("path", ["/handout", "/stack"])
def test_other_answers_are_not_changed(client, path):
    assert "modulepreload" not in client.get(path).text


@every_page
def test_every_preloaded_file_exists(page):
    assert set(page.components) <= names()
    for widget in page.widgets:
        assert addresses(widget), f"Streamlit has no {widget}"
    files = [link.rpartition("/")[2] for link in LINKS.findall(preload.links(page.address))]
    assert len(files) == len(set(files)) > len(page.components)


def test_unknown_streamlit_elements_are_left_out():
    assert addresses("NoSuchElement") == []
