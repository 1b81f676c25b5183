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
        self._told: dict[str, dict[str, Any]] = {}  # key of a figure -> where and how to ask
        self._asked: dict[str, str] = {}
        self.seconds: list[float] = []  # that answers took

    def mounted(self, key: str, told: dict[str, Any], link: Link) -> None:
        """Note a figure that the page has drawn."""
        self._told[key] = told
        self._asked.setdefault(key, _question(told, link))

    async def follow(self, link: Link) -> dict[str, dict[str, Any]]:
        """Ask for every figure that the link has changed; hand out what was answered."""
        changed = [key for key, told in self._told.items() if self._is_new(key, told, link)]
        answers = await asyncio.gather(*(self._answer(key) for key in changed))
        return {key: it for key, it in zip(changed, answers, strict=True) if it}

    def _is_new(self, key: str, told: dict[str, Any], link: Link) -> bool:
        question = _question(told, link)
        before, self._asked[key] = self._asked[key], question
        return question != before

    async def _answer(self, key: str) -> dict[str, Any] | None:
        began = time.perf_counter()
        body = await self._fetch(f"{self._told[key]['address']}?{self._asked[key]}")
        self.seconds.append(time.perf_counter() - began)
        answer = json.loads(body or b"{}")
        return answer if "stamp" in answer else None  # what is refused is left to the page


def _question(told: Mapping[str, Any], link: Link) -> str:
    return urlencode({name: link[name] for name in told["names"] if name in link})
