"""How strongly each pixel counts for one output, laid over the photograph."""

import numpy as np

from dilviz.convolution.layer import Pair, per_axis
from dilviz.figures.style import DARK

DIMMED = 0.4  # of its brightness a photograph keeps where nothing is read


def field_over_photograph(
    pixels: np.ndarray, strength: np.ndarray, centre: tuple[int, int]
) -> np.ndarray:
    """Dim a photograph and light the pixels that an output reads, each by its share.

    Parameters
    ----------
    pixels : ndarray of uint8, shape (H, W, 3)
    strength : ndarray, shape (h, w)
        How much each pixel of the receptive field counts; 0 is not read.
    centre : (row, col)
        Where the middle of the field lies.

    Returns
    -------
    ndarray of uint8, shape (H, W, 3)
        The receptive field is outlined where it lies inside the photograph.

    Examples
    --------
    >>> gray = np.full((9, 11, 3), 90, np.uint8)
    >>> lit = field_over_photograph(gray, np.array([[1, 0, 1]]), centre=(4, 5))
    >>> lit[4, 3:8, 0].tolist()
    [255, 255, 36, 255, 255]
    """
    gray = DIMMED * pixels.astype(np.float32)
    share = _placed(np.sqrt(strength / (strength.max() or 1)), pixels.shape[:2], centre)[..., None]
    lit = gray + share * (colour("tap") - gray)
    picture = np.rint(lit).astype(np.uint8)
    _outline(picture, strength.shape, centre)
    return picture


def around(
    picture: np.ndarray, field: tuple[int, int], centre: tuple[int, int], *, smallest: int = 33
) -> np.ndarray:
    """Cut out the part of a picture around a field, with as much again around it.

    >>> around(np.zeros((90, 120, 3)), (21, 21), centre=(4, 60)).shape
    (26, 43, 3)
    """
    reach = [max(size, smallest // 2) for size in field]
    rows, cols = (
        slice(max(place - far, 0), place + far + 1)
        for place, far in zip(centre, reach, strict=True)
    )
    return picture[rows, cols]


def colour(role: str) -> np.ndarray:
    """The colour of a role on a dimmed photograph, which is dark in every theme."""
    digits = DARK[role].lstrip("#")
    return np.array([int(digits[i : i + 2], 16) for i in (0, 2, 4)], np.float32)


def _placed(values: np.ndarray, size: tuple[int, int], centre: tuple[int, int]) -> np.ndarray:
    """`values` around `centre`, in zeros of the given size; what is outside is cut."""
    placed = np.zeros(size, np.float32)
    paste(placed, values, per_axis(lambda axis: centre[axis] - values.shape[axis] // 2))
    return placed


def paste(sheet: np.ndarray, values: np.ndarray, place: Pair) -> None:
    """Write values to (row, col) of a sheet; what lies outside it is cut.

    >>> sheet = np.zeros((2, 3), int)
    >>> paste(sheet, np.array([[1, 2, 3]]), (1, -1))
    >>> sheet.tolist()
    [[0, 0, 0], [2, 3, 0]]
    """
    top, left = (max(start, 0) for start in place)
    part = values[top - place[0] :, left - place[1] :]
    target = sheet[top:, left:]
    rows, cols = map(min, target.shape[:2], part.shape[:2])
    target[:rows, :cols] = part[:rows, :cols]


def _outline(picture: np.ndarray, field: tuple[int, int], centre: tuple[int, int]) -> None:
    """Draw a line of one pixel around the field, just outside it."""
    for axis in (0, 1):
        along = 1 - axis
        low, high = (centre[along] - field[along] // 2 - 1, centre[along] + (field[along] + 1) // 2)
        for line in (centre[axis] - field[axis] // 2 - 1, centre[axis] + (field[axis] + 1) // 2):
            if 0 <= line < picture.shape[axis]:
                cut = [slice(max(low, 0), high + 1)] * 2
                cut[axis] = slice(line, line + 1)
                picture[tuple(cut)] = colour("rf")
