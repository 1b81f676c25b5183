"""One reader for the sizes, units, settings and paddings that people type.

The app, its links, the HTTP interface, the command line and the notation of networks all read
with these functions, so a text means the same everywhere, or fails with the same sentence::

    axes     one number, or two with x, ×, a comma, a semicolon or spaces between: rows, columns
    sides    a number, or two with a colon between: before, after
    size     224       224x320     224 × 320     224,320
    unit     3,5       3x5         -1,2
    setting  3         3x5
    padding  2         2x1         1:0x2:2       same          valid

Capitals and spaces at the ends do not matter.
"""

import re
from collections.abc import Sequence

from dilviz.convolution.geometry import LARGEST_SETTING
from dilviz.convolution.layer import Pair, Sides
from dilviz.errors import GeometryError, quoted

LARGEST_UNIT = 999_999_999
_BETWEEN_AXES = re.compile(r"\s*[x×,;]\s*|\s+")
_NUMBER = re.compile(r"[-−]?[0-9]+")
_MOST_DIGITS = 12  # longer numbers are cut: they stay larger than any bound


def parse_axes(text: str) -> tuple[tuple[int, ...], ...] | None:
    """Split a text into one or two axes, each of one or two sides; None if it is of another form.

    >>> parse_axes("1:0x2"), parse_axes("3 × -5"), parse_axes("3x"), parse_axes("tall")
    (((1, 0), (2,)), ((3,), (-5,)), None, None)
    """
    axes = [part.split(":") for part in _BETWEEN_AXES.split(text.strip().lower())]
    if len(axes) > 2 or any(len(sides) > 2 for sides in axes):
        return None
    if not all(_NUMBER.fullmatch(number) for sides in axes for number in sides):
        return None
    return tuple(tuple(map(_number, sides)) for sides in axes)


def read_size(text: str) -> int | Pair | None:
    """Read the size of an input; None for an empty text, `GeometryError` for a bad one.

    One number stays one: `dilviz.network.network.Network.read_size` makes it both axes, or the
    length of a one-dimensional network.

    >>> read_size("224"), read_size("224x320"), read_size(" ")
    (224, (224, 320), None)
    """
    return _one_or_pair(text, "input size", 1, LARGEST_SETTING, "224 or 224x320")


def read_unit(text: str) -> int | Pair | None:
    """Read the position of a unit, (row, col), as `read_size` reads a size.

    Negative ones are read, so that the message about them is that of a unit that does not exist.

    >>> read_unit("3,5"), read_unit("-1,2"), read_unit("7")
    ((3, 5), (-1, 2), 7)
    """
    return _one_or_pair(text, "unit", -LARGEST_UNIT, LARGEST_UNIT, "3,5")


def read_pair(text: str, name: str, lowest: int, highest: int, example: str = "3 or 3x5") -> Pair:
    """Read a setting along both axes as (rows, cols).

    Raises
    ------
    GeometryError
        With `name` and `example`, if the text is neither one number nor two, or out of bounds.

    Examples
    --------
    >>> read_pair("9x12", "input size", 1, 32), read_pair("3", "stride", 1, 8)
    ((9, 12), (3, 3))
    """
    axes = parse_axes(text)
    if axes is None or any(len(sides) > 1 or not lowest <= sides[0] <= highest for sides in axes):
        raise GeometryError(
            f"{name} must be one whole number or rows x columns, from {lowest} to {highest}, "
            f"got {quoted(text)}. Write {example}."
        )
    return axes[0][0], axes[-1][0]


def read_padding(text: str, highest: int = LARGEST_SETTING) -> Sides | str:
    """Read a padding, at most `highest` on each side; `GeometryError` for a bad one.

    >>> read_padding("1:0x2", 16), read_padding("Same")
    (((1, 0), (2, 2)), 'same')
    """
    word = text.strip().lower()
    if word in ("same", "valid"):
        return word
    axes = parse_axes(text)
    if axes is None or not all(0 <= side <= highest for sides in axes for side in sides):
        raise GeometryError(
            f"padding must be same, valid or whole numbers from 0 to {highest}, "
            f"got {quoted(text)}. Write 2, 2x1 or 1:0x2:2."
        )
    rows, cols = axes[0], axes[-1]
    return (rows[0], rows[-1]), (cols[0], cols[-1])


def read_whole(text: str, name: str, lowest: int, highest: int) -> int:
    """Read one whole number; `GeometryError` with its `name` if it is none or out of bounds.

    >>> read_whole(" 4 ", "dilation rate", 1, 32)
    4
    """
    number = text.strip()
    if not _NUMBER.fullmatch(number) or not lowest <= _number(number) <= highest:
        raise GeometryError(
            f"{name} must be a whole number from {lowest} to {highest}, got {quoted(text)}. "
            "Write a number between these."
        )
    return _number(number)


def read_channels(text: str) -> int | None:
    """Read a number of channels; None for an empty text."""
    return read_whole(text, "channels", 1, LARGEST_SETTING) if text.strip() else None


def write_pair(pair: Sequence[object], one_dimensional: bool = False) -> str:
    """Write (rows, cols) as one number where they are equal, or where there are no rows.

    >>> write_pair((3, 3)), write_pair((3, 5)), write_pair((1, 5), one_dimensional=True)
    ('3', '3x5', '5')
    """
    rows, cols = pair
    return str(cols) if rows == cols or one_dimensional else f"{rows}x{cols}"


def write_padding(padding: Sides | str, one_dimensional: bool = False) -> str:
    """Write a padding as the shortest text that `read_padding` reads.

    >>> write_padding(((2, 2), (2, 2))), write_padding(((1, 0), (2, 2)))
    ('2', '1:0x2')
    """
    if isinstance(padding, str):
        return padding
    return write_pair(list(map(write_sides, padding)), one_dimensional)


def write_sides(padding: Pair) -> str:
    """Write the padding before and after one axis.

    >>> write_sides((2, 2)), write_sides((1, 0))
    ('2', '1:0')
    """
    before, after = padding
    return str(before) if before == after else f"{before}:{after}"


def _one_or_pair(text: str, name: str, lowest: int, highest: int, example: str):
    if not text.strip():
        return None
    pair = read_pair(text, name, lowest, highest, example)
    axes = parse_axes(text)
    return pair[0] if axes is not None and len(axes) == 1 else pair


def _number(text: str) -> int:
    return int(text.replace("−", "-")[:_MOST_DIGITS])
