"""A slow line, and ten seconds without any: does an open page stay usable, and catch up?

Run ``python -m benchmarks.slow_line`` for a Markdown table, ``--json FILE`` for the numbers.
Chromium opens a page with nothing kept from earlier over 400 kbit/s with 400 ms of delay, the
websocket included; a control is moved, which the browser must answer by itself; the line goes
away while the next setting is made, and comes back. In the end the page has to show exactly
what a fresh page shows at its address over a good line: nothing stale, nothing missing.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from urllib.parse import urlencode

from playwright.sync_api import Browser, CDPSession, Page

from benchmarks.serving import Server, keep, markdown, options, running
from benchmarks.windows import VIEWS, Window, chromium
from tools.settling import settled

KBIT = 1000 / 8  # bytes
LINES = {
    "400 kbit/s, 400 ms": (400 * KBIT, 400),
    "1.6 Mbit/s, 150 ms": (1600 * KBIT, 150),
    "none held back": (-1, 0),
}
AWAY = 10.0  # seconds without a line
PATIENCE = 180_000  # milliseconds
MESSAGE = 1500  # milliseconds until the answer to a message has surely begun


@dataclass(frozen=True)
class Use:
    """What a learner does on a page: a key that the browser answers, then one for the server."""

    page: str
    link: dict[str, str]
    field: str  # gets the keys
    figure: str  # the element whose drawing answers
    quick: str
    next: str


RATE = "input[aria-label='Dilation rate']"
USES = (
    Use("", {"n": "11x14", "d": "3"}, RATE, ".st-key-explore", "ArrowRight", "ArrowRight"),
    Use("images", VIEWS["images"], ".rate input", ".st-key-inspector", "ArrowRight", "ArrowRight"),
    Use("lesson", {"step": "rate"}, "body", ".st-key-lesson-panel", "r", "ArrowRight"),
)

# Before all listeners of the page: between two of them there is time for a change to be noticed.
PRESSED = "addEventListener('keydown', (event) => (window.pressed = event.timeStamp), true)"

# Milliseconds from the key to the frame after the first change inside of the figure.
ANSWERED = """async (figure) => {
  const root = document.querySelector(figure);
  const shadows = [...root.querySelectorAll("*")].flatMap((it) => it.shadowRoot ?? []);
  const all = { subtree: true, childList: true, attributes: true, characterData: true };
  window.answered = new Promise((done, fail) => {
    window.pressed = null;
    setTimeout(() => fail(new Error(`no answer in ${figure}`)), 60000);
    const watcher = new MutationObserver(() => {
      if (window.pressed === null) return;
      watcher.disconnect();
      requestAnimationFrame(() => setTimeout(() => done(performance.now() - window.pressed)));
    });
    for (const part of [root, ...shadows]) watcher.observe(part, all);
  });
}"""


def held_back(wire: CDPSession, line: str, offline: bool = False) -> None:
    """Let the browser have this line, or none."""
    speed, delay = LINES[line]
    conditions = {"downloadThroughput": speed, "uploadThroughput": speed, "latency": delay}
    wire.send("Network.emulateNetworkConditions", {"offline": offline, **conditions})


def answered(page: Page, use: Use, key: str) -> float:
    """Press a key; return the milliseconds after which the browser had drawn its answer."""
    page.evaluate(ANSWERED, use.figure)
    page.locator(use.field).first.press(key)
    return page.evaluate("() => window.answered")


def caught_up(page: Page) -> float:
    """Wait until the page rests; return the seconds."""
    began = time.perf_counter()
    page.wait_for_timeout(MESSAGE)
    settled(page)
    return time.perf_counter() - began


def used(browser: Browser, server: Server, use: Use, line: str) -> dict[str, object]:
    """Open a page, use it, lose the line, get it back, and compare with a fresh page."""
    page = browser.new_context(viewport={"width": 390, "height": 844}).new_page()
    page.set_default_timeout(PATIENCE)
    page.add_init_script(PRESSED)
    wire = page.context.new_cdp_session(page)
    wire.send("Network.enable")
    held_back(wire, line)
    began = time.perf_counter()
    page.goto(f"{server.address}/{use.page}?{urlencode(use.link)}")
    page.get_by_role("heading", level=1).wait_for()
    headed = time.perf_counter() - began
    page.locator(use.figure).first.wait_for()
    drawn = time.perf_counter() - began
    settled(page)
    opened = time.perf_counter() - began
    alone = answered(page, use, use.quick)
    page.locator(use.field).first.press(use.next)
    changed = caught_up(page)
    held_back(wire, line, offline=True)
    without = answered(page, use, use.quick)
    page.locator(use.field).first.press(use.next)
    page.wait_for_timeout(1000 * AWAY)
    held_back(wire, line)
    back = caught_up(page)
    row = {
        "line": line,
        "page": use.page or "explore",
        "heading, s": round(headed, 1),
        "figure, s": round(drawn, 1),
        "whole, s": round(opened, 1),
        "answer of the browser, ms": round(alone),
        "the server's, s": round(changed, 1),
        "without a line, ms": round(without),
        "caught up, s after its return": round(back, 1),
        "as a fresh page": "yes" if same_as_fresh(browser, page) else "NO",
    }
    page.context.close()
    return row


def same_as_fresh(browser: Browser, page: Page) -> bool:
    """Say whether a page shows what a fresh one shows at its address."""
    fresh = browser.new_context(viewport=page.viewport_size).new_page()
    fresh.set_default_timeout(PATIENCE)
    fresh.goto(page.url)
    settled(fresh)
    looks = [Window("", view).look() for view in (page, fresh)]
    fresh.context.close()
    return looks[0] == looks[1]


def main() -> None:
    """Start a server and a browser of its own, hold the line back, print."""
    parser = options(__doc__)
    parser.add_argument("--lines", nargs="*", default=list(LINES)[:1], choices=LINES)
    parser.add_argument(
        "--pages", nargs="*", choices=[use.page for use in USES], help='some only; "" is Explore'
    )
    arguments = parser.parse_args()
    chosen = [use for use in USES if not arguments.pages or use.page in arguments.pages]
    with running() as server, chromium() as browser:
        rows = [used(browser, server, use, line) for line in arguments.lines for use in chosen]
        tracebacks = server.tracebacks()
    print(markdown(rows))
    print(f"\n{tracebacks} tracebacks in the log.")
    keep(rows, arguments.json)


if __name__ == "__main__":
    main()
