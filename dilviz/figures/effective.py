"""The path map and the effective receptive field, as plain data that the drawing modules read."""

from __future__ import annotations

from typing import Any

import numpy as np

from dilviz.convolution.layer import Pair
from dilviz.errors import or_none
from dilviz.fields.effective import EffectiveField
from dilviz.fields.path_counts import on_both_axes, path_counts
from dilviz.fields.survey import spans
from dilviz.figures.encode import base64_text
from dilviz.network.network import Network
from dilviz.pictures.blocks import block_length, block_means, block_sums

LARGEST_PICTURE = 241  # pixels along one side of the map sent to the browser
LARGEST_EXACT = 1 << 200  # counts beyond this are shown as shares
MOST_BARS = 600


def map_picture(first: Pair, shares: np.ndarray) -> dict[str, Any]:
    """Shrink a map of paths to a picture of bytes: 0 never read, 255 the most paths.

    Parameters
    ----------
    first : (int, int)
        Position of the first pixel.
    shares : ndarray, shape (rows, cols)

    Returns
    -------
    dict
        ``rows`` and ``cols`` of squares, ``block`` (the pixels that a square
        stands for), ``first`` and ``last`` (positions of the first and the
        last pixel), ``levels`` (base64) and ``words``.

    Examples
    --------
    >>> picture = map_picture((-1, -1), np.array([[1, 0, 1]]))
    >>> picture["rows"], picture["cols"], picture["words"]
    (1, 3, '2 of 3 input pixels are read; strongest is the one with most paths.')
    """
    block = [block_length(size, LARGEST_PICTURE) for size in shares.shape]
    small = block_means(block_means(shares, block[0], axis=0), block[1], axis=1)
    levels = np.ceil(small / (small.max(initial=0) or 1) * 255).astype(np.uint8)
    read = int(np.count_nonzero(shares))
    words = f"{read} of {shares.size} input pixels are read; strongest is the one with most paths."
    if small.shape != shares.shape:
        words += " Each square of the picture is the mean of several pixels."
    return {
        "rows": small.shape[0],
        "cols": small.shape[1],
        "block": block,
        "first": list(first),
        "last": [start + size - 1 for start, size in zip(first, shares.shape, strict=True)],
        "levels": base64_text(levels),
        "words": words,
    }


def profile(field: EffectiveField) -> dict[str, Any]:
    """Profile of the field along an axis, and the Gaussian of the same variance."""
    shares, gaussian = field.shares, field.gaussian()
    block = block_length(len(shares), MOST_BARS)
    return {
        "first": field.first,
        "last": field.first + field.size - 1,
        "shares": block_sums(shares, block).round(9).tolist(),
        "gaussian": block_sums(gaussian, block).round(9).tolist(),
    }


def profile_words(field: EffectiveField) -> str:
    """Say what the profile shows."""
    return (
        f"Share of the weight of each of {field.size} samples. The standard deviation is "
        f"{field.standard_deviation:.2f} samples, {field.ratio:.3f} of the receptive field."
    )


def facts(field: EffectiveField) -> list[tuple[str, str]]:
    """What the profile is like, in numbers: (name, value)."""
    return [
        ("standard deviation", f"{field.standard_deviation:.2f} samples"),
        ("as a share of the field", f"{field.ratio:.3f}"),
        (
            "excess kurtosis",
            f"{field.excess_kurtosis:.2f} (Gaussian 0, flat -1.2)".replace("-", "−"),
        ),
        ("95.45 % of the weight lies within", f"{field.centred_width()} of {field.size} samples"),
    ]


def exact_counts(network: Network) -> dict[str, list[str]] | None:
    """Exact numbers of paths along both axes as texts; None where pixels are not their product.

    >>> from dilviz import parse_network
    >>> exact_counts(parse_network("conv3, conv3"))["rows"]
    ['1', '2', '3', '2', '1']
    """
    if not network.is_chain or max(or_none(spans, network, None, None) or (0,)) > LARGEST_PICTURE:
        return None
    axes = or_none(on_both_axes, path_counts, network)
    if axes is None or any(max(counts) > LARGEST_EXACT for _, counts in axes):
        return None  # no positions, or too many digits: the map then speaks of shares
    rows, cols = ([str(count) for count in counts] for _, counts in axes)
    return {"rows": rows, "cols": cols}
