"""From a released control to the first frame of the new figure, on every page but Images.

Run ``python -m benchmarks.released`` for a Markdown table, ``--json FILE`` for the numbers behind
it, ``--rounds N`` for a quicker or a steadier answer, ``--pages stack,cost`` for some pages only.
A key on a slider is what Streamlit sends at once, as it sends a mouse at its release. The clock
runs in the page: from the key or the press to the frame after the figures have been drawn anew:
those in sight, and all that the control changes. A third of the settings were asked for before,
as in a class.
"""

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path

from playwright.sync_api import Page

from benchmarks.serving import flat, keep, markdown, options, running, spread
from benchmarks.windows import chromium
from tools.settling import AT_REST, settled

TARGET = 100  # milliseconds at the 95th percentile
WARM_UP = 3

WATCH = Path(__file__).with_name("watch.js").read_text(encoding="utf-8")
ANSWER = """(which) => Promise.race([window.released, new Promise((_, fail) => setTimeout(
  () => fail(new Error(`no new figure after 20 s, ${which}`)), 20000))])"""

Turns = Iterator[Callable[[Page], None]]


@dataclass(frozen=True)
class Case:
    """One control: its page, the figures it changes, and how it is turned again and again."""

    page: str
    control: str
    figures: tuple[str, ...]
    turns: Callable[[], Turns]
    events: tuple[str, ...] = ("keydown",)


def keys(field: str, steps: int = 20, first: str = "Right") -> Callable[[], Turns]:
    """Press an arrow key on a slider, some steps one way and as many back."""

    def press(key: str) -> Callable[[Page], None]:
        def turn(page: Page) -> None:
            page.locator(field).first.press(key)

        return turn

    back = "Left" if first == "Right" else "Right"
    return lambda: cycle([press(f"Arrow{first}")] * steps + [press(f"Arrow{back}")] * steps)


def presses(*buttons: str) -> Callable[[], Turns]:
    """Press one button after the other."""

    def press(button: str) -> Callable[[Page], None]:
        return lambda page: page.locator(button).first.click()

    return lambda: cycle([press(button) for button in buttons])


def lines(field: str, *words: str) -> Callable[[], Turns]:
    """Type a line, and Enter."""

    def write(line: str) -> Callable[[Page], None]:
        def turn(page: Page) -> None:
            page.locator(field).first.fill(line)
            page.locator(field).first.press("Enter")

        return turn

    return lambda: cycle([write(line) for line in words])


def chosen(field: str, *names: str) -> Callable[[], Turns]:
    """Choose from a list of the browser's own, which tells when something was chosen."""

    def choose(name: str) -> Callable[[Page], None]:
        return lambda page: page.locator(field).first.select_option(name)

    return lambda: cycle([choose(name) for name in names])


def key(name: str) -> str:
    """Select the element of Streamlit that has this key."""
    return f".st-key-{name}"


def slider(name: str) -> str:
    """Select the slider with this key."""
    return f"{key(name)} input[type=range]"


def words_of(name: str, *words: str) -> tuple[str, ...]:
    """Select buttons of one control by their words."""
    return tuple(f'{key(name)} button:has-text("{text}")' for text in words)


CLICK = ("pointerup",)
NETWORKS = [f"conv3, conv3 d{second}, conv3 d{third}" for second in (2, 3) for third in (3, 4, 5)]
STACK = tuple(key(name) for name in ("overview", "cone", "paths", "placed"))
PHOTOGRAPHS = words_of("photo", "astronaut", "coffee", "cat")
CODE = (key("spelled"),)

