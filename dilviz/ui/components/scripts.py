"""What a browser fetches: a component as one module with its style, or a vendored package."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, cached_property
from hashlib import sha256

from dilviz.ui.components.bundle import FOLDER, bundle, stylesheet
from dilviz.ui.components.explore.offers import offers
from dilviz.ui.components.streamlit_scripts import addresses
from dilviz.ui.site import SITE

PLACE = "components"  # in the address, beside the pages
VENDOR = FOLDER / "vendor"
AHEAD = "ahead"  # draws nothing itself: it follows the link for all others
AROUND = "around"  # what stands on every page, and Streamlit does not draw


@dataclass(frozen=True)
class Script:
    """One module that a browser fetches."""

    name: str
    text: str

    @cached_property
    def file(self) -> str:
        """Its name in the address: another text has another name, so browsers may keep it for ever.

        >>> Script("cost", "export default () => {};").file
        'cost.5571a1ff7f6a47d0.js'
        """
        return f"{self.name}.{sha256(self.text.encode()).hexdigest()[:16]}.js"

    @cached_property
    def packed(self) -> bytes:
        """The text for browsers that read gzip, which all do."""
        return gzip.compress(self.text.encode(), 9, mtime=0)

    @property
    def address(self) -> str:
        """Where it is, seen from any page."""
        return f"{PLACE}/{self.file}"


@cache
def script(name: str) -> Script:
    """Read a component as one script with its style, or a vendored package as it is."""
    if name in vendored():
        return Script(name, (VENDOR / name / f"{name}.esm.js").read_text(encoding="utf-8"))
    folder = FOLDER / name
    style = json.dumps(stylesheet(folder))
    text = bundle(folder / "main.js")
    for place, known in FILLED_IN.items():
        if place in text:
            text = text.replace(place, known())
    return Script(name, f"{text}\nexport const style = {style};\n")


# What only the server knows, by the word that stands for it in a script.
FILLED_IN: dict[str, Callable[[], str]] = {
    "PDF_ADDRESS": lambda: script("pdf").address,  # by who saves a PDF
    "LETTERS_ADDRESS": lambda: script("letters").address,
    "GIF_ADDRESS": lambda: script("gifenc").address,  # by who saves an animation
    "EXPLORER_OFFERS": lambda: json.dumps(offers()),
    "PLOTLY_ADDRESS": lambda: addresses("PlotlyChart")[0],  # of what Streamlit draws
    "SITE_ADDRESSES": lambda: json.dumps([page.address for page in SITE]),
}


@cache
def names() -> frozenset[str]:
    """List the components: the folders with a ``main.js``."""
    return frozenset(main.parent.name for main in FOLDER.glob("*/main.js"))


@cache
def vendored() -> frozenset[str]:
    """List the packages of ``vendor/``, which components fetch when they need them."""
    return frozenset(file.parent.name for file in VENDOR.glob("*/*.esm.js"))


def fetching(fetched: Script) -> str:
    """Write the few lines that Streamlit sends with every change: they fetch the module once."""
    lines = (FOLDER / "fetch.js").read_text(encoding="utf-8")
    lines = lines.replace("ADDRESS", json.dumps(fetched.address))
    return lines.replace("AHEAD", json.dumps(script(AHEAD).address))
