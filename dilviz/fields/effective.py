"""The effective receptive field: how strongly each input sample counts for one unit."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from dilviz.errors import GeometryError
from dilviz.fields.path_counts import path_shares
from dilviz.fields.survey import spans
from dilviz.network.network import Network

MOST_SAMPLES = 400_000
MOST_BRANCHED_WORK = 4_000_000  # samples times layers
TWO_SIGMAS = 0.9545  # what a Gaussian holds within two standard deviations


@dataclass(frozen=True)
class EffectiveField:
    """How the weight of one unit is spread over its receptive field along one axis.

    With equal weights in every kernel, a sample counts as much as the share of
    paths that start at it. Independent zero-mean weights give the same profile
    for the expected squared gradient.

    Attributes
    ----------
    first : int
        Input position of the first share.
    shares : ndarray of float64, shape (size,)
        They sum to 1.
    """

    first: int
    shares: np.ndarray

    @property
    def size(self) -> int:
        """Span of the receptive field, in samples."""
        return len(self.shares)

    @cached_property
    def _offsets(self) -> np.ndarray:
        """Distance of every sample from the mean."""
        positions = np.arange(self.size)
        return positions - float(self.shares @ positions)

    @cached_property
    def variance(self) -> float:
        """In squared samples."""
        return float(self.shares @ self._offsets**2)

    @property
    def standard_deviation(self) -> float:
        """In samples."""
        return self.variance**0.5

    @property
    def ratio(self) -> float:
        """Standard deviation as a share of the receptive field."""
        return self.standard_deviation / self.size

    @property
    def excess_kurtosis(self) -> float:
        """0 for a Gaussian, -1.2 for a flat profile; 0 where there is no spread."""
        if not self.variance:
            return 0.0
        return float(self.shares @ self._offsets**4) / self.variance**2 - 3

    def centred_width(self, share: float = TWO_SIGMAS) -> int:
        """Count the samples around the middle that hold at least this share of the weight."""
        low, high = (self.size - 1) // 2, self.size // 2
        further = self.shares[:low][::-1] + self.shares[high + 1 :]  # (low,), outwards
        held = np.cumsum(np.append(self.shares[low : high + 1].sum(), further[:-1]))
        steps = int(np.searchsorted(held, share - 1e-12))
        return high - low + 1 + 2 * min(steps, low)

    def gaussian(self) -> np.ndarray:
        """The Gaussian of the same mean and variance, shape (size,), summing to 1.

        A single sample without spread is its own Gaussian.
        """
        if not self.variance:
            return self.shares.copy()
        bell = np.exp(-(self._offsets**2) / (2 * self.variance))
        return bell / bell.sum()


def effective_field(
    network: Network,
    axis: int = 1,
    *,
    input_size: int | tuple[int, int] | None = None,
    at: str | None = None,
    unit: int = 0,
) -> EffectiveField:
    """Compute how strongly each sample along one axis counts for one unit.

    Parameters
    ----------
    network, axis, input_size, at, unit
        As for `dilviz.fields.path_counts.path_counts`.

    Raises
    ------
    GeometryError
        If a branching network has too many paths to follow.

    References
    ----------
    .. [1] Luo, Li, Urtasun and Zemel, "Understanding the Effective Receptive
       Field in Deep Convolutional Neural Networks", NIPS 2016,
       arXiv:1701.04128. Their Gaussian is the limit of plain stacks; doubling
       rates stay broad and jagged.

    Examples
    --------
    The same receptive field of 67, by the context module and by 33 plain
    layers, is used very differently:

    >>> from dilviz import parse_network
    >>> context = effective_field(parse_network(
    ...     "2*(conv3), conv3 d2, conv3 d4, conv3 d8, conv3 d16, conv3"))
    >>> plain = effective_field(parse_network("33*(conv3)"))
    >>> [(field.size, round(field.standard_deviation, 2)) for field in (context, plain)]
    [(67, 15.12), (67, 4.69)]
    """
    _check_work(network, axis, spans(network, input_size, at)[axis])
    first, shares = path_shares(network, axis, input_size=input_size, at=at, unit=unit)
    if not len(shares):
        raise GeometryError(f"unit {unit} reads no input at all. Choose another unit.")
    return EffectiveField(first, shares)


def _check_work(network: Network, axis: int, size: int) -> None:
    """A chain takes one pass a layer; beside branches, exact counts grow with the layers."""
    most = MOST_SAMPLES if network.is_chain else MOST_BRANCHED_WORK // len(network.nodes)
    if size > most:
        raise GeometryError(
            f"the receptive field spans {size} samples along {('rows', 'columns')[axis]}, more "
            f"than the {most} for which the effective receptive field of this network is computed. "
            "Ask about an earlier layer."
        )
