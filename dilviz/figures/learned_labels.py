"""A drawing and what two networks read in it, as plain data for the learned component."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np

from dilviz.fields.field import receptive_field
from dilviz.figures.encode import base64_text
from dilviz.gridding.coverage import axis_coverage
from dilviz.learned.digits import FIELD
from dilviz.learned.drawing import CELL, CELLS, Drawing
from dilviz.learned.labelling import Labelling, label
from dilviz.learned.networks import DIGITS, LEARNED, SERIES

PAPER = 255  # in place of a label


def labels_data(drawing: Drawing, names: tuple[str, ...]) -> dict[str, Any]:
    """Describe a drawing and the labels that networks give its ink.

    Parameters
    ----------
    drawing : Drawing
    names : tuple of str
        Of digits networks.

    Returns
    -------
    dict
        ``drawing`` (as a link holds it), ``cells`` (ink of each), ``side``, ``cell`` (pixels),
        ``series`` (networks of growing field, for a slider), and ``panes``: for each network its
        ``labels`` (a byte for each pixel, base64), ``shares`` (ten bytes for each ink pixel, the
        probabilities), ``fields`` (first and last row that each row reads, as columns do),
        ``tapped`` and words.

    Examples
    --------
    >>> from dilviz.learned.drawing import read_drawing
    >>> data = labels_data(read_drawing("3"), ("plain", "context module"))
    >>> [pane["size"] for pane in data["panes"]]
    [15, 67]
    """
    return {
        "drawing": drawing.text,
        "cells": list(drawing.cells),
        "side": CELLS,
        "cell": CELL,
        "known": "" if drawing.digit is None else f"A held-out digit: it is a {drawing.digit}.",
        "series": [[name, LEARNED[f"{DIGITS}/{name}"].field] for name in SERIES],
        "panes": [_pane(drawing, f"{DIGITS}/{name}") for name in names],
    }


@lru_cache(maxsize=64)  # ten kilobytes each; every visitor begins with the same drawing
def _pane(drawing: Drawing, key: str) -> dict[str, Any]:
    network, labelling = LEARNED[key], label(key, drawing.field)
    shares = labelling.probabilities[:, labelling.ink].T  # (ink, 10)
    return {
        "name": network.name,
        "size": network.field,
        "labels": base64_text(np.where(labelling.ink, labelling.labels, PAPER).astype(np.uint8)),
        "shares": base64_text(np.rint(255 * shares).astype(np.uint8)),
        "fields": _fields(key),
        "tapped": _tapped(key),
        "words": verdict(labelling, drawing.digit),
    }


def verdict(labelling: Labelling, digit: int | None) -> str:
    """Say in a sentence how the ink is labelled.

    >>> scores = np.zeros((10, 1, 4)); scores[7, 0, :3] = scores[2, 0, 3] = 1
    >>> verdict(Labelling(scores, np.ones((1, 4), bool)), digit=None)
    '7 on 75 % of the ink, 2 on 25 %.'
    >>> verdict(Labelling(scores, np.ones((1, 4), bool)), digit=2)
    '25 % of the ink is right. 7 on 75 % of the ink, 2 on 25 %.'
    """
    if not labelling.ink.any():
        return "There is no ink yet."
    most = sorted(range(10), key=labelling.share, reverse=True)[:3]
    first, *others = [(each, labelling.share(each)) for each in most if labelling.share(each)]
    parts = [f"{first[0]} on {first[1]:.0%} of the ink"]
    parts += [f"{each} on {share:.0%}" for each, share in others]
    right = "" if digit is None else f"{labelling.share(digit):.0%} of the ink is right. "
    return f"{right}{', '.join(parts)}.".replace("%", " %")


@lru_cache(maxsize=len(LEARNED))
def _fields(key: str) -> list[list[int]]:
    """First and last row that reach each row of the labels: columns are alike."""
    network = LEARNED[key].network
    fields = (receptive_field(network, FIELD, unit=(row, row)) for row in range(FIELD))
    return [list(rows) for rows, _ in (field.interval for field in fields) if rows is not None]


@lru_cache(maxsize=len(LEARNED))
def _tapped(key: str) -> list[int]:
    """Rows of the field that are read, counted from its first; empty where all are."""
    rows, _ = axis_coverage(LEARNED[key].network)
    return [] if rows.mask.all() else np.flatnonzero(rows.mask).tolist()
