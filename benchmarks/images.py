"""Time the Images page in a real browser: from a moved dilation rate to its output on screen.

Run ``python -m benchmarks.images`` for a Markdown table, ``--json FILE`` for the numbers behind
it, ``--sweeps N`` for a steadier answer. The clocks run in the page:

- released: from a key on the slider, which counts as a mouse let go, to the first frame after the
  output of that rate has been drawn;
- dragging: from each step of a held slider to the first frame with the output of that rate or of
  a later step;
- end of a drag: from the moment a slider is let go, after a quick move, to the first frame with the
  output of the rate it was left at;
- pointer: from a move over the photograph to the frame that shows it.

No rate is asked for twice with one setting, so neither the browser nor the server has kept it.
After each released rate the pixels on screen are compared with what the engine computes.
"""

from base64 import b64decode
from collections.abc import Callable
from io import BytesIO
from urllib.parse import urlencode

import numpy as np
from PIL import Image

from benchmarks.serving import flat, keep, markdown, options, running, spread
from benchmarks.windows import chromium
from dilviz.convolution.geometry import PADDING_MODES
from dilviz.figures.response import picture_of
from dilviz.pictures.filter_link import LARGEST_RATE, read_filter
from dilviz.pictures.filtering import respond
from dilviz.pictures.photographs import load
from tools.settling import settled

TARGET = 100  # milliseconds at the 95th percentile
PICTURE = "astronaut"
CASES = {
    "luminance, sobel x": {"kernel": "sobel x"},
    "colour, box": {"kernel": "box", "colour": "colour"},
    "colour, unsharp 5 x 5": {"kernel": "unsharp", "colour": "colour"},
    "colour, sobel magnitude": {"kernel": "sobel magnitude", "colour": "colour"},
    "luminance, gabor 9 x 9": {"kernel": "gabor"},
}
WARM_UP = 3
QUICK = 6  # steps of a quick drag
PACE = 80  # milliseconds from one rate to the next while dragging: the whole slider in 2.5 s
MOST_APART = 6  # gray levels on average: what JPEG loses of fine detail in colour

WATCH = """inspector => {
  window.moved = [];
  window.drawn = [];
  const moved = (event) => window.moved.push([event.timeStamp, Number(event.composedPath()[0].value)]);
  addEventListener("input", moved, { capture: true });
  new MutationObserver(() => {
    const rate = Number(inspector.dataset.shown.match(/&d=(\\d+)$/)[1]);
    requestAnimationFrame(() => setTimeout(() => window.drawn.push([performance.now(), rate])));
  }).observe(inspector, { attributes: true, attributeFilter: ["data-shown"] });
}"""  # noqa: E501
DRAWN = "rate => window.drawn.some(([, one]) => one === rate)"
FORGET = "() => { window.moved = []; window.drawn = []; }"
TIMES = "() => [window.moved, window.drawn]"
PIXELS = "inspector => inspector.querySelector('.stage.output canvas').toDataURL('image/png')"

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


def opened(page, address: str, link: dict[str, str]):
    """The inspector of a page that has come to rest, watched."""
    page.goto(f"{address}/images?{urlencode({'image': PICTURE, 'd': 1, **link})}")
    page.wait_for_selector(".inspector[data-shown]", state="attached")
    inspector = settled(page).locator(".inspector[data-shown]")
    inspector.evaluate(WATCH)
    return inspector


def released(page, inspector, link: dict[str, str]) -> list[float]:
    """Milliseconds from a key on the slider to the new picture, at each rate once."""
    page.locator(".rate input").focus()
    times = []
    for rate in range(2, LARGEST_RATE + 1):
        page.evaluate(FORGET)
        page.keyboard.press("ArrowRight")
        page.wait_for_function(DRAWN, arg=rate)
        [[start, _]], drawn = page.evaluate(TIMES)
        times.append(next(time for time, drawn_rate in drawn if drawn_rate == rate) - start)
        check_pixels(inspector.evaluate(PIXELS), {**link, "d": str(rate)})
        page.wait_for_timeout(400)
    return times[WARM_UP:]


def check_pixels(address: str, link: dict[str, str]) -> None:
    """Fail unless what is on screen is the output of exactly this setting."""
    seen = np.asarray(Image.open(BytesIO(b64decode(address.partition(",")[2]))).convert("RGB"))
    apart = [distance(seen, {**link, "d": str(int(link["d"]) + more)}) for more in (0, -1)]
    if apart[0] > MOST_APART or apart[0] >= apart[1]:
        raise SystemExit(f"{link}: {apart[0]:.1f} gray levels from its output, a rate less {apart}")


