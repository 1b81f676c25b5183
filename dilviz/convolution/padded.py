"""Channels with padding around them, computed a few rows at a time."""

from dataclasses import dataclass

import numpy as np

from dilviz.convolution.geometry import padded_sources
from dilviz.convolution.layer import Sides


@dataclass(frozen=True)
class Padded:
    """Channels and their padding; a padded copy of all rows is never built.

    Attributes
    ----------
    channels : ndarray, shape (C, H, W)
    padding : ((top, bottom), (left, right))
    mode : {'zeros', 'reflect', 'replicate', 'circular'}
    dtype : dtype
        What `rows` returns.
    """

    channels: np.ndarray
    padding: Sides
    mode: str
    dtype: np.dtype

    @property
    def height(self) -> int:
        """Rows, padding included."""
        return self.channels.shape[1] + sum(self.padding[0])

    def rows(self, first: int, last: int) -> np.ndarray:
        """Return rows `first` to `last` - 1 of the padded channels.

        Row 0 is the first row of the padding. Where nothing needs to be added
        or converted this is a view of the input, not to be written to.

        Returns
        -------
        ndarray, shape (C, last - first, left + W + right)

        Examples
        --------
        >>> picture = np.array([[[1, 2], [3, 4]]])
        >>> Padded(picture, ((1, 0), (0, 2)), "replicate", picture.dtype).rows(0, 2)
        array([[[1, 2, 2, 2],
                [1, 2, 2, 2]]])
        """
        if self.padding == ((0, 0), (0, 0)) and self.channels.dtype == self.dtype:
            return self.channels[:, first:last]
        _, height, width = self.channels.shape
        (top, _), (left, right) = self.padding
        rows = np.empty((len(self.channels), last - first, left + width + right), self.dtype)
        above = min(max(top - first, 0), last - first)
        below = max(min(top + height - first, last - first), above)
        real = slice(left, left + width)
        rows[:, above:below, real] = self.channels[:, first + above - top : first + below - top]
        if above:
            rows[:, :above, real] = self._padding_rows(first, first + above)
        if below < last - first:
            rows[:, below:, real] = self._padding_rows(first + below, last)
        if left:
            rows[:, :, :left] = self._padding_cols(rows, 0, left)
        if right:
            rows[:, :, left + width :] = self._padding_cols(rows, left + width, None)
        return rows

    def _padding_rows(self, first: int, last: int):
        if self.mode == "zeros":
            return 0
        sources = padded_sources(self.channels.shape[1], self.padding[0], self.mode)
        return self.channels[:, sources[first:last]]

    def _padding_cols(self, rows: np.ndarray, first: int, last: int | None):
        if self.mode == "zeros":
            return 0
        sources = padded_sources(self.channels.shape[2], self.padding[1], self.mode)
        return rows[:, :, self.padding[1][0] + sources[first:last]]
