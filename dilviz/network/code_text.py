"""What tells code of a framework from the notation."""

from __future__ import annotations

import re

PRINTED = re.compile(r"^\s*\([\w\-]+\): ", re.MULTILINE)  # the line of a module
_CODE = re.compile(r"\b(?:nn|keras|layers|torch|tf|F)\.[A-Za-z]|\b[A-Z]\w*[123][dD]\(")
_SEARCHED = 400  # characters in which a call is looked for


def is_code(text: str) -> bool:
    """Whether a text is meant as code of a framework, or as what `print` shows of a model.

    >>> is_code("nn.Conv2d(3, 64, 3)"), is_code("conv3 d2")
    (True, False)
    """
    return bool(_CODE.search(text[:_SEARCHED]) or PRINTED.search(text))
