"""``GET /components/<name>.<contents>.js``: the modules that draw, fetched once and kept."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from dilviz.ui.components.scripts import Script, names, script, vendored
from dilviz.web.compression import accepts_gzip

FOREVER = "public, max-age=31536000, immutable"
NEXT_TIME_ANEW = "no-cache"


async def component(request: Request) -> Response:
    """Send a component's module.

    A page that was opened before an update asks for a module of that time. It
    gets the one there is: its next data will be of today as well.
    """
    file = request.path_params["file"]
    name = file.partition(".")[0]
    if name not in names() | vendored() or not file.endswith(".js"):
        return PlainTextResponse(f"there is no component {name!r}.", 404)
    module = script(name)
    return _sent(module, FOREVER if file == module.file else NEXT_TIME_ANEW, request)


def _sent(module: Script, keep: str, request: Request) -> Response:
    headers = {"Cache-Control": keep, "Vary": "Accept-Encoding"}
    body = module.text.encode()
    if accepts_gzip(request.headers):
        body, headers["Content-Encoding"] = module.packed, "gzip"
    return Response(body, headers=headers, media_type="text/javascript")
