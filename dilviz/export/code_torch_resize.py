"""Resampling in PyTorch: its own modules, where they compute the same."""

from __future__ import annotations

from collections.abc import Iterator

from dilviz.export.code_functions import X
from dilviz.export.code_operations import missing
from dilviz.export.code_resize import settings
from dilviz.export.code_step import Step, numbers
from dilviz.network.resize import Resize, simple_fraction


def upsampled(step: Step) -> Iterator[str]:
    """Write an upsampling that repeats every sample."""
    if step.strided:
        yield f'nn.Upsample(scale_factor={numbers(step.stride)}, mode="nearest")'


def resampled(step: Step) -> Iterator[str]:
    """Write a resampling to a size, or by a scale."""
    found = settings(step)
    sizes, scales = step.along(found.size, None), step.along(found.scales, None)
    if not any((*sizes, *scales)):
        return
    mode = _resampling_mode(step, found)
    corners = found.coordinates == "align_corners" and found.mode != "nearest"
    end = f', mode="{mode}"' + ", align_corners=True" * corners
    if None not in sizes:
        yield f"nn.Upsample(size={numbers(sizes)}{end})"
    elif not any(sizes):
        factors = (float(simple_fraction(scale)) if scale else 1.0 for scale in scales)
        yield f"nn.Upsample(scale_factor={numbers(factors)}{end})"
    elif any(scales):
        raise missing(step, "PyTorch", "resampling by a size along one axis and a scale along one")
    else:
        shape = (str(size or f"{X}.shape[{axis}]") for axis, size in enumerate(sizes, start=2))
        yield f"F.interpolate({X}, size=({', '.join(shape)}){end})"


def _resampling_mode(step: Step, found: Resize) -> str:
    """PyTorch's word for a mode, if it computes the same."""
    way = found.coordinates
    if found.mode == "nearest":
        words = {("asymmetric", "floor"): "nearest"}
        words[("half_pixel", "round_prefer_ceil")] = "nearest-exact"
        word = words.get((way, found.nearest_mode))
    elif way == "asymmetric" or found.exclude_outside:
        word = None
    elif found.mode == "linear":
        word = "bilinear" if step.dimensions == 2 else "linear"
    else:
        word = "bicubic" if step.dimensions == 2 and found.cubic_coeff_a == -0.75 else None
    if word is None:
        raise missing(step, "PyTorch", f"{found.mode} resampling like this one")
    return word
