"""What a page asks for as soon as its link changes, ahead of its run: as components/ahead does."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Awaitable, Callable, Mapping
from typing import Any
from urllib.parse import urlencode

Fetch = Callable[[str], Awaitable[bytes | None]]
Link = Mapping[str, str]


class Foresight:
    """The figures of one page that their link decides, and what each was last asked with."""

    def __init__(self, fetch: Fetch):
        self._fetch = fetch
        self._figures: dict[str, dict[str, Any]] = {}  # key of a figure -> where and how to ask
        self._asked: dict[str, str] = {}
        self.seconds: list[float] = []  # that answers took

    def mounted(self, key: str, figure: dict[str, Any], link: Link) -> None:
        """Note a figure that the page has drawn."""
        self._figures[key] = figure
        self._asked.setdefault(key, _question(figure, link))

    async def follow(self, link: Link) -> dict[str, dict[str, Any]]:
        """Ask for every figure that the link has changed; hand out what was answered."""
        changed = [key for key, figure in self._figures.items() if self._is_new(key, figure, link)]
        alone = [[key] for key in changed if self._figures[key]["separate"]]
        groups = [[key for key in changed if not self._figures[key]["separate"]], *alone]
        answers = await asyncio.gather(*(self._answers(keys, link) for keys in groups if keys))
        return {
            key: answer for some in answers for key, answer in some.items() if "stamp" in answer
        }

    def _is_new(self, key: str, figure: dict[str, Any], link: Link) -> bool:
        question = _question(figure, link)
        before, self._asked[key] = self._asked[key], question
        return question != before

    async def _answers(self, keys: list[str], link: Link) -> dict[str, dict[str, Any]]:
        """Ask for some at once; what is refused or fails is left to the page."""
        began = time.perf_counter()
        figures = [self._figures[key] for key in keys]
        names = {
            "names": list(dict.fromkeys(name for figure in figures for name in figure["names"]))
        }
        question = _question(names, link)
        body = await self._fetch(f"{figures[0]['address']}/{','.join(keys)}?{question}")
        self.seconds.append(time.perf_counter() - began)
        return json.loads(body or b"{}")


def _question(figure: Mapping[str, Any], link: Link) -> str:
    return urlencode({name: link[name] for name in figure["names"] if name in link})
