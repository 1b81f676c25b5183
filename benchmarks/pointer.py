"""Time from a moved pointer to the painted picture, in Explore: ``python -m benchmarks.pointer``.

Moves a real mouse over the output grid in Chromium and measures, for each
move, the handler that chooses the cell, the redraw in the next frame, and the
time until the frame after it has begun (so that the picture is on the screen).
"""

from benchmarks.serving import flat, keep, markdown, options, running, spread
from benchmarks.windows import chromium
from tools.settling import settled

IDLE = "a pad alone, nothing to draw"  # what the browser itself takes on this machine
CASES = {
    "9 x 9, k 3, d 2": "",
    "16 x 16, k 5, d 3": "?n=16&k=5&d=3",
    "32 x 32, k 3, d 16, padding 16": "?n=32&d=16",
    "32 x 32, k 9, d 4, padding 16": "?n=32&k=9&d=4",
}
LISTEN = """(pad) => {
  window.times = [];
  pad.addEventListener('pointermove', () => {
    const moved = performance.now();
    requestAnimationFrame(() => {
      const drawn = performance.now(); // the explorer asked for its frame first
      requestAnimationFrame(() => window.times.push([drawn - moved, performance.now() - moved]));
    });
  });
}"""
SENT = """() => {
  const send = WebSocket.prototype.send;
  window.sent = 0;
  WebSocket.prototype.send = function (...words) {
    window.sent += 1;
    return send.apply(this, words);
  };
}"""


def pad_alone(page):
    """Leave nothing of the page but a pad that draws nothing."""
    page.evaluate("""() => {
      document.body.innerHTML = '<div class="pad" data-grid="out" style="height: 300px"></div>';
    }""")
    return page


def measured(page, moves):
    """Move the mouse and return what one case shows: milliseconds, and messages sent."""
    pad = page.locator(".pad[data-grid=out]")
    pad.scroll_into_view_if_needed()
    pad.evaluate(LISTEN)
    page.evaluate(SENT)
    box = pad.bounding_box()
    for i in range(moves):
        x, y = (i * 37 % 97) / 97, (i * 61 % 89) / 89
        page.mouse.move(box["x"] + x * box["width"], box["y"] + y * box["height"])
        page.wait_for_timeout(40)
    drawn, painted = zip(*page.evaluate("() => window.times"), strict=True)
    return {
        "moves": len(drawn),
        "drawn, ms": spread(drawn, 1),
        "painted, ms": spread(painted, 1),
        "messages": page.evaluate("() => window.sent"),
    }


def main():
    parser = options(__doc__)
    parser.add_argument("--moves", type=int, default=150)
    arguments = parser.parse_args()
    results = {}
    with running() as server, chromium() as browser:
        for name, link in CASES.items():
            page = browser.new_page(viewport={"width": 1280, "height": 1000})
            page.goto(server.address + "/" + link)
            results[name] = measured(settled(page), arguments.moves)
            page.close()
        page = browser.new_page(viewport={"width": 1280, "height": 1000})
        page.goto(f"{server.address}/healthz")
        results[IDLE] = measured(pad_alone(page), arguments.moves)
    print(markdown([{"case": name, **flat(row)} for name, row in results.items()]))
    keep(results, arguments.json)


if __name__ == "__main__":
    main()
