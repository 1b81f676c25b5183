"""Faults: the server dies under open pages, and the network is slow.

Run ``python -m benchmarks.faults`` for Markdown tables, ``--json FILE`` for the numbers. Every
page is open in Chromium at a view of its own; the server is killed, stays away for some seconds
and starts again; each page has to come back as it was, by itself. Then one page at a time is
opened and used over a line as slow as a bad telephone's.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from pathlib import Path
from urllib.parse import urlencode

from playwright.sync_api import Browser

from benchmarks.serving import Server, markdown
from benchmarks.windows import VIEWS, chromium, open_windows, watch
from tests.browser.settling import settled

AWAY = 4.0  # seconds between the death of the server and its return
PATIENCE = 45.0  # seconds
LINES = {
    "fast 3G": {"downloadThroughput": 1.6e6 / 8, "uploadThroughput": 0.75e6 / 8, "latency": 150},
    "slow 3G": {"downloadThroughput": 0.5e6 / 8, "uploadThroughput": 0.5e6 / 8, "latency": 400},
}
USED = {"": "d", "stack": "net", "gridding": "net"}  # what is changed on a slow line
OTHER = {"d": "2", "net": "conv3 d2, conv3 d3"}


def restarted(browser: Browser, server: Server) -> list[dict[str, object]]:
    """Kill the server under open pages, start it again, and watch them come back."""
    windows = open_windows(browser, server.address)
    server.kill()
    time.sleep(AWAY)
    server.start()
    started = server.wait_until_it_answers()
    watch(windows, PATIENCE)
    rows: list[dict[str, object]] = []
    for window in windows:
        back = window.back_after
        rows.append(
            {
                "page": window.name,
                "as before, s after the start": "never" if back is None else round(back, 1),
                "start, s": round(started, 1),
                "reload needed": "no" if back is not None else "yes",
            }
        )
        window.page.context.close()
    return rows


def slow(browser: Browser, server: Server, line: str) -> list[dict[str, object]]:
    """Open and use pages over a slow line: seconds to a settled page, and to the answer."""
    rows: list[dict[str, object]] = []
    for address, name in USED.items():
        page = browser.new_context(viewport={"width": 390, "height": 844}).new_page()
        page.set_default_timeout(180_000)
        wire = page.context.new_cdp_session(page)
        wire.send("Network.enable")
        wire.send("Network.emulateNetworkConditions", {"offline": False, **LINES[line]})
        began = time.perf_counter()
        page.goto(f"{server.address}/{address}?{urlencode(VIEWS[address])}")
        page.get_by_role("heading", level=1).wait_for()
        headed = time.perf_counter() - began
        settled(page)
        opened, began = time.perf_counter() - began, time.perf_counter()
        page.goto(f"{server.address}/{address}?{urlencode(VIEWS[address] | {name: OTHER[name]})}")
        settled(page)
        again = time.perf_counter() - began
        rows.append(
            {
                "line": line,
                "page": address or "explore",
                "heading, s": round(headed, 1),
                "whole, s": round(opened, 1),
                "another link, s": round(again, 1),
            }
        )
        page.context.close()
    return rows


def main() -> None:
    """Start a server and a browser of its own, break things, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--lines", nargs="*", default=["fast 3G"], choices=LINES)
    parser.add_argument("--json", type=Path, help="also write the numbers here")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        server = Server(Path(folder) / "log.txt")
        try:
            server.wait_until_it_answers()
            found = {"restart": restarted(browser, server)}
            found["slow network"] = [
                row for line in asked.lines for row in slow(browser, server, line)
            ]
        finally:
            server.stop()
    for name, rows in found.items():
        print(f"**{name.capitalize()}**\n\n{markdown(rows)}\n")
    if asked.json:
        asked.json.write_text(json.dumps(found, indent=1))


if __name__ == "__main__":
    main()
