"""Linear layers and products of maps: ``MatMul``, ``Gemm``, ``Einsum``."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from dilviz.importing.axes import digits, known_axes, set_axis, shape_of, spaces_of
from dilviz.importing.call import Call, Rule
from dilviz.importing.joining import check_fits, joined
from dilviz.importing.pieces import whole
from dilviz.importing.pooling import pooled
from dilviz.importing.rules.fixed_products import multiplied
from dilviz.importing.sizes import Size, times
from dilviz.importing.values import Axis, Constant, Map, NotFollowed, Pieces, Value

LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
Operand = Map | Constant


class Digit(NamedTuple):
    """Rows or columns that an axis of a product counts."""

    letter: str
    space: int
    weight: Size
    size: Size

    def tied_to(self, other: Digit) -> bool:
        """Whether it is the same axis of the product, and counts rows (columns) for both."""
        return self.letter == other.letter and self.space == other.space

    def repeats(self, other: Digit) -> bool:
        """Whether another axis counts some of the same rows (columns)."""
        if self.letter == other.letter or self.space != other.space:
            return False
        if self.weight == other.weight:
            return True
        ends = [times(self.weight, self.size), times(other.weight, other.size)]
        match (self.weight, other.weight, *ends):
            case (int(first), int(second), int(end), int(other_end)):
                return first < other_end and second < end
        return True  # sizes that depend on the input


def matmul(call: Call) -> Value:
    """``MatMul``: the last axis of the first with the last but one of the second.

    onnxruntime's ``FusedMatMul`` transposes them as its attributes say.
    """
    one, other = _operand(call, 0), _operand(call, 1)
    first, second = _rank(one), _rank(other)
    if not first or not second:
        raise NotFollowed("it multiplies a single number")
    batch = max(first, second) - 2
    names = LETTERS[:batch]
    row, col, inner = "Y" if first > 1 else "", "Z" if second > 1 else "", "X"
    one_names = _factor_names(call, "A", names[batch - max(first - 2, 0) :], row, inner)
    other_names = _factor_names(call, "B", names[batch - max(second - 2, 0) :], inner, col)
    return contracted(
        call, [one, other], [one_names, other_names], names[: max(batch, 0)] + row + col
    )


def _factor_names(call: Call, side: str, batch: str, rows: str, cols: str) -> str:
    """The axes of a factor that ``FusedMatMul`` may transpose, its rows also before the batch."""
    if call.get(f"trans{side}", 0):
        rows, cols = cols, rows
    return rows + batch + cols if call.get(f"transBatch{side}", 0) else batch + rows + cols


def gemm(call: Call) -> Value:
    """``Gemm``: two matrices, each maybe transposed."""
    one, other = _operand(call, 0), _operand(call, 1)
    first = "Xa" if call.get("transA", 0) else "aX"
    second = "bX" if call.get("transB", 0) else "Xb"
    made = contracted(call, [one, other], [first, second], "ab")
    added = call.value(2)
    return joined(call.builder, [made, added], role="sum") if isinstance(added, Map) else made


def _operand(call: Call, position: int) -> Operand:
    value = call.value(position)
    if isinstance(value, Pieces):
        return whole(call.builder, value)
    if not isinstance(value, Map | Constant):
        raise NotFollowed("one of its factors is missing")
    return value


def _rank(value: Operand) -> int:
    if isinstance(value, Map):
        return len(known_axes(value))
    if value.shape is None:
        raise NotFollowed("the shape of its weights is not known")
    return len(value.shape)


def einsum(call: Call) -> Value:
    """``Einsum``."""
    equation = str(call.get("equation", "")).replace(" ", "")
    inputs, arrow, output = equation.partition("->")
    operands = [_operand(call, n) for n in range(len(call.values))]
    names = inputs.split(",")
    if len(names) != len(operands) or any(len(set(n)) != len(n) for n in names if "." not in n):
        raise NotFollowed(f"the equation {equation[:60]!r} is not followed")
    if not arrow:
        letters = "".join(names)
        output = "".join(sorted(c for c in set(letters) if letters.count(c) == 1))
    longest = max(
        (
            _rank(value) - len(n.replace("...", ""))
            for n, value in zip(names, operands, strict=True)
        ),
        default=0,
    )
    used = set(inputs) | set(output)
    spare = [c for c in LETTERS if c not in used][: max(longest, 0)]
    full = []
    for text, value in zip(names, operands, strict=True):
        count = _rank(value) - len(text.replace("...", ""))
        full.append(text.replace("...", "".join(spare[len(spare) - count :]) if count > 0 else ""))
    return contracted(call, operands, full, output.replace("...", "".join(spare)))


def contracted(call: Call, operands: list[Operand], names: list[str], output: str) -> Map:
    """Multiply operands and add up along the axes that the output does not name."""
    sizes: dict[str, Size] = {}
    for text, value in zip(names, operands, strict=True):
        if _rank(value) != len(text):
            raise NotFollowed(f"it names {len(text)} axes of a tensor that has {_rank(value)}")
        for letter, size in zip(text, _sizes(value), strict=True):
            if sizes.get(letter, 1) == 1:
                sizes[letter] = size
    maps = [
        (text, value) for text, value in zip(names, operands, strict=True) if isinstance(value, Map)
    ]
    kind = "attention" if len(maps) > 1 else "mixing"
    if len(maps) == 1 and len(operands) == 2:
        [(text, value)] = maps
        other = int(isinstance(operands[0], Map))
        constant = operands[other]
        assert isinstance(constant, Constant)
        met = dict(zip(names[other], constant.shape or (), strict=True))
        for letter, axis in zip(text, known_axes(value), strict=True):
            check_fits(axis, met.get(letter, 1))
        value, text = multiplied(call, value, text, constant, names[other], output)
        maps = [(text, value)]
    taken: list[Digit] = []
    keys: set[str] = set()
    laid = [_laid_out(call, text, value, output, kind, taken, keys) for text, value in maps]
    shapes = [tuple(sizes.get(letter, 1) for letter in output)]
    weights = len(maps) == 1
    channels = sizes.get(output[-1]) if output and weights else None
    if not weights:
        return _with_keys(joined(call.builder, laid, shapes), output, keys)
    known = channels if isinstance(channels, int) else None
    return joined(call.builder, laid, shapes, "conv", channels=known)


def _with_keys(value: Map, output: str, keys: set[str]) -> Map:
    """Mark the axes on which lies what was read as a whole."""
    for axis, letter in enumerate(output):
        if letter in keys:
            marked = (replace(factor, whole=True) for factor in known_axes(value)[axis])
            value = set_axis(value, axis, tuple(marked))
    return value


def _sizes(value: Operand) -> tuple[Size, ...]:
    if isinstance(value, Map):
        return shape_of(value)
    return value.shape or ()


def _laid_out(
    call: Call,
    text: str,
    value: Map,
    output: str,
    kind: str,
    taken: list[Digit],
    keys: set[str],
) -> Map:
    """One factor, added up along the axes that vanish, its axes in the output's order."""
    gone = {axis for axis, letter in enumerate(text) if letter not in output}
    own = [
        Digit(text[axis], space, factor.weight, factor.size)
        for space in (0, 1)
        for axis, factor in digits(value, space)
        if axis not in gone
    ]
    # a second set of the same positions, as keys beside queries, is read as a whole
    again = {digit.letter for digit in own if any(digit.repeats(other) for other in taken)}
    again -= {digit.letter for digit in own if any(digit.tied_to(other) for other in taken)}
    gone |= {text.index(letter) for letter in again}
    keys |= again & set(output)
    if any(spaces_of(known_axes(value)[axis]) for axis in gone):
        call.builder.misfits += kind == "mixing"
        value = pooled(call.builder, value, gone, kind, "whole")
    taken += [digit for digit in own if digit.letter not in again]
    by_letter: dict[str, Axis] = dict(zip(text, known_axes(value), strict=True))
    for axis in gone:
        by_letter[text[axis]] = ()
    return replace(value, axes=tuple(by_letter.get(letter, ()) for letter in output))


RULES: dict[str, Rule] = {"Einsum": einsum, "Gemm": gemm, "MatMul": matmul, "MatMulInteger": matmul}
