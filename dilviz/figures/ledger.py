"""Claims and corrections as plain rows for the ledger component."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from dilviz.figures.gridding_choices import stack_link
from dilviz.figures.source_links import source_parts
from dilviz.papers.claim import CORRECTIONS_GROUP, Checked, Correction
from dilviz.papers.published_cases import comparable


def words(value: Any) -> str:
    """Write a value for people.

    >>> words([3, 5, 9]), words({"y": 3, "x": 5}), words(True), words(None), words(-1)
    ('3, 5, 9', '3 × 5', 'yes', 'depends on the input size', '−1')
    """
    if value is None:
        return "depends on the input size"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict):
        if set(value) == {"x", "y"}:
            return f"{words(value['y'])} × {words(value['x'])}"
        return "; ".join(f"{key}: {_inside(part)}" for key, part in value.items())
    if isinstance(value, list):
        return ", ".join(map(_inside, value))
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value).replace("-", "−") if isinstance(value, int | float) else str(value)


def _inside(value: Any) -> str:
    """A value within another: a list in brackets, a mapping without colons."""
    if isinstance(value, list):
        return f"({words(value)})"
    if isinstance(value, dict):
        return ", ".join(f"{key} {words(part)}" for key, part in value.items())
    return words(value)


def claim_row(checked: Checked) -> dict[str, Any]:
    """Describe one checked claim."""
    claim = checked.claim
    return {
        "group": claim.group,
        "subject": claim.subject,
        "quantity": claim.quantity,
        "stated": words(comparable(claim.stated)),
        "ours": words(checked.ours),
        "agrees": checked.agrees,
        "source": source_parts(claim.source),
        "link": stack_link(claim.network) if claim.network else "",
    }


def correction_row(correction: Correction, checked: Checked | None) -> dict[str, Any]:
    """Describe one correction; `ours` and `agrees` are None where a source is the evidence."""
    return {
        "group": CORRECTIONS_GROUP,
        "claim": correction.claim,
        "verdict": correction.verdict,
        "truth": correction.truth,
        "quantity": correction.quantity,
        "ours": words(checked.ours) if checked else None,
        "agrees": checked.agrees if checked else None,
        "source": source_parts(correction.source),
    }


def matching(rows: Iterable[dict[str, Any]], group: str, sought: str) -> list[dict[str, Any]]:
    """Keep the rows of a group ("all" is every group) that hold every word sought.

    >>> rows = [{"group": "a", "subject": "VGG-16 front end"}, {"group": "b", "subject": "VGG"}]
    >>> [row["group"] for row in matching(rows, "all", "vgg front")]
    ['a']
    """
    needed = set(sought.casefold().split())
    return [row for row in rows if group in ("all", row["group"]) and _holds(row, needed)]


def _holds(row: dict[str, Any], needed: set[str]) -> bool:
    text = " ".join(map(str, row.values())).casefold()
    return all(word in text for word in needed)
