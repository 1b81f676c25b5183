"""The signs of other keyboards and papers, in those of the notation."""

from __future__ import annotations

import re
import unicodedata

from dilviz.network.common_spellings import COUNTS

_OTHER_CHARACTERS = str.maketrans(
    {
        **dict.fromkeys("×✕✖", "x"),
        **dict.fromkeys("∗^", "*"),
        **dict.fromkeys("–—−‐‑", "-"),
        **dict.fromkeys("，、。", ", "),
        **dict.fromkeys("{【「", "("),
        **dict.fromkeys("}】」", ")"),
        **dict.fromkeys("\"'`“”„‘’«»"),
    }
)
_COUNT = re.compile(rf"\b({'|'.join(COUNTS)})\s+(?=\w)", re.I)
_COUNT_AFTER = re.compile(r"[\s,]*\b(twice|thrice)\b", re.I)
_SKIP = r"(?:id|identity|skip|input|x)\b"
_SIGNS = tuple(
    (re.compile(pattern, re.I), plain)
    for pattern, plain in (
        (r"\b(?:repeated|repeat)\s+(?=\d)", ""),
        (r"\s*\btimes\b", " x"),
        (r"^\s*1d\s*[:;|-]?\s*(?=\w)", "1d, "),
        (
            r"\b(?:res|resblock|residual|skip)\s*([(\[])([^()\[\]|]*[a-z][^()\[\]|]*)[)\]]",
            r"[\2 | id]",
        ),
        (rf"(\[[^\[\]|]*)\]\s*\+\s*{_SKIP}", r"\1 | id]"),
        (rf"^\s*{_SKIP}\s*\+\s*([^+()\[\]|]+)$", r"[\1 | id]"),
        (r"(?<=[a-z0-9])(?<!\dx)\[([^\[\]|]*)\]", r"(\1)"),  # conv3[d2]
        (r"\(\s*(\d+)\s*,\s*\1\s*\)", r" \1x\1"),  # conv(3, 3)
        (r"(?<==)\s*\(\s*(\d+)\s*,\s*(\d+)\s*\)", r"\1x\2"),  # stride=(1, 2)
        (r"(?<![\w*])(\d)\s*\*\s*\1(?![\w*]|\s*\()", r"\1x\1"),  # 3*3
        (r"(?<=[a-z])(\d)\s*\*\s*\1(?=\s+[dspc]\W?\d)", r"\1x\1"),  # conv3*3 d2
        (r"\s*(?:->|=>|→|⇒|;|>|\+|&)\s*", ", "),
        (r"\|{2,}", "|"),
        (r"\*{2,}", "*"),
        (r"[.!?…]+\s*$", ""),
        (r"(\d+)\s*[*x]\s*\[([^\[\]|]*)\]", r"\1*(\2)"),
        (r"(\d+)\s*[*x]\s*(\[[^\[\]]*\])", r"\1*(\2)"),
        (r"\(([^()]*)\)\s*[*x]\s*(\d+)", r"\2*(\1)"),
        (r"(?<![\w*])(\d+)\s*x?\s*\(", r"\1*("),
    )
)


def plain_characters(text: str) -> str:
    """Write full-width letters, accents, quotes and dashes as a plain keyboard has them.

    >>> plain_characters("ｃｏｎｖ３，３×３"), plain_characters("convolución '3'")
    ('conv3, 3x3', 'convolucion 3')
    """
    apart = unicodedata.normalize("NFKD", text.translate(_OTHER_CHARACTERS))
    plain = "".join(character for character in apart if not unicodedata.combining(character))
    return re.sub(", +", ", ", plain)


def in_plain_signs(text: str) -> str:
    """Write repeats, paths and pairs as the notation does.

    >>> in_plain_signs("2 x [conv3 | id] -> conv 3*3"), in_plain_signs("two conv3")
    ('2*([conv3 | id]), conv 3x3', '2 conv3')
    """
    text = _COUNT.sub(lambda count: f"{COUNTS[count[1].lower()]} ", text)
    text = _COUNT_AFTER.sub(lambda count: f" x{COUNTS[count[1].lower()]}", text)
    for pattern, plain in _SIGNS:
        text = pattern.sub(plain, text)
    return text
