"""A component that Streamlit draws twice in a row: it says goodbye to the first drawing."""

import pytest

from dilviz.ui.components.scripts import fetching, script
from tests.browser.explorer_alone import data_of

MOUNTED = """async ([module, data]) => {
  const address = URL.createObjectURL(new Blob([module], { type: "text/javascript" }));
  const { default: mount } = await import(address);
  const host = document.createElement("div");
  document.body.append(host);
  const parentElement = host.attachShadow({ mode: "open" });
  parentElement.innerHTML = '<div class="dilviz"></div>';
  const draw = () => mount({ parentElement, data: JSON.parse(data), setStateValue() {} });
  Object.assign(window, { host, draw, root: parentElement.firstChild, leave: await draw() });
}"""


@pytest.fixture
def explorer(browser, server):
    page = browser.new_page()
    page.route("**/empty", lambda route: route.fulfill(body="<!doctype html>"))
    page.goto(f"{server.address}/empty")
    page.evaluate(MOUNTED, [fetching(script("explore")), data_of({})])
    yield page
    page.close()


def test_an_overtaken_drawing_does_not_unmount_the_component(explorer):
    explorer.get_by_text("More settings").click()
    explorer.evaluate("async () => { await draw(); leave(); await draw(); }")
    assert explorer.evaluate("() => root.querySelector('details').open")


def test_leaving_a_page_unmounts_its_component(explorer):
    explorer.evaluate("() => { window.before = root.firstChild; host.remove(); leave(); }")
    explorer.evaluate("async () => { document.body.append(host); await draw(); }")
    assert explorer.evaluate("() => root.firstChild !== before")
