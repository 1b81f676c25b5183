"""What a page asks for as soon as its link changes, ahead of its run: as components/ahead does."""

from __future__ import annotations

import json
import time
from collections.abc import Awaitable, Callable, Iterable, Mapping
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
        self._held: dict[str, str] = {}  # key of a figure -> the stamp of what it shows
        self.seconds: list[float] = []  # that answers took

    def mounted(self, key: str, data: dict[str, Any], link: Link) -> None:
        """Note a figure that the page has mounted, and whether its data came along."""
        self._figures[key] = figure = data["ahead"]
        self._asked.setdefault(key, _question(figure, link))
        if len(data) > 1:
            self._held[key] = figure["stamp"]

    async def follow(self, link: Link) -> dict[str, dict[str, Any]]:
        """Ask for every figure that the link has changed; hand out what was answered."""
        return await self._ask(
            [key for key, figure in self._figures.items() if self._is_new(key, figure, link)], link
        )

    async def complete(self, keys: Iterable[str], link: Link) -> dict[str, dict[str, Any]]:
        """Ask for those of some figures that were mounted with another stamp than they show."""
        missing = [
            key
            for key in keys
            if key in self._figures and self._figures[key]["stamp"] != self._held.get(key)
        ]
        return await self._ask(missing, link)

    async def _ask(self, keys: list[str], link: Link) -> dict[str, dict[str, Any]]:
        answers = await self._answers(keys, link) if keys else {}
        answered = {key: answer for key, answer in answers.items() if "stamp" in answer}
        self._held |= {key: answer["stamp"] for key, answer in answered.items()}
        return answered

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
