"""The pages, in the order of the navigation: one entry adds one."""

from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
INSTALLED = HERE.parent / "_app"  # where setup.py puts the app into a wheel
APP = INSTALLED if INSTALLED.exists() else HERE.parents[1]
FOLDER = APP / "pages"
SCRIPT = APP / "app.py"
ROUTER = HERE / "router.py"  # beside pages/ the first deep link after a restart would fail
FAVICON = HERE / "favicon.png"


@dataclass(frozen=True)
class SitePage:
    """One page: the word in the navigation, its address, its file, and what it is drawn with."""

    title: str
    address: str  # the default page is at /, so it has none
    file: str
    components: tuple[str, ...] = ()  # ours, of the first view
    widgets: tuple[str, ...] = ()  # Streamlit's, as it names their scripts
    views: str = ""  # the module with its `FIGURES`, if browsers may ask for them ahead of it

    @property
    def path(self) -> Path:
        """Where its script is."""
        return FOLDER / self.file


BUTTONS, LIST, SLIDER, WORDS = "ButtonGroup", "Selectbox", "Slider", "TextInput"
PLANNED = (
    SitePage("Explore", "", "explore.py", ("explore",)),
    SitePage(
        *("Stack", "stack", "stack.py", ("chips", "network"), (WORDS,)),
        views="dilviz.ui.stack.figures",
    ),
    SitePage("Images", "images", "images.py", ("inspector", "photo", "rate"), (BUTTONS, LIST)),
    SitePage(
        *("Gridding", "gridding", "gridding.py", ("chips", "gridding")),
        (WORDS, SLIDER, LIST, "Multiselect", BUTTONS),
        "dilviz.ui.gridding.views",
    ),
    SitePage(
        *("Cost", "cost", "cost.py", ("cost",), (SLIDER, "Button", "DownloadButton")),
        views="dilviz.ui.cost.views",
    ),
    SitePage(
        *("Context module", "context-module", "context_module.py", ("module", "maps")),
        (BUTTONS, SLIDER, LIST),
        views="dilviz.ui.context_module.views",
    ),
    SitePage(
        *("Frameworks", "frameworks", "frameworks.py", ("code", "rewrite")),
        (WORDS, BUTTONS, SLIDER, "Button"),
        "dilviz.ui.frameworks.views",
    ),
    SitePage(
        *("Lesson", "lesson", "lesson.py", ("lesson", "explore"), ("Html",)),
        views="dilviz.ui.lesson.views",
    ),
    SitePage(
        *("Evidence", "evidence", "evidence.py", ("ledger",), (WORDS, BUTTONS, "Button")),
        views="dilviz.ui.evidence.views",
    ),
)
SITE = tuple(page for page in PLANNED if page.path.exists())
