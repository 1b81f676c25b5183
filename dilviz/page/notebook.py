"""What a network or a field shows in a notebook: a small cone and a table, without any script.

Colours stand out on white and on black alike and letters take the colour of the text around, so
that one answer suits a light and a dark notebook. There is no style sheet either: viewers that
strip them (GitHub's) show the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from typing import Any

from dilviz.errors import GeometryError, or_none
from dilviz.export.report import report
from dilviz.fields.field import ReceptiveField
from dilviz.figures.cone_tree import ConeTree, cone_tree
from dilviz.figures.style import ON_BOTH
from dilviz.figures.subject import Subject, name_of
from dilviz.network.network import Network

MOST_LAYERS = 12  # listed
SHAPE = {"width": 520, "left": 110, "row": 26, "edge": 14}  # pixels of the drawing
COLUMNS = (
    ("layer", "words"),
    ("kernel", "kernel_size"),
    ("stride", "stride"),
    ("dilation rate", "dilation"),
    ("receptive field", "size"),
    ("jump", "jump"),
    ("start", "start"),
    ("samples read", "samples_read"),
    ("coverage", "coverage"),
)
CELL = 'style="text-align:right;padding:2px 8px"'


def network_html(network: Network) -> str:
    """Show a network: its receptive field, the cone of one unit, and its layers.

    >>> from dilviz import parse_network
    >>> shown = network_html(parse_network("conv3, conv3 d2"))
    >>> shown.count("<tr>"), "<script" in shown, "7 × 7 samples" in shown
    (3, False, True)
    """
    try:
        answer = report(network, rows=MOST_LAYERS)
        drawing = _cone(Subject.of(network))
    except GeometryError as error:  # a notebook shows the reason, not a traceback
        return f"<p><b>{escape(name_of(network))}</b></p><p>{escape(str(error))}</p>"
    return _figure(name_of(network), _summary(answer), drawing, _table(answer))


def field_html(field: ReceptiveField) -> str:
    """Show a field: its numbers, and the cone of its unit."""
    subject = Subject.of(field)
    numbers = {
        "size": field.size,
        "samples_read": field.samples_read,
        "jump": field.jump,
        "start": field.start,
        "one_dimensional": subject.network.one_dimensional,
        "pixels_read": or_none(lambda: field.pixels_read),
        "coverage": or_none(lambda: field.coverage),
    }
    return _figure(subject.title, _summary(numbers), _cone(subject))


def _figure(title: str, *parts: str) -> str:
    return f"<div><p><b>{escape(title)}</b></p>{''.join(parts)}</div>"


def _summary(numbers: dict[str, Any]) -> str:
    size = _pair(numbers["size"], " × ", numbers["one_dimensional"])
    words = [f"receptive field {size} samples" if None not in numbers["size"] else "no positions"]
    if numbers["coverage"] is not None:
        words.append(f"{numbers['pixels_read']} pixels read ({100 * numbers['coverage']:.3g} %)")
    words.append(f"jump {_pair(numbers['jump'])}")
    if None not in numbers["start"]:
        words.append(f"start {_pair(numbers['start'])}")
    return f"<p>{escape('; '.join(words))}</p>"


def _table(answer: dict[str, Any]) -> str:
    head = "".join(f"<th {CELL}>{escape(title)}</th>" for title, _ in COLUMNS)
    rows = "".join(f"<tr>{''.join(_cells(layer))}</tr>" for layer in answer["layers"])
    left_out = answer["layers_left_out"]
    more = f"<p>and {left_out} more layers</p>" if left_out else ""
    return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>{more}"


def _cells(layer: dict[str, Any]) -> Iterator[str]:
    for _, key in COLUMNS:
        value = layer.get(key)
        yield f"<td {CELL}>{escape(_text(value, key))}</td>"


def _text(value: Any, key: str) -> str:
    if value is None:
        return "–"
    if key == "coverage":
        return f"{100 * value:.3g} %"
    return _pair(value) if isinstance(value, list) else str(value)


def _pair(pair: Sequence, between: str = ", ", one_dimensional: bool = False) -> str:
    """Write a pair, once if both are equal; the second alone in one dimension."""
    parts = ["differs" if part is None else str(part).replace("-", "−") for part in pair]
    if one_dimensional:
        return parts[1]
    if parts[0] == parts[1] and between == ", ":
        return parts[0]
    return between.join(parts)


def _cone(subject: Subject) -> str:
    """The cone along the columns as SVG; nothing where it is too large to be drawn."""
    tree = or_none(cone_tree, subject, 1)
    return "".join(_svg(tree)) if tree else ""


def _svg(tree: ConeTree) -> Iterator[str]:
    left, right = tree.extent
    inner = SHAPE["width"] - SHAPE["left"] - SHAPE["edge"]
    height = SHAPE["row"] * (len(tree.rows) - 1) + 2 * SHAPE["edge"]

    def x(place: float) -> str:
        return f"{SHAPE['left'] + inner * (place - left) / (right - left or 1):.1f}"

    def y(row: int) -> str:
        return f"{height - SHAPE['edge'] - SHAPE['row'] * row}"

    first, last = (f"{place:g}".replace("-", "−") for place in (left, right))
    words = f"The cone along the columns: one unit reads samples {first} to {last}."
    yield f'<svg role="img" aria-label="{words}" width="{SHAPE["width"]}" height="{height}" '
    yield f'viewBox="0 0 {SHAPE["width"]} {height}" font-family="sans-serif" font-size="11">'
    moves = "".join(
        f"M{x(upper)} {y(high)}L{x(lower)} {y(low)}" for (upper, high), (lower, low) in tree.lines
    )
    yield f'<path d="{moves}" fill="none" stroke="{ON_BOTH["tap"]}" stroke-opacity="0.6"/>'
    for number, row in enumerate(tree.rows):
        colour = ON_BOTH["out" if number else "in"]
        for unit in row.read:
            yield f'<circle cx="{x(row.place(unit))}" cy="{y(number)}" r="2.2" fill="{colour}"/>'
        yield f'<text x="0" y="{y(number)}" dy="4" fill="currentColor">{escape(row.label)}</text>'
    yield "</svg>"
