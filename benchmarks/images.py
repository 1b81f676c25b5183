"""Time the Images page in a real browser: from a released control to the new picture on screen.

Run ``python benchmarks/images.py`` for a Markdown table, ``--json FILE`` for the numbers behind
it, ``--rounds N`` for a quicker or a steadier answer. Each round presses one key on the dilation
slider, which Streamlit sends at once, as it sends a mouse at its release; the clock runs in the
page, from the key to the first frame after the new output has been drawn. The second figure is
the pointer on the photograph: from a move to the frame that shows it.
"""

import argparse
import json
import statistics
import sys
import tempfile
from pathlib import Path
from urllib.parse import urlencode

from playwright.sync_api import sync_playwright

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.browser.conftest import FLAGS  # noqa: E402
from tests.browser.server import Server  # noqa: E402
from tools.get_chromium import find_chromium  # noqa: E402

TARGET = 100  # milliseconds at the 95th percentile
CASES = {
    "luminance, sobel x": {"kernel": "sobel x"},
    "colour, box": {"kernel": "box", "colour": "colour"},
    "colour, unsharp 5 x 5": {"kernel": "unsharp", "colour": "colour"},
    "colour, sobel magnitude": {"kernel": "sobel magnitude", "colour": "colour"},
    "luminance, gabor 9 x 9": {"kernel": "gabor"},
}

WATCH = """inspector => new Promise(done => {
  const before = inspector.dataset.shown;
  let start;
  addEventListener("keydown", () => (start = performance.now()), { once: true, capture: true });
  const watcher = new MutationObserver(() => {
    if (inspector.dataset.shown === before) return;
    watcher.disconnect();
    requestAnimationFrame(() => setTimeout(() => done(performance.now() - start)));
  });
  watcher.observe(inspector, { attributes: true });
  window.watching = true;
})"""

POINT = """async over => {
  const box = over.getBoundingClientRect(), times = [];
  for (let i = 0; i < 120; i++) {
    const at = { clientX: box.left + 20 + i * 3, clientY: box.top + 30 + i * 2 };
    const start = performance.now();
    over.dispatchEvent(new PointerEvent("pointermove", at));
    await new Promise(done => requestAnimationFrame(() => setTimeout(done)));
    times.push(performance.now() - start);
  }
  return times;
}"""


def released(page, rounds: int) -> list[float]:
    """Milliseconds from a key on the slider to the new picture, after three to warm up."""
    inspector = page.locator(".inspector[data-shown]")
    slider = page.locator(".rate input")
    slider.focus()
    times = []
    for turn in range(rounds + 3):
        page.evaluate("() => (window.watching = false)")
        handle = page.evaluate_handle(f"inspector => {{ window.found = ({WATCH})(inspector); }}",
                                      inspector.element_handle())  # fmt: skip
        handle.dispose()
        page.keyboard.press("ArrowRight" if turn % 20 < 10 else "ArrowLeft")
        times.append(page.evaluate("() => window.found"))
        page.wait_for_timeout(400)
    return times[3:]


def summary(times: list[float]) -> dict[str, float]:
    """The median and the 95th percentile."""
    cuts = statistics.quantiles(times, n=20, method="inclusive")
    return {"median": statistics.median(times), "p95": cuts[-1], "rounds": len(times)}


def measured(page, address: str, rounds: int) -> dict[str, dict[str, float]]:
    """Both clocks for every case."""
    found = {}
    for name, link in CASES.items():
        page.goto(f"{address}/images?{urlencode({'d': 4, **link})}")
        page.wait_for_selector(".inspector[data-shown]", state="attached")
        page.wait_for_timeout(3000)
        found[name] = summary(released(page, rounds))
    times = page.locator(".inspector .stage.input .over").evaluate(POINT)
    found["pointer on the photograph"] = summary(times)
    return found


def table(found: dict[str, dict[str, float]]) -> str:
    """Markdown, one line a case."""
    lines = ["| case, 512 x 512 RGB | median, ms | p95, ms | rounds |", "|---|---|---|---|"]
    for name, one in found.items():
        lines.append(f"| {name} | {one['median']:.0f} | {one['p95']:.0f} | {one['rounds']} |")
    return "\n".join([*lines, "", f"Target for a released control: {TARGET} ms at p95."])


def main() -> None:
    """Start a server and a browser of its own, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--json", type=Path)
    asked = parser.parse_args()
    server = Server(Path(tempfile.mkdtemp()) / "log.txt")
    try:
        server.wait_until_it_answers()
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=find_chromium(), args=FLAGS)
            page = browser.new_page(viewport={"width": 1280, "height": 900})
            found = measured(page, server.address, asked.rounds)
            browser.close()
    finally:
        server.stop()
    print(table(found))
    if asked.json:
        asked.json.write_text(json.dumps(found, indent=2) + "\n")


if __name__ == "__main__":
    main()
