"""The explorer on an empty page, without a server: the same modules, fed by Python."""

import json

from dilviz.ui.components.bundle import FOLDER, bundle, stylesheet
from dilviz.ui.components.explore.component import explorer_data
from dilviz.ui.components.explore.offers import offers
from dilviz.ui.components.explore.settings import from_link

MODULES = bundle(FOLDER / "explore" / "explorer.js")
STYLE = stylesheet(FOLDER / "explore")
START = """
  document.body.innerHTML = '<div class="dilviz" style="width: 1100px"></div>';
  const root = document.body.firstChild;
  window.told = [];
  window.show = (text) => { // text: Playwright passes long lists slowly
    const data = JSON.parse(text);
    window.explorer ??= new Explorer(root, data.offers);
    window.explorer.settings = null; // as if nothing had been set by hand
    window.explorer.output = null;
    window.explorer.receive(data, (link) => window.told.push(link));
  };
"""


def open_alone(browser):
    """Open the explorer on an empty page; ``show`` feeds it."""
    page = browser.new_page(viewport={"width": 1200, "height": 1400})
    page.goto("about:blank")
    page.add_style_tag(content=STYLE)
    page.add_script_tag(content=f"{{ {MODULES}\n{START} }}")
    return page


def data_of(link, *, live=False):
    """Make the JSON that Python sends for a link; `live` leaves the engine's numbers out."""
    settings, complaints = from_link(link)
    assert complaints == []
    data = {**explorer_data(settings), "echo": 0, "offers": offers()}
    if live:
        data["truth"] = None
    return json.dumps(data)
