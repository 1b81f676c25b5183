"""Python code cut into pieces, each with the kind of word it is: a component gives it colours."""

from __future__ import annotations

import keyword
import re

Piece = list[str]  # [kind, text]: what is of no kind has the kind ""

_KINDS = re.compile(
    r'(?P<string>"""(?s:.*?)"""|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\')'
    r"|(?P<comment>#.*)"
    r"|(?P<number>\b\d+(?:\.\d*)?(?:e-?\d+)?)"
    rf"|(?P<keyword>\b(?:{'|'.join(keyword.kwlist)})\b)"
    r"|(?P<call>\b\w+(?=\())"
)


def pieces(code: str) -> list[Piece]:
    """Cut Python code into pieces, which joined are the code again.

    Parameters
    ----------
    code : str
        It must be possible to read it, as what dilviz writes is.

    Returns
    -------
    list of [kind, text]
        Kinds are "keyword", "string", "number", "comment", "call" and "".

    Examples
    --------
    >>> pieces("y = f(2)  # two")
    [['', 'y = '], ['call', 'f'], ['', '('], ['number', '2'], ['', ')  '], ['comment', '# two']]
    """
    joined: list[Piece] = []
    end = 0
    for found in _KINDS.finditer(code):
        joined += [["", code[end : found.start()]], [str(found.lastgroup), found[0]]]
        end = found.end()
    joined.append(["", code[end:]])
    return [piece for piece in joined if piece[1]]
