"""Operations that leave every sample where it is."""

from __future__ import annotations

import numpy as np

from dilviz.importing.axes import rank_of, shape_of
from dilviz.importing.call import Call, Rule
from dilviz.importing.constants import numbers_of
from dilviz.importing.joining import joined, shapes_of
from dilviz.importing.masks import check_scores, masked, may_hide
from dilviz.importing.rules.whole_maps import normalized, whole_value
from dilviz.importing.sizes import fixed
from dilviz.importing.values import ALONG, Constant, Map, NotFollowed, Pieces, Value

_WORDS = """
Abs Acos Acosh Add And Asin Asinh Atan Atanh BitwiseAnd BitwiseNot BitwiseOr BitwiseXor BitShift
Cast CastLike Ceil Celu Clip Cos Cosh DequantizeLinear Div Dropout Elu Equal Erf Erfc Exp Floor
Gelu Greater GreaterOrEqual HardSigmoid HardSwish Identity IsInf IsNaN LeakyRelu Less LessOrEqual
Log LRN Max Mean Min Mish Mod Neg Not Or PRelu Pow QuantizeLinear Reciprocal Relu Round Selu
Shrink Sigmoid Sign Sin Sinh Softplus Softsign Sqrt Sub Sum Swish Tan Tanh ThresholdedRelu Xor
"""


UNREAD = "it multiplies rows and columns with numbers that could not be read"
CHOICE = "which of two values it takes is decided by numbers that are not known"


def pointwise(call: Call) -> Value:
    """Join what it reads entry by entry."""
    maps = call.maps()
    if len(maps) == 1:
        for constant in _constants(call):
            check_scores(maps[0], constant)
    kind = "relu" if call.operation.kind == "Relu" else ""
    return joined(call.builder, maps, shapes_of(call.values), kind=kind)


def first_only(call: Call) -> tuple[Value, ...]:
    """Pointwise in its first input; the others only hold settings.

    Constants beside maps stay apart: they may become rows and columns that read nothing.
    """
    value = call.value(0)
    if isinstance(value, Pieces) and any(isinstance(part, Constant) for part in value.parts):
        raise NotFollowed(ALONG)
    return (joined(call.builder, [call.map()]),) * max(1, len(call.operation.outputs))


def product(call: Call) -> Value:
    """``Mul``: a constant zero hides what it is multiplied with."""
    maps = call.maps()
    for value in call.values:
        if isinstance(value, Constant) and len(maps) == 1:
            factor = numbers_of(call.builder, value)
            if factor is not None and factor.size > 1:
                maps = [masked(call.builder, maps[0], factor != 0)]
            elif (value.missing or value.later) and may_hide(maps[0], value.shape):
                raise NotFollowed(value.missing or UNREAD)
    return joined(call.builder, maps, shapes_of(call.values))


def _constants(call: Call) -> list[np.ndarray]:
    """The constants among its inputs whose numbers are known."""
    found = [numbers_of(call.builder, v) for v in call.values if isinstance(v, Constant)]
    return [numbers for numbers in found if numbers is not None]


def where(call: Call) -> Value:
    """``Where``: a constant condition hides what it does not choose."""
    condition, chosen, other = (call.value(n) for n in range(3))
    known = numbers_of(call.builder, condition) if isinstance(condition, Constant) else None
    if known is not None and len(call.maps()) == 1 and len(found := _constants(call)) == 2:
        options = (found[1], 0.0) if isinstance(chosen, Constant) else (0.0, found[1])
        check_scores(call.maps()[0], np.where(known, *options))
    if known is not None:
        mask = known.astype(bool)
        maps = []
        for n, value, kept in ((1, chosen, mask), (2, other, ~mask)):
            if not isinstance(value, Constant) and kept.any():
                maps.append(masked(call.builder, call.map(n), kept))
        if maps:
            return joined(call.builder, maps, shapes_of(call.values))
    if isinstance(condition, Constant) and condition.shape != ():
        raise NotFollowed(condition.missing or CHOICE)
    return joined(call.builder, call.maps(), shapes_of(call.values))


def trilu(call: Call) -> Value:
    """``Trilu``: zeros above or below a diagonal of the last two axes."""
    value = call.map()
    rows, cols = map(fixed, shape_of(value)[-2:])
    diagonal = int((call.numbers(1) or [0])[0])
    below = np.tri(rows, cols, diagonal - 1 if call.get("upper", 1) else diagonal, dtype=bool)
    kept = ~below if call.get("upper", 1) else below
    return joined(call.builder, [masked(call.builder, value, kept)])


def batch_normalization(call: Call) -> tuple[Value, ...]:
    """Pointwise with stored statistics; in training mode it reads the whole map."""
    several = len(list(filter(None, call.operation.outputs))) > 1
    training = call.get("training_mode", 0) or (call.version < 14 and several)
    if training and call.version >= 7:
        rank = rank_of(call.map())
        made = normalized(call, {0, *range(2, rank)}, "norm")
    else:
        made = joined(call.builder, [call.map()])
    statistics = whole_value(call)[:1] if training else (made,)
    return (made, *statistics * (len(call.operation.outputs) - 1))


def random_like(call: Call) -> Value:
    """Random numbers in the shape of a map do not depend on it."""
    if not isinstance(call.value(0), Map):
        raise NotFollowed("the shape of what it reads is not known")
    return Constant(shape_of(call.map()))


RULES: dict[str, Rule] = {
    **dict.fromkeys(_WORDS.split(), pointwise),
    "BatchNormalization": batch_normalization,
    "Bernoulli": first_only,
    "Clip": first_only,
    "Dropout": first_only,
    "LRN": first_only,
    "Mul": product,
    "RandomNormalLike": random_like,
    "RandomUniformLike": random_like,
    "Trilu": trilu,
    "Where": where,
}
