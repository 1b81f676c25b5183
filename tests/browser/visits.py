"""Going on in a window that is open already: a page as it is when it has just been loaded."""

from urllib.parse import urlsplit

from tools.settling import settled

PHONE = {"width": 390, "height": 844, "color_scheme": "dark", "touch": True}
EMBEDDED = "embed=true"
EXPLORE, LESSON = "/", "/lesson"  # the pages with the least work
SHOW = """(address) => {
  History.prototype.pushState.call(history, {}, "", address);
  dispatchEvent(new PopStateEvent("popstate", { state: history.state }));
}"""
FORGET = "() => { sessionStorage.clear(); localStorage.clear(); scrollTo(0, 0); }"


def visited(opened, path):
    """Go to a page as Back does, and wait until it has settled; return the window.

    A page that is shown already is left before, so that all of it is mounted anew.
    """
    address = "/" + path.lstrip("/")
    if urlsplit(address).path == urlsplit(opened.url).path:
        aside = EXPLORE if LESSON in address else LESSON
        _show(opened, aside + (f"?{EMBEDDED}" if EMBEDDED in address else ""))
    opened.mouse.move(0, 0)
    opened.evaluate(FORGET)
    return _show(opened, address)


def _show(opened, address):
    opened.evaluate(SHOW, address)
    return settled(opened)


def view_of(opened):
    """All that stands on a page, as a screen reader hears it."""
    return opened.get_by_test_id("stMain").aria_snapshot()


def shows(opened, view):
    """Check that all of a page is there; parts that have just been mounted draw a little later."""
    for _ in range(50):
        if view_of(opened) == view:
            return
        opened.wait_for_timeout(100)
    assert view_of(opened) == view
