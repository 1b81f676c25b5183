"""Faults: the server dies under open pages.

Run ``python -m benchmarks.faults`` for a Markdown table, ``--json FILE`` for the numbers. Every
page is open in Chromium at a view of its own; the server is killed, stays away for some seconds
and starts again; each page has to come back as it was, by itself.
"""

from __future__ import annotations

import time

from playwright.sync_api import Browser

from benchmarks.serving import Server, keep, markdown, options, running
from benchmarks.windows import chromium, open_windows, watch

AWAY = 4.0  # seconds between the death of the server and its return
PATIENCE = 45.0  # seconds


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


def main() -> None:
    """Start a server and a browser of its own, break things, print."""
    arguments = options(__doc__).parse_args()
    with running() as server, chromium() as browser:
        rows = restarted(browser, server)
    print(markdown(rows))
    keep(rows, arguments.json)


if __name__ == "__main__":
    main()
