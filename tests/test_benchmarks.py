"""Every benchmark starts in the environment that the commands of the documents make."""

import ast
import re
import sys
from importlib import import_module
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MODULES = sorted((ROOT / "benchmarks").glob("*.py"))
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")), ROOT / "deploy/README.md"]
PEERS = {
    "cv2",
    "timm",
    "torch",
    "torchvision",
}  # imported when they are measured; without them the table says so
OURS = {"benchmarks", "deploy", "dilviz", "tests", "tools"}


def required(name):
    """The distributions that a requirements file names, with those of the files it includes."""
    found = set()
    for line in (ROOT / name).read_text(encoding="utf-8").splitlines():
        if line.startswith("-r "):
            found |= required(line[3:].strip())
        elif match := re.match(r"[\w.-]+", line):
            found.add(match[0].lower())
    return found


def packages_of(source):
    """The packages that a module imports, those inside of functions too."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield (node.module or "").partition(".")[0]


def undeclared(source, requirements):
    """Packages that a module imports and no line of the requirements installs."""
    installed = packages_distributions()
    packages = set(packages_of(source)) - set(sys.stdlib_module_names) - OURS - PEERS
    return {
        package
        for package in packages
        if not {name.lower() for name in installed.get(package, [])} & requirements
    }


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.stem)
def test_a_benchmark_is_imported_and_its_packages_are_required(module):
    import_module(f"benchmarks.{module.stem}")
    assert undeclared(module.read_text(encoding="utf-8"), required("requirements-dev.txt")) == set()


def test_an_undeclared_package_is_found():
    assert undeclared("import httpx\nimport numpy", {"numpy"}) == {"httpx"}


def test_the_peers_are_required_for_make_benchmark():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert "benchmark: .venv/.benchmarks" in makefile
    assert {"timm", "torch", "torchvision", "opencv-python-headless"} <= required(
        "requirements-benchmarks.txt"
    )


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_benchmark_that_a_document_names_exists_and_runs_by_make(document):
    text = document.read_text(encoding="utf-8")
    named = re.findall(r"make benchmark WHAT=(\w+)", text)
    assert {f"{name}.py" for name in named} <= {module.name for module in MODULES}
    for name in named:
        assert "def main(" in (ROOT / "benchmarks" / f"{name}.py").read_text(encoding="utf-8")
    assert "python -m benchmarks" not in text  # which environment would that be?
