"""The scripts of Streamlit's elements, which it sends when one is first shown."""

from __future__ import annotations

import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path

PLACE = "static/js"  # in the address, beside the pages
_IMPORT = re.compile(r'(?:from|import)"\./([\w.-]+\.js)"')


def addresses(*names: str) -> list[str]:
    """List the scripts of some elements, each followed by those that it imports.

    Elements that this version of Streamlit does not have are left out.
    """
    files: list[str] = []
    waiting = [file.name for name in names for file in _scripts().glob(f"{name}.*.js")]
    while waiting:
        file = waiting.pop()
        if file not in files and file not in _always():
            files.append(file)
            waiting += _IMPORT.findall((_scripts() / file).read_text(encoding="utf-8"))
    return [f"{PLACE}/{file}" for file in files]


def root_files() -> list[str]:
    """List the files that Streamlit serves beside the pages.

    >>> "index.html" in root_files()
    True
    """
    return [file.name for file in _scripts().parents[1].iterdir() if file.is_file()]


@cache
def _scripts() -> Path:
    package = find_spec("streamlit")
    assert package is not None and package.origin is not None
    return Path(package.origin).parent / "static" / "static" / "js"


@cache
def _always() -> frozenset[str]:
    """What the first answer of every page names already."""
    head = (_scripts().parents[1] / "index.html").read_text(encoding="utf-8")
    return frozenset(re.findall(r"static/js/([\w.-]+\.js)", head))
