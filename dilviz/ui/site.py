"""The pages, in the order of the navigation: one entry adds one."""

from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
FOLDER = HERE.parents[1] / "pages"
ROUTER = HERE / "router.py"  # beside pages/ the first deep link after a restart would fail
FAVICON = HERE / "favicon.png"


@dataclass(frozen=True)
class SitePage:
    """One page: the word in the navigation, its address and its file."""

    title: str
    address: str  # the default page is at /, so it has none
    file: str

    @property
    def path(self) -> Path:
        """Where its script is."""
        return FOLDER / self.file


PLANNED = (
    SitePage("Explore", "", "explore.py"),
    SitePage("Stack", "stack", "stack.py"),
    SitePage("Images", "images", "images.py"),
    SitePage("Gridding", "gridding", "gridding.py"),
    SitePage("Cost", "cost", "cost.py"),
    SitePage("Context module", "context-module", "context_module.py"),
    SitePage("Frameworks", "frameworks", "frameworks.py"),
    SitePage("Lesson", "lesson", "lesson.py"),
    SitePage("Evidence", "evidence", "evidence.py"),
)
SITE = tuple(page for page in PLANNED if page.path.exists())
