"""The wheel, built and tried: the library where only what it needs is, the app where all is.

Nothing is downloaded: the wheel is built with the setuptools at hand, unpacked into a folder, and
run by interpreters that see that folder and what each test lets them see besides.
"""

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import tomllib
import zipfile
from importlib.metadata import distribution
from pathlib import Path
from urllib.request import urlopen

import pytest
from packaging.requirements import Requirement

import dilviz

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
SOURCES = ("dilviz", "pages", ".streamlit", "app.py", "setup.py", "pyproject.toml", "README.md")
CITATION = (ROOT / "CITATION.cff").read_text("utf-8")
CHANGES = (ROOT / "CHANGELOG.md").read_text("utf-8")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """A wheel of this checkout, built from a copy so that the checkout stays clean."""
    folder = tmp_path_factory.mktemp("wheel")
    for name in (*SOURCES, "MANIFEST.in", "LICENSE", "CHANGELOG.md"):
        source = ROOT / name
        copy = shutil.copytree if source.is_dir() else shutil.copy
        copy(source, folder / name)
    build = [*(sys.executable, "-m", "pip", "wheel", "--quiet", "--disable-pip-version-check")]
    build += ["--no-deps", "--no-index", "--no-build-isolation", "--wheel-dir", "out", "."]
    subprocess.run(build, cwd=folder, check=True)
    [file] = (folder / "out").glob("*.whl")
    return file


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    """The folder that the wheel was unpacked into."""
    folder = tmp_path_factory.mktemp("installed")
    with zipfile.ZipFile(wheel) as content:
        content.extractall(folder)
    return folder


@pytest.fixture(scope="module")
def library_alone(installed, tmp_path_factory):
    """Run Python code where only the wheel and what it always needs can be imported."""
    packages = tmp_path_factory.mktemp("packages")
    for name in ("numpy", "scipy", "threadpoolctl"):
        place = Path(distribution(name).locate_file(""))
        for folder in (name, f"{name}.libs", f"{name}.py"):
            if (place / folder).exists():
                (packages / folder).symlink_to(place / folder)

    def run(code, *arguments):
        start = f"import sys; sys.path += {[str(installed), str(packages)]!r}\n"
        return subprocess.run(
            [sys.executable, "-I", "-S", "-c", start + code, *arguments],
            cwd=installed,
            capture_output=True,
            text=True,
            check=False,
        )

    return run


COMMAND = "from dilviz.__main__ import main; sys.exit(main())"


def test_nothing_else_can_be_imported_there(library_alone):
    code = (
        "from importlib.util import find_spec\n"
        "names = ('numpy', 'scipy', 'threadpoolctl', "
        "'streamlit', 'onnx', 'matplotlib', 'plotly', 'PIL', 'pip')\n"
        "print(*(name for name in names if find_spec(name)))"
    )
    assert library_alone(code).stdout.split() == ["numpy", "scipy", "threadpoolctl"]


def test_import_dilviz_loads_numpy_only(library_alone):
    names = "{'numpy', 'scipy', 'threadpoolctl', 'dilviz'}"
    code = f"import dilviz\nprint(*sorted({names} & set(sys.modules)))"
    done = library_alone(code)
    assert (done.stdout.split(), done.stderr) == (["dilviz", "numpy"], "")


def test_the_library_computes_there(library_alone):
    code = (
        "import dilviz, numpy\n"
        "net = dilviz.parse_network('conv3, conv3x5 d2')\n"
        "print(dilviz.receptive_field(net).size)\n"
        "print(dilviz.conv2d(numpy.ones((5, 6)), numpy.ones((3, 3)), dilation=2).tolist())"
    )
    assert library_alone(code).stdout.splitlines() == ["(7, 11)", "[[9.0, 9.0]]"]


def test_the_command_answers_there(library_alone):
    done = library_alone(COMMAND, "rf", "conv3, conv3x5 d2", "--json")
    assert json.loads(done.stdout)["size"] == [7, 11]


