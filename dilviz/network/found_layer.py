"""What was found out about one layer, and how the notation writes it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from dilviz.network.common_spellings import (
    DILATED,
    FEWEST_CHANNELS,
    FIRST_SIZES,
    LARGEST_KERNEL,
    LAYERS,
    RECTIFIED,
    SEPARABLE,
    SETTINGS,
)
from dilviz.network.layer_words import nearest
from dilviz.network.vocabulary import KINDS

RATE_LEFT_OUT = "d?"  # of a layer that is called dilated
SIZE = re.compile(r"\d+(?:x\d+)?")
_ONE_SIDE = re.compile(r"(\d+)x\1")


@dataclass
class FoundLayer:
    """The words of one layer, found in any order.

    >>> layer = FoundLayer()
    >>> layer.take_number("3x3"), layer.take_setting("dilation", "2"), str(layer)
    (True, True, 'conv3 d2')
    """

    kind: str = ""
    size: str = ""
    settings: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        kind = self.kind or "conv"
        if kind.startswith("["):
            return kind  # a block, written out
        if kind in KINDS and not KINDS[kind].sized:
            return " ".join([kind, *self.settings])
        size = _ONE_SIDE.sub(r"\1", self.size) or str(FIRST_SIZES.get(kind, 2))
        if kind == SEPARABLE:
            channels = [word for word in self.settings if word[0] == "c"]
            others = [word for word in self.settings if word[0] != "c"]
            return " ".join(["dwconv" + size, *others]) + ", " + " ".join(["conv1", *channels])
        if kind == RECTIFIED:
            return " ".join(["conv" + size, *self.settings]) + ", relu"
        if kind == DILATED:
            rate = [] if any(word[0] == "d" for word in self.settings) else [RATE_LEFT_OUT]
            return " ".join(["conv" + size, *self.settings, *rate])
        return " ".join([kind + size, *self.settings])

    def says_something(self) -> bool:
        """Whether a layer was named, not only the size of an input."""
        sides = [int(side) for side in self.size.split("x") if side]
        return bool(self.kind or self.settings) or 0 < max(sides, default=0) <= LARGEST_KERNEL

    def take_number(self, word: str) -> bool:
        """A number without a letter is the kernel size; a large one beside it, the channels."""
        if not self.size:
            self.size = word
        elif "x" in word and self.size.isdecimal() and not self.kind:
            self.settings.append(f"c{self.size}")
            self.size = word
        elif word.isdecimal() and int(word) >= FEWEST_CHANNELS:
            self.settings.append(f"c{word}")
        else:
            return False
        return True

    def take_setting(self, letters: str, value: str) -> bool:
        """Add a setting; False if the letters are of none, or the value is no size."""
        setting = SETTINGS.get(nearest(letters))
        if not setting or not value or (setting == "k" and not SIZE.fullmatch(value)):
            return False
        if setting == "k":
            self.size = value
        else:
            self.settings.append(setting + _ONE_SIDE.sub(r"\1", value))
        return True

    def take_kind(self, letters: str, value: str) -> bool:
        """Take the kind of the layer and its size; False if it has one, or none is meant."""
        kind = LAYERS.get(nearest(letters), "")
        is_dilated = kind == DILATED and self.kind == "conv"
        if not kind or self.kind and not is_dilated or value and not SIZE.fullmatch(value):
            return False
        self.kind, self.size = kind, value or self.size
        return True
