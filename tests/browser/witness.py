"""What goes wrong in a browser while a test looks elsewhere."""

import re
from urllib.parse import urlparse

EXCEPTIONS = """() => [...document.querySelectorAll('[data-testid="stException"]')]
  .map(element => element.innerText.slice(0, 500))"""


# Answered with 404 and no fault: a class may be closed, which the lesson then says.
EXPECTED = re.compile(r"/class/")


class Witness:
    """Listens to the pages of one test and to the server's log.

    Attributes
    ----------
    troubles : list of str
        Everything that should not have happened. A test that provokes trouble
        on purpose reads it here and clears it.
    """

    def __init__(self, server):
        self.troubles = []
        self._pages = []
        self._log = server.log
        self._heard = {
            "console": self._on_console,
            "pageerror": lambda error: self._note("script error", error.stack or error),
            "request": lambda request: self._on_address(request.url),
            "websocket": lambda socket: self._on_address(socket.url),
            "requestfailed": self._on_failure,
        }
        self.forgive_the_log()

    def watch(self, page):
        """Listen to one page until the test ends."""
        self._pages.append(page)
        for event, hear in self._heard.items():
            page.on(event, hear)

    def testify(self):
        """Return all troubles, those that stand on the pages and in the log included."""
        for page in self._pages:
            if not page.is_closed():
                for text in page.evaluate(EXCEPTIONS):
                    self._note("exception on the page", text)
        printed = self._log.read_text()[self._log_size :]
        if "Traceback (most recent call last)" in printed:
            self._note("traceback in the server's log", printed[-2000:])
        return list(dict.fromkeys(self.troubles))

    def leave(self, page):
        """Listen to one page no longer: another test goes on with it."""
        self._pages.remove(page)
        for event, hear in self._heard.items():
            page.remove_listener(event, hear)

    def forgive_the_log(self):
        """Leave out what the server has printed so far."""
        self._log_size = len(self._log.read_text())

    def _note(self, what, detail):
        self.troubles.append(f"{what}: {detail}")

    def _on_console(self, message):
        if message.type == "error" and not EXPECTED.search(message.location.get("url", "")):
            self._note("console error", f"{message.text[:500]} ({message.location.get('url')})")

    def _on_address(self, url):
        address = urlparse(url)
        if address.scheme in ("http", "https", "ws", "wss") and address.hostname != "127.0.0.1":
            self._note("request to another machine", url[:200])

    def _on_failure(self, request):
        if "aborted" not in (request.failure or "").lower():
            self._note("request failed", f"{request.url[:200]} ({request.failure})")
