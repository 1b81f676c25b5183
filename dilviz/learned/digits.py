"""The digits task: handwritten digits on a larger field, every ink pixel to be labelled."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import numpy as np

FIELD = 48  # rows and columns of the field
SIZE = 32  # of a digit on it
FULL = 16  # of the 8 x 8 digits: the blackest value
INK = 0.25  # a pixel at least so dark is ink, on a scale from 0 to 1
HELD_OUT = 397  # the last of the 1797 digits
FILE = Path(__file__).parent / "data" / "digits-held-out.npz"
SEED = 19  # of the places of the held-out digits


def place(
    digits: np.ndarray,
    corners: np.ndarray,
    sizes: np.ndarray | float = SIZE,
    angles: np.ndarray | float = 0.0,
    field: int = FIELD,
) -> np.ndarray:
    """Enlarge digits and put each on an empty field, by bilinear interpolation.

    Parameters
    ----------
    digits : ndarray, shape (N, 8, 8)
        0 (paper) to 16 (ink).
    corners : ndarray, shape (N, 2)
        Row and column of the first of `SIZE` x `SIZE` pixels that the digit is centred in.
    sizes : ndarray of shape (N,), or float
        Pixels that eight cells cover.
    angles : ndarray of shape (N,), or float
        In radians, clockwise.
    field : int
        Rows and columns of the field.

    Returns
    -------
    ndarray of float32, shape (N, field, field)
        0 (paper) to 1.

    Examples
    --------
    >>> full = np.full((1, 8, 8), 16)
    >>> field = place(full, np.array([[0, 16]]))[0]
    >>> field.shape, field[20, 40].item(), field[20, 10].item()
    ((48, 48), 1.0, 0.0)
    """
    corners = np.asarray(corners, np.float32)
    padded = np.pad(np.asarray(digits, np.float32) / FULL, ((0, 0), (1, 1), (1, 1)))
    pixels = np.arange(field, dtype=np.float32) + 0.5
    rows = pixels[None, :, None] - corners[:, 0, None, None] - SIZE / 2  # (N, field, 1)
    cols = pixels[None, None, :] - corners[:, 1, None, None] - SIZE / 2  # (N, 1, field)
    scale, turn = (np.asarray(each, np.float32).reshape(-1, 1, 1) for each in (sizes, angles))
    cell = 8 / scale
    cosine, sine = cell * np.cos(turn), cell * np.sin(turn)
    return _bilinear(padded, cosine * rows - sine * cols + 4.5, sine * rows + cosine * cols + 4.5)


def enlarged(drawings: np.ndarray, factor: int) -> np.ndarray:
    """Enlarge drawings of cells by bilinear interpolation; outside there is paper.

    Parameters
    ----------
    drawings : ndarray, shape (N, H, W)
        0 (paper) to 16 (ink).
    factor : int

    Returns
    -------
    ndarray of float32, shape (N, factor * H, factor * W)
        0 (paper) to 1.

    Examples
    --------
    >>> enlarged(np.array([[[0, 16]]]), 2)[0, 0]
    array([0.    , 0.1875, 0.5625, 0.5625], dtype=float32)
    """
    padded = np.pad(np.asarray(drawings, np.float32) / FULL, ((0, 0), (1, 1), (1, 1)))
    rows, cols = (
        (np.arange(factor * size, dtype=np.float32) + 0.5) / factor + 0.5
        for size in padded.shape[1:] - np.array(2)
    )
    shape = (len(padded), len(rows), len(cols))
    return _bilinear(padded, np.broadcast_to(rows[:, None], shape), np.broadcast_to(cols, shape))


def _bilinear(digits: np.ndarray, rows: np.ndarray, cols: np.ndarray) -> np.ndarray:
    """Read (N, h, w) at (N, H, W) positions in cells; outside is what the border holds."""
    last = np.array(digits.shape[1:]) - 1
    rows, cols = np.clip(rows, 0, last[0]), np.clip(cols, 0, last[1])
    top = np.minimum(rows.astype(np.intp), last[0] - 1)
    left = np.minimum(cols.astype(np.intp), last[1] - 1)
    down, right = (rows - top).astype(np.float32), (cols - left).astype(np.float32)
    n = np.arange(len(digits))[:, None, None]
    upper = digits[n, top, left] * (1 - right) + digits[n, top, left + 1] * right
    lower = digits[n, top + 1, left] * (1 - right) + digits[n, top + 1, left + 1] * right
    return upper * (1 - down) + lower * down


@lru_cache(maxsize=1)
def held_out() -> tuple[np.ndarray, np.ndarray]:
    """The digits that no network was trained on, and which digit each is.

    Returns
    -------
    digits : ndarray of uint8, shape (397, 8, 8), read-only
    labels : ndarray of uint8, shape (397,), read-only

    References
    ----------
    .. [1] Alpaydin and Kaynak, "Optical Recognition of Handwritten Digits", UCI Machine
       Learning Repository, 1998, doi:10.24432/C50P49. Their test set, as scikit-learn has it.
    """
    with np.load(FILE) as file:
        digits, labels = file["digits"], file["labels"]
    for array in (digits, labels):
        array.setflags(write=False)
    return digits, labels


def held_out_corners() -> np.ndarray:
    """Where the held-out digits are put, shape (397, 2): drawn once, the same for every network."""
    return np.random.default_rng(SEED).integers(0, FIELD - SIZE + 1, (HELD_OUT, 2))


def share_inside(fields: np.ndarray, size: int) -> float:
    """Share of a drawing's ink that the receptive field of one of its ink pixels holds.

    Parameters
    ----------
    fields : ndarray, shape (N, H, W)
    size : int
        Of the receptive field, an odd number of pixels, centred.

    Returns
    -------
    float
        The mean over the ink pixels of a drawing, and then over the drawings.

    Examples
    --------
    Of three ink pixels in a row the middle one sees all, the others two, within 3 x 3:

    >>> round(share_inside(np.array([[[0, 1, 1, 1, 0]]]), 3), 3)
    0.778
    """
    ink = np.ascontiguousarray(np.moveaxis(fields >= INK, 0, -1))  # whole rows of memory below
    (above, below), (left, right) = (_ends(length, size) for length in ink.shape[:2])
    sums = np.zeros((ink.shape[0] + 1, ink.shape[1] + 1, ink.shape[2]), np.int32)
    ink.cumsum(0, np.int32).cumsum(1, out=sums[1:, 1:])  # of all above and left
    rows = sums[below] - sums[above]
    windows = rows[:, right] - rows[:, left]
    count = ink.sum((0, 1))
    return float(np.mean((windows * ink).sum((0, 1)) / count**2))


def _ends(length: int, size: int) -> tuple[np.ndarray, np.ndarray]:
    """Where the window of each position begins, and where it has ended."""
    first = np.arange(length) - size // 2
    return np.maximum(first, 0), np.minimum(first + size, length)


def share_right(scores: np.ndarray, fields: np.ndarray, labels: np.ndarray) -> float:
    """Share of the ink pixels whose highest score is that of their digit.

    Parameters
    ----------
    scores : ndarray, shape (N, 10, H, W)
    fields : ndarray, shape (N, H, W)
    labels : ndarray, shape (N,)

    Examples
    --------
    Two of three ink pixels are read as the 1 that they belong to:

    >>> scores = np.zeros((1, 10, 1, 4)); scores[0, 1, 0, :2] = 1
    >>> round(share_right(scores, np.array([[[1, 1, 1, 0]]]), np.array([1])), 3)
    0.667
    """
    ink = fields >= INK
    right = scores.argmax(1) == np.asarray(labels)[:, None, None]
    return float(right[ink].mean())
