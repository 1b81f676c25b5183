"""The light page in a real browser, alone and in a page of another origin."""

import threading
from functools import partial
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from playwright.sync_api import expect

TOO_WIDE = "() => document.documentElement.scrollWidth - innerWidth"

HOST = """<!doctype html><title>A course page</title>
<iframe id="light" src="{app}/embed?net=conv3,%20conv3%20d2" width="640" height="480"></iframe>
<iframe id="whole" src="{app}/stack?net=3*(conv3%20d2)&embed=true" width="640"
  height="480"></iframe>
<script>
window.heights = [];
addEventListener("message", (event) => {{
  if (event.data?.type !== "dilviz:height") return;
  window.heights.push(event.data.height);
  for (const frame of document.querySelectorAll("iframe"))
    if (frame.contentWindow === event.source) frame.style.height = event.data.height + "px";
}});
</script>"""


class _Host(BaseHTTPRequestHandler):
    def __init__(self, html, *args):
        self.html = html
        super().__init__(*args)

    def do_GET(self):
        self.send_response(200 if self.path == "/" else 204)
        self.end_headers()
        if self.path == "/":
            self.wfile.write(self.html.encode())

    def log_message(self, *args):
        pass


@pytest.fixture
def host(server):
    """A course page on another origin with both embeds."""
    html = HOST.format(app=server.address)
    running = HTTPServer(("127.0.0.1", 0), partial(_Host, html))
    threading.Thread(target=running.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{running.server_port}/"
    running.shutdown()
    running.server_close()


@pytest.fixture
def light(browser, server, witness):
    """Open the light page."""
    contexts = []

    def open_light(query="", width=640, height=480, color_scheme="light"):
        context = browser.new_context(
            viewport={"width": width, "height": height}, color_scheme=color_scheme
        )
        contexts.append(context)
        opened = context.new_page()
        witness.watch(opened)
        opened.goto(f"{server.address}/embed?{query}")
        return opened

    yield open_light
    witness.testify()
    for context in contexts:
        context.close()


def number(place, name):
    return place.locator(".numbers > div").filter(has_text=name).first.locator(".value")


@pytest.mark.parametrize("width", [640, 390])
@pytest.mark.parametrize("net", ["conv3,%20conv3%20d2", "[conv1|conv3%20d6]", "10000*(conv3)"])
def test_nothing_scrolls_sideways(light, width, net):
    opened = light(f"net={net}", width=width)
    expect(number(opened, "Receptive field")).to_be_visible()
    assert opened.evaluate(TOO_WIDE) <= 0


def test_a_typed_network_is_answered_and_kept_in_the_address(light):
    opened = light("net=conv3")
    opened.get_by_label("Network").fill("conv3, conv3 d4")
    expect(number(opened, "Receptive field")).to_have_text("11 × 11")
    opened.get_by_label("Input size").fill("32")
    expect(opened.get_by_role("link", name="Open in dilviz")).to_have_attribute(
        "href", "stack?net=conv3%2C+conv3+d4&input=32"
    )
    opened.reload()
    expect(number(opened, "Receptive field")).to_have_text("11 × 11")


def test_a_typing_error_is_explained_and_the_last_picture_stays(light, witness):
    opened = light("net=conv3")
    opened.get_by_label("Network").fill("conv3, cnv3")
    expect(opened.get_by_role("alert")).to_contain_text("character 8: read 'cnv3'")
    expect(number(opened, "Receptive field")).to_have_text("3 × 3")
    opened.get_by_label("Network").fill("conv3, conv3")
    expect(number(opened, "Receptive field")).to_have_text("5 × 5")
    expect(opened.locator("#error")).to_be_empty()
    witness.troubles[:] = [one for one in witness.troubles if "400" not in one]


def test_the_cone_answers_the_pointer_and_the_keys(light):
    opened = light("net=conv3,%20conv3%20d2", height=1200)
    sentence = opened.locator(".cone-sentence")
    expect(sentence).to_contain_text("reads 7 of the 7 samples")
    canvas = opened.locator(".cone canvas")
    canvas.focus()
    canvas.press("ArrowDown")
    expect(sentence).to_contain_text("reads 3 of the 3 samples")


@pytest.mark.parametrize(
    ("query", "scheme", "theme"),
    [("theme=dark", "light", "dark"), ("theme=light", "dark", "light"), ("", "dark", "dark")],
)
def test_the_theme_follows_the_system_and_the_link(light, query, scheme, theme):
    opened = light(query, color_scheme=scheme)
    assert opened.locator("main").get_attribute("data-theme") == theme


def test_a_host_page_of_another_origin_holds_both(browser, host, witness):
    context = browser.new_context(viewport={"width": 760, "height": 900})
    opened = context.new_page()
    witness.watch(opened)
    opened.goto(host)
    page, whole = opened.frame_locator("#light"), opened.frame_locator("#whole")
    expect(number(page, "Receptive field")).to_have_text("7 × 7")
    expect(number(whole, "Receptive field")).to_have_text("13 × 13", timeout=60_000)

    page.get_by_label("Network").fill("conv3, conv3 d2, conv3 d4")
    expect(number(page, "Receptive field")).to_have_text("15 × 15")
    whole.get_by_label("Network", exact=True).fill("conv3, conv3")
    whole.get_by_label("Network", exact=True).press("Enter")
    expect(number(whole, "Receptive field")).to_have_text("5 × 5", timeout=60_000)

    page.locator(".cone canvas").hover(position={"x": 200, "y": 20})
    expect(page.locator(".cone-sentence")).to_contain_text("reads")
    opened.wait_for_function("() => new Set(window.heights).size >= 2")
    assert opened.locator("#light").bounding_box()["height"] > 500
    witness.testify()
    context.close()
