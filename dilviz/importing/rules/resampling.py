"""``Resize`` and ``Upsample``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

import numpy as np

from dilviz.convolution.layer import Layer
from dilviz.importing.axes import along, axis_size, free, known_axes, rank_of
from dilviz.importing.call import Call, Rule
from dilviz.importing.sizes import OpenSize, Size, divided, fixed
from dilviz.importing.values import Map, NotFollowed, Value
from dilviz.importing.windows import OPEN_BLOCKS, in_blocks, placed
from dilviz.network.resize import MODES, WHOLE, Resize

OPEN_SCALE = "its scale depends on the input size; give one (input_size)"
# (coordinates, nearest mode) by which a whole factor repeats every sample
REPEATS = {
    ("asymmetric", "floor"),
    ("half_pixel", "round_prefer_ceil"),
    ("half_pixel", "round_prefer_floor"),
    ("half_pixel_symmetric", "round_prefer_ceil"),
    ("half_pixel_symmetric", "round_prefer_floor"),
    ("pytorch_half_pixel", "round_prefer_ceil"),
    ("pytorch_half_pixel", "round_prefer_floor"),
    ("tf_half_pixel_for_nn", "floor"),
}


class Method(NamedTuple):
    """How values between samples come about, in the words of ONNX."""

    mode: str
    coordinates: str
    nearest: str

    def settings(self, call: Call, wanted: Mapping[int, Wanted], roi: Any = WHOLE) -> Resize:
        """Settings of the node; `wanted` by rows (0) and columns (1)."""
        rows, cols = (wanted.get(space, Wanted()) for space in (0, 1))
        return Resize(
            *self,
            (rows.size, cols.size),
            (rows.scale, cols.scale),
            bool(call.get("antialias", 0)),
            float(call.get("cubic_coeff_a", -0.75)),
            bool(call.get("exclude_outside", 0)),
            roi,
        )


@dataclass(frozen=True)
class Wanted:
    """What a resampling makes of one tensor axis: a size, or a scale."""

    size: int | None = None
    scale: float | None = None


def resize(call: Call) -> Value:
    """``Resize`` of opset 10 and later."""
    mode = call.get("mode", "nearest")
    if call.version < 11:
        return _resampled(call, call.numbers(1), None, Method(mode, "asymmetric", "floor"))
    coordinates = call.get("coordinate_transformation_mode", "half_pixel")
    method = Method(mode, coordinates, call.get("nearest_mode", "round_prefer_floor"))
    return _resampled(call, call.numbers(2), call.numbers(3), method)


def upsample(call: Call) -> Value:
    """``Upsample``, which ``Resize`` replaced: scales only; onnxruntime names coordinates too."""
    scales = call.get("scales") or call.numbers(1)
    if call.get("width_scale"):
        scales = [1.0, 1.0, call.get("height_scale", 1.0), call.get("width_scale")]
    mode = {"bilinear": "linear"}.get(call.get("mode", "nearest"), call.get("mode", "nearest"))
    coordinates = call.get("coordinate_transformation_mode", "asymmetric")
    return _resampled(call, scales, None, Method(mode, coordinates, "floor"))


def _resampled(
    call: Call, scales: list[Any] | None, sizes: list[Any] | None, method: Method
) -> Map:
    value = call.map()
    rank = rank_of(value)
    if method.mode not in MODES:
        raise NotFollowed(f"resizing by {method.mode!r} is not known")
    axes = call.get("axes")
    axes = list(range(rank)) if not axes else [call.axis(axis, rank) for axis in axes]
    if sizes and len(sizes) == len(axes) and not any(value.positioned):
        return _repeated(call, value, dict(zip(axes, sizes, strict=True)))
    wanted = _wanted(call, value, axes, scales, sizes)
    moved = [axis for axis in wanted if not _kept(value, axis, wanted[axis])]
    if not moved:
        return call.builder.emit("identity", [value], value.axes)
    spatial = [axis for axis in (2, 3) if axis < rank] if rank in (3, 4) else moved
    spatial = spatial if set(moved) <= set(spatial) else moved
    value, places = placed(call.builder, value, spatial)
    axes_out = list(known_axes(value))
    per_space: dict[int, tuple[int, Wanted]] = {}
    for axis, place in zip(spatial, places, strict=True):
        if axis not in moved:
            continue
        if place.space is not None and place.apart != 1:
            lists = _lists(call, value, axis, wanted[axis], method)
            value = in_blocks(call.builder, value, axis, place, lists)
            axes_out[axis] = known_axes(value)[axis]
        elif place.space is None:
            axes_out[axis] = free(_new_size(axis_size(axes_out[axis]), wanted[axis]))
        else:
            per_space[place.space] = (axis, wanted[axis])
    if not per_space:
        return call.builder.emit("identity", [value], tuple(axes_out))
    made = _node(call, value, per_space, method, _roi(call, axes, per_space))
    for space, (axis, _) in per_space.items():
        axes_out[axis] = along(made.extent[space], space)
    return replace(made, axes=tuple(axes_out))


def _repeated(call: Call, value: Map, sizes: dict[int, Size]) -> Map:
    """What has no positions has the same entry everywhere, whatever the new size."""
    axes = [free(sizes[n]) if n in sizes else axis for n, axis in enumerate(known_axes(value))]
    return call.builder.emit("identity", [value], tuple(axes))


def _lists(
    call: Call, value: Map, axis: int, wanted: Wanted, method: Method
) -> Sequence[Sequence[int]]:
    """The entries that each output of a resampled axis reads."""
    size = fixed(axis_size(known_axes(value)[axis]), OPEN_BLOCKS)
    settings = method.settings(call, {1: wanted})
    lists = settings.listed(1, size)
    if lists is None:
        return [[entry] for entry in range(size)]
    if settings.outside == "replicate":
        return [[min(max(n, 0), size - 1) for n in row] for row in lists]
    return [[n for n in row if 0 <= n < size] for row in lists]


def _wanted(
    call: Call, value: Map, axes: list[int], scales: list[Any] | None, sizes: list[Any] | None
) -> dict[int, Wanted]:
    given = sizes if sizes else scales
    if not given or len(given) != len(axes):
        raise NotFollowed("its scale is not a constant for each axis")
    if any(isinstance(n, OpenSize) for n in given):
        return _like(value, axes, given)
    if not sizes:
        if not all(0 < n <= 1e6 for n in given):
            raise NotFollowed(f"its scales are {given}")
        return {axis: Wanted(scale=float(n)) for axis, n in zip(axes, given, strict=True)}
    policy = call.get("keep_aspect_ratio_policy", "stretch")
    wanted = [int(n) for n in given]
    if policy != "stretch":
        return _with_aspect(value, axes, wanted, policy)
    return {axis: Wanted(size=n) for axis, n in zip(axes, wanted, strict=True)}


def _like(value: Map, axes: list[int], given: list[Any]) -> dict[int, Wanted]:
    """Sizes that depend on the input size: whole multiples of those that there are."""
    wanted = {}
    for axis, size in zip(axes, given, strict=True):
        factor = divided(size, axis_size(known_axes(value)[axis]))
        if not isinstance(factor, int):
            raise NotFollowed(OPEN_SCALE)
        wanted[axis] = Wanted(scale=float(factor))
    return wanted


def _with_aspect(value: Map, axes: list[int], sizes: list[int], policy: str) -> dict[int, Wanted]:
    """One scale for all axes, by which the outputs stand, though their number is rounded."""
    present = [fixed(axis_size(known_axes(value)[axis]), OPEN_SCALE) for axis in axes]
    ratios = [wanted / size for wanted, size in zip(sizes, present, strict=True)]
    scale = min(ratios) if policy == "not_larger" else max(ratios)
    if any(scale * size % 1 >= 0.5 for size in present):
        raise NotFollowed("its scale makes a part of an output, which is rounded up")
    return dict.fromkeys(axes, Wanted(scale=scale))


def _kept(value: Map, axis: int, wanted: Wanted) -> bool:
    if wanted.size is not None:
        return wanted.size == axis_size(known_axes(value)[axis])
    return wanted.scale == 1


def _new_size(size: Size, wanted: Wanted) -> Size:
    if wanted.size is not None:
        return wanted.size
    return max(1, int(np.float32(wanted.scale) * np.float32(fixed(size, OPEN_SCALE))))


def _roi(call: Call, axes: list[int], per_space: dict[int, tuple[int, Wanted]]) -> Any:
    if call.get("coordinate_transformation_mode") != "tf_crop_and_resize":
        return WHOLE
    roi = call.numbers(1)
    if roi is None or len(roi) != 2 * len(axes):
        raise NotFollowed("its region of interest is not a constant for each axis")
    ends = list(WHOLE)
    for space, (axis, _) in per_space.items():
        n = axes.index(axis)
        ends[space] = (float(roi[n]), float(roi[n + len(axes)]))
    return ends[0], ends[1]


def _node(
    call: Call,
    value: Map,
    per_space: dict[int, tuple[int, Wanted]],
    method: Method,
    roi: Any,
) -> Map:
    factors = [1, 1]
    for space, (axis, wanted) in per_space.items():
        factors[space] = _factor(axis_size(known_axes(value)[axis]), wanted)
    if method.mode == "nearest" and all(factors) and method[1:] in REPEATS:
        layer = Layer.of(1, stride=(factors[0], factors[1]))
        return call.builder.emit("upsample", [value], None, layer=layer)
    wanted_by_space = {space: wanted for space, (_, wanted) in per_space.items()}
    settings = method.settings(call, wanted_by_space, roi)
    return call.builder.emit("resize", [value], None, settings=settings)


def _factor(size: Size, wanted: Wanted) -> int:
    """A whole factor, or 0."""
    if wanted.scale is not None:
        return int(wanted.scale) if wanted.scale == int(wanted.scale) else 0
    if isinstance(size, int) and wanted.size is not None and wanted.size % size == 0:
        return wanted.size // size
    return 0


RULES: dict[str, Rule] = {"Resize": resize, "Upsample": upsample}
