"""Who may import whom: the rooms stand in one order, and imports run one way."""

import ast
import subprocess
import sys
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
HEAVY = (
    "streamlit",
    "matplotlib",
    "plotly",
    "scipy",
    "PIL",
    "starlette",
    "onnx",
    "torch",
    "threadpoolctl",
)

# The rooms from left to right. A room may enter all that stand left of it; rooms of one line
# do not know each other.
ORDER = (
    ("errors",),
    ("convolution",),
    ("network",),
    ("importing",),
    ("fields",),
    ("gridding", "pictures", "cost"),
    ("learned",),
    ("papers", "export"),
    ("figures",),
    ("lesson", "plot", "page"),
    ("ui",),
    ("web", "pages"),
    ("app",),
)
PLACE = {room: place for place, rooms in enumerate(ORDER) for room in rooms}
ENGINE = tuple(room for rooms in ORDER[: PLACE["figures"]] for room in rooms)
# Rooms whose doors differ from the order.
DOORS = {
    "root": {*ENGINE, "root"},  # the public names, and the command line by name
    "commands": {*ENGINE, "root", "commands"},
    "server": {"server"},  # stands apart
    "plot": {*ENGINE, "figures", "plot"},  # its curves are the app's, its colours too
    "page": {*ENGINE, "root", "figures", "page"},
    "_compat": {"_compat"},  # patches of other people's code
    "ui": {*ENGINE, "root", "server", "figures", "lesson", "page", "ui"},
    "web": {*ENGINE, "_compat", "server", "figures", "lesson", "page", "web"},
    "app": {"_compat", "ui", "web"},
}
# Of the ui, what a page without the app may use as well: no Streamlit in it.
WITHOUT_STREAMLIT = {
    "dilviz.ui.components.bundle",
    "dilviz.ui.components.explore.bounds",
    "dilviz.ui.components.explore.offers",
    "dilviz.ui.components.scripts",
    "dilviz.ui.components.streamlit_scripts",
    "dilviz.ui.site",
}
PACKAGES = {
    "figures": {"numpy", "PIL", "plotly"},  # Plotly in charts/ alone
    "plot": {"numpy", "matplotlib"},
    "lesson": {"numpy", "segno"},
    "server": {"numpy"},
    "ui": {"numpy", "streamlit"},
    "web": {"starlette"},
    "pages": {"streamlit"},
    "app": {"streamlit"},
    "_compat": set(),
}
OF_THE_ENGINE = {"numpy", "scipy"}
INSIDE_FUNCTIONS = {  # so that `import dilviz` stays light
    "convolution": {"threadpoolctl"},
    "importing": {"onnx", "google", "torch", "keras"},
    "pictures": {"PIL"},
    "server": {"PIL"},
    "root": {"PIL", "onnx"},
    "_compat": {"starlette", "streamlit"},
}
# Methods that draw load what they need inside the function: the one exception.
METHODS = {
    "web": {"plot"},
    "network": {"plot", "page"},
    "fields": {"plot", "page"},
    "commands": {"plot", "page", "ui"},
}
ARITHMETIC = (ast.Mult, ast.MatMult, ast.Div, ast.FloorDiv, ast.Pow)


def loaded_by(statement):
    """Heavy packages and modules of dilviz that a fresh interpreter loads for one statement."""
    code = f"import sys; {statement}; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    loaded = set(done.stdout.split())
    return {name for name in loaded if name in HEAVY or name.startswith("dilviz.")}


def rooms_of(modules):
    """The rooms in which some of these modules stand."""
    return {room_of(name) for name in modules if name not in HEAVY}


def room_of(module):
    """The room of a module's full name."""
    match module.split("."):
        case ["pages", *_]:
            return "pages"
        case ["app"]:
            return "app"
        case ["dilviz", "_compat", *_]:
            return "_compat"
        case ["dilviz", room, *_] if room in {*PLACE, *DOORS} - {"root"}:
            return room
    return "root"


