"""The words after a layer's name: dilation rate, stride, padding, channels, groups."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from dilviz.convolution import geometry
from dilviz.convolution.layer import Layer, Pair, Sides, per_axis, sides
from dilviz.convolution.layer_text import parse_axes
from dilviz.errors import GeometryError
from dilviz.network.op_notation import cropped, pooled, resized
from dilviz.network.resize import MODES
from dilviz.network.vocabulary import BARE, KINDS, LayerItem


@dataclass(frozen=True)
class LetterRule:
    """One letter of the notation: its setting, the smallest value, an example for errors."""

    name: str
    lowest: int
    example: str


SETTINGS = {
    "d": LetterRule("dilation rate", 1, "a dilation rate (d2)"),
    "s": LetterRule("stride", 1, "a stride (s2)"),
    "p": LetterRule("padding", 0, "a padding (p1, p1:0, same, valid, causal)"),
    "o": LetterRule("output padding", 0, "an output padding (o1)"),
    "c": LetterRule("number of channels", 1, "channels (c64)"),
    "g": LetterRule("number of groups", 1, "groups (g32)"),
    "m": LetterRule("mode", 1, "a mode (nearest, linear, cubic)"),
}


@dataclass
class SettingsReader:
    """Reads the words after the name of one layer into its settings."""

    kind: str
    one_dimensional: bool
    size: Pair = (1, 1)
    cropped: Sides = ((0, 0), (0, 0))
    words: dict = field(default_factory=dict)

    @property
    def expected(self) -> str:
        takes = [SETTINGS[letter].example for letter in KINDS[self.kind].settings]
        return ", ".join([*takes, ("or " if takes else "") + "a comma before the next layer"])

    def read(self, word: str) -> bool:
        """Read one setting; return False if a layer of this kind has none of that word."""
        letter, value = self._value(word)
        if not letter or letter not in KINDS[self.kind].settings:
            return False
        if letter in self.words:
            name = SETTINGS[letter].name
            raise GeometryError(f"{word!r} sets the {name} a second time. Keep one of them.")
        self.words[letter] = value
        return True

    def _value(self, word: str) -> tuple[str, object]:
        if word in ("same", "valid", "causal"):
            return "p", word
        if word in MODES:
            return "m", word
        rule, axes = SETTINGS.get(word[:1]), parse_axes(word[1:])
        if rule is None or axes is None:
            return "", None
        if word[0] == "p":
            return "p", self._sides(axes, rule)
        if any(len(sides) > 1 for sides in axes):
            return "", None
        if word[0] in "cg":
            return (word[0], _checked(axes[0][0], rule)) if len(axes) == 1 else ("", None)
        return word[0], self._pair([sides[0] for sides in axes], rule)

    def read_size(self, text: str) -> bool:
        """Read the size after the name of the layer; return False if it has another form."""
        axes = parse_axes(text)
        if axes is None or (self.kind != "crop" and any(len(sides) > 1 for sides in axes)):
            return False
        if self.kind == "crop":
            self.cropped = self._sides(axes, LetterRule("crop", 0, ""))
        else:
            name = "kernel size" if self.kind not in ("up", "resize") else "upsampling factor"
            self.size = self._pair([sides[0] for sides in axes], LetterRule(name, 1, ""))
        return True

    def _pair(self, numbers: Sequence[int], rule: LetterRule) -> Pair:
        first, last = (_checked(size, rule) for size in (numbers[0], numbers[-1]))
        if not self.one_dimensional:
            return first, last
        if len(numbers) > 1:
            raise GeometryError(
                f"the {rule.name} {first}x{last} names two axes, but the network is 1d. "
                f"Write {last} alone, or leave out 1d."
            )
        return rule.lowest, first

    def _sides(self, axes: Sequence[Sequence[int]], rule: LetterRule) -> Sides:
        pairs = [(_checked(ends[0], rule), _checked(ends[-1], rule)) for ends in axes]
        if not self.one_dimensional:
            return pairs[0], pairs[-1]
        if len(pairs) > 1:
            raise GeometryError(
                "the padding names two axes, but the network is 1d. Write one of them."
            )
        return (0, 0), pairs[0]

    def item(self) -> LayerItem:
        if self.kind == "up":
            return LayerItem("up", Layer.of(1, stride=self.size))
        if self.kind == "gap":
            return LayerItem("gap", BARE, settings=pooled(self.one_dimensional))
        if self.kind == "resize":
            mode = self.words.get("m", "linear")
            settings = resized(self.size, mode, self.one_dimensional)
            return LayerItem("resize", BARE, settings=settings)
        if self.kind == "crop":
            return LayerItem("crop", cropped(self.cropped))
        rate = self.words.get("d", (1, 1))
        pool = KINDS[self.kind].op == "pool"
        bare = Layer.of(
            self.size, stride=self.words.get("s", self.size if pool else 1), dilation=rate
        )
        layer = replace(bare, padding=sides(self._padding(bare)))
        return LayerItem(
            self.kind,
            layer,
            self.words.get("c"),
            self.words.get("o", (0, 0)),
            groups=self._groups(),
        )

    def _groups(self) -> int:
        groups, channels = self.words.get("g", 1), self.words.get("c")
        if channels is not None and channels % groups:
            raise GeometryError(
                f"{groups} groups cannot share {channels} channels evenly. "
                "Choose a number of groups that divides the channels."
            )
        return groups

    def _padding(self, bare: Layer):
        stated = self.words.get("p")
        if stated == "causal":
            if self.kind == "tconv":
                raise GeometryError("a tconv cannot be causal. Write its padding, such as p0:1.")
            return per_axis(lambda axis: (bare.effective_kernel_size[axis] - 1, 0))
        return default_padding(self.kind, bare) if stated is None else stated


def default_padding(kind: str, layer: Layer) -> Sides:
    """What a layer has when nothing is stated: half the reach for convolutions, none for pools."""
    if KINDS[kind].op not in ("conv", "conv_transpose"):
        return (0, 0), (0, 0)
    rows, cols = ((reach - 1) // 2 for reach in layer.effective_kernel_size)
    return (rows, rows), (cols, cols)


def _checked(value: int, rule: LetterRule) -> int:
    return geometry.checked(value, rule.name, rule.lowest)


def number(digits: str) -> int:
    """Read digits; more than eleven of them become one more than any setting may be."""
    return int(digits) if len(digits) < 12 else geometry.LARGEST_SETTING + 1
