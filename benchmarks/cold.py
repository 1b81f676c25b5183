"""From nothing to a picture: imports, the start of the server, the first view and the next ones.

Run ``python -m benchmarks.cold`` for Markdown tables, ``--json FILE`` for the numbers.
"""

from __future__ import annotations

import re
import statistics
import subprocess
import sys
import time

from playwright.sync_api import Browser

from benchmarks.serving import ROOT, keep, markdown, options, running
from benchmarks.windows import chromium
from dilviz.ui.site import SITE
from tools.settling import settled

COLD, WARM = 5.0, 2.0  # seconds: the targets
FIGURES = {  # address of a page -> the key of its main figure
    "": "explore",
    "stack": "overview",
    "images": "inspector",
    "gridding": "field",
    "cost": "table",
    "context-module": "module-layers",
    "learned": "digit-labels",
    "frameworks": "stuffed",
    "lesson": "lesson-panel",
    "evidence": "ledger",
}
SEEN = """key => {
  const mount = document.querySelector(`.st-key-${key} [data-testid=stBidiComponentIsolated]`);
  const drawn = [...(mount?.shadowRoot?.querySelectorAll(".dilviz *") ?? [])];
  return drawn.some((one) => one.getBoundingClientRect().height > 20) && performance.now();
}"""
UNITS = ("dilviz", "dilviz.web", "dilviz.ui.site", "streamlit")
SLOW_IMPORT = re.compile(r"import time:\s+(\d+) \|\s+(\d+) \|(\s+)([\w.]+)")


def imports(unit: str) -> dict[str, object]:
    """Import one module in a fresh interpreter: milliseconds, and what took most of them."""
    command = [sys.executable, "-X", "importtime", "-c", f"import {unit}"]
    report = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stderr
    lines = [match.groups() for match in SLOW_IMPORT.finditer(report)]
    total = sum(int(itself) for itself, *_ in lines)
    inner = {name: int(whole) for _, whole, indent, name in lines if len(indent) > 1}
    top = sorted(inner.items(), key=lambda entry: -entry[1])[:6]
    return {
        "import": unit,
        "ms": round(total / 1000),
        "modules": len(lines),
        "of these": ", ".join(f"{name} {whole // 1000}" for name, whole in top),
    }


def start_and_views(browser: Browser) -> dict[str, float]:
    """Start a server, and open Explore in a browser that has never been here, then in others."""
    began = time.perf_counter()
    with running() as server:
        answers = time.perf_counter() - began
        first = _view(browser, server.address)
        whole = time.perf_counter() - began
        warm = statistics.median(_view(browser, server.address) for _ in range(3))
        memory = server.memory()
    return {
        "answers": answers,
        "first view ever": first,
        "cold start to picture": whole,
        "warm, new browser": warm,
        "memory, MB": memory,
    }


def _view(browser: Browser, address: str) -> float:
    """Seconds until the page is whole and rests; the half second that proves it is taken off."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    began = time.perf_counter()
    page.goto(address)
    settled(page)
    spent = time.perf_counter() - began - 0.5
    context.close()
    return spent


def pages(browser: Browser, rounds: int) -> list[dict[str, object]]:
    """Open every page of a warm server: the first visitor of a page pays for its imports."""
    rows: list[dict[str, object]] = []
    with running() as server:
        _view(browser, server.address)
        for site_page in SITE:
            address = f"{server.address}/{site_page.address}"
            key = FIGURES[site_page.address]
            first = _figure(browser, address, key)
            figures = sorted(_figure(browser, address, key) for _ in range(rounds))
            rows.append(
                {
                    "page": site_page.title,
                    "figure, first visitor, s": round(first, 2),
                    "figure, s": round(statistics.median(figures), 2),
                    "slowest, s": round(figures[-1], 2),
                    "whole, s": round(_view(browser, address), 2),
                }
            )
    return rows


def _figure(browser: Browser, address: str, key: str) -> float:
    """Seconds until a new browser has the main figure of a page on its screen."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(address, wait_until="commit")
    seen = page.wait_for_function(SEEN, arg=key, polling="raf", timeout=60_000).json_value()
    context.close()
    return float(seen) / 1000


def main() -> None:
    """Measure everything a few times, print medians."""
    parser = options(__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    imported = [imports(unit) for unit in UNITS]
    with chromium() as browser:
        turns = [start_and_views(browser) for _ in range(arguments.rounds)]
        opened = pages(browser, arguments.rounds)
    medians = {name: round(statistics.median(t[name] for t in turns), 2) for name in turns[0]}
    print(f"{markdown(imported)}\n\n{markdown([medians])}\n\n{markdown(opened)}\n")
    print(f"Targets: cold start under {COLD:g} s, a view on a warm server under {WARM:g} s.")
    keep({"imports": imported, "start": turns, "pages": opened}, arguments.json)


if __name__ == "__main__":
    main()