def name_of(path):
    """The full name of the module in a file."""
    parts = path.with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def modules_named_by(node, package):
    """Full names in one import statement; for ``from a import b`` that is ``a.b``."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    base = package[: len(package) - node.level + 1] if node.level else ()
    start = ".".join([*base, *filter(None, [node.module])])
    return [f"{start}.{alias.name}" for alias in node.names]


def imports(path, source):
    """Every import of a file: ``(line, module, whether it stands inside a function)``."""
    tree = ast.parse(source)
    at_top = {id(node) for node in tree.body}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            for name in modules_named_by(node, path.parent.parts):
                yield node.lineno, name, id(node) not in at_top


def breaches(path, source):
    """Every import and, on a page, every calculation that the rules forbid: ``(line, what)``."""
    room = room_of(name_of(path))
    for line, name, inside in imports(path, source):
        if not may_import(room, name, inside):
            yield line, name
    for node in ast.walk(ast.parse(source)):
        if room == "pages" and isinstance(getattr(node, "op", None), ARITHMETIC):
            yield node.lineno, type(node.op).__name__


def may_import(room, name, inside):
    """Whether a file of this room may name this module."""
    first = name.split(".")[0]
    if first in ("dilviz", "pages", "app"):
        if room in ("web", "page") and any(
            f"{name}.".startswith(f"{one}.") for one in WITHOUT_STREAMLIT
        ):
            return True
        methods = METHODS.get(room, set()) if inside else set()
        return room_of(name) in doors(room) | methods
    allowed = PACKAGES.get(room, OF_THE_ENGINE) | (INSIDE_FUNCTIONS.get(room, set()) & {first})
    allowed = allowed if inside else PACKAGES.get(room, OF_THE_ENGINE)
    return first in sys.stdlib_module_names or first in allowed


def doors(room):
    """The rooms that this one may enter."""
    if room in DOORS:
        return DOORS[room]
    left = {other for other, place in PLACE.items() if place < PLACE[room]}
    public = {"root"} if PLACE[room] >= PLACE["figures"] else set()
    return left | {room} | public


def project_files():
    """Files of the app itself, as paths from the root."""
    found = [Path("app.py"), *(ROOT / "dilviz").rglob("*.py"), *(ROOT / "pages").glob("*.py")]
    return sorted(path.relative_to(ROOT) if path.is_absolute() else path for path in found)


def circle(graph):
    """The modules of one circle of imports, or nothing."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return error.args[1]
    return []


def test_import_dilviz_loads_what_counts_and_nothing_else():
    loaded = loaded_by("import dilviz")
    assert loaded & set(HEAVY) <= {"scipy"}
    assert rooms_of(loaded) == {"errors", "convolution", "network"}
    assert "dilviz.network.suggestions" not in loaded


@pytest.mark.parametrize(
    ("name", "room"),
    [("conv2d", "convolution"), ("receptive_field", "fields"), ("network_from_code", "importing")],
)
def test_what_not_everyone_needs_is_loaded_when_it_is_asked_for(name, room):
    loaded = loaded_by(f"import dilviz; assert '{name}' in dir(dilviz); dilviz.{name}")
    assert rooms_of(loaded) - {room} == {"errors", "convolution", "network"} - {room}
    assert room in rooms_of(loaded)


def test_a_room_is_found_when_it_is_asked_for():
    loaded = loaded_by("import dilviz; dilviz.plot.taps; dilviz.gridding")
    assert {"dilviz.plot", "dilviz.gridding"} <= loaded


def test_a_command_about_notation_loads_no_reader_of_files():
    loaded = loaded_by("from dilviz.command_line import run; run(['rf', 'conv3'])")
    assert "dilviz.importing.written_network" in loaded
    assert not loaded & {"dilviz.importing.layer_code", "dilviz.importing.onnx_model"}
    assert not loaded & {"dilviz.network.suggestions", "dilviz.cost.comparison"}
    assert not rooms_of(loaded) & {"figures", "plot", "page", "ui"}


def test_routes_without_sessions_load_no_streamlit():
    assert "streamlit" not in loaded_by("from dilviz import web; web.alone()")


def test_a_loaded_package_is_seen():
    assert "starlette" in loaded_by("import dilviz.web")
    assert "streamlit" in loaded_by("import dilviz.ui.explain")


def test_every_package_of_dilviz_is_a_room():
    packages = {path.parent.name for path in (ROOT / "dilviz").glob("*/__init__.py")}
    assert packages <= {*PLACE, *DOORS}


