"""Browser windows on every page of the app, at a view that is not the one it opens with."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlencode

from playwright.sync_api import Browser, Error, Page, sync_playwright

from dilviz.ui.site import SITE
from tests.browser.conftest import FLAGS
from tools.get_chromium import find_chromium
from tools.settling import AT_REST, settled

VIEWS = {
    "": {"n": "11x14", "d": "3", "pin": "4,6"},
    "stack": {"net": "conv3, conv3 d2, conv3 d5", "input": "96"},
    "images": {"d": "7", "image": "coffee", "kernel": "box"},
    "gridding": {"net": "conv3 d2, conv3 d4", "grid": "16"},
    "cost": {"field": "33", "channels": "8"},
    "context-module": {"form": "Large", "m": "70"},
    "learned": {"left": "sawtooth", "against": "weights"},
    "frameworks": {"rows": "11", "rate": "3"},
    "lesson": {"step": "gridding", "seed": "7"},
    "evidence": {"q": "VGG"},
}
MEASURED = re.compile(r"[\d.,\u00a0\u202f ]+ ?m?s\b")  # seconds that a page measures itself
LOST = "[data-testid=stConnectionStatus], [role=dialog]"


@dataclass
class Window:
    """One page in a window of its own: what it showed, and how it fared since."""

    name: str
    page: Page
    sockets: int = 0  # websockets that it has opened so far
    known: int = 0  # of these, when it was last looked at as it was
    before: str = ""
    back_after: float | None = None  # seconds until it looked as before
    hidden_for: float = 0.0  # seconds in which a message lay over it

    def __post_init__(self):
        self.page.on("websocket", self._count)

    def _count(self, _socket: object) -> None:
        self.sockets += 1

    def look(self) -> str:
        """Read the page as a screen reader would, without times that it measured."""
        seen = self.page.get_by_test_id("stMain").aria_snapshot()
        return MEASURED.sub("", seen)

    def remember(self) -> None:
        """Keep what it shows."""
        self.before, self.known = self.look(), self.sockets

    def is_back(self) -> bool:
        """Say whether it is connected anew, rests and shows what it showed."""
        try:
            rests = self.page.evaluate(AT_REST)
            return self.sockets > self.known and bool(rests) and self.look() == self.before
        except Error:  # it is being loaded
            return False

    def is_covered(self) -> bool:
        """Say whether a message about the connection is on it."""
        try:
            return self.page.locator(LOST).count() > 0
        except Error:
            return True


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start a browser that can reach nothing but this machine."""
    path = find_chromium()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


def open_windows(browser: Browser, address: str) -> list[Window]:
    """Open every page, each as another visitor."""
    windows = []
    for site_page in SITE:
        page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
        page.set_default_timeout(60_000)
        windows.append(Window(site_page.title, page))
        page.goto(f"{address}/{site_page.address}?{urlencode(VIEWS[site_page.address])}")
        settled(page)
        windows[-1].remember()
    return windows


def watch(windows: list[Window], patience: float) -> None:
    """Look at all windows again and again until they are as before, or `patience` runs out."""
    began = last = time.perf_counter()
    while time.perf_counter() - began < patience:
        waiting = [window for window in windows if window.back_after is None]
        if not waiting:
            return
        now = time.perf_counter()
        for window in waiting:
            window.hidden_for += (now - last) * window.is_covered()
            if window.is_back():
                window.back_after = time.perf_counter() - began
        last = now
        waiting[0].page.wait_for_timeout(100)
