"""Maps side by side, as plain data for the maps component."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from dilviz.figures.encode import base64_text
from dilviz.papers.context_module import ContextModule

SIGNED = (
    {"kind": "above", "words": "above zero"},
    {"kind": "below", "words": "below zero"},
    {"kind": "field", "words": "receptive fields of the place"},
    {"kind": "here", "words": "the place; each map is drawn to its own largest value"},
)
MARKED = (
    {"kind": "above", "words": "value, each map to its own largest"},
    {"kind": "marked", "words": "last map: different"},
    {"kind": "right", "words": "last map: equal"},
    {"kind": "here", "words": "the place"},
)


def frame(title: str, note: str, short: str, values: np.ndarray, **more: Any) -> dict[str, Any]:
    """Describe a map as a picture with a title and notes.

    Parameters
    ----------
    title, note : str
        Two lines under it.
    short : str
        What the sentence of values calls it.
    values : ndarray, shape (H, W)
    **more
        ``origin``: the place of its first cell, counted in cells of the first
        map. ``field``: the receptive field in samples. ``words``: names of
        whole-number values, for a map of kinds.

    Examples
    --------
    >>> frame("input", "2 × 3", "input", np.zeros((2, 3)))["most"]
    0.0
    """
    rows, cols = values.shape
    exact = values.astype(np.float32)
    return {
        "title": title,
        "note": note,
        "short": short,
        "rows": rows,
        "cols": cols,
        "origin": [0, 0],
        "most": float(np.abs(exact).max(initial=0)),
        "values": base64_text(exact),
    } | more


def first_of_blocks(after: Sequence[np.ndarray], classes: int) -> list[np.ndarray]:
    """Keep of every layer one map a class: of a wider layer, the first of each block.

    >>> [maps.shape for maps in first_of_blocks([np.zeros((8, 2, 3))], classes=4)]
    [(4, 2, 3)]
    """
    return [values[:: len(values) // classes].copy() for values in after]


def filmstrip(
    module: ContextModule, maps: np.ndarray, after: Sequence[np.ndarray], chosen: int
) -> dict[str, Any]:
    """Show one map before the module and after each layer.

    Parameters
    ----------
    module : ContextModule
    maps : ndarray, shape (C, H, W)
        What went in.
    after : sequence of ndarray, shape (C, oH, oW)
        What `first_of_blocks` keeps of `ContextModule.run`.
    chosen : int
        Which of the C maps.

    Returns
    -------
    dict
        ``values`` of a frame is a number where an earlier frame, of that number, has the same.
    """
    size = (maps.shape[1], maps.shape[2])
    frames = [frame("input", _area(maps[chosen]), "input", maps[chosen])]
    for layer, values in zip(module.layers(size), after, strict=True):
        number = chosen * (layer.channels_out // module.classes)
        before = [(size[axis] - layer.output_size[axis]) // 2 for axis in (0, 1)]
        frames.append(
            frame(
                f"layer {layer.number}, rate {layer.dilation}",
                f"{_area(values[chosen])}, map {number + 1} of {layer.channels_out}",
                f"layer {layer.number}",
                values[chosen],
                origin=before,
                field=layer.field,
            )
        )
    place = [size[0] // 2, size[1] // 2]
    return {"frames": _written_once(frames), "place": place, "legend": list(SIGNED)}


def _written_once(frames: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Replace values that an earlier frame has by its number: identity weights make most equal."""
    first: dict[str, int] = {}
    numbers = [first.setdefault(described["values"], i) for i, described in enumerate(frames)]
    return [
        described | {"values": number} if number < i else described
        for i, (described, number) in enumerate(zip(frames, numbers, strict=True))
    ]


def padding_comparison(once: np.ndarray, same: np.ndarray) -> dict[str, Any]:
    """Show the two results and where they differ."""
    differs = once != same
    return {
        "frames": [
            frame("padded by 33 once", _area(once), "once", once),
            frame("padded at every layer", _area(same), "every layer", same),
            frame(
                "where they differ",
                f"{int(differs.sum())} of {differs.size} cells",
                "they are",
                differs,
                words={0: "equal", 1: "different"},
            ),
        ],
        "place": [length // 4 for length in once.shape],
        "legend": list(MARKED),
        "few": True,
    }


def _area(values: np.ndarray) -> str:
    rows, cols = values.shape
    return f"{rows} × {cols}"
