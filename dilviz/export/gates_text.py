"""What is said beside a field that leaves out, or counts in, what reads whole maps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

_WORDS = {  # kind of `dilviz.network.whole_map.GLOBAL_KINDS` -> one, several
    "pooling": ("gate", "gates"),
    "norm": ("norm over the map", "norms over the map"),
    "softmax": ("softmax over positions", "softmaxes over positions"),
    "attention": ("attention", "attentions"),
    "recurrence": ("recurrence both ways", "recurrences both ways"),
    "mixing": ("mixing over positions", "mixings over positions"),
}


def gates_sentence(answer: Mapping[str, Any], gates: str = "apart") -> str:
    """Say what the field of `dilviz.export.report.report` leaves out; empty if nothing.

    `gates` as in `report`: "apart" or "follow".

    >>> from dilviz import parse_network
    >>> from dilviz.export.report import report
    >>> gates_sentence(report(parse_network("conv3, [id | gap]")))
    "without its 1 gate; with it every unit sees the whole image, first in '2'"
    """
    cut, (rows, cols) = answer["gates"], answer["sees_everything"]
    if not cut or not (rows or cols):
        return ""
    counted = " and ".join(
        f"{number} {_WORDS[kind][number > 1]}"
        for kind, number in Counter(gate["kind"] for gate in cut).items()
    )
    if gates == "follow":
        return f"with its {counted}"
    seen = "the whole image" if rows and cols else "all rows" if rows else "all columns"
    if answer["one_dimensional"]:
        seen = "the whole input"
    them = "it" if len(cut) == 1 else "them"
    whose = "the unit" if answer["unit"] else "every unit"
    first = cut[0]["path"] or repr(cut[0]["id"])
    return f"without its {counted}; with {them} {whose} sees {seen}, first in {first}"
