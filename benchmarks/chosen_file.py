"""From the file of a real network to its first figures, and to another layer or unit, in a browser.

Run ``python -m benchmarks.chosen_file`` for a Markdown table, ``--json FILE`` for the numbers,
``--rounds N`` for a quicker or a steadier answer. The clock runs as in `benchmarks.released`: from
the choice to the frame that shows the figures. In the end some visitors more choose the larger
file; what the server then holds more is shared among them.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from itertools import cycle
from pathlib import Path

from playwright.sync_api import Browser, Page

import dilviz
from benchmarks.real_networks import NETWORKS, declared_operators, file_of
from benchmarks.released import WARM_UP, Case, Turns, key, lines, released
from benchmarks.serving import Server, flat, keep, markdown, options, running, spread
from benchmarks.windows import chromium
from tools.settling import settled

CHOSEN = ("resnet50", "hrnet_w48")
FIGURES = (key("overview"), key("cone"))
VISITORS = 5
FEW = 8  # layers, and units, that are asked about


def written(folder: Path) -> list[Path]:
    """Export the networks, without their weights."""
    declared = declared_operators()
    paths = []
    for name in CHOSEN:
        made = NETWORKS[name]
        paths.append(folder / f"{name}.onnx")
        paths[-1].write_bytes(file_of(made.make().eval(), made.shape))
    del declared
    return paths


def files(paths: list[Path]) -> Callable[[], Turns]:
    """Choose one file after the other."""

    def choose(path: Path) -> Callable[[Page], None]:
        return lambda page: page.locator("input[type=file]").set_input_files(path)

    return lambda: cycle([choose(path) for path in paths])


def opened(browser: Browser, address: str) -> Page:
    """Open the Stack page where a file can be chosen."""
    page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    page.set_default_timeout(60_000)
    page.goto(f"{address}/stack")
    settled(page)
    page.locator(f"{key('load')} button").first.click()
    page.locator("input[type=file]").wait_for(state="attached")
    settled(page)
    return page


def of_files(page: Page, paths: list[Path], rounds: int) -> dict[str, list[float]]:
    """Milliseconds from each file to its figures."""
    case = Case("stack", "file", FIGURES, files(paths), ("change",))
    seen = [each["all"] for each in released(page, case, len(paths) * rounds)]
    return {
        path.stem: seen[(place - WARM_UP) % len(paths) :: len(paths)]
        for place, path in enumerate(paths)
    }


def of_places(page: Page, path: Path, rounds: int) -> dict[str, list[float]]:
    """Milliseconds from a layer, and from a unit, of the chosen file to what the unit reads."""
    nodes = dilviz.network_from_onnx(path.read_bytes()).nodes
    layers = [node.id for node in nodes[:: len(nodes) // FEW]]
    units = [f"{row},{row + 1}" for row in range(FEW // 2)]
    asked = {"at": layers, "unit": units}
    times = {}
    for field, words in asked.items():
        case = Case("stack", field, (key("placed"),), lines(f"{key(field)} input", *words))
        times[field] = [each["all"] for each in released(page, case, rounds)]
    return times


def memory(browser: Browser, server: Server, path: Path) -> float:
    """Megabytes that a visitor with this file takes."""
    pages = [opened(browser, server.address) for _ in range(VISITORS)]
    before = server.memory()
    for page in pages:
        page.locator("input[type=file]").set_input_files(path)
        settled(page)
    return (server.memory() - before) / VISITORS


def measured(browser: Browser, server: Server, paths: list[Path], rounds: int) -> list[dict]:
    """All times, a row for each network."""
    page = opened(browser, server.address)
    times = of_files(page, paths, rounds)
    rows: list[dict[str, object]] = []
    for path in paths:
        page = opened(browser, server.address)
        page.locator("input[type=file]").set_input_files(path)
        settled(page)
        places = of_places(page, path, rounds)
        row: dict[str, object] = {"network": path.stem, "file, ms": spread(times[path.stem], 1)}
        row["another layer, ms"] = spread(places["at"], 1)
        row["another unit, ms"] = spread(places["unit"], 1)
        row["memory of a visitor, MB"] = round(memory(browser, server, path), 1)
        rows.append(row)
        print(*flat(row).values(), file=sys.stderr, flush=True)
    return rows


def main() -> None:
    """Export, start a server and a browser of its own, measure, print."""
    parser = options(__doc__)
    parser.add_argument("--rounds", type=int, default=10)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        paths = written(Path(folder))
        with running() as server, chromium() as browser:
            rows = measured(browser, server, paths, arguments.rounds)
    print(markdown([flat(row) for row in rows]))
    print("\nMedian / 95th percentile.")
    keep(rows, arguments.json)


if __name__ == "__main__":
    main()
