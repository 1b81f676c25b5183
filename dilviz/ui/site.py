"""The pages, in the order of the navigation: one entry adds one."""

from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
INSTALLED = HERE.parent / "_app"  # where setup.py puts the app into a wheel
APP = INSTALLED if INSTALLED.exists() else HERE.parents[1]
FOLDER = APP / "pages"
SCRIPT = APP / "app.py"
# Beside pages/ Streamlit would read that folder itself until the router has run once: after a
# restart, the first link to a page other than the first one would fail.
ROUTER = HERE / "router.py"
FAVICON = HERE / "favicon.png"
FIRST = "explore"  # the page at the root


@dataclass(frozen=True)
class SitePage:
    """One page of the app.

    Attributes
    ----------
    title : str
        The word in the navigation, and in the tab of the browser.
    question, sentence : str
        What the page answers, as its heading, and one plain sentence under it. A page whose
        heading or sentence follows its settings leaves them empty and says them itself.
    components, widgets : tuple of str
        What its first view is drawn with: components of ours, and Streamlit's widgets by the names
        of their scripts. Browsers fetch them while the page starts.
    figures : bool
        Whether browsers may ask for its figures ahead of it: they are in ``ui/<page>/figures.py``.
    """

    title: str
    question: str = ""
    sentence: str = ""
    components: tuple[str, ...] = ()
    widgets: tuple[str, ...] = ()
    figures: bool = True

    @property
    def tab(self) -> str:
        """Its name in the tab of the browser, in the history and in bookmarks."""
        return f"{self.title} · dilviz"

    @property
    def address(self) -> str:
        """In the link; empty for the page at the root."""
        name = self.title.lower().replace(" ", "-")
        return "" if name == FIRST else name

    @property
    def path(self) -> Path:
        """Where its script is, in ``pages/``."""
        return FOLDER / f"{self.title.lower().replace(' ', '_')}.py"


BUTTONS, LIST, SLIDER, WORDS = "ButtonGroup", "Selectbox", "Slider", "TextInput"
PLANNED = (
    SitePage(
        title="Explore",
        question="What does one output pixel read?",
        components=("explore",),
        widgets=("Button",),
        figures=False,
    ),
    SitePage(
        title="Stack",
        question="How far does this network see?",
        sentence="Write its layers, or load a model: every layer's receptive field, exactly.",
        components=("chips", "network"),
        widgets=(WORDS,),
    ),
    SitePage(
        title="Images",
        question="What does dilation do to a picture?",
        sentence="One kernel on a photograph: point at an output to see what it reads.",
        components=("inspector", "photo"),
        widgets=(BUTTONS, LIST),
        figures=False,
    ),
    SitePage(
        title="Gridding",
        question="Which pixels does a stack never read?",
        sentence=(
            "Dilation skips samples. A stack reads everything only if each layer's gaps are filled "
            "by the layers with smaller rates."
        ),
        components=("chips", "gridding"),
        widgets=(WORDS, SLIDER, LIST, "Multiselect", BUTTONS),
    ),
    SitePage(
        title="Cost",
        question="What does a large receptive field cost?",
        sentence=(
            "Dilation buys field without weights and without multiply-adds. What it does not buy "
            "is a smaller map."
        ),
        components=("cost", "chart"),
        widgets=(SLIDER, "Button", BUTTONS),
    ),
    SitePage(
        title="Context module",
        question="How does a module see 67 × 67 without losing a pixel?",
        sentence="Eight layers at full resolution. Only the rates change: 1 1 2 4 8 16 1 1.",
        components=("module", "maps"),
        widgets=(BUTTONS, SLIDER, LIST),
    ),
    SitePage(
        title="Learned",
        question="Does dilation help?",
        sentence=(
            "Networks with the same number of weights, trained alike. Only their dilation rates "
            "differ. Draw a digit: every pixel of ink should be labelled with it."
        ),
        components=("learned", "chart", "maps"),
        widgets=(LIST,),
    ),
    SitePage(
        title="Frameworks",
        question="One layer, six spellings: are they the same?",
        sentence="The same dilated layer in the code of six frameworks, with what differs named.",
        components=("code", "rewrite"),
        widgets=(WORDS, BUTTONS, SLIDER, "Button"),
    ),
    SitePage(
        title="Lesson",
        components=("lesson", "explore"),
        widgets=("Html",),
    ),
    SitePage(
        title="Evidence",
        question="Why believe these numbers?",
        sentence="Every published number that this app reproduces, computed anew, with its source.",
        components=("ledger",),
        widgets=(WORDS, BUTTONS, "Button"),
    ),
)
SITE = tuple(page for page in PLANNED if page.path.exists())
