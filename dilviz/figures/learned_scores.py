"""How the trained networks compare, as plain data: a table, and points for a chart."""

from __future__ import annotations

from types import MappingProxyType
from typing import Any

from dilviz.cost.channel_polynomial import grouped
from dilviz.learned.comparison import Compared, compared
from dilviz.learned.networks import DIGITS, NOISE

UNITS = MappingProxyType({DIGITS: "ink pixels right (%)", NOISE: "PSNR (dB)"})
AGAINST = MappingProxyType(
    {
        "field": "receptive field (pixels)",
        "weights": "weights learned",
        "multiply-adds": "multiply-adds for 48 × 48",
        "digit inside": "share of the digit inside the field (%)",
    }
)


def score_table(task: str) -> list[dict[str, str]]:
    """One row for each network of a task, in words.

    >>> row = score_table("digits")[0]
    >>> row["network"], row["field"], row["weights"]
    ('plain', '15 × 15', '14\u202f250')
    """
    return [_row(each) for each in compared(task)]


def _row(each: Compared) -> dict[str, str]:
    field = each.network.field
    inside = {} if each.inside is None else {"digit inside": f"{100 * each.inside:.0f} %"}
    return {
        "network": each.network.name,
        "field": f"{field} × {field}",
        UNITS[each.network.task]: _score(each),
        **inside,
        "weights": grouped(each.weights),
        "multiply-adds": f"{each.multiply_adds / 1e6:.1f} million",
        "seeds": str(each.score.seeds),
        "why": each.network.shows,
    }


def _score(each: Compared) -> str:
    """The mean and, of several seeds, their standard deviation."""
    digits = 1 if each.network.task == DIGITS else 2
    spread = f" ± {each.score.spread:.{digits}f}" if each.score.seeds > 1 else ""
    return f"{each.score.mean:.{digits}f}{spread}"


def score_points(task: str, against: str) -> list[dict[str, Any]]:
    """One point for each network: its name, where it stands, its mean and its spread.

    Parameters
    ----------
    task : {"digits", "noise"}
    against : str
        A key of `AGAINST`; "digit inside" for digits alone.

    Examples
    --------
    >>> [point["across"] for point in score_points("noise", "field")][:3]
    [15, 33, 67]
    """
    return [
        {
            "name": each.network.name,
            "across": _across(each, against),
            "mean": each.score.mean,
            "spread": each.score.spread,
            "seeds": each.score.seeds,
        }
        for each in compared(task)
    ]


def _across(each: Compared, against: str) -> float:
    if against == "field":
        return each.network.field
    if against == "weights":
        return each.weights
    if against == "multiply-adds":
        return each.multiply_adds
    return 100 * (each.inside or 0.0)
