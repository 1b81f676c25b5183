"""Back, while something is on its way: the address says what is shown."""

from contextlib import contextmanager
from urllib.parse import unquote_plus, urlsplit

import pytest
from playwright.sync_api import expect

from dilviz._compat import UNHEARD
from tests.browser.monkey import FILES
from tools.settling import settled

BEFORE, AFTER = "conv9", "conv3, conv3 d2, conv3 d5"
ON_THE_WAY = 500  # milliseconds: enough for whatever is sent to be answered


class Line:
    """What goes between a page and its server; answers can be made late."""

    def __init__(self, opened):
        self.opened, self.late, self.held = opened, None, None
        opened.route_web_socket("**/_stcore/stream", self._connect)

    def _connect(self, browser):
        server = browser.connect_to_server()
        browser.on_message(lambda message: self._sent(server, message))
        server.on_message(lambda answer: self._answered(browser, answer))

    def _sent(self, server, message):
        if self.held is None:
            server.send(message)
        else:
            self.held.append((server, message))

    def _answered(self, browser, answer):
        if self.late is None:
            browser.send(answer)
        else:
            self.late.append((browser, answer))

    @contextmanager
    def late_answers(self):
        """Let the page have none before the end."""
        self.late = []
        yield
        self.opened.wait_for_timeout(ON_THE_WAY)
        self.bring()
        self.late = None

    @contextmanager
    def messages_together(self):
        """Let the server hear of what is pressed at the end, all at once."""
        self.hold()
        yield
        self.opened.wait_for_timeout(ON_THE_WAY)
        for server, message in self.held:
            server.send(message)
        self.held = None

    def hold(self):
        """Let the server hear of nothing for now."""
        self.held = []

    def bring(self):
        """Let the page have those that were made late."""
        for browser, answer in self.late:
            browser.send(answer)
        self.late = []


@pytest.fixture
def line(window, witness):
    opened = window()
    witness.watch(opened)
    line = Line(opened)
    opened.goto(f"/stack?net={BEFORE}&input=64")
    settled(opened).get_by_role("button", name="HDC 1 2 5").click()
    expect(opened.locator(".st-key-net input")).to_have_value(AFTER)
    settled(opened)
    yield line
    witness.testify()
    opened.context.close()


def shows(opened, link, net, field):
    settled(opened)
    assert unquote_plus(opened.url).endswith(f"/stack?{link}")
    expect(opened.locator(".st-key-net input")).to_have_value(net)
    expect(opened.locator(".st-key-overview")).to_contain_text(field)


def shows_what_was_before(opened):
    shows(opened, f"net={BEFORE}&input=64", BEFORE, "9 × 9")


def press(opened):
    opened.get_by_role("button", name="WaveNet").click()


def test_a_press_between_back_and_its_answer_changes_nothing(line):
    with line.late_answers():
        line.opened.go_back()
        press(line.opened)
    shows_what_was_before(line.opened)


def test_a_chip_whose_press_changes_nothing_is_not_pressed(line):
    opened = line.opened
    opened.locator(".st-key-net input").fill("conv3 d9")  # no chip is pressed, as before it
    opened.locator(".st-key-net input").press("Enter")
    chip = opened.get_by_role("button", name="WaveNet")
    expect(opened.get_by_role("button", name="HDC 1 2 5")).to_have_attribute(
        "aria-pressed", "false"
    )
    settled(opened)
    with line.late_answers():
        press(opened)
        opened.go_back()
    shows_what_was_before(opened)
    expect(chip).to_have_attribute("aria-pressed", "false")


def test_what_was_pressed_before_back_is_not_shown_after_it(line):
    with line.late_answers():
        press(line.opened)
        line.opened.wait_for_timeout(ON_THE_WAY)
        line.opened.go_back()
    shows_what_was_before(line.opened)


def test_an_older_answer_that_comes_after_back_does_not_lead_on(line):
    opened = line.opened
    with line.late_answers():
        press(opened)
        opened.wait_for_timeout(ON_THE_WAY)
        older, line.late = line.late, []
        opened.go_back()
        newer, line.late = line.late, older
        line.bring()
        expect(opened.locator(".st-key-net input")).not_to_have_value(AFTER)
        opened.get_by_role("button", name="half-pixel centre").dispatch_event("click")
        opened.wait_for_timeout(ON_THE_WAY)
        line.late = newer + line.late
    shows_what_was_before(opened)


