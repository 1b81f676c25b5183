"""The calculator in a page of one piece, with its style and its script inside."""

from __future__ import annotations

from base64 import b64encode
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from string import Template

from dilviz.ui.components.bundle import FOLDER, SHARED, bundle

CALCULATOR = (
    SHARED / "roles.css",
    FOLDER / "network" / "style.css",
    Path(__file__).parent / "calculator.css",
)


class Framed:
    """A page whose ``.html``, ``.css`` and ``.js`` lie in one folder under one name."""

    def __init__(self, folder: Path, name: str) -> None:
        self._file = folder / name

    def filled(self, **words: str) -> str:
        """Put words into the places of the page, which are HTML as they stand."""
        return self._template.substitute(words, style=self._style, script=self._script)

    @cached_property
    def only_script(self) -> str:
        """The source of scripts for the Content-Security-Policy: the hash of the page's script."""
        digest = b64encode(sha256(self._script.encode()).digest()).decode()
        return f"'sha256-{digest}'"

    @cached_property
    def _template(self) -> Template:
        return Template(self._file.with_suffix(".html").read_text(encoding="utf-8"))

    @cached_property
    def _style(self) -> str:
        files = (*CALCULATOR, self._file.with_suffix(".css"))
        return "\n".join(file.read_text(encoding="utf-8") for file in files)

    @cached_property
    def _script(self) -> str:
        return bundle(self._file.with_suffix(".js"))
