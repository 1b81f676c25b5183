"""What counts for the output that stands at one pixel of a picture."""

from __future__ import annotations

import numpy as np

from dilviz.layer import Pair, both
from dilviz.network import Network
from dilviz.path_map import path_map
from dilviz.placed_map import moved


def weight_shares(network: Network, at: Pair) -> tuple[Pair, np.ndarray]:
    """How strongly each pixel counts for the output that stands at `at`, if all weights are equal.

    Parameters
    ----------
    network : Network
    at : (row, col)
        On the picture.

    Returns
    -------
    first : (int, int)
        Row and column of the first pixel.
    shares : ndarray of float64, shape (rows, cols)
        They sum to 1.

    Examples
    --------
    >>> from dilviz import parse_network
    >>> first, shares = weight_shares(parse_network("1d, 2*(conv3 valid)"), at=(0, 10))
    >>> first, (9 * shares).round(3)
    ((0, 8), array([[1., 2., 3., 2., 1.]]))
    """
    first, shares = path_map(network)
    places = {network.input: (0, 0)}
    for node in network.nodes:
        places[node.id] = moved(places[node.inputs[0]], node.layer)
    place = places[network.output]
    return both(lambda axis: at[axis] - place[axis] + first[axis]), shares
