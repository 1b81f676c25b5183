"""Figures that are drawn before the page has run, and what the page then brings."""

import json

import pytest
from playwright.sync_api import expect

from dilviz.ui.components.bundle import FOLDER, bundle
from tools.settling import settled

HOLD = """() => {
  const send = WebSocket.prototype.send, kept = [];
  WebSocket.prototype.send = function (...given) { kept.push([this, given]); };
  window.letGo = () => {
    WebSocket.prototype.send = send;
    for (const [socket, given] of kept) send.apply(socket, given);
  };
}"""
TABLE = ".st-key-table"


def test_a_figure_follows_its_control_while_the_page_has_not_run(page):
    opened = page("cost?field=15&channels=2&image=32")
    weights = opened.locator(f"{TABLE} tbody tr").first.locator("td").nth(3)
    expect(weights).to_have_text("900")  # 15 x 15 x 2 x 2
    opened.evaluate(HOLD)
    opened.locator(".st-key-channels input[type=range]").press("ArrowRight")
    expect(weights).to_have_text("2025")  # and no message has left for the session
    cell = weights.element_handle()
    opened.evaluate("letGo()")
    settled(opened)
    expect(opened.locator(".st-key-curves")).to_be_visible()
    assert weights.inner_text() == "2025" and cell.evaluate("(it) => it.isConnected")


def test_without_an_answer_the_page_run_brings_the_figure(page):
    opened = page("cost?field=15&channels=2&image=32")
    opened.route("**/figures/**", lambda route: route.fulfill(status=204))
    opened.locator(".st-key-channels input[type=range]").press("ArrowRight")
    expect(opened.locator(f"{TABLE} tbody tr").first.locator("td").nth(3)).to_have_text("2025")


COUNT = """() => {
  const send = WebSocket.prototype.send;
  window.sent = 0;
  WebSocket.prototype.send = function (...given) { window.sent++; send.apply(this, given); };
}"""


@pytest.mark.parametrize(
    ("address", "control", "figure"),
    [
        ("cost", ".st-key-rate", ".st-key-derivation"),
        ("context-module", ".st-key-m", ".st-key-module-border"),
    ],
)
def test_a_change_that_only_figures_follow_starts_no_run_and_stays_after_a_reload(
    visit, address, control, figure
):
    opened = visit(address)
    opened.locator(control).scroll_into_view_if_needed()
    settled(opened)  # charts that have come near are made
    opened.evaluate(COUNT)
    drawn = opened.locator(f"{figure} .dilviz")
    before = drawn.inner_text()
    slider = opened.locator(f"{control} input[type=range]")
    slider.press("ArrowRight")
    expect(drawn).not_to_have_text(before, use_inner_text=True)
    after, value = drawn.inner_text(), slider.input_value()
    opened.wait_for_timeout(600)
    assert opened.evaluate("sent") == 0
    opened.reload()
    settled(opened)
    expect(slider).to_have_value(value)
    expect(drawn).to_have_text(after, use_inner_text=True)


ORDER = """(shown) => {
  window.order = [];
  for (const one of shown) {
    const host = [...document.querySelectorAll(`${one} *`)].find((it) => it.shadowRoot);
    const watcher = new MutationObserver(() => {
      watcher.disconnect();
      requestAnimationFrame(() => window.order.push(one));
    });
    watcher.observe(host.shadowRoot, {childList: true, subtree: true, characterData: true});
  }
}"""


def test_visible_figures_are_drawn_first(visit):
    opened = visit("stack?net=conv3")
    figures = [".st-key-overview", ".st-key-cone", ".st-key-paths"]
    orders = []
    for chosen in (".st-key-net", ".st-key-paths"):
        opened.locator(chosen).scroll_into_view_if_needed()
        opened.wait_for_timeout(200)  # the browser says by itself what is in sight
        opened.evaluate(ORDER, figures)
        opened.evaluate("(net) => history.replaceState(history.state, '', `?net=${net}`)", "conv5")
        opened.wait_for_function("() => order.length === 3")
        orders.append(opened.evaluate("order"))
        opened.evaluate("() => history.replaceState(history.state, '', '?net=conv3')")
        settled(opened)
    assert orders[0][0] == ".st-key-overview"
    assert orders[1].index(".st-key-paths") < orders[1].index(".st-key-overview")


VIEW = "window.begin = () => { window.painted = []; window.view = makeView((data) => painted.push(data)); };"  # noqa: E501
ONE, TWO, THREE = ({"stamp": stamp, "session": ""} for stamp in "123")
MEASURED = {"stamp": "2", "session": "times"}


def run(told, data=None):
    """A run of the page mounts the figure."""
    return f"mounted({json.dumps(told)}, {json.dumps(data)})"


def link(*answers):
    """The link changes, and is answered."""
    asked = ["linkChanged()"]
    return asked + [
        f"answered({json.dumps({'stamp': it['stamp'], 'data': it['stamp']})})" for it in answers
    ]


