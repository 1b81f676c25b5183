"""On which axis pieces lie after an operation that does not read along it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dilviz.importing.axes import rank_of
from dilviz.importing.operation import Operation
from dilviz.importing.pieces import part_size, shape_of_pieces, total_size
from dilviz.importing.rules.pointwise import RULES as POINTWISE
from dilviz.importing.rules.whole_maps import REDUCTIONS
from dilviz.importing.sizes import filled_in, product
from dilviz.importing.values import (
    ALONG,
    Inputs,
    NotFollowed,
    Pieces,
    numbers_at,
    shape_at,
)

OF_INTEGERS = ("QLinearAdd", "QLinearLeakyRelu", "QLinearMul", "QLinearSigmoid")
NEIGHBOURS = ("LRN", "Trilu")  # what they read or hide depends on the place along the axis


def keeps_pieces(operation: Operation) -> bool:
    """Whether an operation may leave apart what lies in pieces."""
    return operation.kind in POINTWISE or operation.kind in _RULES


@dataclass(frozen=True)
class Laid:
    """An operation on pieces: their axis, of how many, and how many entries they have along it."""

    operation: Operation
    axis: int
    rank: int
    total: int
    inputs: Inputs

    def get(self, name: str, default: Any = None) -> Any:
        """Value of an attribute of the operation."""
        return self.operation.get(name, default)

    def chosen(self, default: int) -> int:
        """The attribute ``axis``, counted from the front."""
        return self.get("axis", default) % self.rank

    def axes(self, place: int, rank: int = 0) -> list[int] | None:
        """The axes that an attribute or an input names; None where they are not known."""
        axes = self.get("axes")
        axes = numbers_at(self.inputs, place) if axes is None else axes
        return None if axes is None else [int(n) % (rank or self.rank) for n in axes]


def axis_after(operation: Operation, pieces: Pieces, inputs: Inputs) -> int:
    """The axis of the pieces in the result.

    Raises
    ------
    NotFollowed
        If the operation reads along it, or is not known to leave it alone.
    """
    kind = operation.kind
    if kind in POINTWISE and kind not in NEIGHBOURS:
        return pieces.axis
    rule = _RULES.get(kind)
    laid = Laid(operation, pieces.axis, rank_of(pieces), total_size(pieces), inputs)
    place = None if rule is None else rule(laid)
    if place is None:
        raise NotFollowed(ALONG)
    return place


def _transposed(laid: Laid) -> int | None:
    order = laid.get("perm") or list(range(laid.rank))[::-1]
    return int(order.index(laid.axis))


def _normalized(laid: Laid) -> int | None:
    return laid.axis if laid.axis < laid.chosen(-1) else None


def _softmax(laid: Laid) -> int | None:
    opset = laid.get("opset", laid.operation.version)
    return laid.axis if opset >= 13 and laid.axis != laid.chosen(-1) else None


def _kept(laid: Laid) -> int | None:
    return laid.axis


def _picture(laid: Laid) -> int | None:
    """Pictures do not see each other."""
    return 0 if laid.axis == 0 else None


def _convolved(laid: Laid) -> int | None:
    if laid.axis == 0:
        return 0
    kind, group = laid.operation.kind, laid.get("group", 1)
    if laid.axis == 1 and group == laid.total and kind == "Conv":
        return 1 if (shape_at(laid.inputs, 1) or ())[:1] == (laid.total,) else None
    n, inner = laid.axis - 2, laid.rank - 2
    shape = shape_at(laid.inputs, 3 if kind == "QLinearConv" else 1)
    kernel: Any = laid.get("kernel_shape") or (shape or ())[2:] or [0] * inner
    strides = laid.get("strides") or [1] * inner
    wide = n < 0 or kernel[n] != 1 or strides[n] != 1 or any(laid.get("pads") or [])
    return None if wide else laid.axis


def new_shape(inputs: Inputs) -> list[Any] | None:
    """The shape that pieces together get, its 0 (copied) and -1 (the rest) worked out."""
    shape = numbers_at(inputs, 1)
    if shape is None or not isinstance(inputs[0], Pieces):
        return None
    return filled_in(shape_of_pieces(inputs[0]), shape)


def _reshaped(laid: Laid) -> int | None:
    """The axis that has as many entries, or whole parts of each piece, with as many before it."""
    target, pieces = new_shape(laid.inputs), laid.inputs[0]
    if target is None or not isinstance(pieces, Pieces):
        return None
    before = product(shape_of_pieces(pieces)[: laid.axis])
    places = [n for n in range(len(target)) if product(target[:n]) == before]
    alike = [n for n in places if target[n] == laid.total]
    parts = [part_size(part, laid.axis) for part in pieces.parts]
    whole = [n for n in places if target[n] != 1 and _in_parts(parts, target[n], laid.total)]
    return next(iter(alike + whole), None)


def _in_parts(parts: Sequence[Any], size: Any, total: Any) -> bool:
    """Whether every piece fills a whole number of the entries of an axis of another size."""
    if not all(isinstance(n, int) for n in (*parts, size, total)):
        return False
    return all(n * size % total == 0 for n in parts)


def _gathered(laid: Laid) -> int | None:
    chosen, shape = laid.chosen(0), shape_at(laid.inputs, 1)
    if chosen == laid.axis or shape is None:
        return None
    return laid.axis + (len(shape) - 1 if chosen < laid.axis else 0)


def _multiplied(laid: Laid) -> int | None:
    rows = 1 if laid.get("transA", 0) else 0
    return 0 if laid.axis == rows and isinstance(laid.inputs[0], Pieces) else None


def _reordered(laid: Laid) -> int | None:
    return None if laid.get("channels_last", 0) else laid.axis


def _channelwise(laid: Laid) -> int | None:
    return laid.axis if laid.axis < 2 else None


def _padded(laid: Laid) -> int | None:
    pads = laid.get("pads") or numbers_at(laid.inputs, 1)
    if pads is None or len(pads) != 2 * laid.rank or len(laid.inputs) > 3:
        return None
    return laid.axis if pads[laid.axis] == pads[laid.axis + laid.rank] == 0 else None


def _resampled(laid: Laid) -> int | None:
    """An axis that keeps its size, told by scales or sizes."""
    inputs = laid.inputs
    if laid.get("axes") or laid.get("keep_aspect_ratio_policy", "stretch") != "stretch":
        return None
    place, kept = (3, laid.total) if len(inputs) > 3 else (min(2, len(inputs) - 1), 1)
    told = laid.get("scales") or numbers_at(inputs, place)
    if told is None or len(told) != laid.rank:
        return None
    return laid.axis if told[laid.axis] == kept else None


def _reduced(laid: Laid) -> int | None:
    axes = laid.axes(1)
    if not axes or laid.axis in axes:
        return None
    return laid.axis if laid.get("keepdims", 1) else _squeezed(laid)


def _cut(laid: Laid) -> int | None:
    axes = laid.axes(3)
    return None if axes is None or laid.axis in axes else laid.axis


def _split(laid: Laid) -> int | None:
    return None if laid.chosen(0) == laid.axis else laid.axis


def _squeezed(laid: Laid) -> int | None:
    axes = laid.axes(1)
    return (
        None if axes is None or laid.axis in axes else laid.axis - sum(n < laid.axis for n in axes)
    )


def _unsqueezed(laid: Laid) -> int | None:
    full = laid.rank + len(laid.axes(1) or [])
    axes = laid.axes(1, full)
    return [n for n in range(full) if n not in axes][laid.axis] if axes else None


_RULES = {
    **dict.fromkeys(["AveragePool", "GlobalAveragePool", "GlobalMaxPool", "MaxPool"], _channelwise),
    "InstanceNormalization": _channelwise,
    "Conv": _convolved,
    "ConvInteger": _convolved,
    **dict.fromkeys(["ConvTranspose", "DepthToSpace", "SpaceToDepth"], _picture),
    "Gather": _gathered,
    "Gemm": _multiplied,
    "LayerNormalization": _normalized,
    "LogSoftmax": _softmax,
    "QLinearConv": _convolved,
    "QLinearSoftmax": _softmax,
    **dict.fromkeys(OF_INTEGERS, _kept),
    **dict.fromkeys(REDUCTIONS, _reduced),
    "Pad": _padded,
    "ReorderInput": _reordered,
    "ReorderOutput": _reordered,
    "Reshape": _reshaped,
    "Resize": _resampled,
    "Slice": _cut,
    "Softmax": _softmax,
    "Split": _split,
    "Squeeze": _squeezed,
    "Transpose": _transposed,
    "Unsqueeze": _unsqueezed,
    "Upsample": _resampled,
}
