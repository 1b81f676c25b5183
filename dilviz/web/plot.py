"""``GET /plot/<figure>.<kind>``: a figure for papers, as `dilviz.plot` draws it, as a file."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from inspect import signature
from io import BytesIO
from types import MappingProxyType
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from dilviz.convolution.layer_text import read_channels, read_size, read_unit
from dilviz.errors import GeometryError, MissingExtra
from dilviz.importing.written_network import network_from_writing
from dilviz.web.api import cacheable, etag, is_known, refusal
from dilviz.web.parameters import refuse_unknown
from dilviz.web.question import Question

KINDS = MappingProxyType({"pdf": "application/pdf", "svg": "image/svg+xml", "png": "image/png"})
AXES = MappingProxyType({"": None, "rows": 0, "cols": 1})
LOOKS = ("axis", "scale", "theme")

_WORKER = ThreadPoolExecutor(1, "plot")  # Matplotlib's settings belong to the whole process


async def figure_file(request: Request) -> Response:
    """Answer with the file, or with a sentence why not."""
    name, _, kind = request.path_params["file"].partition(".")
    query = request.query_params
    try:
        _check(kind, query)
        refuse_unknown(query, *LOOKS)
        looks = query.get("axis", ""), query.get("scale", ""), query.get("theme", "light")
        options = Question.of(query), name, kind, *looks
        headers = cacheable(etag(options))
        if is_known(request, headers):
            return Response(status_code=304, headers=headers)
        loop = asyncio.get_running_loop()
        content = await loop.run_in_executor(_WORKER, _file, *options)
    except (GeometryError, MissingExtra) as error:
        return refusal(GeometryError(str(error)))
    saved = f'attachment; filename="dilviz-{name}.{kind}"'
    return Response(
        content, headers=headers | {"Content-Type": KINDS[kind], "Content-Disposition": saved}
    )


def _check(kind: str, query: Mapping[str, str]) -> None:
    if kind not in KINDS:
        raise GeometryError(f"a figure is a file of the kind {', '.join(KINDS)}.")
    if query.get("axis", "") not in AXES:
        raise GeometryError("axis must be rows or cols.")


@lru_cache(maxsize=32)  # a tenth of a megabyte each
def _file(question: Question, name: str, kind: str, axis: str, scale: str, theme: str) -> bytes:
    """Draw a figure; settings that it does not have are left aside."""
    from dilviz.plot.choosing import figure  # Matplotlib is loaded by the first figure, not before
    from dilviz.plot.saving import save

    draw = figure(name)
    settings: dict[str, Any] = {
        "input_size": read_size(question.input),
        "at": question.at or None,
        "unit": read_unit(question.unit),
        "channels": read_channels(question.channels),
        "axis": AXES[axis],
        "log": scale == "log",
        "theme": theme,
    }
    known = signature(draw).parameters
    given = {key: value for key, value in settings.items() if key in known and value is not None}
    content = BytesIO()
    save(draw(network_from_writing(question.net), **given), content, kind)
    return content.getvalue()
