"""Who may import whom: numpy <- engine <- figures <- lesson <- ui <- pages and app.py."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
HEAVY = ("streamlit", "matplotlib", "plotly", "PIL", "starlette", "onnx", "torch")

# Of the ui, what a server without the app may use as well: no Streamlit in it.
WITHOUT_STREAMLIT = {
    "dilviz.ui.components.bundle",
    "dilviz.ui.components.scripts",
    "dilviz.ui.site",
}
# The rooms of the house: which other rooms each may enter, and which packages it may use.
ROOMS = {
    "engine": ({"engine"}, {"numpy", "scipy"}),
    "figures": ({"engine", "figures"}, {"numpy", "PIL"}),
    "lesson": ({"engine", "figures", "lesson"}, {"numpy"}),
    "ui": ({"engine", "figures", "lesson", "ui"}, {"numpy", "streamlit"}),
    "web": ({"engine", "figures", "lesson", "web", *WITHOUT_STREAMLIT}, {"starlette"}),
    "pages": ({"engine", "figures", "lesson", "ui"}, {"streamlit"}),
    "app": ({"ui", "web"}, {"streamlit"}),
}
LAZY = {"engine": {"PIL", "onnx", "google"}}  # only inside a function: `import dilviz` stays light
ARITHMETIC = (ast.Mult, ast.MatMult, ast.Div, ast.FloorDiv, ast.Pow)


def loaded_by(statement):
    """Heavy packages that a fresh interpreter has loaded after one statement."""
    code = f"import sys; {statement}; print(*sorted({{n.split('.')[0] for n in sys.modules}}))"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return set(done.stdout.split()) & set(HEAVY)


def test_the_engine_loads_no_heavy_package():
    assert loaded_by("import dilviz") == set()


def test_that_check_can_fail():
    assert "starlette" in loaded_by("import dilviz.web")
    assert "streamlit" in loaded_by("import dilviz.ui.explain")


def room_of(path):
    """The room that a file lives in."""
    match path.parts:
        case ("pages", *_):
            return "pages"
        case ("app.py",):
            return "app"
        case ("dilviz", ("figures" | "lesson" | "ui" | "web") as room, *_):
            return room
    return "engine"


def modules_named_by(node, package):
    """Full names in one import statement; for ``from a import b`` that is ``a.b``."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    base = package[: len(package) - node.level + 1] if node.level else ()
    start = ".".join([*base, *filter(None, [node.module])])
    return [f"{start}.{alias.name}" for alias in node.names]


def breaches(path, source):
    """Every import and, on a page, every calculation that the rules forbid: ``(line, what)``."""
    tree = ast.parse(source)
    at_top = {id(node) for node in tree.body}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            for name in modules_named_by(node, path.parent.parts):
                if not may_import(room_of(path), name, lazily=id(node) not in at_top):
                    yield node.lineno, name
        elif room_of(path) == "pages" and isinstance(getattr(node, "op", None), ARITHMETIC):
            yield node.lineno, type(node.op).__name__


def may_import(room, name, lazily):
    """Whether a file of this room may name this module."""
    rooms, packages = ROOMS[room]
    first, *rest = name.split(".")
    if first in ("dilviz", "pages", "app"):
        target = room_of(Path(first, *rest)) if rest or first == "dilviz" else first
        return target in rooms or any(name.startswith(f"{one}.") for one in rooms if "." in one)
    allowed = packages | LAZY.get(room, set()) if lazily else packages
    return first in sys.stdlib_module_names or first in allowed


def project_files():
    """Files of the app itself, as paths from the root."""
    found = [Path("app.py"), *(ROOT / "dilviz").rglob("*.py"), *(ROOT / "pages").glob("*.py")]
    return sorted(path.relative_to(ROOT) if path.is_absolute() else path for path in found)


@pytest.mark.parametrize("path", project_files(), ids=str)
def test_a_file_imports_downwards_only(path):
    assert list(breaches(path, (ROOT / path).read_text("utf-8"))) == []


@pytest.mark.parametrize(
    ("path", "source", "what"),
    [
        ("dilviz/geometry.py", "import streamlit as st", "streamlit"),
        ("dilviz/geometry.py", "import PIL.Image", "PIL.Image"),
        ("dilviz/geometry.py", "from dilviz import figures", "dilviz.figures"),
        ("dilviz/geometry.py", "from .ui import controls", "dilviz.ui.controls"),
        ("dilviz/geometry.py", "def f():\n    import torch", "torch"),
        ("dilviz/figures/style.py", "from dilviz.ui.explain import explained", None),
        ("dilviz/figures/style.py", "import streamlit", "streamlit"),
        ("dilviz/lesson/steps.py", "from ..ui import controls", "dilviz.ui.controls"),
        ("dilviz/ui/site.py", "from pages import explore", "pages.explore"),
        ("dilviz/web/api.py", "from dilviz.ui.explain import explained", None),
        ("dilviz/web/api.py", "import streamlit", "streamlit"),
        ("pages/stack.py", "import numpy as np", "numpy"),
        ("pages/stack.py", "from dilviz.web import routes", "dilviz.web.routes"),
        ("pages/stack.py", "area = rows * cols", "Mult"),
        ("pages/stack.py", "half = size // 2", "FloorDiv"),
        ("app.py", "import dilviz.figures.grid", "dilviz.figures.grid"),
    ],
)
def test_that_check_can_fail_for(path, source, what):
    assert [name for _, name in breaches(Path(path), source)] == [
        what or source.split()[1] + ".explained"
    ]


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("dilviz/images.py", "def load():\n    from PIL import Image"),
        ("dilviz/__init__.py", "from dilviz.geometry import output_size"),
        ("dilviz/ui/explain.py", "import streamlit as st\nfrom dilviz.figures import grid"),
        ("dilviz/web/page.py", "from dilviz.ui.components.bundle import bundle"),
        ("pages/stack.py", "import dilviz\nfrom dilviz.ui import controls\nlabel = 'a * b'"),
    ],
)
def test_that_check_lets_pass(path, source):
    assert list(breaches(Path(path), source)) == []