def test_what_is_typed_between_back_and_its_answer_is_shown_or_forgotten(line):
    opened = line.opened
    with line.late_answers():
        opened.go_back()
        opened.locator(".st-key-net input").fill("conv7")
        opened.locator(".st-key-net input").press("Enter")
    if "conv7" in settled(opened).url:
        shows(opened, "input=64&net=conv7", "conv7", "7 × 7")
    else:
        shows_what_was_before(opened)


def test_a_file_that_arrives_after_back_changes_nothing(line):
    opened = line.opened
    opened.get_by_text("Load JSON, ONNX or a Fomoro link").click()
    settled(opened)
    with line.late_answers():
        with opened.expect_request("**/upload_file/**"):
            opened.locator("[data-testid=stFileUploader] input[type=file]").set_input_files(
                FILES[1]
            )
            opened.wait_for_timeout(ON_THE_WAY)
            line.bring()  # where to upload it
        opened.go_back()
    shows_what_was_before(opened)
    assert opened.get_by_text("Loaded b.json").count() == 0


def test_a_file_that_arrives_together_with_back_changes_nothing(line):
    opened = line.opened
    opened.get_by_text("Load JSON, ONNX or a Fomoro link").click()
    settled(opened)
    with line.messages_together():
        line.held = None  # where to upload the file is asked for
        opened.route("**/upload_file/**", lambda route: (line.hold(), route.continue_()))
        with opened.expect_response("**/upload_file/**"):
            opened.locator("[data-testid=stFileUploader] input[type=file]").set_input_files(
                FILES[1]
            )
        opened.wait_for_timeout(ON_THE_WAY)
        opened.go_back()
    shows_what_was_before(opened)
    assert opened.get_by_text("Loaded b.json").count() == 0


def test_a_press_on_a_page_that_was_left_is_answered_by_the_next_one(line):
    opened = line.opened
    with line.late_answers():
        opened.get_by_role("banner").get_by_role("link", name="Cost", exact=True).click()
        press(opened)
    settled(opened)
    assert opened.url.endswith("/cost")
    expect(opened.get_by_role("heading", level=1)).to_contain_text("cost")
    opened.go_back()
    shows(opened, f"net={AFTER}", AFTER, "17 × 17")


def test_a_page_that_was_left_before_it_answered_leaves_no_trace(line):
    opened = line.opened
    with line.late_answers():
        opened.get_by_role("banner").get_by_role("link", name="Cost", exact=True).click()
        opened.wait_for_timeout(ON_THE_WAY)
        opened.go_back()
    shows(opened, f"net={AFTER}", AFTER, "17 × 17")
    opened.go_back()
    shows_what_was_before(opened)


def rows(opened):
    opened.get_by_role("button", name="along the rows").click()


def log(opened):
    opened.locator(".st-key-scale button", has_text="log").click()


def half(opened):
    opened.get_by_role("button", name="half-pixel centre").click()


def size(opened):
    opened.locator(".st-key-input input").fill("48,32")
    opened.locator(".st-key-input input").press("Enter")


UNEQUAL = "conv3, conv3 d2x3, conv3 d4"  # along rows and columns
PRESSES = {rows: "axis=rows", log: "scale=log", half: "where=half", size: "input=48,32"}


def show_unequal(opened):
    opened.locator(".st-key-net input").fill(UNEQUAL)
    opened.locator(".st-key-net input").press("Enter")
    expect(opened.get_by_role("button", name="along the rows")).to_be_visible()
    settled(opened)


def says(opened, presses):
    settled(opened)
    link = set(unquote_plus(urlsplit(opened.url).query).split("&"))
    assert link >= {PRESSES[do] for do in presses} | {f"net={UNEQUAL}"}


@pytest.mark.parametrize(
    "presses",
    [(rows, log), (log, rows), (rows, log, size), (size, half, rows), (half, size, rows, log)],
)
def test_presses_within_one_answer_are_all_in_the_link(line, presses):
    show_unequal(line.opened)
    with line.late_answers():
        for do in presses:
            do(line.opened)
            line.opened.wait_for_timeout(0 if do is presses[-2] else ON_THE_WAY)
    says(line.opened, presses)
    line.opened.reload()
    expect(settled(line.opened).get_by_role("button", name="along the rows")).to_have_attribute(
        "aria-pressed", str(rows in presses).lower()
    )


