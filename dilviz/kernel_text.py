"""Weights in one line of text: a semicolon ends a row, as people type them and links hold them."""

import re
from math import isfinite

import numpy as np

from dilviz.errors import GeometryError
from dilviz.kernel_formulas import LARGEST_SIDE

LARGEST_WEIGHT = 1e6


def parse_weights(text: str) -> np.ndarray:
    """Read the weights of a kernel.

    Parameters
    ----------
    text : str
        Numbers with spaces or commas between them; a semicolon or a new line
        ends a row.

    Returns
    -------
    ndarray of float, shape (kH, kW)
        1 to 9 taps a side.

    Raises
    ------
    GeometryError
        If a word is no number, rows differ in length, or there are too many.

    Examples
    --------
    >>> parse_weights("-1 0 1; -2 0 2")
    array([[-1.,  0.,  1.],
           [-2.,  0.,  2.]])
    """
    lines = re.split(r"\s*[;\n][;\s]*", text.strip("; \n\t"))
    rows = [[_number(word) for word in re.split(r"[\s,]+", line) if word] for line in lines]
    lengths = [len(row) for row in rows]
    if min(lengths) != max(lengths):
        raise GeometryError(
            f"all rows of a kernel have the same length, but these have {lengths}. "
            "Add or remove weights."
        )
    if not (0 < lengths[0] <= LARGEST_SIDE and len(rows) <= LARGEST_SIDE):
        raise GeometryError(
            f"a kernel has 1 × 1 to {LARGEST_SIDE} × {LARGEST_SIDE} weights, "
            f"this one {len(rows)} × {lengths[0]}. Add or remove weights."
        )
    return np.array(rows)


def weights_text(weights: np.ndarray, digits: int = 6) -> str:
    """Write weights so that `parse_weights` reads them back to so many digits; 17 are exact.

    Examples
    --------
    >>> weights_text(np.array([[1, 0], [-0.5, 1 / 3]]))
    '1 0; -0.5 0.333333'
    """
    return "; ".join(
        " ".join(f"{weight:.{digits}g}" for weight in row) for row in np.asarray(weights)
    )


def _number(word: str) -> float:
    try:
        number = float(word.replace("−", "-"))
    except ValueError:
        raise GeometryError(f"weights are numbers, got {word[:20]!r}. Correct it.") from None
    if not isfinite(number) or abs(number) > LARGEST_WEIGHT:
        raise GeometryError(
            f"a weight lies between -{LARGEST_WEIGHT:g} and {LARGEST_WEIGHT:g}, "
            f"got {word[:20]}. Lower it."
        )
    return number
