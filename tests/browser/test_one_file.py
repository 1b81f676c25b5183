"""The file of its own in a real browser: from the disk, framed and sandboxed, without a server."""

import threading
from functools import partial
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from playwright.sync_api import expect

from dilviz import parse_network
from dilviz.export.sharing import LISTENER

NETWORK = "stem: conv3x5 s2, conv3 d2, conv3x1 d4"
TOO_WIDE = "() => document.documentElement.scrollWidth - innerWidth"
FRAME = (
    '<iframe src="rf.html" sandbox="allow-scripts" style="border:0;color-scheme:light"></iframe>'
)


@pytest.fixture
def folder(tmp_path):
    """A folder with the page, as an author has it."""
    parse_network(NETWORK).named("mine").to_html(tmp_path / "rf.html", input_size=(32, 48))
    return tmp_path


@pytest.fixture
def opened(browser, folder):
    """Open a file of the folder; a request to anywhere else, or an error, fails the test."""
    contexts, troubles = [], []

    def open_file(name="rf.html", width=760, **settings):
        context = browser.new_context(viewport={"width": width, "height": 900}, **settings)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("console", lambda line: line.type == "error" and troubles.append(line.text))
        page.on(
            "request",
            lambda request: (
                request.url.startswith(("file:", "data:")) or troubles.append(request.url)
            ),
        )
        page.goto((folder / name).as_uri())
        return page

    yield open_file
    for context in contexts:
        context.close()
    assert troubles == []


def test_it_opens_from_the_disk_and_shows_all_its_figures(opened):
    page = opened()
    expect(page.get_by_role("heading", name="Receptive field of mine")).to_be_visible()
    expect(page.locator(".numbers > div").first.locator(".value")).to_have_text("27 × 13")
    expect(page.locator(".squares svg rect")).not_to_have_count(0)
    expect(page.locator(".growth polyline")).to_have_count(3)
    expect(page.locator("tbody tr")).to_have_count(3)
    expect(page.locator(".cone canvas")).to_be_visible()


def test_the_cone_answers_the_keys_the_pointer_and_the_switch_of_axes(opened):
    page = opened()
    sentence = page.locator(".cone-sentence")
    expect(sentence).to_contain_text("reads 13 of the 13 samples")
    canvas = page.locator(".cone canvas")
    canvas.focus()
    canvas.press("ArrowDown")
    canvas.press("ArrowDown")
    expect(sentence).to_contain_text("reads 5 of the 5 samples")
    page.get_by_role("button", name="along the rows").click()
    expect(sentence).to_contain_text("reads 3 of the 3 samples")
    canvas.hover(position={"x": 200, "y": 20})
    expect(sentence).not_to_contain_text("reads 3 of the 3 samples")


def test_pointing_at_a_layer_lights_its_square(opened):
    page = opened()
    before = page.locator(".squares svg").inner_html()
    page.locator("tbody tr").first.hover()
    expect(page.locator(".squares svg rect[stroke-width='2']")).to_have_count(1)
    assert page.locator(".squares svg").inner_html() != before


@pytest.mark.parametrize("width", [1280, 390])
def test_nothing_scrolls_sideways(opened, width):
    assert opened(width=width).evaluate(TOO_WIDE) <= 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_alone_it_has_the_theme_of_the_system(opened, scheme):
    page = opened(color_scheme=scheme)
    expect(page.locator("main")).to_have_attribute("data-theme", scheme)


def test_a_theme_that_was_asked_for_stays(opened, folder):
    parse_network(NETWORK).to_html(folder / "dark.html", theme="dark")
    expect(opened("dark.html", color_scheme="light").locator("main")).to_have_attribute(
        "data-theme", "dark"
    )


@pytest.mark.parametrize(
    ("style", "theme"),
    [
        ("", "light"),
        (":root { color-scheme: dark }", "dark"),
        (":root { color-scheme: light }", "light"),
    ],
    ids=["none stated", "dark", "light"],
)
def test_framed_it_has_the_colour_scheme_of_the_page_around(opened, folder, style, theme):
    html = f"<!doctype html><style>{style}</style>{FRAME}{LISTENER}"
    (folder / "host.html").write_text(html)
    page = opened("host.html", color_scheme="null")
    framed = page.frame_locator("iframe").locator("main")
    expect(framed).to_have_attribute("data-theme", theme)


def test_sandboxed_it_tells_its_height(opened, folder):
    (folder / "host.html").write_text(f"<!doctype html>{FRAME}{LISTENER}")
    page = opened("host.html")
    expect(page.frame_locator("iframe").locator("tbody tr")).to_have_count(3)
    page.wait_for_function("() => document.querySelector('iframe').clientHeight > 600")
    inner = page.frame_locator("iframe").locator("main").evaluate("(main) => main.offsetHeight")
    around = page.locator("iframe").evaluate("(frame) => frame.clientHeight")
    assert 0 <= around - inner <= 1  # whole pixels


class _Static(BaseHTTPRequestHandler):
    """A host of static files, as GitHub Pages is one: it knows no route but the file."""

    def __init__(self, folder, asked, *args):
        self.folder, self.asked = folder, asked
        super().__init__(*args)

    def do_GET(self):
        self.asked.append(self.path)
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write((self.folder / "rf.html").read_bytes())

    def log_message(self, *args):
        pass


def test_a_host_of_static_files_is_asked_for_the_file_alone(browser, folder):
    asked = []
    host = HTTPServer(("127.0.0.1", 0), partial(_Static, folder, asked))
    threading.Thread(target=host.serve_forever, daemon=True).start()
    context = browser.new_context()
    try:
        page = context.new_page()
        page.goto(f"http://127.0.0.1:{host.server_port}/course/rf.html")
        expect(page.locator("tbody tr")).to_have_count(3)
        page.locator(".cone canvas").press("ArrowDown")
        assert asked == ["/course/rf.html"]
    finally:
        context.close()
        host.shutdown()
        host.server_close()
