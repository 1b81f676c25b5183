"""One reader for the matrices that people type: the weights of a kernel, the samples of an input.

Numbers have spaces or commas between them; a semicolon or a new line ends a row::

    -1 0 1; -2 0 2; -1 0 1        1,2.5;3,4
"""

import re
from math import isfinite

import numpy as np

from dilviz.errors import GeometryError, quoted

LARGEST_MAGNITUDE = 1e6
_CHARACTERS_A_NUMBER = 50  # at most: more than a float64 needs, and a separator


def read_matrix(text: str, name: str, largest_side: int) -> np.ndarray:
    """Read a matrix.

    Parameters
    ----------
    text : str
    name : str
        What its numbers are called in a message, in the plural.
    largest_side : int
        Numbers along each axis, at most.

    Returns
    -------
    ndarray of float, shape (rows, cols)

    Raises
    ------
    GeometryError
        If a word is no number or too large, rows differ in length, or there are too many.

    Examples
    --------
    >>> read_matrix("-1 0 1; -2 0 2", "weights", largest_side=9)
    array([[-1.,  0.,  1.],
           [-2.,  0.,  2.]])
    """
    most = _CHARACTERS_A_NUMBER * largest_side**2
    if len(text) > most:
        raise GeometryError(
            f"the {name} have {len(text)} characters; at most {most} are read. Write fewer digits."
        )
    lines = re.split(r"\s*[;\n][;\s]*", text.strip("; \n\t"))
    rows = [[_number(word, name) for word in re.split(r"[\s,]+", line) if word] for line in lines]
    lengths = [len(row) for row in rows]
    if min(lengths) != max(lengths):
        raise GeometryError(
            f"all rows of the {name} must have the same length, got {lengths}. "
            "Add or remove numbers."
        )
    if not (0 < lengths[0] <= largest_side and len(rows) <= largest_side):
        raise GeometryError(
            f"the {name} must be 1 × 1 to {largest_side} × {largest_side} numbers, "
            f"got {len(rows)} × {lengths[0]}. Add or remove numbers."
        )
    return np.array(rows)


def write_matrix(matrix: np.ndarray, digits: int = 6) -> str:
    """Write a matrix so that `read_matrix` reads it back to so many digits; 17 are exact.

    >>> write_matrix(np.array([[1, 0], [-0.5, 1 / 3]]))
    '1 0; -0.5 0.333333'
    """
    rows = np.asarray(matrix)
    return "; ".join(" ".join(f"{number:.{digits}g}" for number in row) for row in rows)


def _number(word: str, name: str) -> float:
    try:
        number = float(word.replace("−", "-"))
    except ValueError:
        raise GeometryError(
            f"the {name} must be numbers, got {quoted(word)}. Write numbers such as -1 or 0.5."
        ) from None
    if not isfinite(number) or abs(number) > LARGEST_MAGNITUDE:
        raise GeometryError(
            f"the {name} must be from {-LARGEST_MAGNITUDE:g} to {LARGEST_MAGNITUDE:g}, "
            f"got {quoted(word)}. Write a number between these."
        )
    return number
