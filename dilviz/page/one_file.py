"""The calculator as one HTML file, which opens anywhere and asks for nothing."""

from __future__ import annotations

import json
from collections.abc import Sequence
from html import escape
from os import PathLike
from pathlib import Path
from typing import Any

import dilviz
from dilviz.errors import check_choice, or_none
from dilviz.export.report import report
from dilviz.fields.field import receptive_fields
from dilviz.figures.receptive import growth
from dilviz.network.network import Network
from dilviz.page.framed import Framed

THEMES = ("auto", "light", "dark")
_PAGE = Framed(Path(__file__).parent, "one_file")
# Only the script inside the page may run, and nothing may be asked for.
_POLICY = (
    "default-src 'none'; script-src {script}; style-src 'unsafe-inline'; "
    "img-src data:; base-uri 'none'; form-action 'none'"
)


def one_file(
    network: Network,
    *,
    input_size: int | Sequence[int] | None = None,
    at: str | None = None,
    unit: Sequence[int] | int | None = None,
    channels: int | None = None,
    theme: str = "auto",
) -> str:
    """Write the calculator's answer for a network as one HTML page.

    The page holds its numbers, its style and its script, and asks for nothing else: it opens from a
    disk, from any host of static files, and inside ``<iframe sandbox="allow-scripts">``, where
    it tells the page around its height (a message of type ``dilviz:height``).

    Parameters
    ----------
    network, input_size, at, unit
        As for `dilviz.receptive_field`.
    channels : int, optional
        Channels of the input, for weights and multiply-adds.
    theme : {"auto", "light", "dark"}
        auto follows the system; in a frame, the ``color-scheme`` of the page around.

    Raises
    ------
    GeometryError
        As `dilviz.receptive_field`, or if there is no such theme.

    Examples
    --------
    >>> from dilviz import parse_network
    >>> page = one_file(parse_network("conv3, conv3 d2"))
    >>> page[:15], "<script src" in page
    ('<!doctype html>', False)
    """
    check_choice(theme, "theme", THEMES)
    answer = report(network, input_size, at, unit, channels)
    fields = or_none(receptive_fields, network, input_size)  # None if they are too many to follow
    data = {"report": answer, "growth": growth(network, fields) if fields is not None else None}
    notation = answer["notation"] or ""
    return _PAGE.filled(
        policy=escape(_POLICY.format(script=_PAGE.only_script)),
        version=dilviz.__version__,
        title=escape(network.name or notation or f"{len(network.nodes)} layers"),
        notation=escape(notation if network.name else ""),
        theme=theme,
        first_theme="dark" if theme == "dark" else "light",
        report=json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c"),
    )


def write(network: Network, path: str | PathLike[str], **settings: Any) -> None:
    """Write the page of `one_file` into a file."""
    Path(path).write_text(one_file(network, **settings), encoding="utf-8")
