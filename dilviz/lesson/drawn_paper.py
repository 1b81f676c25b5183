"""Squared paper and tables of a question as HTML: on the handout, and beside an open question."""

from __future__ import annotations

from base64 import b64encode
from html import escape

from dilviz.figures.squared_paper import squared_paper
from dilviz.lesson.paper import Squares, Table


def drawn_paper(one: Squares | Table, answers: bool = False, as_image: bool = False) -> str:
    """Draw a grid or a table, with gaps where the answers are, or with the answers.

    `as_image` is for pages that let no drawing into their text.

    >>> stack = Table((("rate", ("1", "2")), ("field", ("3", "7"))), answer=1)
    >>> drawn_paper(stack).count("<td></td>")
    2
    """
    return _table(one, answers) if isinstance(one, Table) else _squares(one, answers, as_image)


def _squares(one: Squares, answers: bool, as_image: bool) -> str:
    rows, cols = one.shape
    words = f"A grid of {rows} by {cols} cells to mark."
    picture = squared_paper(
        one.shape, one.filled if answers or one.given else (), one.framed, words
    )
    if as_image:
        source = b64encode(picture.encode()).decode()
        picture = f'<img alt="{words}" src="data:image/svg+xml;base64,{source}">'
    label = f"<figcaption>{escape(one.label)}</figcaption>" if one.label else ""
    return f"<figure>{label}{picture}</figure>"


def _table(one: Table, answers: bool) -> str:
    rows = []
    for place, (name, cells) in enumerate(one.rows):
        blank = place == one.answer and not answers
        words = "".join(f"<td>{'' if blank else escape(cell)}</td>" for cell in cells)
        kind = ' class="filled"' if place == one.answer else ""
        rows.append(f'<tr{kind}><th scope="row">{escape(name)}</th>{words}</tr>')
    return f"<table>{''.join(rows)}</table>"
