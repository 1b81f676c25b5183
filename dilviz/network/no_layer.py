"""What to do about a word that is no layer of the notation."""

from __future__ import annotations

import re

from dilviz.network.common_spellings import LARGEST_KERNEL, LAYERS, LEFT_OUT, SETTINGS
from dilviz.network.presets import NETWORKS

_INPUT_SIZE = "The input size is no layer: it has a field of its own."
_ONE_NUMBER = "A number needs a word: conv{0} for a kernel size, conv3 d{0} for a dilation rate."
_WHOLE_NUMBERS = "Sizes and rates are whole numbers."
_OF_CAFFE = "This is a file of Caffe, which is not read: write its layers, such as conv3 d2."
_NUMBERS = re.compile(r"(?:input|image)?\W*(\d{1,5})(?:\s*[x×*]\s*(\d{1,5}))?(?![\w.@])")


def instead_of_a_layer(text: str) -> str:
    """Say what to do about what begins here; empty if it is not known.

    >>> instead_of_a_layer("bn, conv3"), instead_of_a_layer("AlexNet")
    ('Batch norm reads one sample: leave it out.', 'The page Stack has AlexNet.')
    """
    text = text.lower()
    if re.match(r"layers?\s*\{|input_(?:param|dim)", text):
        return _OF_CAFFE
    if re.match(r"[a-z]+\d*\.\d", text):
        return _WHOLE_NUMBERS
    size = _NUMBERS.match(text)
    if size and min(int(number) for number in size.groups() if number) > LARGEST_KERNEL:
        return _INPUT_SIZE
    word = re.match(r"[a-z][\w\- ]{0,30}", text)
    return _of_a_word(word[0]) if word else ""


def of_a_number(text: str) -> str:
    """Say what a number that stands alone may mean; empty for other texts.

    >>> of_a_number("7")
    'A number needs a word: conv7 for a kernel size, conv3 d7 for a dilation rate.'
    """
    alone = re.fullmatch(r"\s*(\d{1,4})\s*", text)
    return _ONE_NUMBER.format(int(alone[1])) if alone else ""


def _of_a_word(written: str) -> str:
    first = re.split(r"[\W_]", written)[0]
    for word in (re.sub(r"[\W_]", "", written), first):
        letters = word.rstrip("0123456789")
        if preset := () if letters in (*LAYERS, *SETTINGS) else _presets_called(word):
            return f"The page Stack has {' or '.join(preset)}."
        if sentence := LEFT_OUT.get(word) or letters.isalpha() and LEFT_OUT.get(letters):
            return sentence
    return ""


def _presets_called(word: str) -> list[str]:
    """The presets of this name, or those that begin with it.

    >>> _presets_called("vgg16"), _presets_called("aspp"), _presets_called("conv")
    (['VGG-16'], ['DeepLab ASPP', 'DeepLab v3 ASPP'], [])
    """
    names = {name: re.sub(r"\W", "", name.lower()) for name in NETWORKS}
    same = [name for name, plain in names.items() if plain == word]
    parts = {name: name.lower().replace("-", "").split() for name in NETWORKS}
    begun = [
        name
        for name, plain in names.items()
        if len(word) > 2 and plain.startswith(word) or len(word) > 3 and word in parts[name]
    ]
    return same or begun[:3]