def distance(seen: np.ndarray, link: dict[str, str]) -> float:
    """How far pixels are from the engine's, in gray levels on average."""
    kernel, filtering = read_filter(link)
    made = picture_of(respond(load(PICTURE), kernel, filtering), is_signed=kernel.signed).pixels
    made = made if made.ndim == 3 else made[..., None]
    return float(np.abs(seen.astype(int) - made).mean())


def mouse_on_slider(page) -> Callable[[float], None]:
    """Return what moves the mouse to where the slider's knob stands at a rate."""
    box = page.locator(".rate input").bounding_box()
    inset = 8  # the knob stays inside the slider
    apart = (box["width"] - 2 * inset) / (LARGEST_RATE - 1)

    def move(rate: float) -> None:
        page.mouse.move(box["x"] + inset + apart * (rate - 1), box["y"] + box["height"] / 2)

    return move


def dragged(page) -> list[float]:
    """Milliseconds from each step of a slider that is held to the picture of that rate or later."""
    move = mouse_on_slider(page)
    move(1)
    page.evaluate(FORGET)
    page.mouse.down()
    for rate in range(2, LARGEST_RATE + 1):
        move(rate)
        page.wait_for_timeout(PACE)
    page.wait_for_function(DRAWN, arg=LARGEST_RATE)
    moved, drawn = page.evaluate(TIMES)
    page.mouse.up()
    return [
        next(time for time, drawn_rate in drawn if drawn_rate >= rate) - start
        for start, rate in moved
    ]


def ended(page) -> list[float]:
    """Milliseconds from the end of quick drags to the picture of the rate they end at."""
    move = mouse_on_slider(page)
    times, now = [], 1
    for rate in (9, 4, 15, 7, 20, 11, 26, 14, 31, 18, 23, 28, 5, 12, 21, 3, 16, 30, 24, 8):
        page.evaluate(FORGET)
        move(now)
        page.mouse.down()
        for step in range(1, QUICK + 1):
            move(now + (rate - now) * step / QUICK)
            page.wait_for_timeout(16)
        end = page.evaluate("() => performance.now()")
        page.mouse.up()
        page.wait_for_function(DRAWN, arg=rate)
        drawn = page.evaluate(TIMES)[1]
        times.append(max(next(time for time, shown in drawn if shown == rate) - end, 0))
        page.wait_for_timeout(500)
        now = rate
    return times


def measured(page, address: str, sweeps: int) -> list[dict[str, object]]:
    """The clocks for every case; each sweep over the rates has a border of its own."""
    rows = []
    for name, link in CASES.items():
        times: dict[str, list[float]] = {"released": [], "dragging": [], "end of a drag": []}
        for mode, other in zip(PADDING_MODES[:sweeps], PADDING_MODES[::-1], strict=False):
            setting = {**link, "mode": mode}
            times["released"] += released(page, opened(page, address, setting), setting)
            opened(page, address, {**setting, "scaled": "scaled"})
            times["dragging"] += dragged(page)
            opened(page, address, {**setting, "mode": other, "scaled": "scaled"})
            times["end of a drag"] += ended(page)
        rows += [as_row(name, clock, all_) for clock, all_ in times.items()]
    over = page.locator(".inspector .stage.input .over")
    return [*rows, as_row("the photograph", "pointer", over.evaluate(POINT))]


def as_row(case: str, clock: str, milliseconds: list[float]) -> dict[str, object]:
    """One case and clock, of a photograph of 512 x 512 pixels."""
    return {"case": case, "clock": clock, "ms": spread(milliseconds, 1)}


def main() -> None:
    """Start a server and a browser of its own, measure, print."""
    parser = options(__doc__)
    parser.add_argument(
        "--sweeps", type=int, default=2, choices=range(1, len(PADDING_MODES) // 2 + 1)
    )
    arguments = parser.parse_args()
    with running() as server, chromium() as browser:
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        rows = measured(page, server.address, arguments.sweeps)
    print(markdown([flat(row) for row in rows]))
    print(f"\nMedian / 95th percentile; from the end of a drag, the target is {TARGET} ms at p95.")
    keep(rows, arguments.json)


if __name__ == "__main__":
    main()