@pytest.mark.parametrize(
    ("arguments", "extra"),
    [
        (("plot", "conv3", "-o", "figure.pdf"), "plot"),
        (("app",), "app"),
        (("rf", "model.onnx"), "onnx"),
    ],
)
def test_a_missing_extra_is_named_in_one_line(library_alone, installed, arguments, extra):
    (installed / "model.onnx").write_bytes(b"a model")
    done = library_alone(COMMAND, *arguments)
    assert done.returncode == 2
    [line] = done.stderr.splitlines()
    assert line.endswith(f'which is not installed. Install it with: pip install "dilviz[{extra}]"')


def test_the_wheel_has_the_command_and_the_extras(installed):
    [info] = installed.glob("*.dist-info")
    assert "dilviz = dilviz.__main__:main" in (info / "entry_points.txt").read_text("utf-8")
    metadata = (info / "METADATA").read_text("utf-8")
    always = re.findall(r"^Requires-Dist: (\w+)[^;\n]*$", metadata, re.MULTILINE)
    assert always == ["numpy", "scipy", "threadpoolctl"]
    assert re.findall(r"^Provides-Extra: (\w+)", metadata, re.MULTILINE) == list(
        PROJECT["optional-dependencies"]
    )


def test_the_wheel_has_every_file_of_the_package_and_the_app(installed):
    def files(folder):
        found = (path for path in folder.rglob("*") if path.is_file())
        return {path.relative_to(folder) for path in found if path.suffix != ".pyc"}

    package = {path for path in files(installed / "dilviz") if path.parts[0] != "_app"}
    assert package == files(ROOT / "dilviz")
    assert files(installed / "dilviz" / "_app" / "pages") == files(ROOT / "pages")
    assert (installed / "dilviz" / "_app" / "app.py").exists()


def test_the_app_starts_from_the_installed_package(installed, tmp_path):
    port = free_port()
    known = os.environ | {"PYTHONPATH": str(installed)}
    log = (tmp_path / "log").open("wb")
    app = subprocess.Popen(
        [sys.executable, "-P", "-m", "dilviz", "app", "--port", str(port)],
        cwd=tmp_path,
        env=known,
        stdout=log,
        stderr=subprocess.STDOUT,
    )
    try:
        address = f"http://localhost:{port}"
        assert answer(f"{address}/healthz", app) == b"ok"
        assert b"<title>" in answer(f"{address}/embed?net=conv3", app)
        assert b'"size":[5,5]' in answer(f"{address}/api/rf?net=conv5", app).replace(b" ", b"")
        assert b'id="root"' in answer(f"{address}/", app)
    finally:
        app.terminate()
        app.wait(30)
        log.close()


def test_the_installed_app_has_its_own_pages_and_settings(installed, tmp_path):
    code = (
        "import dilviz.ui.site as site; from streamlit import config\n"
        "config._main_script_path = str(site.SCRIPT)\n"
        "print(site.SCRIPT); print(len(site.SITE), len(site.PLANNED))\n"
        "print(config.get_option('client.toolbarMode'))"
    )
    done = subprocess.run(
        [sys.executable, "-P", "-c", code],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(installed)},
        capture_output=True,
        text=True,
        check=True,
    )
    script, pages, toolbar = done.stdout.splitlines()
    assert Path(script) == installed / "dilviz" / "_app" / "app.py"
    assert len(set(pages.split())) == 1
    assert toolbar == "minimal"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def answer(address, process):
    """What an address answers, as soon as the server does."""
    while True:
        try:
            with urlopen(address, timeout=60) as reply:
                return reply.read()
        except OSError:
            assert process.poll() is None
            time.sleep(0.2)


def test_the_extras_and_make_run_ask_for_the_same_versions():
    extras = PROJECT["optional-dependencies"]
    lines = {*PROJECT["dependencies"], *extras["app"], *extras["onnx"], *extras["plot"]}
    asked = {str(Requirement(line)) for line in lines if not line.startswith("dilviz")}
    listed = (ROOT / "requirements.txt").read_text("utf-8").splitlines()
    assert asked == {str(Requirement(line)) for line in listed if not line.startswith("#")}


def test_one_version_is_stated_everywhere():
    assert f"version: {dilviz.__version__}" in CITATION
    assert f"## {dilviz.__version__}" in CHANGES
