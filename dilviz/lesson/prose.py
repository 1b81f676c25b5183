"""The lesson's prose: read from Markdown, filled with computed numbers, turned into HTML.

A file of ``text/`` has the sections Ask, Reveal, Remember and Notes. ``**term**`` marks the first
use of a word of the glossary and nothing else is bold.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from html import escape
from pathlib import Path

TEXT = Path(__file__).parent / "text"
SECTIONS = ("Ask", "Reveal", "Remember", "Notes")

_INLINE = re.compile(
    r"\*\*(?P<term>[^*]+)\*\*|\*(?P<stress>[^*]+)\*|`(?P<code>[^`]+)`"
    r"|\[(?P<words>[^\]]+)\]\((?P<address>[^)\s]+)\)"
)


@cache
def sections(name: str) -> Mapping[str, str]:
    """Read the sections of one step: heading -> Markdown."""
    text = (TEXT / f"{name}.md").read_text(encoding="utf-8")
    pieces = re.split(r"^## (\w+)$", text, flags=re.MULTILINE)[1:]
    found = dict(zip(pieces[::2], map(str.strip, pieces[1::2]), strict=True))
    if tuple(found) != SECTIONS:
        raise ValueError(f"{name}.md needs the sections {SECTIONS}, has {tuple(found)}")
    return found


def filled(text: str, numbers: Mapping[str, object]) -> str:
    """Put computed numbers into the places ``{...}`` of a text.

    >>> filled("{taps} taps", {"taps": 3})
    '3 taps'
    """
    return text.format_map(numbers)


def html(text: str, term: Callable[[str], str] | None = None) -> str:
    """Turn the Markdown of the lesson into HTML: paragraphs, lists, and words within a line.

    Parameters
    ----------
    text : str
    term : callable, optional
        Marked term -> its HTML, for instance with a tooltip. Without it, ``<dfn>``.

    Examples
    --------
    >>> html("A **tap** reads.\\n\\n- one\\n- `two`")
    '<p>A <dfn>tap</dfn> reads.</p>\\n<ul><li>one</li><li><code>two</code></li></ul>'
    """
    show = term or (lambda word: f"<dfn>{escape(word)}</dfn>")
    return "\n".join(_block(block, show) for block in re.split(r"\n\s*\n", text.strip()) if block)


def plain(text: str) -> str:
    """Remove the marks of Markdown from a text.

    >>> plain("Each **tap** reads [one](stack) sample.")
    'Each tap reads one sample.'
    """
    return _INLINE.sub(lambda match: next(filter(None, match.group(1, 2, 3, 4))), text)


def _block(block: str, term: Callable[[str], str]) -> str:
    if block.startswith("- "):
        items = re.split(r"\n?^- ", block, flags=re.MULTILINE)[1:]
        return f"<ul>{''.join(f'<li>{_line(item, term)}</li>' for item in items)}</ul>"
    return f"<p>{_line(block, term)}</p>"


def _line(text: str, term: Callable[[str], str]) -> str:
    pieces, end = [], 0
    for match in _INLINE.finditer(text):
        pieces += [escape(text[end : match.start()], quote=False), _marked(match, term)]
        end = match.end()
    return " ".join("".join([*pieces, escape(text[end:], quote=False)]).split())


def _marked(match: re.Match, term: Callable[[str], str]) -> str:
    if match["term"]:
        return term(match["term"])
    if match["stress"]:
        return f"<em>{escape(match['stress'])}</em>"
    if match["code"]:
        return f"<code>{escape(match['code'])}</code>"
    return f'<a href="{escape(match["address"])}">{escape(match["words"])}</a>'
