"""Resampling in code: where the outputs stand, as an expression of the size of the input."""

from __future__ import annotations

from collections.abc import Iterator

from dilviz.export.code_functions import X
from dilviz.export.code_operations import missing, not_written
from dilviz.export.code_step import Step
from dilviz.network.resize import Resize, simple_fraction

RESIZED = '''\
def resized(x, axis, place):
    """Values between the samples along an axis; `place` says where, for a size."""
    size = x.shape[axis]
    at = np.clip(place(size), 0, size - 1)
    low = np.floor(at).astype(int)
    share = (at - low).reshape([-1 if i == axis else 1 for i in range(len(x.shape))])
    high = np.minimum(low + 1, size - 1)
    return TAKE(x, low, axis=axis) * (1 - share) + TAKE(x, high, axis=axis) * share'''

_ROUNDED = {
    "round_prefer_floor": "np.ceil({} - 0.5)",
    "round_prefer_ceil": "np.floor({} + 0.5)",
    "floor": "np.floor({})",
    "ceil": "np.ceil({})",
}


def settings(step: Step) -> Resize:
    """Settings of a resampling that all frameworks have in common.

    Raises
    ------
    GeometryError
        For antialias filters, and cuts of the input.
    """
    found = step.node.settings
    assert isinstance(found, Resize)
    known = ("half_pixel", "pytorch_half_pixel", "align_corners", "asymmetric")
    if found.antialias or found.coordinates not in known:
        raise not_written(step.node)
    return found


def resampled(step: Step, framework: str) -> Iterator[str]:
    """Write a linear or nearest resampling, axis by axis, with the helper `RESIZED`."""
    found = settings(step)
    if found.mode == "cubic":
        raise missing(step, framework, "cubic resampling like this one")
    sizes, scales = step.along(found.size, None), step.along(found.scales, None)
    for axis, (size, scale) in enumerate(zip(sizes, scales, strict=True), start=1):
        if size is not None or scale is not None:
            place = _place(found, size, scale or 1.0)
            yield f"resized({X}, {axis}, lambda size: {place})"


def _place(found: Resize, size: int | None, scale: float) -> str:
    """Where the outputs stand.

    >>> _place(Resize("linear", scales=(2, 2)), None, 2)
    '(np.arange(size * 2) + 0.5) / 2 - 0.5'
    >>> _place(Resize("nearest", "asymmetric", "floor", size=(7, 7)), 7, 1)
    'np.floor(np.arange(7) * size / 7)'
    """
    fraction = simple_fraction(scale)
    up, down = fraction.numerator, fraction.denominator
    number = f"size * {up}" + (f" // {down}" if down > 1 else "")
    outputs = f"np.arange({number if size is None else size})"
    back = f" * size / {size}" if size else (f" * {down} / {up}" if down > 1 else f" / {up}")
    if found.coordinates == "asymmetric":
        place = outputs + back
    elif found.coordinates == "align_corners":
        last = f"max({number} - 1, 1)" if size is None else str(max(size - 1, 1))
        place = f"{outputs} * (size - 1) / {last}"
    else:
        place = f"({outputs} + 0.5){back} - 0.5"
    return place if found.mode == "linear" else _ROUNDED[found.nearest_mode].format(place)