@pytest.mark.parametrize("presses", [(rows, size, log), (half, log, size), (rows, size, half)])
def test_a_value_that_an_answer_overwrites_before_the_server_hears_of_it_is_in_the_link(
    line, presses
):
    opened = line.opened
    show_unequal(opened)
    first, second, third = presses
    with line.late_answers():
        first(opened)
        opened.wait_for_timeout(ON_THE_WAY)
        with line.messages_together():
            second(opened)
            opened.wait_for_timeout(ON_THE_WAY)
            line.bring()
            opened.wait_for_timeout(ON_THE_WAY)
            third(opened)
    says(opened, presses)
    held = opened.locator(".st-key-input input").input_value()
    expect(settled(opened).locator(".st-key-input input")).to_have_value(held)
    opened.reload()
    says(opened, presses)
    expect(opened.locator(".st-key-input input")).to_have_value(held)


def test_a_preset_and_a_field_within_one_answer_both_count(line):
    opened = line.opened
    with line.late_answers():
        opened.get_by_role("button", name="d = 3", exact=True).click()
        size(opened)
    settled(opened)
    net = opened.locator(".st-key-net input").input_value()
    link = f"input=48,32&net={net}"
    assert net not in (BEFORE, AFTER)
    shows(opened, link, net, "7 × 7")
    opened.reload()
    shows(opened, link, net, "7 × 7")


def test_what_stood_there_before_a_preset_can_be_typed_again(line):
    opened = line.opened
    press(opened)
    expect(opened.locator(".st-key-net input")).not_to_have_value(AFTER)
    settled(opened)
    opened.wait_for_timeout(1000 * UNHEARD)
    opened.locator(".st-key-net input").fill(AFTER)
    opened.locator(".st-key-net input").press("Enter")
    expect(opened.locator(".st-key-overview")).to_contain_text("17 × 17")
    shows(opened, f"net={AFTER}", AFTER, "17 × 17")


def test_what_stood_there_before_back_can_be_typed_again(line):
    opened = line.opened
    opened.go_back()
    expect(opened.locator(".st-key-net input")).to_have_value(BEFORE)
    settled(opened).wait_for_timeout(1000 * UNHEARD)
    opened.locator(".st-key-net input").fill(AFTER)
    opened.locator(".st-key-net input").press("Enter")
    expect(opened.locator(".st-key-overview")).to_contain_text("17 × 17")
    shows(opened, f"input=64&net={AFTER}", AFTER, "17 × 17")


HOLD_ANSWERS = """(() => {
  const { addEventListener } = EventTarget.prototype;
  WebSocket.prototype.addEventListener = function (type, hear, ...more) {
    const later = (event) => (window.held ? held.push(() => hear(event)) : hear(event));
    addEventListener.call(this, type, type === "message" ? later : hear, ...more);
  };
})()"""
HEAR = """(count) => {
  const heard = held.splice(0, count);
  if (!held.length) window.held = null;
  heard.forEach((hear) => hear());
}"""


@pytest.fixture
def come_back(window, witness):
    """A page that was left and come back to, and how many waiting answers the one between gave."""
    opened = window()
    witness.watch(opened)
    opened.add_init_script(HOLD_ANSWERS)
    opened.goto(f"/stack?net={AFTER}")
    settled(opened).evaluate("window.held = []")
    opened.get_by_role("banner").get_by_role("link", name="Cost", exact=True).click()
    opened.wait_for_timeout(ON_THE_WAY)
    between = opened.evaluate("held.length")
    opened.go_back()
    opened.wait_for_timeout(ON_THE_WAY)
    yield opened, between
    witness.testify()
    opened.context.close()


def test_what_is_pressed_on_a_page_that_was_left_and_come_back_to_changes_nothing(come_back):
    opened, between = come_back
    log(opened)
    opened.wait_for_timeout(ON_THE_WAY)
    opened.evaluate(HEAR, between)
    expect(opened.get_by_role("heading", level=1)).to_contain_text("cost")
    opened.evaluate(HEAR, 1000)  # all of the rest before the browser draws any of it
    shows(opened, f"net={AFTER}", AFTER, "17 × 17")
