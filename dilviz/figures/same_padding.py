"""What SAME with a dilation rate does in frameworks, exporters and runtimes, as measured."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).parents[1] / "data" / "same_padding.json"  # by tools/frameworks_table.py

_WORDS = {
    "as defined": "as defined",
    "error": "an error",
    "shifted": "right size, shifted map",
    "rate ignored": "the rate is ignored",
    "smaller": "a smaller map",
}


@cache
def same_padding() -> list[dict[str, Any]]:
    """List the rows: what was written, what came out, what follows, and what to write instead.

    Each has ``software``, ``version``, ``date``, ``written``, ``result`` and its ``words``,
    ``consequence``, ``spelling``, and ``map``: rows of signs, ``#`` where one bright pixel arrives
    through a 3 x 3 layer of rate 2; none where there was an error.

    >>> [row["words"] for row in same_padding() if row["software"] == "PaddlePaddle"]
    ['the rate is ignored']
    """
    rows = json.loads(DATA.read_text(encoding="utf-8"))
    return [row | {"words": _WORDS[row["result"]]} for row in rows]
