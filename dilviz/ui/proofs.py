"""Links from a number to the row of the Evidence page that proves it."""

from urllib.parse import urlencode

# What a page states -> words that find its rows
PROOFS = {
    "nine dots": "red dots",
    "cost of a rate": "extra parameters",
    "complexity": "complexity is O(n k d²)",
    "price of resolution": "saves computation and memory",
    "HDC": "HDC",
    "the paper": "Yu and Koltun",
    "the rewrite": "space_to_batch",
}


def proof(what: str, words: str = "checked") -> str:
    """Write a link, in Markdown, to the rows about one of `PROOFS`.

    >>> proof("HDC")
    '[checked](evidence?q=HDC)'
    """
    return linked(PROOFS[what], words)


def linked(sought: str, words: str = "checked", group: str | None = None) -> str:
    """Write a link to the rows that hold some words."""
    query = {"group": group} if group else {}
    return f"[{words}](evidence?{urlencode(query | {'q': sought})})"