@pytest.mark.parametrize("path", project_files(), ids=str)
def test_a_file_imports_only_from_the_rooms_left_of_it(path):
    assert list(breaches(path, (ROOT / path).read_text("utf-8"))) == []


def test_no_modules_import_each_other_in_a_circle():
    files = {name_of(path): path for path in project_files()}
    graph = {
        module: {
            target
            for _, name, inside in imports(path, (ROOT / path).read_text("utf-8"))
            for target in (name, name.rpartition(".")[0])
            if target in files and target != module and not inside
        }
        for module, path in files.items()
    }
    assert sum(map(len, graph.values())) > len(graph)
    assert circle(graph) == []


def test_a_circle_is_found():
    assert set(circle({"a": {"b"}, "b": {"c"}, "c": {"a"}})) == {"a", "b", "c"}


@pytest.mark.parametrize(
    ("path", "source", "what"),
    [
        ("dilviz/convolution/layer.py", "import streamlit as st", "streamlit"),
        ("dilviz/pictures/kernel.py", "import PIL.Image", "PIL.Image"),
        ("dilviz/convolution/layer.py", "from dilviz import figures", "dilviz.figures"),
        ("dilviz/convolution/layer.py", "from dilviz.network.node import Node", None),
        ("dilviz/network/node.py", "from dilviz.fields.field import receptive_field", None),
        ("dilviz/gridding/repair.py", "from dilviz.cost.layer_cost import costs", None),
        ("dilviz/papers/claim.py", "from dilviz.export.report import report", None),
        ("dilviz/fields/field.py", "from dilviz.server import decoding", None),
        ("dilviz/network/node.py", "from ..ui import controls", "dilviz.ui.controls"),
        ("dilviz/fields/field.py", "def f():\n    import torch", "torch"),
        ("dilviz/figures/style.py", "from dilviz.ui.explain import explained", None),
        ("dilviz/figures/style.py", "import streamlit", "streamlit"),
        ("dilviz/figures/style.py", "import matplotlib", "matplotlib"),
        ("dilviz/plot/style.py", "from dilviz.lesson import steps", "dilviz.lesson.steps"),
        ("dilviz/fields/field.py", "from dilviz.plot import cone", "dilviz.plot.cone"),
        ("dilviz/lesson/steps.py", "from ..ui import controls", "dilviz.ui.controls"),
        ("dilviz/server/decoding.py", "from dilviz.figures import maps", "dilviz.figures.maps"),
        ("dilviz/ui/site.py", "from pages import explore", "pages.explore"),
        ("dilviz/web/api.py", "from dilviz.ui.explain import explained", None),
        ("dilviz/web/api.py", "import streamlit", "streamlit"),
        ("dilviz/commands/app.py", "from dilviz.ui import site", "dilviz.ui.site"),
        ("pages/stack.py", "import numpy as np", "numpy"),
        ("pages/stack.py", "from dilviz.web import routes", "dilviz.web.routes"),
        ("pages/stack.py", "area = rows * cols", "Mult"),
        ("pages/stack.py", "half = size // 2", "FloorDiv"),
        ("app.py", "import dilviz.figures.grid", "dilviz.figures.grid"),
    ],
)
def test_an_arrow_to_the_right_is_found(path, source, what):
    words = source.split()
    assert [name for _, name in breaches(Path(path), source)] == [what or f"{words[1]}.{words[-1]}"]


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("dilviz/pictures/photographs.py", "def load():\n    from PIL import Image"),
        ("dilviz/fields/field.py", "def plot():\n    from dilviz.plot import cone"),
        ("dilviz/plot/style.py", "import matplotlib\nfrom dilviz.figures import style"),
        ("dilviz/__init__.py", "from dilviz.convolution.geometry import output_size"),
        ("dilviz/papers/claim.py", "from dilviz.pictures.kernel import Kernel"),
        ("dilviz/ui/explain.py", "import streamlit as st\nfrom dilviz.figures import grid"),
        ("dilviz/ui/explain.py", "from dilviz.server.decoding import Picture"),
        ("dilviz/web/page.py", "from dilviz.ui.components.bundle import bundle"),
        ("pages/stack.py", "import dilviz\nfrom dilviz.ui import controls\nlabel = 'a * b'"),
    ],
)
def test_an_arrow_to_the_left_passes(path, source):
    assert list(breaches(Path(path), source)) == []
