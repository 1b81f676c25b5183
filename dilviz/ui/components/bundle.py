"""One script from several ES modules, so that a component is one string and a page one file."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent
SHARED = FOLDER / "shared"

_IMPORT = re.compile(
    r'^import\s*\{[^}]*\}\s*from\s*"(\.{1,2}/[\w/.-]+\.js)";[ \t]*\n', re.MULTILINE
)
_EXPORT = re.compile(r"^export (?=async |function|class |const |let )", re.MULTILINE)
_NAME = re.compile(r"^(?:async )?(?:function\*?|class|const|let) +(\w+)", re.MULTILINE)


class BundleError(ValueError):
    """Modules that cannot stand in one script."""


def bundle(entry: Path) -> str:
    """Join a module and all it imports into one script without imports.

    Only ``import { a, b } from "./module.js";`` is understood, and ``export``
    before a declaration. Names at the top of a module must be unique among
    the modules of a bundle, and no module may import itself, by others or not.

    Parameters
    ----------
    entry : Path
        The module that comes last. Its ``export default`` is kept.

    Raises
    ------
    BundleError
        If two modules define one name, an import or export is of another
        form, or modules import each other in a circle.
    """
    modules = _in_order(entry.resolve())
    _check_names(modules)
    return "".join(_stripped(module) for module in modules)


def stylesheet(folder: Path) -> str:
    """The role colours, the shared rules and a component's own rules."""
    files = [SHARED / "roles.css", *sorted(folder.glob("*.css"))]
    return "\n".join(file.read_text(encoding="utf-8") for file in files)


def _in_order(entry: Path) -> list[Path]:
    """Every module once, after those that it imports."""
    ordered: list[Path] = []

    def visit(module: Path, importers: tuple[Path, ...]) -> None:
        if module in importers:
            circle = [*importers[importers.index(module) :], module]
            raise BundleError(f"modules in a circle: {' -> '.join(m.name for m in circle)}.")
        if module in ordered:
            return
        for name in _IMPORT.findall(_source(module)):
            visit((module.parent / name).resolve(), (*importers, module))
        ordered.append(module)

    visit(entry, ())
    return ordered


def _stripped(module: Path) -> str:
    text = _EXPORT.sub("", _IMPORT.sub("", _source(module)))
    if re.search(r"^import\b", text, re.MULTILINE):
        raise BundleError(
            f'{module.name}: only import {{ ... }} from "./module.js"; is understood.'
        )
    if re.search(r"^export (?!default)", text, re.MULTILINE):
        raise BundleError(f"{module.name}: only export before a declaration is understood.")
    return f"// {module.name}\n{text}\n"


def _check_names(modules: list[Path]) -> None:
    owner: dict[str, str] = {}
    for module in modules:
        for name in _NAME.findall(_EXPORT.sub("", _source(module))):
            if name in owner:
                raise BundleError(f"{module.name} and {owner[name]} both define {name}.")
            owner[name] = module.name


@cache
def _read(module: Path, _changed: int) -> str:
    return module.read_text(encoding="utf-8")


def _source(module: Path) -> str:
    return _read(module, module.stat().st_mtime_ns)
