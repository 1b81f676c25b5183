"""Read a network from its notation in one line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import lru_cache

from dilviz.convolution import geometry
from dilviz.errors import GeometryError, or_none, quoted
from dilviz.network.expansion import expand
from dilviz.network.layer_settings import SettingsReader, number
from dilviz.network.network import Network
from dilviz.network.vocabulary import (
    DEEPEST,
    KINDS,
    NAME,
    BranchItem,
    Item,
    LayerItem,
    RepeatItem,
    default_join,
    is_bare_identity,
)
from dilviz.network.well_formed import LARGEST_NETWORK

INPUT = "input"
LONGEST_TEXT = 300_000  # characters
LONGEST_KNOWN = 60  # characters of a layer that is kept

_NAMED = re.compile(rf"(?!crop\d+(?:x\d+)?:\d)({NAME.pattern})\s*:", re.IGNORECASE)
_REPEAT = re.compile(r"(\d+)\s*\*\s*\(")
_WORD = re.compile(r"[^\s,()\[\]|]+")
_LAYER_TEXT = re.compile(r"[^\n,()\[\]|]+")
_LAYER = re.compile(r"([a-z]+?)(\d+(?::\d+)?(?:x\d+(?::\d+)?)?)?")
_FOMORO_LAYER = r"\s*\d+\s*,\s*\d+\s*,\s*\d+\s*,\s*(?:same|valid)\s*"
_FOMORO = re.compile(rf"(?:[^#]*#)?({_FOMORO_LAYER}(?:;{_FOMORO_LAYER})*;?)")


def parse_network(text: str) -> Network:
    """Read a network from its notation, or from a Fomoro link.

    Parameters
    ----------
    text : str
        Layers separated by commas or new lines, such as
        ``"conv3, conv3 d2, [conv3, conv3 | id], 2*(conv3 d4)"``.

    Returns
    -------
    Network
        Unnamed layers are called ``"1"``, ``"2"``, ... in the order typed.

    Raises
    ------
    GeometryError
        At the first character that does not fit: what was read, what was
        expected, and the right spelling where it can be guessed.
        `GeometryError.position` is its index.

    Examples
    --------
    >>> str(parse_network("CONV3,conv3  D2 p2"))
    'conv3, conv3 d2'
    >>> str(parse_network("4,2,1,SAME;4,1,1,VALID"))
    'conv4 s2 same, conv4 valid'
    """
    return _read(text, advising=True)


def is_notation(text: str) -> bool:
    """Whether a text can be read as notation.

    >>> is_notation("conv3 d2"), is_notation("cnv3")
    (True, False)
    """
    try:
        _read(text, advising=False)
    except GeometryError:
        return False
    return True


def _read(text: str, *, advising: bool) -> Network:
    if len(text) > LONGEST_TEXT:
        raise GeometryError(
            f"the notation has {len(text)} characters; at most {LONGEST_TEXT} are read. "
            "Use repeats such as 3*(conv3)."
        )
    fomoro = _FOMORO.fullmatch(text.strip().lower())
    if fomoro:
        text = _from_fomoro(fomoro[1])
    parser = _Parser(text, advising)
    items = parser.network()
    nodes = expand(items, INPUT)
    output = nodes[-1].id if nodes else INPUT
    return Network.of(nodes, INPUT, output, one_dimensional=parser.one_dimensional)


def read_items(text: str) -> tuple[Item, ...]:
    """Read the items of a notation, groups and repeats as they are written.

    >>> [item] = read_items("3*(conv3 d2)")
    >>> item.times
    3
    """
    return _Parser(text).network()


def _from_fomoro(link: str) -> str:
    """Kernel, stride, dilation, padding of each layer, as Fomoro's calculator writes them."""
    layers = (part.split(",") for part in link.replace(" ", "").split(";") if part)
    return ", ".join(
        f"conv{kernel} s{stride} d{rate} {padding}" for kernel, stride, rate, padding in layers
    )


@lru_cache(maxsize=2000)
def _known_layer(text: str, one_dimensional: bool) -> LayerItem | None:
    """Read the text of one layer once, in whatever networks it stands; None if it is wrong."""
    parser = _Parser(text, advising=False)
    parser.one_dimensional = one_dimensional
    return or_none(parser.new_layer)


