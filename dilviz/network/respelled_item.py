"""One layer as people write it, in the words of the notation."""

from __future__ import annotations

import re

from dilviz.network.common_spellings import FEWEST_CHANNELS, FILLERS, LAYERS, LEFT_OUT, SETTINGS
from dilviz.network.found_layer import SIZE, FoundLayer
from dilviz.network.layer_words import PADDINGS, nearest, words_of

_NAMED = re.compile(r"(\s*[A-Za-z_][\w.\-]*\s*:)(?=\s*[A-Za-z])(.*)", re.S)
_SIZED_LAYER = rf"(?!(?:{'|'.join(SETTINGS)})\d)[a-z]{{2,}}\d|\d+x\d"
_REPEATS = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        r"(?P<times>\d+)\s*[*x]\s*(?P<layer>[a-z].*)",
        r"(?P<times>\d+)\s*[*x]\s+(?P<layer>\d+x\d.*)",
        rf"(?P<times>[2-9]|1[0-5])\s+(?P<layer>(?:{_SIZED_LAYER}).*)",
        r"(?P<layer>.*[^\s*])(?:\s*\*\s*|\s+x\s*)(?P<times>\d+)",
        r"(?P<layer>.*\S)\s+(?P<times>\d+)\s*x",
    )
)
_WORD = re.compile(r"([^\W\d_]+(?:[12]d(?![a-z]))?)(\d.*)?", re.I)


def respelled_item(item: str) -> str:
    """Respell an item between commas in today's notation; an unknown item stays as it is.

    >>> respelled_item("3x3 dilation=2"), respelled_item("cnv3"), respelled_item("3*conv3")
    ('conv3 d2', 'conv3', '3*(conv3)')
    """
    written = item.strip()
    before, after = item.split(written) if written else (item, "")
    named = _NAMED.fullmatch(item)
    if named and not _is_word(named[1].strip(" :").lower()):
        return named[1] + respelled_item(named[2])
    repeat = next(filter(None, (pattern.fullmatch(written) for pattern in _REPEATS)), None)
    if not repeat:
        return before + _layers(written) + after
    times, layer = repeat["times"], repeat["layer"]
    if _takes_a_factor(layer):
        return before + _layers(f"{layer} {times}") + after
    return f"{before}{times}*({_layers(layer)}){after}"


def settings_alone(item: str) -> str:
    """The settings of an item that names no layer; empty for other items.

    >>> settings_alone(" 64 channels"), settings_alone(" 64"), settings_alone("conv3 d2")
    ('c64', 'c64', '')
    """
    if item.strip().isdecimal() and int(item) >= FEWEST_CHANNELS:
        return f"c{item.strip()}"
    layers = [FoundLayer()]
    understood = all(_take(word, layers) for word in words_of(item))
    first = layers[0]
    return " ".join(first.settings) if understood and not first.kind and not first.size else ""


def _is_word(name: str) -> bool:
    """Whether what stands before a colon is a setting or a layer, not a name.

    >>> _is_word("stride"), _is_word("conv3"), _is_word("stem")
    (True, True, False)
    """
    return name in SETTINGS or name.rstrip("0123456789") in LAYERS and name not in LAYERS


def _takes_a_factor(layer: str) -> bool:
    """Whether a number beside a layer is its factor, as in "up x2".

    >>> _takes_a_factor("upsample"), _takes_a_factor("up2"), _takes_a_factor("conv3")
    (True, False, False)
    """
    return LAYERS.get(nearest(layer.strip().lower())) in ("up", "resize")


def _layers(written: str) -> str:
    """The layers of words between two commas, usually one."""
    words = words_of(written)
    if len(words) == 1 and words[0].isdecimal():
        return written  # a kernel size, a rate: not known
    layers = [FoundLayer()]
    for word in words:
        if not _take(word, layers):
            return written
    return ", ".join(str(layer) for layer in layers if layer.says_something())


def _take(word: str, layers: list[FoundLayer]) -> bool:
    """Add a word to the last layer, or begin another; False if it is not understood."""
    layer = layers[-1]
    if word in FILLERS or word.rstrip("0123456789") in LEFT_OUT:
        return True
    if word in PADDINGS:
        layer.settings.append(word)
        return True
    if SIZE.fullmatch(word):
        return layer.take_number(word)
    parts = _WORD.fullmatch(word)
    if not parts:
        return False
    letters, value = parts[1], parts[2] or ""
    if layer.take_setting(letters, value) or layer.take_kind(letters, value):
        return True
    layers.append(FoundLayer())
    return layers[-1].take_kind(letters, value)
