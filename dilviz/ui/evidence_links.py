"""Links from a number on a page to the rows of the Evidence page about it."""

from urllib.parse import urlencode

# What a page states -> words that find its rows
SEARCHES = {
    "nine dots": "red dots",
    "cost of a rate": "extra parameters",
    "complexity": "complexity is O(n k d²)",
    "price of resolution": "saves computation and memory",
    "HDC": "HDC",
    "the paper": "Yu and Koltun",
    "the rewrite": "space_to_batch",
}


def evidence_link(topic: str, text: str = "checked") -> str:
    """Write a link in Markdown to the rows of the page Evidence about a topic of `SEARCHES`.

    >>> evidence_link("HDC")
    '[checked](evidence?q=HDC)'
    """
    return rows_link(SEARCHES[topic], text)


def rows_link(words: str, text: str = "checked", group: str | None = None) -> str:
    """Write a link, in Markdown, to the rows that hold some words."""
    query = {"group": group} if group else {}
    return f"[{text}](evidence?{urlencode(query | {'q': words})})"
