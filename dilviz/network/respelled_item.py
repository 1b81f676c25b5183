"""One layer as people write it, in the words of the notation."""

from __future__ import annotations

import re
from difflib import get_close_matches

from dilviz.network.common_spellings import FILLERS, FIRST_SIZES, LAYERS, LEFT_OUT, SETTINGS
from dilviz.network.vocabulary import KINDS

_NAMED = re.compile(r"(\s*[A-Za-z_][\w.\-]*\s*:)(?=\s*[A-Za-z])(.*)", re.S)
_TIMES_FIRST = re.compile(r"(\d+)\s*[*x]\s*([A-Za-z].*)", re.I)
_TIMES_LAST = re.compile(r"(.*[^\s*])(?:\s*\*\s*|\s+x\s*)(\d+)", re.I)
_ASSIGNED = re.compile(r"\s*[=:]\s*")
_STRIDE = re.compile(r"\s*/\s*(?=\d)")
_RUN_TOGETHER = re.compile(r"([a-z]{2,}\d+(?:x\d+)?)(?=[dsrlcgp]\d)")
_WORD = re.compile(r"([A-Za-z]+(?:[12]d(?![a-z]))?)(\d.*)?", re.I)
_SIZE = re.compile(r"\d+(?:x\d+)?")
FEWEST_CHANNELS = 16  # smaller numbers may be rates or strides
_PADDINGS = ("same", "valid", "causal")
_ONE_SIDE = re.compile(r"(\d+)x\1")


class _Layer:
    """The words of one layer, found in any order."""

    def __init__(self) -> None:
        self.kind = ""
        self.size = ""
        self.settings: list[str] = []

    def __str__(self) -> str:
        kind = self.kind or "conv"
        if kind in KINDS and not KINDS[kind].sized:
            return " ".join([kind, *self.settings])
        size = _ONE_SIDE.sub(r"\1", self.size) or str(FIRST_SIZES.get(kind, 2))
        return " ".join([kind + size, *self.settings])


def respelled_item(item: str) -> str:
    """Respell an item between commas in today's notation; an unknown item stays as it is.

    >>> respelled_item("3x3 dilation=2"), respelled_item("cnv3"), respelled_item("3*conv3")
    ('conv3 d2', 'conv3', '3*(conv3)')
    """
    written = item.strip()
    before, after = item.split(written) if written else (item, "")
    named = _NAMED.fullmatch(item)
    if named and named[1].strip(" :").lower() not in SETTINGS:
        return named[1] + respelled_item(named[2])
    for pattern, times, layer in ((_TIMES_FIRST, 1, 2), (_TIMES_LAST, 2, 1)):
        repeat = pattern.fullmatch(written)
        if repeat:
            return f"{before}{repeat[times]}*({_layers(repeat[layer])}){after}"
    return before + _layers(written) + after


def settings_alone(item: str) -> str:
    """The settings of an item that names no layer; empty for other items.

    >>> settings_alone(" 64 channels"), settings_alone("conv3 d2")
    ('c64', '')
    """
    layer = _Layer()
    understood = all(_take(word, [layer]) for word in _joined(_words(item)))
    return " ".join(layer.settings) if understood and not layer.kind and not layer.size else ""


def _layers(written: str) -> str:
    """The layers of words between two commas, usually one."""
    words = _joined(_words(written))
    if len(words) == 1 and words[0].isdigit():
        return written  # a kernel size, a rate: not known
    layers = [_Layer()]
    for word in words:
        if not _take(word, layers):
            return written
    return ", ".join(str(layer) for layer in layers if _says_something(layer))


def _words(written: str) -> list[str]:
    """Split at blanks and at signs between words, as in "conv3/2", "conv3-d2", "conv3d2"."""
    plain = _STRIDE.sub(" s", _ASSIGNED.sub(" ", written.lower()))
    return _RUN_TOGETHER.sub(r"\1 ", plain.replace("_", "")).replace("-", " ").split()


def _says_something(layer: _Layer) -> bool:
    return bool(layer.kind or layer.size or layer.settings)


def _joined(words: list[str]) -> list[str]:
    """Join two words for one thing: "max pool", "dilation 2", "64 channels"."""
    for pair in (_value_after, _value_before):
        joined: list[str] = []
        for word in words:
            last = joined.pop() if joined else ""
            joined += pair(last, word) if last else [word]
        words = joined
    return words


def _value_after(last: str, word: str) -> list[str]:
    if last in SETTINGS and word in _PADDINGS:
        return [word]
    letters = re.split(r"\d", word, maxsplit=1)[0]
    known = any(last + letters in names for names in (LAYERS, SETTINGS, LEFT_OUT))
    return [last + word] if known and (letters or last in SETTINGS) else [last, word]


def _value_before(last: str, word: str) -> list[str]:
    if len(word) > 1 and word in SETTINGS and (last in _PADDINGS or last.isdigit()):
        return [last if last in _PADDINGS else word + last]
    return [last, word]


def _take(word: str, layers: list[_Layer]) -> bool:
    """Add a word to the last layer, or begin another; False if it is not understood."""
    layer = layers[-1]
    if word in FILLERS or word in LEFT_OUT:
        return True
    if word == "1d":
        return False
    if word in _PADDINGS:
        layer.settings.append(word)
        return True
    if _SIZE.fullmatch(word):
        return _take_number(layer, word)
    parts = _WORD.fullmatch(word)
    if not parts:
        return False
    letters, value = parts[1], parts[2] or ""
    letter = SETTINGS.get(letters)
    if letter and value:
        return _set(layer, letter, value)
    kind = _kind(letters)
    if kind is None:
        return letters in ("dilated", "atrous")
    if layer.kind:
        layer = _Layer()
        layers.append(layer)
    layer.kind, layer.size = kind, value or layer.size
    return True


def _take_number(layer: _Layer, word: str) -> bool:
    """A number without a letter is the kernel size; a large one after it, the channels."""
    if not layer.size:
        layer.size = word
    elif word.isdigit() and int(word) >= FEWEST_CHANNELS:
        layer.settings.append(f"c{word}")
    else:
        return False
    return True


def _set(layer: _Layer, letter: str, value: str) -> bool:
    if letter != "k":
        layer.settings.append(letter + _ONE_SIDE.sub(r"\1", value))
        return True
    layer.size = value
    return True


def _kind(letters: str) -> str | None:
    """The notation's word for a layer, or for the nearest word that is known."""
    if letters in LAYERS:
        return LAYERS[letters]
    close = get_close_matches(letters, list(LAYERS), 1, 0.7) if len(letters) > 2 else []
    return LAYERS[close[0]] if close else None
