"""A network too long for a link: its figures follow every control, whatever came in between."""

import pytest
from playwright.sync_api import expect

from tests.long_network import long_text
from tools.settling import settled

FILE = {"name": "long.json", "mimeType": "application/json", "buffer": long_text().encode()}
SOCKETS = """() => {
  window.sockets = [], window.received = [];
  window.WebSocket = class extends WebSocket {
    constructor(...given) {
      super(...given);
      sockets.push(this);
      this.addEventListener("message", ({ data }) => received.push(data.byteLength ?? data.size));
    }
  };
}"""
LAYERS = 100_000  # bytes: all layers of one figure have more


@pytest.fixture
def opened(browser, restarting):
    """The Stack page with such a network, which its link names."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.add_init_script(f"({SOCKETS})()")
    page = context.new_page()
    page.goto(f"{restarting.address}/stack?net=conv9")
    settled(page).get_by_text("Load JSON, ONNX or a Fomoro link").click()
    page.locator("[data-testid=stFileUploader] input[type=file]").set_input_files(FILE)
    page.wait_for_url("**/stack?net=%40*")
    page.keyboard.press("Escape")
    yield settled(page)
    context.close()


def shows_the_network(page):
    """Check the numbers, the rows and the cone."""
    expect(page.locator(".st-key-overview")).to_contain_text("1401 × 1401")
    expect(page.locator(".st-key-cone canvas").first).to_be_attached()


def choose_unit(page, row, col):
    """Choose another unit; check that its field is shown."""
    page.locator(".st-key-unit input").fill(f"{row},{col}")
    page.locator(".st-key-unit input").press("Enter")
    words = f"The unit at row {row}, column {col} of layer"
    expect(page.locator(".st-key-placed")).to_contain_text(words)


def back_and_forward(page, _server):
    """Go to another page and return."""
    page.get_by_role("banner").get_by_role("link", name="Cost", exact=True).click()
    settled(page).go_back()
    settled(page).go_forward()
    settled(page).go_back()
    return page


def reload(page, _server):
    """Load the page anew: the session is another."""
    page.reload()
    return page


def error_in_the_line(page, _server):
    """Type what is no network, and then the name again."""
    line = page.locator(".st-key-net input")
    name = line.input_value()
    line.fill("conv3, cnv3")
    line.press("Enter")
    expect(page.get_by_test_id("stAlert").first).to_be_visible()
    line.fill(name)
    line.press("Enter")
    expect(page.get_by_test_id("stAlert")).to_have_count(0)
    return page


def another_network(page, _server):
    """Show a short network, and then the long one again."""
    line = page.locator(".st-key-net input")
    name = line.input_value()
    for text, words in (("conv5", "5 × 5"), (name, "1401 × 1401")):
        line.fill(text)
        line.press("Enter")
        expect(page.locator(".st-key-overview")).to_contain_text(words)
    return page


def another_tab(page, _server):
    """Open the link in a second tab, and close the first."""
    tab = page.context.new_page()
    tab.goto(page.url)
    settled(tab)
    page.close()
    return tab


def lost_connection(page, _server):
    """Lose the connection; the session goes on."""
    page.evaluate("sockets.at(-1).close()")
    page.wait_for_function("() => sockets.length > 1 && sockets.at(-1).readyState === 1")
    return page


def server_that_began_anew(page, server):
    """Lose the server and with it the session, and get another at the same address."""
    server.stop()
    expect(page.locator(".around-notice")).to_be_visible()
    server.start()
    expect(page.locator(".around-notice")).to_be_hidden()
    return page


WAYS = (
    *(back_and_forward, reload, error_in_the_line, another_network, another_tab),
    *(lost_connection, server_that_began_anew),
)


def test_figures_are_there_and_follow_whatever_came_in_between(opened, restarting):
    page = opened
    for way in WAYS:
        choose_unit(page, 1, 2)
        page = settled(way(page, restarting))
        shows_the_network(page)
        choose_unit(page, 3, 4)
        choose_unit(settled(page), 5, 6)
        shows_the_network(settled(page))


def test_another_unit_is_answered_without_sending_the_layers_again(opened):
    choose_unit(opened, 1, 2)
    settled(opened).evaluate("received.length = 0")
    choose_unit(opened, 3, 4)
    settled(opened)
    assert max(opened.evaluate("received")) < LAYERS
    shows_the_network(opened)


@pytest.mark.parametrize(
    "answer", [{"status": 204}, {"json": {"placed": {"refused": "no"}}}], ids=["none", "refused"]
)
def test_where_the_route_does_not_know_the_network_the_page_brings_all(opened, answer):
    opened.route("**/figures/**", lambda route: route.fulfill(**answer))
    choose_unit(opened, 3, 4)
    shows_the_network(settled(opened))
    opened.unroute("**/figures/**")
    choose_unit(opened, 5, 6)


def test_an_embedded_view_shows_it_too(opened):
    opened.goto(f"{opened.url}&embed=true")
    shows_the_network(settled(opened))
    half = opened.get_by_role("button", name="half-pixel centre", exact=True)
    half.click()
    expect(half).to_have_attribute("aria-pressed", "true")
    shows_the_network(settled(opened))
