"""``GET /handout``: the lesson on paper, with blanks or with answers."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from dilviz.lesson.chosen_steps import chosen_steps
from dilviz.lesson.handout import handout, lesson_link
from dilviz.lesson.seed import FIRST_SEED, LARGEST_SEED, read_seed
from dilviz.web.public_address import public_address
from dilviz.web.security import EVERYWHERE, policy

RULES = {
    "default-src": "'none'",
    "style-src": "'unsafe-inline'",
    "img-src": "data:",
    "base-uri": "'none'",
    "form-action": "'none'",
}
LONGEST = 400  # characters of steps that are read


async def show(request: Request) -> Response:
    """Print a seed; a link that asks for none we have gets the first one, and is told so."""
    seed, note = seed_asked_for(request.query_params)
    answers = request.query_params.get("answers") == "1"
    chosen = chosen_steps(request.query_params.get("steps", "")[:LONGEST])
    place = public_address(request)
    address = f"{place}{lesson_link(seed, chosen)}" if place else ""
    content = await run_in_threadpool(_page, seed, answers, note, address, chosen)
    return HTMLResponse(
        content,
        headers={
            "Content-Security-Policy": policy(RULES, frames=EVERYWHERE),
            "Vary": "Host, X-Forwarded-Proto",  # both stand in the printed address
            "Cache-Control": "public, max-age=300, stale-while-revalidate=86400",
        },
    )


def seed_asked_for(query: Mapping[str, str]) -> tuple[int, str]:
    """Read the seed of a link, and say in a sentence why it cannot be used.

    >>> seed_asked_for({"seed": "7"})
    (7, '')
    >>> seed_asked_for({"seed": "0"})
    (1, 'Seeds go from 1 to 9999; this is seed 1.')
    """
    seed = read_seed(query.get("seed", str(FIRST_SEED)))
    if seed is not None:
        return seed, ""
    bounds = f"Seeds go from {FIRST_SEED} to {LARGEST_SEED}"
    return FIRST_SEED, f"{bounds}; this is seed {FIRST_SEED}."


@lru_cache(maxsize=64)
def _page(seed: int, answers: bool, note: str, address: str, chosen: tuple[str, ...]) -> str:
    return handout(seed, answers, note, address, chosen)
