"""Squared paper and tables of a question as HTML: on the handout, and beside an open question."""

from __future__ import annotations

from base64 import b64encode
from html import escape

from dilviz.figures.squared_paper import squared_paper
from dilviz.lesson.paper import Squares, Table


def drawn_paper(drawing: Squares | Table, answers: bool = False, as_image: bool = False) -> str:
    """Draw a grid or a table, with gaps where the answers are, or with the answers.

    `as_image` is for pages that let no drawing into their text.

    >>> stack = Table((("rate", ("1", "2")), ("field", ("3", "7"))), answer=1)
    >>> drawn_paper(stack).count("<td></td>")
    2
    """
    if isinstance(drawing, Table):
        return _table(drawing, answers)
    return _squares(drawing, answers, as_image)


def _squares(drawing: Squares, answers: bool, as_image: bool) -> str:
    rows, cols = drawing.shape
    words = f"A grid of {rows} by {cols} cells to mark."
    picture = squared_paper(
        drawing.shape, drawing.filled if answers or drawing.given else (), drawing.framed, words
    )
    if as_image:
        source = b64encode(picture.encode()).decode()
        picture = f'<img alt="{words}" src="data:image/svg+xml;base64,{source}">'
    label = f"<figcaption>{escape(drawing.label)}</figcaption>" if drawing.label else ""
    return f"<figure>{label}{picture}</figure>"


def _table(drawing: Table, answers: bool) -> str:
    rows = []
    for place, (name, cells) in enumerate(drawing.rows):
        blank = place == drawing.answer and not answers
        words = "".join(f"<td>{'' if blank else escape(cell)}</td>" for cell in cells)
        kind = ' class="filled"' if place == drawing.answer else ""
        rows.append(f'<tr{kind}><th scope="row">{escape(name)}</th>{words}</tr>')
    return f"<table>{''.join(rows)}</table>"
