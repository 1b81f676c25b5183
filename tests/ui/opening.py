"""A page without a browser, as a link opens it."""

from streamlit.testing.v1 import AppTest

from dilviz.ui.site import FOLDER


def open_page(file, **link):
    """Run a page of the app with some settings in its link; it must not fail."""
    page = AppTest.from_file(str(FOLDER / file), default_timeout=300)
    for name, value in link.items():
        page.query_params[name] = value if isinstance(value, list) else str(value)
    page.run()
    assert not page.exception
    return page


def with_charts(page, *keys):
    """The same page after a visitor has scrolled to its charts; here nobody scrolls."""
    for key in keys:
        page.session_state[f"{key}-files"] = {"near": True}
    page.run()
    assert not page.exception
    return page