STORIES = {
    "first view": ([run(ONE, "1")], ["1"]),
    "a link is answered, then its run comes": ([run(ONE, "1"), *link(TWO), run(TWO)], ["1", "2"]),
    "a run comes, then its link is answered": ([run(ONE, "1"), run(TWO), *link(TWO)], ["1", "2"]),
    "an answer that is shown already": ([run(ONE, "1"), *link(ONE)], ["1"]),
    "asked twice": ([run(ONE, "1"), *link(TWO, TWO), run(TWO)], ["1", "2"]),
    "a run of an earlier link": (
        [run(ONE, "1"), *link(TWO), *link(THREE), run(TWO), run(THREE)],
        ["1", "2", "3"],
    ),
    "a run of an earlier link with its data": (
        [run(ONE, "1"), *link(TWO), *link(THREE), run(TWO, "2"), run(THREE)],
        ["1", "2", "3"],
    ),
    "back to where it was": (
        [run(ONE, "1"), *link(TWO), *link(ONE), run(TWO), run(ONE, "1")],
        ["1", "2", "1"],
    ),
    "no answer, and the run brings it": ([run(ONE, "1"), *link(), run(TWO, "2")], ["1", "2"]),
    "the session knows more": (
        [run(ONE, "1"), *link(TWO), run(MEASURED, "2 and times")],
        ["1", "2", "2 and times"],
    ),
    "the session knows more before the answer": (
        [run(ONE, "1"), *link(), run(MEASURED, "2 and times"), *link(TWO)[1:]],
        ["1", "2 and times"],
    ),
    "the session knows more no longer": (
        [run(MEASURED, "2 and times"), *link(TWO), run(TWO)],
        ["2 and times", "2"],
    ),
    "the session has forgotten": (
        [run(MEASURED, "2 and times"), run(TWO), *link(TWO)[1:]],
        ["2 and times", "2"],
    ),
    "in another theme": ([run(ONE, "1"), *link(TWO), "repaint()", run(TWO)], ["1", "2", "2"]),
    "in another theme before there is anything": (["repaint()", run(ONE), *link(ONE)], ["1"]),
}


@pytest.fixture(scope="module")
def blank(browser):
    """An empty page that knows `makeView`; its clock moves only when told."""
    opened = browser.new_page()
    opened.goto("about:blank")
    opened.clock.install(time=0)
    opened.add_script_tag(content=f"{{ {bundle(FOLDER / 'ahead' / 'view.js')}\n{VIEW} }}")
    yield opened
    opened.close()


@pytest.mark.parametrize("story", STORIES)
def test_a_figure_ends_with_the_newest_data_in_any_order(blank, story):
    steps, painted = STORIES[story]
    blank.evaluate("begin()")
    for step in steps:
        blank.evaluate(f"view.{step}")
    assert blank.evaluate("painted") == painted


@pytest.mark.parametrize("before", [[], [run(ONE, "1")]], ids=["shows nothing", "shows another"])
def test_what_a_run_names_without_data_is_asked_for_once(blank, before):
    blank.evaluate("begin()")
    for step in [*before, run(TWO)]:
        blank.evaluate(f"view.{step}")
    assert not blank.evaluate("view.isShown() || view.isAnswered()")
    blank.evaluate(f"view.{link(TWO)[1]}")
    assert blank.evaluate("view.isShown() && view.isAnswered()")


# The link of the page stands in for the browser's own: nothing is loaded.
LINK = """window.linked = (steps) => {
  const location = { search: "?net=conv3", pathname: "/", href: "http://page.example/" };
  const told = (window.told = []);
  const go = (_, __, to) => (location.search = to), history = { pushState: go, replaceState: go };
  const heard = {}, addEventListener = (name, act) => (heard[name] = act);
  SOURCE
  onLink((query) => told.push(query.toString()));
  steps({
    write: (to) => history.pushState(null, "", to),
    announce: (detail) => heard["dilviz-link"]({ detail }),
    back: (to) => heard.popstate((location.search = to)),
  });
  return told;
};"""


def test_an_announced_value_wins_over_an_earlier_run(blank):
    source = bundle(FOLDER / "ahead" / "links.js")
    blank.add_script_tag(content=LINK.replace("SOURCE", source))
    told = blank.evaluate("""linked(({ write, announce, back }) => {
      announce({ net: "conv5", unit: 3 });
      announce({ net: "conv7", unit: null });
      write("?net=conv5&unit=3");
      write("?net=conv7");
      write("?net=conv5");
      announce({ net: null });
      back("?net=conv9");
    })""")
    assert told == [
        *("net=conv5&unit=3", "net=conv7", "net=conv7", "net=conv7"),
        *("net=conv5", "", "net=conv9"),
    ]


def test_an_announced_value_that_is_never_written_is_forgotten(blank):
    source = bundle(FOLDER / "ahead" / "links.js")
    blank.add_script_tag(content=LINK.replace("SOURCE", source))
    blank.evaluate("linked(({ announce }) => announce({ net: 'conv5' }))")
    blank.clock.run_for(2500)
    assert blank.evaluate("told") == ["net=conv5", "net=conv3"]


HOLDING = f"""window.held = (steps) => {{
  const sent = [], heard = [];
  const WebSocket = function () {{}};
  WebSocket.prototype.send = (words) => sent.push(words);
  {bundle(FOLDER / "ahead" / "holding.js")}
  const socket = new WebSocket();
  steps((words) => socket.send(words), hold, () => heard.push(sent.join("")));
  return new Promise((done) => setTimeout(() => done([...heard, sent.join("")]), 150));
}};"""


@pytest.mark.parametrize(
    ("steps", "heard"),
    [
        ("say('a'); look()", ["a", "a"]),
        ("const end = hold(); say('a'); say('b'); look(); end(); say('c')", ["", "abc"]),
        ("const [e, f] = [hold(), hold()]; say('a'); e(); e(); look(); f()", ["", "a"]),
        ("hold(); say('a'); look()", ["", "a"]),
    ],
    ids=["nothing to wait for", "in order", "until the last", "not for ever"],
)
def test_messages_to_the_session_wait_for_the_figures_100_ms_at_most(blank, steps, heard):
    blank.evaluate(f"() => {{ {HOLDING} }}")
    blank.evaluate(f"() => {{ window.found = held((say, hold, look) => {{ {steps} }}); }}")
    blank.clock.run_for(200)
    assert blank.evaluate("found") == heard
