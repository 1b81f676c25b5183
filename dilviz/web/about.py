"""``GET /about/<file>``: the source, the licence and the changes, for the footer of every page."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from dilviz.ui.site import APP, FOLDER, SCRIPT

PACKAGE = Path(__file__).parents[1]
TEXTS = {"licence.txt": APP / "LICENSE", "changes.txt": APP / "CHANGELOG.md"}
SOURCE = "source.zip"


async def about(request: Request) -> Response:
    """Send one of the files."""
    file = request.path_params["file"]
    if file in TEXTS:
        return PlainTextResponse(TEXTS[file].read_text(encoding="utf-8"))
    if file == SOURCE:
        return Response(await run_in_threadpool(source), media_type="application/zip")
    names = ", ".join([*TEXTS, SOURCE])
    return PlainTextResponse(f"there is no /about/{file[:40]}. There are {names}.", 404)


@cache
def source() -> bytes:
    """Pack the app and the package: after unpacking, `streamlit run app.py` starts it."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for file, name in _files():
            archive.write(file, f"dilviz-app/{name}")
    return packed.getvalue()


def _files() -> Iterator[tuple[Path, str]]:
    for file in (*TEXTS.values(), SCRIPT, *FOLDER.glob("*.py"), APP / ".streamlit" / "config.toml"):
        yield file, file.relative_to(APP).as_posix()
    for file in PACKAGE.rglob("*"):
        inside = file.relative_to(PACKAGE)
        if file.is_file() and not {"__pycache__", "_app"} & set(inside.parts):
            yield file, f"dilviz/{inside.as_posix()}"
