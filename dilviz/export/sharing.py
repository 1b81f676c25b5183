"""A network as things to paste elsewhere: links, iframes, Markdown and CSV tables."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from io import StringIO
from types import MappingProxyType
from typing import Any
from urllib.parse import urlencode

from dilviz.convolution.layer_text import write_sides

OLDER_NAMES = MappingProxyType({"n": "input", "c": "channels"})  # of settings, in older links
EMBED_HEIGHT = 900  # pixels, until the page sends its height

LISTENER = """\
<script>
addEventListener("message", (event) => {
  if (event.data?.type !== "dilviz:height") return;
  const { colorScheme } = getComputedStyle(document.documentElement);
  for (const frame of document.querySelectorAll("iframe")) {
    if (frame.contentWindow !== event.source) continue;
    frame.style.height = event.data.height + "px";
    frame.style.colorScheme = colorScheme === "normal" ? "light" : colorScheme;
  }
});
</script>"""

_COLUMNS = (
    ("layer", "id"),
    ("kind", "kind"),
    ("kernel", "kernel_size"),
    ("effective kernel", "effective_kernel_size"),
    ("stride", "stride"),
    ("dilation rate", "dilation"),
    ("padding", "padding"),
    ("output size", "output_size"),
    ("receptive field", "size"),
    ("jump", "jump"),
    ("start", "start"),
    ("centre", "centre"),
    ("samples read", "samples_read"),
    ("coverage", "coverage"),
    ("weights", "weights"),
    ("multiply-adds", "multiply_adds"),
)
_WINDOW_SETTINGS = ("kernel_size", "effective_kernel_size", "stride", "dilation", "padding")
_MARKDOWN = (
    "layer",
    "kind",
    "kernel",
    "stride",
    "dilation rate",
    "receptive field",
    "jump",
    "start",
)


def link(base: str, network: str, **more: str) -> str:
    """Write the address that shows a network, with further parameters of the page.

    >>> link("http://localhost:8501/stack", "conv3, conv3 d2", input="64")
    'http://localhost:8501/stack?net=conv3%2C+conv3+d2&input=64'
    """
    return f"{base}?{urlencode({'net': network} | more)}"


def iframe(address: str, title: str) -> str:
    """Write the HTML that shows an address inside another page.

    The frame is light until `LISTENER` has told it the ``color-scheme`` of the page around: a page
    that states none is white, also where the system is dark.

    >>> iframe("http://localhost:8501/embed?net=conv3", "Receptive field")
    '<iframe src="http://localhost:8501/embed?net=conv3" title="Receptive field" width="100%" \
height="900" style="border:0;color-scheme:light" loading="lazy"></iframe>'
    """
    return (
        f'<iframe src="{escape(address)}" title="{escape(title)}" width="100%" '
        f'height="{EMBED_HEIGHT}" style="border:0;color-scheme:light" loading="lazy"></iframe>'
    )


def csv_table(layers: Iterable[Mapping[str, Any]]) -> str:
    """Write one line for each layer; pairs as ``3x5``, equal ones as one number.

    >>> csv_table([{"id": "1", "size": (3, 5), "coverage": 1.0}]).splitlines()[1]
    '1,,,,,,,,3x5,,,,,1.0,,'
    """
    rows = [[_without_formula(_cell(layer, key)) for _, key in _COLUMNS] for layer in layers]
    return csv_text([[title for title, _ in _COLUMNS], *rows])


def csv_text(rows: Iterable[Sequence[object]]) -> str:
    """Write rows as a CSV file."""
    text = StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()


def _without_formula(cell: str) -> str:
    """A spreadsheet runs cells that begin like a formula; numbers may begin with a minus."""
    return "'" + cell if cell[:1] in ("=", "+", "@", "\t") else cell


def markdown_table(name: str, layers: Iterable[Mapping[str, Any]], address: str) -> str:
    """Write a table for a README, with the link it came from if there is one.

    >>> print(markdown_table("conv3", [{"id": "1", "size": (3, 3)}], "http://x"))
    | layer | kind | kernel | stride | dilation rate | receptive field | jump | start |
    |---|---|---|---|---|---|---|---|
    | 1 |  |  |  |  | 3 |  |  |
    <BLANKLINE>
    [`conv3`](http://x) in dilviz
    """
    keys = [(title, key) for title, key in _COLUMNS if title in _MARKDOWN]
    rows = ([_cell(layer, key) for _, key in keys] for layer in layers)
    source = f"[`{name}`]({address})" if address else f"`{name}`"
    return f"{table([title for title, _ in keys], rows)}\n\n{source} in dilviz"


def _cell(layer: Mapping[str, Any], key: str) -> str:
    """One cell; what has no window has no kernel size either."""
    value = layer.get(key)
    if value is None or (
        key in _WINDOW_SETTINGS and layer.get("op") in ("add", "concat", "identity")
    ):
        return ""
    if isinstance(value, list | tuple):
        parts = [_side(part) for part in value]
        return parts[0] if len(set(parts)) == 1 else "x".join(parts)
    return str(value)


def _side(part: Any) -> str:
    """One axis: a number, or the padding before and after as the notation writes it."""
    if isinstance(part, list | tuple):
        return write_sides((part[0], part[1]))
    return "" if part is None else str(part)


def table(titles: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    r"""Write rows below their titles; a ``|`` within a cell stays one.

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
