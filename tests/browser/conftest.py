"""A real Chromium on a real server, shared by all browser tests of a worker.

A worker takes whole files (``--dist loadfile``): it has one server, and windows that stay open.
"""

import pytest
from playwright.sync_api import expect, sync_playwright

from tests.browser.server import Restarting, Server
from tests.browser.visits import EMBEDDED, visited
from tests.browser.witness import Witness
from tools.get_chromium import find_chromium
from tools.settling import PATIENCE, settled

expect.set_options(timeout=PATIENCE)

WIDTH, HEIGHT = 1280, 900
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",  # not even a mistake gets out
]


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    """The app, running: ``server.address``."""
    running = Server(tmp_path_factory.mktemp("server") / "log.txt")
    try:
        running.wait_until_it_answers()
        yield running
    finally:
        running.stop()


@pytest.fixture(scope="module")
def restarting(tmp_path_factory):
    """A server of its own; after ``stop()``, ``start()`` starts it at the same address."""
    server = Restarting(tmp_path_factory.mktemp("restarting") / "log.txt")
    server.wait_until_it_answers()
    yield server
    server.stop()


@pytest.fixture(scope="package")
def browser():
    """Chromium; closed after the last test of the folder, because its event loop blocks others."""
    path = find_chromium()
    if path is None:
        pytest.fail("The browser tests need Chromium: install it or set CHROMIUM to its path.")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def witness(server):
    """Fails the test for errors, tracebacks and requests to other machines, seen at its end."""
    watching = Witness(server)
    yield watching
    assert watching.troubles == []


@pytest.fixture(scope="package")
def window(browser, server):
    """Open a window of its own: `page` says which kinds there are."""

    def open_window(
        *, width=WIDTH, height=HEIGHT, color_scheme="light", reduced_motion="reduce", touch=False
    ):
        context = browser.new_context(
            base_url=server.address,
            viewport={"width": width, "height": height},
            color_scheme=color_scheme,
            reduced_motion=reduced_motion,
            has_touch=touch,
            is_mobile=touch,
            accept_downloads=True,
            permissions=["clipboard-read", "clipboard-write"],
        )
        context.set_default_timeout(PATIENCE)
        return context.new_page()

    return open_window


@pytest.fixture
def page(window, witness):
    """Load a page in a window of its own, and wait until it has settled.

    ``page("stack?n=32")`` at 1280 x 900 in light colours; also `width`, `height`,
    `color_scheme` ("light", "dark"), `reduced_motion` ("no-preference", "reduce") and `touch`.
    Motion is reduced unless a test is about it: what moves is drawn anew at every frame.
    """
    windows = []

    def load(path="", **kind):
        windows.append(opened := window(**kind))
        witness.watch(opened)
        opened.goto("/" + path.lstrip("/"))
        return settled(opened)

    yield load
    witness.testify()
    for opened in windows:
        opened.context.close()


@pytest.fixture(scope="package")
def open_windows():
    """Windows that stay open from test to test, by what else than their size is asked of them."""
    kept = {}
    yield kept
    for opened in kept.values():
        opened.context.close()


@pytest.fixture
def visit(window, witness, open_windows):
    """Go to a page as the app's own links do, in a window that stays open from test to test.

    Asked as `page` is; a visit takes a fifth of the work of loading. The page is mounted anew,
    and what the browser keeps is forgotten; the session goes on. So whoever uploads something,
    changes colours or motion, or replaces what scripts call, takes `page`.
    """
    watched = set()

    def go(path="", *, width=WIDTH, height=HEIGHT, **kind):
        name = repr((sorted(kind.items()), EMBEDDED in path))
        if is_first := name not in open_windows:
            open_windows[name] = window(**kind)
        opened = open_windows[name]
        opened.set_viewport_size({"width": width, "height": height})
        if opened not in watched:
            watched.add(opened)
            witness.watch(opened)
        if is_first:
            opened.goto("/" + path.lstrip("/"))
            return settled(opened)
        return visited(opened, path)

    yield go
    witness.testify()
    for opened in watched:
        witness.leave(opened)
