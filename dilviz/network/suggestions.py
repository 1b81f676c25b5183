"""The right spelling of a notation that cannot be read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from difflib import get_close_matches

from dilviz.errors import quoted
from dilviz.network.code_text import is_code
from dilviz.network.common_spellings import EITHER_POOL, POOLS, SETTINGS
from dilviz.network.found_layer import RATE_LEFT_OUT
from dilviz.network.listed_sizes import listed_layers
from dilviz.network.no_layer import instead_of_a_layer, of_a_number
from dilviz.network.plain_signs import in_plain_signs, plain_characters
from dilviz.network.respelled_item import respelled_item, settings_alone

Reads = Callable[[str], bool]

LONGEST_WHOLE = 400  # characters that are respelled; of longer texts, one item alone
LONGEST_SHOWN = 120  # characters of a suggestion
IS_CODE = "This is code: dilviz.network_from_code reads it."

_BETWEEN_ITEMS = re.compile(r"([,\n|\[\]()]|\d+\s*\*\s*\()")
_CALL = re.compile(r"([A-Za-z]\w*)\s*\(([^()]*)\)")
_RATE_LEFT_OUT = re.compile(rf" {re.escape(RATE_LEFT_OUT)}(?=[^,|\[\]()]* d\d)")
_NO_ITEM = (
    (re.compile(r"(?:,\s*)+,"), ","),
    (re.compile(r"([\[(|])\s*,\s*"), r"\1"),
    (re.compile(r"^[\s,]+|[\s,]+$"), ""),
)


def advice(text: str, position: int, reads: Reads) -> str:
    """Say what was probably meant, or what to leave out; empty if neither is known.

    Parameters
    ----------
    text : str
        A notation that cannot be read.
    position : int
        Of the first character that does not fit.
    reads : callable
        Whether a text can be read as notation; only such texts are suggested.

    Examples
    --------
    >>> from dilviz.network.notation import is_notation
    >>> advice("3*conv3", 0, is_notation)
    'Did you mean 3*(conv3)?'
    >>> advice("conv3, bn", 7, is_notation)
    'Batch norm reads one sample: leave it out. Did you mean conv3?'
    """
    if is_code(text):
        return IS_CODE
    suggestion = _suggestion(text, position, reads)
    there = text[position : position + LONGEST_WHOLE]
    sentence = instead_of_a_layer(there) or ("" if suggestion else of_a_number(there))
    return " ".join(filter(None, (sentence, suggestion)))


def _suggestion(text: str, position: int, reads: Reads) -> str:
    for part in (text, _item_around(text, position)):
        found = [candidate for candidate in _candidates(part) if reads(candidate)]
        if found:
            return f"Did you mean {' or '.join(found)}?"
    return ""


def did_you_mean(word: str, known: tuple[str, ...]) -> str:
    """Name the nearest known word in a question, or the letter it stands for; empty if none.

    >>> did_you_mean("inputs", ("net", "input")), did_you_mean("zzz", ("net", "input"))
    (' Did you mean input?', '')
    >>> did_you_mean("dilation", ("k", "d"))
    ' Did you mean d?'
    """
    word = word[:LONGEST_SHOWN].lower()
    close = get_close_matches(word, known, 1, 0.6)
    letter = SETTINGS.get(re.sub("[_-]", "", word), "")
    meant = close[0] if close else letter if letter in known else ""
    return f" Did you mean {meant}?" if meant else ""


def no_such_parameter(name: str, known: tuple[str, ...]) -> str:
    """Say that a link or a request has a name that nobody reads, and which names there are.

    >>> no_such_parameter("inputs", ("net", "input"))
    "there is no parameter 'inputs'. Did you mean input? There are net, input."
    """
    near = did_you_mean(name, known)
    return f"there is no parameter {quoted(name)}.{near} There are {', '.join(known)}."


def _item_around(text: str, position: int) -> str:
    """The item at a position; of a long text the neighbourhood alone is searched."""
    first = max(0, position - LONGEST_WHOLE)
    near = text[first : position + LONGEST_WHOLE]
    borders = [match.span() for match in _BETWEEN_ITEMS.finditer(near)]
    start = max((end for _, end in borders if end <= position - first), default=0)
    end = min((begin for begin, _ in borders if begin >= position - first), default=len(near))
    return near[start:end]


def _candidates(text: str) -> Iterator[str]:
    """Other spellings of a text, the likeliest first."""
    plain = plain_characters(text) if len(text) <= LONGEST_WHOLE else text
    if len(plain) > LONGEST_WHOLE:
        return
    for spelled in listed_layers(plain) or [_respelled(plain)]:
        chosen = [re.sub(rf"\b{EITHER_POOL}(?=\d)", pool, spelled) for pool in POOLS]
        for candidate in dict.fromkeys(chosen):
            if candidate != text.strip() and 0 < len(candidate) <= LONGEST_SHOWN:
                yield candidate


def _respelled(text: str) -> str:
    text = in_plain_signs(text)
    text = _CALL.sub(lambda call: f"{call[1]} {call[2].replace(',', ' ')}", text)
    text = "".join(_respelled_items(_BETWEEN_ITEMS.split(text)))
    for pattern, plain in _NO_ITEM:
        text = pattern.sub(plain, text)
    text = _RATE_LEFT_OUT.sub("", text).replace(RATE_LEFT_OUT, "d2")
    return _with_brackets_closed(text.strip())


def _respelled_items(parts: list[str]) -> Iterator[str]:
    """Respell every second part, an item; settings after a comma go to the layer before it."""
    yield respelled_item(parts[0])
    for separator, item in zip(parts[1::2], parts[2::2], strict=True):
        settings = settings_alone(item) if separator == "," else ""
        yield f" {settings}" if settings else separator + respelled_item(item)


def _with_brackets_closed(text: str) -> str:
    """Close what is open, leave out what closes nothing, put brackets around bare paths."""
    ends = {"(": ")", "[": "]"}
    kept, open_ = [], []
    for character in text:
        if character in ends:
            open_.append(ends[character])
        elif character in ")]":
            if not open_ or open_[-1] != character:
                continue
            open_.pop()
        kept.append(character)
    closed = "".join(kept) + "".join(reversed(open_))
    return f"[{closed}]" if "|" in closed and "[" not in closed else closed
