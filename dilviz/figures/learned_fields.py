"""The effective receptive field of a trained network beside two others, as plain data."""

from __future__ import annotations

from typing import Any

import numpy as np

from dilviz.fields.effective import EffectiveField, effective_field
from dilviz.figures.maps import frame
from dilviz.learned.networks import DIGITS, LEARNED
from dilviz.learned.trained_field import (
    TRAINED,
    UNTRAINED,
    TrainedField,
    canvas_side,
    stored_field,
)

STRONG = (
    {"kind": "above", "words": "counts strongly, each map to its own strongest"},
    {"kind": "here", "words": "the place that is read"},
)


def field_maps(name: str) -> dict[str, Any]:
    """Show how strongly each pixel of the receptive field counts.

    Parameters
    ----------
    name : str
        Of a digits network.

    Returns
    -------
    dict
        What the maps component draws: equal weights, random weights, trained weights; and
        ``said``, a sentence with numbers in every second piece.

    Examples
    --------
    >>> [each["title"] for each in field_maps("plain")["frames"]]
    ['equal weights', 'before training', 'after training']
    """
    key = f"{DIGITS}/{name}"
    equal = equal_weights_field(key)
    before, after = stored_field(key, UNTRAINED), stored_field(key, TRAINED)
    frames = [
        _frame("equal weights", equal.standard_deviation, np.outer(equal.shares, equal.shares)),
        _frame("before training", before.standard_deviation, before.shares),
        _frame("after training", after.standard_deviation, after.shares),
    ]
    middle = [-first for first in after.first]
    return {
        "frames": frames,
        "place": middle,
        "legend": list(STRONG),
        "few": True,
        "name": "effective receptive fields",
        "said": _sentence(LEARNED[key].field, equal, before, after),
    }


def equal_weights_field(key: str) -> EffectiveField:
    """The profile of equal weights, along either axis."""
    side = canvas_side(LEARNED[key])
    return effective_field(LEARNED[key].network, input_size=side, unit=side // 2)


def _frame(title: str, deviation: float, shares: np.ndarray) -> dict[str, Any]:
    note = f"standard deviation {deviation:.1f} pixels"
    return frame(title, note, title, shares / shares.max())


def _sentence(
    size: int, equal: EffectiveField, before: TrainedField, after: TrainedField
) -> list[str]:
    return [
        "The receptive field is ",
        f"{size} × {size}",
        ". Half of what counts lies, with equal weights, within ",
        _square(equal.centred_width(0.5)),
        " along one axis; before training ",
        _square(before.along(1).centred_width(0.5)),
        ", after training ",
        _square(after.along(1).centred_width(0.5)),
        ".",
    ]


def _square(width: int) -> str:
    return f"{width} pixels"
