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


@dataclass(frozen=True)
class SitePage:
    """One page of the app.

    Attributes
    ----------
    title : str
        The word in the navigation.
    address : str
        In the link; empty for the page at the root.
    file : str
        Its script in ``pages/``.
    components, widgets : tuple of str
        What its first view is drawn with: components of ours, and Streamlit's widgets by the names
        of their scripts. Browsers fetch them while the page starts.
    figures : bool
        Whether browsers may ask for its figures ahead of it: they are in ``ui/<page>/figures.py``.
    """

    title: str
    address: str
    file: str
    components: tuple[str, ...] = ()
    widgets: tuple[str, ...] = ()
    figures: bool = True

    @property
    def path(self) -> Path:
        """Where its script is."""
        return FOLDER / self.file


BUTTONS, LIST, SLIDER, WORDS = "ButtonGroup", "Selectbox", "Slider", "TextInput"
PLANNED = (
    SitePage("Explore", "", "explore.py", components=("explore",), figures=False),
    SitePage("Stack", "stack", "stack.py", components=("chips", "network"), widgets=(WORDS,)),
    SitePage(
        title="Images",
        address="images",
        file="images.py",
        components=("inspector", "photo", "rate"),
        widgets=(BUTTONS, LIST),
        figures=False,
    ),
    SitePage(
        title="Gridding",
        address="gridding",
        file="gridding.py",
        components=("chips", "gridding"),
        widgets=(WORDS, SLIDER, LIST, "Multiselect", BUTTONS),
    ),
    SitePage(
        title="Cost",
        address="cost",
        file="cost.py",
        components=("cost",),
        widgets=(SLIDER, "Button"),
    ),
    SitePage(
        title="Context module",
        address="context-module",
        file="context_module.py",
        components=("module", "maps"),
        widgets=(BUTTONS, SLIDER, LIST),
    ),
    SitePage(
        title="Learned",
        address="learned",
        file="learned.py",
        components=("learned",),
        widgets=(LIST,),
    ),
    SitePage(
        title="Frameworks",
        address="frameworks",
        file="frameworks.py",
        components=("code", "rewrite"),
        widgets=(WORDS, BUTTONS, SLIDER, "Button"),
    ),
    SitePage(
        title="Lesson",
        address="lesson",
        file="lesson.py",
        components=("lesson", "explore"),
        widgets=("Html",),
    ),
    SitePage(
        title="Evidence",
        address="evidence",
        file="evidence.py",
        components=("ledger",),
        widgets=(WORDS, BUTTONS, "Button"),
    ),
)
SITE = tuple(page for page in PLANNED if page.path.exists())
