"""Run a trained network with `dilviz.conv2d`, layer by layer."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from dilviz.convolution.convolve import conv2d
from dilviz.errors import GeometryError
from dilviz.learned.initial import Weights
from dilviz.learned.upsampling import interpolation_matrix
from dilviz.network.network import Network
from dilviz.network.node import Node


def run(network: Network, weights: Weights, x: np.ndarray) -> np.ndarray:
    """Compute the outputs of a chain of convolutions, ReLUs and bilinear upsamplings.

    Parameters
    ----------
    network : Network
    weights : tuple of (weight, bias)
        One pair for each convolution, in order.
    x : ndarray, shape (C, H, W)

    Returns
    -------
    ndarray, shape (O, oH, oW)

    Raises
    ------
    GeometryError
        If the network has another kind of layer, or not as many convolutions as pairs.

    Examples
    --------
    A layer that subtracts a half, and a ReLU:

    >>> from dilviz import parse_network
    >>> weights = ((np.ones((1, 1, 1, 1)), np.array([-0.5])),)
    >>> run(parse_network("conv1, relu"), weights, np.array([[[0.0, 2.0]]]))
    array([[[0. , 1.5]]])
    """
    outputs = [x, *(outputs for _, _, outputs in steps(network, weights, x))]
    return outputs[-1]


Step = tuple[Node, np.ndarray | None, np.ndarray]


def steps(network: Network, weights: Weights, x: np.ndarray) -> Iterator[Step]:
    """Run layer by layer: each node, the weight it used (None without one), and its outputs."""
    check_runs(network, weights)
    given = iter(weights)
    for node in network.nodes:
        if node.op == "conv":
            weight, bias = next(given)
            x = conv2d(x, weight, bias, **node.layer.settings)
            yield node, weight, x
        else:
            x = _upsampled(node, x) if node.op == "conv_transpose" else np.maximum(x, 0)
            yield node, None, x


def check_runs(network: Network, weights: Weights) -> None:
    """Raise a `GeometryError` if a network is no chain of layers that can be run here."""
    convolutions = sum(node.op == "conv" for node in network.nodes)
    if convolutions != len(weights):
        raise GeometryError(
            f"the network has {convolutions} convolutions, but {len(weights)} weights were given. "
            "Give one pair of weight and bias for each."
        )
    for node in network.nodes:
        known = node.op in ("conv", "conv_transpose") or node.kind == "relu"
        if not (known and network.is_chain):
            raise GeometryError(
                f"layer {node.id!r}, a {node.kind}, cannot be run: trained networks are chains of "
                "conv, relu and a tconv that upsamples bilinearly. Leave it out."
            )


def _upsampled(node: Node, x: np.ndarray) -> np.ndarray:
    rows, cols = (
        interpolation_matrix(size, node.layer.stride[axis]).astype(x.dtype)
        for axis, size in enumerate(x.shape[1:])
    )
    return rows @ x @ cols.T
