"""Gradients of a trained network with respect to its input, by the engine alone."""

from __future__ import annotations

import numpy as np

from dilviz.convolution.convolve import conv2d
from dilviz.convolution.layer import per_axis
from dilviz.learned.initial import Weights
from dilviz.learned.running import steps
from dilviz.learned.upsampling import interpolation_matrix
from dilviz.network.network import Network
from dilviz.network.node import Node


def input_gradient(
    network: Network, weights: Weights, x: np.ndarray, output_gradient: np.ndarray
) -> np.ndarray:
    """Carry a gradient from the outputs of a network back to its input.

    Parameters
    ----------
    network, weights, x
        As for `dilviz.learned.running.run`.
    output_gradient : ndarray, shape (O, oH, oW)
        Derivative of some number with respect to every output: a single 1 asks how that output
        depends on the input.

    Returns
    -------
    ndarray, shape (C, H, W)
        Derivative of that number with respect to every input sample.

    Examples
    --------
    One output of a layer of rate 2 depends on the samples that it reads, by their weights:

    >>> from dilviz import parse_network
    >>> weights = ((np.array([[[[1.0, 2.0, 3.0]]]]), np.zeros(1)),)
    >>> asked = np.zeros((1, 1, 6)); asked[0, 0, 2] = 1
    >>> input_gradient(parse_network("conv1x3 d2"), weights, np.ones((1, 1, 6)), asked)
    array([[[1., 0., 2., 0., 3., 0.]]])
    """
    sizes, taken = [x.shape[1:]], []
    for step in steps(network, weights, x):
        taken.append(step)
        sizes.append(step[2].shape[1:])
    gradient = output_gradient
    for (node, weight, outputs), size in zip(reversed(taken), reversed(sizes[:-1]), strict=True):
        if node.op == "conv":
            assert weight is not None
            gradient = _through_convolution(node, weight, gradient, size)
        elif node.op == "conv_transpose":
            gradient = _through_upsampling(node, gradient, size)
        else:
            gradient = np.where(outputs > 0, gradient, 0)
    return gradient


def _through_convolution(
    node: Node, weight: np.ndarray, gradient: np.ndarray, size: tuple[int, int]
) -> np.ndarray:
    """Convolve with the weights turned by 180 degrees, channels in and out exchanged."""
    layer = node.layer
    spread = _spread(gradient, layer.stride)

    def padding(axis: int) -> tuple[int, int]:
        room = layer.effective_kernel_size[axis] - 1
        before = room - layer.padding_for(size)[axis][0]
        return before, size[axis] + room - spread.shape[1 + axis] - before

    turned = weight[:, :, ::-1, ::-1].swapaxes(0, 1)  # (C, O, k, k)
    return conv2d(spread, turned, padding=per_axis(padding), dilation=layer.dilation)


def _spread(gradient: np.ndarray, stride: tuple[int, int]) -> np.ndarray:
    """Put zeros between the samples, where a stride left positions out."""
    if stride == (1, 1):
        return gradient
    channels, *size = gradient.shape
    rows, cols = ((length - 1) * step + 1 for length, step in zip(size, stride, strict=True))
    spread = np.zeros((channels, rows, cols), gradient.dtype)
    spread[:, :: stride[0], :: stride[1]] = gradient
    return spread


def _through_upsampling(node: Node, gradient: np.ndarray, size: tuple[int, int]) -> np.ndarray:
    rows, cols = (
        interpolation_matrix(size[axis], node.layer.stride[axis]).astype(gradient.dtype)
        for axis in (0, 1)
    )
    return rows.T @ gradient @ cols