class _Parser:
    """Reads items from a text, left to right."""

    def __init__(self, text: str, advising: bool = True):
        self.text = text
        self.advising = advising  # whether errors suggest another spelling
        self.position = 0
        self.one_dimensional = False
        self.layers = 0

    def network(self) -> tuple[Item, ...]:
        self._skip("\n")
        marker = re.compile(r"1d\b", re.IGNORECASE).match(self.text, self.position)
        if marker:
            self.one_dimensional = True
            self.position = marker.end()
            if not self._separator():
                raise self._expected("a comma and the first layer after 1d")
        items = self._sequence(0)
        if self.position < len(self.text):
            raise self._expected("a comma before the next layer, or the end")
        return items

    def _sequence(self, depth: int) -> tuple[Item, ...]:
        """Read items up to a closing bracket, a bar or the end."""
        if depth > DEEPEST:
            raise GeometryError(
                f"{self._here()}groups are nested more than {DEEPEST} deep. Write them flatter.",
                self.position,
            )
        self._skip("\n")
        items = [self._item(depth)]
        while self._separator():
            self._skip("\n")
            if self.position >= len(self.text) or self.text[self.position] in ")]|":
                break  # a comma or a new line at the end
            items.append(self._item(depth))
        return tuple(items)

    def _item(self, depth: int) -> Item:
        named = _NAMED.match(self.text, self.position)
        name = named[1] if named else None
        if named:
            self.position = named.end()
            self._skip()
        repeat = _REPEAT.match(self.text, self.position)
        if repeat:
            return self._repeat(repeat, depth, name)
        if self.text.startswith("[", self.position):
            return self._branches(depth, name)
        return self._layer(name)

    def _repeat(self, opening: re.Match[str], depth: int, name: str | None) -> RepeatItem:
        with _located(self):
            times = geometry.checked(number(opening[1]), "number of repeats", 1)
        self.position = opening.end()
        items = self._sequence(depth + 1)
        self._close(")", "a comma before the next layer, or ) to end the group")
        return RepeatItem(times, items, name)

    def _branches(self, depth: int, name: str | None) -> BranchItem:
        self.position += 1
        paths = [self._sequence(depth + 1)]
        while self.text.startswith("|", self.position):
            self.position += 1
            paths.append(self._sequence(depth + 1))
        self._close("]", "a comma, | before the next path, or ] to end the paths")
        return BranchItem(tuple(paths), self._join_word(paths), name)

    def _join_word(self, paths: list[tuple[Item, ...]]) -> str:
        """Read "add" or "concat" after the paths; without it, the default."""
        word = _WORD.match(self.text, self.position)
        if word and word[0].lower() in ("add", "concat"):
            self.position = word.end()
            self._skip()
            return word[0].lower()
        return default_join(any(map(is_bare_identity, paths)))

    def _close(self, bracket: str, expected: str) -> None:
        self._skip("\n")
        if not self.text.startswith(bracket, self.position):
            raise self._expected(expected)
        self.position += 1
        self._skip()

    def _layer(self, name: str | None) -> LayerItem:
        self._count()
        match = _LAYER_TEXT.match(self.text, self.position)
        text = match[0] if match else ""
        known = _known_layer(text, self.one_dimensional) if len(text) <= LONGEST_KNOWN else None
        self.position += len(text) if known else 0
        item = known or self.new_layer()
        return replace(item, name=name) if name else item

    def new_layer(self) -> LayerItem:
        """Read one layer from here, or say what is wrong with it."""
        word = _WORD.match(self.text, self.position)
        match = _LAYER.fullmatch(word[0].lower()) if word else None
        if match is None or match[1] not in KINDS:
            words = f"a layer ({', '.join(KINDS)}), a [ or a repeat such as 2*(conv3)"
            raise self._expected(words, "a layer")
        kind, start = match[1], self.position
        if KINDS[kind].sized != (match[2] is not None):
            raise self._expected(
                f"a size after {kind}, such as {kind}3" if KINDS[kind].sized else f"{kind} alone"
            )
        settings = SettingsReader(kind, self.one_dimensional)
        with _located(self):
            if match[2] and not settings.read_size(match[2]):
                raise self._expected(f"a size after {kind}, such as {kind}3")
        self.position = word.end()  # type: ignore[union-attr]
        self._read_settings(settings)
        with _located(self, start):
            return settings.item()

    def _count(self) -> None:
        self.layers += 1
        if self.layers > LARGEST_NETWORK:
            raise GeometryError(
                f"{self._here()}more than {LARGEST_NETWORK} layers are written out. "
                "Leave out layers.",
                self.position,
            )

    def _read_settings(self, settings: SettingsReader) -> None:
        self._skip()
        while word := _WORD.match(self.text, self.position):
            with _located(self):
                if not settings.read(word[0].lower()):
                    raise self._expected(settings.expected, "a setting or a comma")
            self.position = word.end()
            self._skip()

    def _skip(self, more: str = "") -> None:
        """Move over blanks, and over the characters of `more`."""
        while self.position < len(self.text) and (
            self.text[self.position] in more
            or self.text[self.position].isspace()
            and self.text[self.position] != "\n"
        ):
            self.position += 1

    def _separator(self) -> bool:
        """Move over one comma or any number of new lines."""
        self._skip()
        start = self.position
        self._skip("\n")
        newline = "\n" in self.text[start : self.position]
        if self.text.startswith(",", self.position):
            self.position += 1
            self._skip("\n")
            return True
        return newline

    def _here(self) -> str:
        return f"character {self.position + 1}: "

    def _expected(self, expected: str, short: str = "") -> GeometryError:
        """The error at this character; short where advice follows."""
        word = _WORD.match(self.text, self.position)
        read = (
            quoted(word[0] if word else self.text[self.position])
            if self.position < len(self.text)
            else "the end"
        )
        hint = self._hint() if self.advising else ""
        wanted = f"{short or expected}. {hint}" if hint else f"{expected}."
        return GeometryError(f"{self._here()}read {read}, expected {wanted}", self.position)

    def _hint(self) -> str:
        from dilviz.network.suggestions import advice  # here: it slows down `import dilviz`

        return advice(self.text, self.position, is_notation)


@contextmanager
def _located(parser: _Parser, position: int | None = None) -> Iterator[None]:
    """Add the character to an error about a setting."""
    position = parser.position if position is None else position
    try:
        yield
    except GeometryError as error:
        if error.position is not None:
            raise
        raise GeometryError(f"character {position + 1}: {error}", position) from None
