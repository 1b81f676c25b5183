"""Python code cut into pieces, each with the kind of word it is: a component gives it colours."""

from __future__ import annotations

import io
import keyword
import tokenize
from collections.abc import Iterator

Piece = list[str]  # [kind, text]: what is of no kind has the kind ""
_KINDS = {
    tokenize.STRING: "string",
    tokenize.NUMBER: "number",
    tokenize.COMMENT: "comment",
}


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
    lines = code.splitlines(keepends=True)
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))
    joined: list[Piece] = []
    end = 0
    for kind, (row, col), (last_row, last_col) in _marked(code):
        start = starts[row - 1] + col
        _add(joined, "", code[end:start])
        end = starts[last_row - 1] + last_col
        _add(joined, kind, code[start:end])
    _add(joined, "", code[end:])
    return joined


def _marked(code: str) -> Iterator[tuple[str, tuple[int, int], tuple[int, int]]]:
    """The tokens that are of some kind: the kind, where it begins, where it ends."""
    tokens = list(tokenize.generate_tokens(io.StringIO(code).readline))
    for token, after in zip(tokens, [*tokens[1:], None], strict=True):
        kind = _KINDS.get(token.type, "")
        if token.type == tokenize.NAME:
            kind = _kind_of_name(token.string, after.string if after else "")
        if kind:
            yield kind, token.start, token.end


def _kind_of_name(name: str, after: str) -> str:
    if keyword.iskeyword(name):
        return "keyword"
    return "call" if after == "(" else ""


def _add(joined: list[Piece], kind: str, text: str) -> None:
    """Add a piece; what is of the same kind as the last one grows it."""
    if joined and joined[-1][0] == kind:
        joined[-1][1] += text
    elif text:
        joined.append([kind, text])