CASES = (
    Case("", "dilation rate", (key("explore"),), keys("input[aria-label='Dilation rate']", 8)),
    Case("", "padding", (key("explore"),), presses(*words_of("explore", "valid", "same")), CLICK),
    Case("", "kernel", (key("explore"),), chosen("select[aria-label=Kernel]", "sobel x", "ones"),
         ("input",)),
    Case("stack", "network, Enter", STACK, lines(f"{key('net')} input", *NETWORKS)),
    Case("stack", "preset", STACK, presses(*words_of("preset", "d = 1", "VGG-16 front end",
         "HDC 1 2 5", "Context module", "WaveNet")), CLICK),
    Case("stack", "unit, Enter", (key("placed"),),
         lines(f"{key('unit')} input", *(f"{row},{row}" for row in range(3, 30)))),
    Case("gridding", "network, Enter", (key("field"),), lines(f"{key('net')} input", *NETWORKS)),
    Case("gridding", "example", (key("field"),), presses(*words_of("examples", "1, 2, 3",
         "HDC 1, 2, 5", "context module", "2, 4, 8")), CLICK),
    Case("gridding", "input size", (key("classes"),), keys(slider("grid"))),
    Case("gridding", "photograph", (key("photographs"),), presses(*PHOTOGRAPHS), CLICK),
    Case("gridding", "channels of a design", (key("designs"),), keys(slider("width"))),
    Case("gridding", "layers of a design", (key("designs"),), keys(slider("layers"), 3)),
    Case("cost", "receptive field", (key("table"), key("curves")), keys(slider("field"))),
    Case("cost", "channels", (key("table"), key("curves"), key("derivation")),
         keys(slider("channels"))),
    Case("cost", "image size", (key("table"), key("curves"), key("derivation")),
         keys(slider("image"))),
    Case("cost", "dilation rate", (key("derivation"),), keys(slider("rate"))),
    Case("context-module", "classes", (key("module-layers"),), keys(slider("c"))),
    Case("context-module", "form", (key("module-layers"), key("module-film")),
         presses(*words_of("form", "Large", "Basic")), CLICK),
    Case("context-module", "maps", (key("module-film"),),
         presses(*words_of("maps", "impulse", "classes", "edges")), CLICK),
    Case("context-module", "map shown", (key("module-film"),), keys(slider("map"), 3)),
    Case("context-module", "photograph", (key("module-film"),), presses(*PHOTOGRAPHS), CLICK),
    Case("context-module", "map size", (key("module-border"),), keys(slider("m"))),
    Case("context-module", "cuts", (key("module-surgery"),), keys(slider("cut"), 3, "Left")),
    Case("frameworks", "dilation rate, Enter", CODE,
         lines(f"{key('d')} input", *map(str, range(3, 30)))),
    Case("frameworks", "framework", CODE, presses(*words_of("in", "PyTorch", "JAX", "Keras")),
         CLICK),
    Case("frameworks", "rows", tuple(map(key, ("stuffed", "phases", "pixels"))),
         keys(slider("rows"), 6)),
    Case("frameworks", "layers", tuple(map(key, ("pixels", "line", "costs"))),
         keys(slider("layers"), 2)),
    Case("lesson", "step forward", (key("lesson-panel"),), keys("body", 12)),
    Case("evidence", "words, Enter", (key("ledger"),), lines(f"{key('q')} input", "VGG", "1024",
         "conv", "67", "TensorFlow")),
    Case("evidence", "group", (key("ledger"),), presses(*words_of("group", "presets",
         "other papers", "all")), CLICK),
)  # fmt: skip


def released(page: Page, case: Case, rounds: int) -> list[dict[str, float]]:
    """Milliseconds from the control to the new figures, after a few rounds to warm up."""
    times = []
    turns = case.turns()
    for number in range(WARM_UP + rounds):
        if number >= WARM_UP:  # what a first change shows for the first time is not there to watch
            page.evaluate(WATCH, [list(case.figures), list(case.events)])
        next(turns)(page)
        if number >= WARM_UP:
            times.append(page.evaluate(ANSWER, f"{case.page}: {case.control}"))
        page.wait_for_timeout(100 if number >= WARM_UP else 800)
        page.wait_for_function(AT_REST)
    return times


def measured(browser, address: str, cases: list[Case], rounds: int) -> list[dict[str, object]]:
    """Every case in a visit of its own."""
    results = []
    for case in cases:
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.goto(f"{address}/{case.page}")
        settled(page)
        times = released(page, case, rounds)
        result: dict[str, object] = {"page": case.page or "explore", "control": case.control}
        result["in sight, ms"] = spread([each["seen"] for each in times if "seen" in each], 1)
        result["all figures, ms"] = spread([each["all"] for each in times], 1)
        results.append(result)
        print(*flat(result).values(), file=sys.stderr, flush=True)
        page.close()
    return results


def main() -> None:
    """Start a server and a browser of its own, measure, print."""
    parser = options(__doc__)
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--pages", help="some pages only: their addresses, or explore")
    arguments = parser.parse_args()
    pages = arguments.pages.replace("explore", "").split(",") if arguments.pages else None
    cases = [case for case in CASES if pages is None or case.page in pages]
    with running() as server, chromium() as browser:
        results = measured(browser, server.address, cases, arguments.rounds)
    print(markdown([flat(result) for result in results]))
    print(f"\nMedian / 95th percentile; the target is {TARGET} ms for the latter.")
    keep(results, arguments.json)


if __name__ == "__main__":
    main()
