"""Tables in Markdown, for a README, a report or a page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def table(titles: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    r"""Write rows below their titles; a ``|`` within a cell stays one.

    Examples
    --------
    >>> print(table(["kernel", "field"], [["conv3", 3], ["a|b", 5]]))
    | kernel | field |
    |---|---|
    | conv3 | 3 |
    | a\|b | 5 |
    """
    head, *body = (
        "| " + " | ".join(str(cell).replace("|", "\\|") for cell in row) + " |"
        for row in (titles, *rows)
    )
    return "\n".join([head, "|---" * len(titles) + "|", *body])
