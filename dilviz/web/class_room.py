"""``/class/<code>``: the answers of a class, counted while it is open.

A browser draws the code and the teacher's key by chance and opens a class under them, so a proxy
can send everything about a class to one process by the code in its address. On a server that keeps
no classes the routes are not there, and the lesson works without them.
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from dilviz.lesson.chosen_steps import chosen_steps
from dilviz.lesson.handout import lesson_link
from dilviz.lesson.qr_code import qr_code
from dilviz.lesson.seed import FIRST_SEED, read_seed
from dilviz.server.class_rooms import CLASS_ROOMS, CODE
from dilviz.server.rate import Rate
from dilviz.web.body import bounded_body
from dilviz.web.public_address import public_address

LONGEST_BODY = 4096  # bytes
MOST_PICKS = 200  # of one answer
NEVER_KEPT = {"Cache-Control": "no-store"}
UNKNOWN = Rate(20, 1.0)  # questions about classes that are not there: codes cannot be tried out

_KEY, _PICK = re.compile(r"[\w-]{16,64}"), re.compile(r"-?[0-9]{1,15}|[0-9]{1,2},[0-9]{1,2}")
_WORD = re.compile(r"[a-z-]{1,40}")
_FORMS = {
    "key": _KEY,
    "learner": re.compile(r"[\w-]{8,40}"),
    "question": re.compile(r"[a-z0-9-]{1,40} \d{1,4}"),
    "act": _WORD,
    "step": _WORD,
}
ACTS = {  # methods of `ClassRooms`, and what each takes beside the code
    "open": ("key",),
    "close": ("key",),
    "join": ("learner",),
    "answer": ("learner", "question", "picks"),
    "steer": ("key", "act", "step"),
}


async def results(request: Request) -> Response:
    """Count how the class has answered a question so far."""
    code, query = request.path_params["code"], request.query_params
    answers = CLASS_ROOMS.results(code, query.get("question", ""), query.get("key", ""))
    return _no_class() if answers is None else JSONResponse(answers, headers=NEVER_KEPT)


async def act(request: Request) -> Response:
    """Open or close a class, join it, answer, or steer the wall."""
    code, name = request.path_params["code"], request.path_params["act"]
    message = await _body(request)
    if name not in ACTS or not CODE.fullmatch(code) or message is None:
        return _refusal("this is no request of a class.", 400)
    values = _values(name, message)
    if values is None:
        return _refusal("a value of the request is missing or too long.", 400)
    done = getattr(CLASS_ROOMS, name)(code, **values)
    if done:
        return Response(status_code=204, headers=NEVER_KEPT)
    if name == "open":
        return _refusal("the code is taken, or there are too many classes.", 409)
    return _no_class()


async def code_to_join(request: Request) -> Response:
    """Draw the address of the class as a QR code; with the teacher's key, that of the phone."""
    code, query = request.path_params["code"], request.query_params
    key = query.get("key", "")
    place = public_address(request)
    if not CODE.fullmatch(code) or not place or (key and not _KEY.fullmatch(key)):
        return _refusal("this is no class, or no address that people can open.", 400)
    seed = read_seed(query.get("seed", "")) or FIRST_SEED
    folder = place.removesuffix(f"class/{code}/")
    link = lesson_link(seed, chosen_steps(query.get("steps", "")[:400]))
    phone = f"&view=presenter#{key}" if key else ""
    picture = qr_code(f"{folder}{link}&class={code}{phone}")
    picture = picture.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1)
    return Response(picture, media_type="image/svg+xml", headers=NEVER_KEPT)


ROUTES = (
    Route("/class/{code}", results),
    Route("/class/{code}/qr.svg", code_to_join),
    Route("/class/{code}/{act}", act, methods=["POST"]),
)


async def _body(request: Request) -> Mapping[str, Any] | None:
    """Read a small JSON object; None for anything else."""
    if request.headers.get("content-type", "").partition(";")[0] != "application/json":
        return None  # pages of other sites cannot send this type without being asked
    read = await bounded_body(request, LONGEST_BODY)
    if read is None:
        return None
    try:
        message = json.loads(read)
    except (ValueError, RecursionError):
        return None
    return message if isinstance(message, dict) else None


def _values(name: str, message: Mapping[str, Any]) -> dict[str, Any] | None:
    """What an act takes, out of a message; None if a value is missing or of another form."""
    values = {word: message.get(word) for word in ACTS[name]}
    return values if all(_is_valid(word, value) for word, value in values.items()) else None


def _is_valid(word: str, value: object) -> bool:
    if word == "picks":
        return isinstance(value, list) and len(value) <= MOST_PICKS and all(map(_is_pick, value))
    return isinstance(value, str) and _FORMS[word].fullmatch(value) is not None


def _is_pick(pick: object) -> bool:
    return isinstance(pick, str) and _PICK.fullmatch(pick) is not None


def _no_class() -> Response:
    if not UNKNOWN.admits(time.monotonic()):
        return _refusal("too many questions about classes that are not there.", 429)
    return _refusal("there is no such class. It may be closed.", 404)


def _refusal(sentence: str, status: int) -> Response:
    return JSONResponse({"error": sentence}, status_code=status, headers=NEVER_KEPT)
