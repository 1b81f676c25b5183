"""Small pictures made by formula, at any size: what a kernel does to them is known before."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

WHITE = 255


@dataclass(frozen=True)
class Pattern:
    """A picture by formula.

    Attributes
    ----------
    name : str
        The word people read, and the word in a link.
    meaning : str
        One sentence: why one would look at it through a kernel.
    formula : callable
        ``(row, col, rows, cols) -> values`` from 0 to 255, on whole arrays of positions.
    """

    name: str
    meaning: str
    formula: Callable[[np.ndarray, np.ndarray, int, int], np.ndarray]

    def at(self, rows: int, cols: int) -> np.ndarray:
        """Draw the pattern.

        Parameters
        ----------
        rows, cols : int
            In samples, at least 1.

        Returns
        -------
        ndarray of uint8, shape (rows, cols), read-only

        Examples
        --------
        >>> PATTERNS["impulse"].at(3, 5)
        array([[  0,   0,   0,   0,   0],
               [  0,   0, 255,   0,   0],
               [  0,   0,   0,   0,   0]], dtype=uint8)
        """
        row, col = np.ogrid[:rows, :cols]  # (rows, 1), (1, cols)
        values = np.broadcast_to(self.formula(row, col, rows, cols), (rows, cols))
        pixels = np.rint(values).astype(np.uint8)
        pixels.setflags(write=False)
        return pixels


def _ramp(row, col, rows, cols):
    return WHITE * (row + col) / max(rows + cols - 2, 1)


def _checkerboard(row, col, rows, cols):
    return WHITE * ((row + col) % 2)


def _impulse(row, col, rows, cols):
    return WHITE * ((row == rows // 2) & (col == cols // 2))


def _edges(row, col, rows, cols):
    """A light rectangle on dark ground: two upright edges and two level ones."""
    inside = (row >= rows // 4) & (row < rows - rows // 4)
    return 40 + 170 * (inside & (col >= cols // 4) & (col < cols - cols // 4))


def _zone_plate(row, col, rows, cols):
    """Rings whose frequency grows from 0 in the middle to half a cycle a sample at the edge."""
    down, right = row - (rows - 1) / 2, col - (cols - 1) / 2
    return WHITE * (1 + np.cos(np.pi * (down**2 + right**2) / max(rows, cols))) / 2


_ALL = (
    Pattern("ramp", "Grows steadily, so a difference kernel answers the same everywhere.", _ramp),
    Pattern(
        "checkerboard",
        "Alternates every sample, so an even dilation rate reads one colour only.",
        _checkerboard,
    ),
    Pattern("impulse", "One bright sample, so the output shows the taps themselves.", _impulse),
    Pattern("edges", "A light rectangle, so edges of each direction answer apart.", _edges),
    Pattern(
        "zone plate",
        "Holds every frequency once, so the output shows which ones a kernel lets through.",
        _zone_plate,
    ),
)

PATTERNS: Mapping[str, Pattern] = MappingProxyType({pattern.name: pattern for pattern in _ALL})
