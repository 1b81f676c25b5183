"""What holds for every page: it opens, a link restores it, and nonsense in a link is survived."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dilviz.ui.site import SITE

ROOT = Path(__file__).parents[1]
PAGES = sorted((ROOT / "pages").glob("*.py"))
WIDGETS = ("slider", "selectbox", "number_input", "button_group", "toggle", "text_input")

every_page = pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)

# The names that links use, and what people, scripts and other sites may put there.
NAMES = (
    *("n", "k", "d", "s", "p", "net", "step", "image", "kernel", "mode", "at", "flip", "unit", "c"),
    *("w", "v", "pin", "rates", "values", "dims", "stack", "row", "w1", "q", "kernels", "seed"),
)
NONSENSE = ("", "-1", "0", "99999999999999999999", "1e400", "nan", "٣", "9x", "x", "1x2x3x4")
HOSTILE = (
    "<script>alert(1)</script>",
    "../../secret",
    "%00",
    "conv3 " * 3000,
    "[" * 500,
    "$\\frac",
)


# A page within what stands around every page.
FRAMED = """
import runpy
from dilviz.ui import frame
from dilviz.ui.site import SITE
[page] = [page for page in SITE if str(page.path) == {path!r}]
frame.above(page)
runpy.run_path({path!r})
frame.below()
"""


def opened(path, **link):
    """Run one page from a link."""
    page = AppTest.from_string(FRAMED.format(path=str(path)), default_timeout=120)
    for name, value in link.items():
        page.query_params[name] = value
    return page.run()


def in_the_link(page):
    """Every widget whose value lives in the link, by its name there."""
    widgets = [widget for kind in WIDGETS for widget in page.get(kind)]
    names = {getattr(widget.proto, "query_param_key", ""): widget for widget in widgets}
    return {name: widget for name, widget in names.items() if name}


def another_value(widget):
    """A value that the widget can have and does not have now."""
    if options := getattr(widget, "options", None):
        return next((option for option in options if option != widget.value), None)
    if widget.type == "text_input":
        return None  # what it may hold is the page's own business
    if isinstance(widget.value, bool):
        return not widget.value
    step = widget.step or 1
    return widget.value + step if widget.value + step <= widget.max else widget.value - step


def in_link(value):
    """A value as a link writes it."""
    return str(value).lower() if value is True else str(value)


def said(page):
    """Everything the page tells in words outside its figures."""
    kinds = ("caption", "info", "warning", "markdown")
    return " ".join(element.value for kind in kinds for element in page.get(kind))


@every_page
def test_opens_with_a_headline_and_no_exception(path):
    page = opened(path)
    assert not page.exception
    assert len(page.title) == 1


@every_page
def test_restores_every_setting_from_a_link(path):
    values = {name: another_value(widget) for name, widget in in_the_link(opened(path)).items()}
    values = {name: value for name, value in values.items() if value is not None}
    page = opened(path, **{name: in_link(value) for name, value in values.items()})
    assert not page.exception
    together = in_the_link(page)
    for name, value in values.items():
        if name not in together or together[name].value != value:  # one setting rules another out
            page = opened(path, **{name: in_link(value)})
            assert not page.exception
            assert in_the_link(page)[name].value == value, name


@every_page
def test_falls_back_from_bad_values_and_says_each(path):
    widgets = in_the_link(opened(path))
    changed = [name for name in widgets if another_value(widgets[name]) is not None]
    bad = {name: f"bogus{number}x" for number, name in enumerate(changed)}
    page = opened(path, **bad)
    assert not page.exception
    for name, value in bad.items():
        assert in_the_link(page)[name].value == widgets[name].value, name
        assert value in said(page), f"{name}: the page does not say what the link asked for"


@every_page
@pytest.mark.parametrize("turn", range(4))
def test_survives_nonsense_in_every_name_of_a_link(path, turn):
    values = NONSENSE + HOSTILE
    link = {name: values[(5 * turn + n) % len(values)] for n, name in enumerate(NAMES)}
    page = opened(path, **link)
    assert not page.exception
    assert len(page.title) == 1


@every_page
def test_stands_in_the_navigation(path):
    assert path in [page.path for page in SITE]


def test_the_navigation_names_only_pages_that_exist():
    assert [page.title for page in SITE if not page.path.is_file()] == []


def test_explore_opens_first():
    assert (SITE[0].address, SITE[0].path.name) == ("", "explore.py")
