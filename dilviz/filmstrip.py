"""A network on one picture: the response after each layer, and what one bright pixel becomes."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from dilviz.convolution import conv2d
from dilviz.errors import GeometryError
from dilviz.network import Network, Node

Weights = Callable[[tuple[int, int]], np.ndarray]

LARGEST_FIELD = 511  # samples along one axis
MOST_LAYERS = 24
MOST_TAPS = 800  # of all layers; keeps a typed network from running for minutes
_KEEPS_VALUES = ("identity", "add", "concat")


@dataclass(frozen=True, eq=False)
class Frame:
    """The response after one layer.

    Attributes
    ----------
    name : str
        Which layer this is, for people.
    response : ndarray, shape (H, W)
    """

    name: str
    response: np.ndarray


def equal_weights(kernel_size: tuple[int, int]) -> np.ndarray:
    """Give every tap the same share: the response is the mean of the samples read."""
    return np.full(kernel_size, 1 / (kernel_size[0] * kernel_size[1]), np.float32)


def counting_weights(kernel_size: tuple[int, int]) -> np.ndarray:
    """Give every tap a 1: the response to one bright pixel counts the paths from it."""
    return np.ones(kernel_size)


def frames(
    network: Network,
    picture: np.ndarray,
    weights: Weights = equal_weights,
    *,
    padding_mode: str = "reflect",
) -> Iterator[Frame]:
    """Run a network of one channel on a picture, layer by layer.

    Every layer is padded to keep the size, whatever padding it states, so
    that all frames lie over the picture. Joined paths are added.

    Parameters
    ----------
    network : Network
        Of convolutions with stride 1.
    picture : ndarray, shape (H, W)
    weights : callable
        Weights for a kernel size ``(rows, cols)``.
    padding_mode : str

    Yields
    ------
    Frame
        One for each convolution and each joint of paths, in order.

    Raises
    ------
    GeometryError
        If a layer changes the resolution, or is no convolution.

    Examples
    --------
    >>> from dilviz import parse_network
    >>> bright = np.zeros((1, 5))
    >>> bright[0, 2] = 9
    >>> for frame in frames(parse_network("1d, conv3, conv3 d2"), bright, padding_mode="zeros"):
    ...     print(frame.response.round(1))
    [[0. 3. 3. 3. 0.]]
    [[1. 2. 1. 2. 1.]]
    """
    _check_effort(network)
    for node in network.nodes:
        _check_resolution(node)
    values = {network.input: picture}
    for node in network.nodes:
        before = np.sum([values[name] for name in node.inputs], axis=0)
        if node.op in _KEEPS_VALUES:
            values[node.id] = np.maximum(before, 0) if node.kind == "relu" else before
        else:
            values[node.id] = _convolved(before, node, weights, padding_mode)
        if node.op != "identity":
            yield Frame(_label(node), values[node.id])


def impulse_frames(network: Network, field: tuple[int, int]) -> Iterator[Frame]:
    """Send one bright pixel through: how many paths lead from it to each output.

    Parameters
    ----------
    network : Network
    field : (rows, cols)
        The receptive field of the network: the size of the frames, made odd.

    Yields
    ------
    Frame
        Whole numbers, exact up to 2**53 paths.

    Raises
    ------
    GeometryError
        As `frames`, and if the field is too large to draw.

    Examples
    --------
    Three layers at dilation rate 2 leave a lattice:

    >>> from dilviz import parse_network
    >>> *_, last = impulse_frames(parse_network("1d, 3*(conv3 d2)"), (1, 13))
    >>> last.response
    array([[1., 0., 3., 0., 6., 0., 7., 0., 6., 0., 3., 0., 1.]])
    """
    if max(field) > LARGEST_FIELD:
        raise GeometryError(
            f"the receptive field of {field[0]} × {field[1]} is too large to draw, at most "
            f"{LARGEST_FIELD} × {LARGEST_FIELD}. Lower the dilation rates, or remove layers."
        )
    rows, cols = (size | 1 for size in field)
    bright = np.zeros((rows, cols))
    bright[rows // 2, cols // 2] = 1
    return frames(network, bright, counting_weights, padding_mode="zeros")


def _label(node: Node) -> str:
    if node.op in _KEEPS_VALUES:
        return f"{node.id}: paths joined"
    rows, cols = node.layer.kernel_size
    rates = node.layer.dilation
    rate = rates[0] if rates[0] == rates[1] else f"{rates[0]} × {rates[1]}"
    return f"{node.id}: {rows} × {cols}, l = {rate}"


def _convolved(picture: np.ndarray, node: Node, weights: Weights, mode: str) -> np.ndarray:
    layer = node.layer
    kernel = weights(layer.kernel_size)
    if kernel.shape != layer.kernel_size:
        raise GeometryError(
            f"layer {node.id!r} has {layer.kernel_size[0]} × {layer.kernel_size[1]} taps, but the "
            f"chosen kernel {kernel.shape[0]} × {kernel.shape[1]}. Choose equal weights, or a "
            "kernel of that size."
        )
    return conv2d(picture, kernel, dilation=layer.dilation, padding="same", padding_mode=mode)


def _check_effort(network: Network) -> None:
    layers = [node.layer for node in network.nodes if node.op not in _KEEPS_VALUES]
    taps = sum(layer.kernel_size[0] * layer.kernel_size[1] for layer in layers)
    if len(layers) > MOST_LAYERS or taps > MOST_TAPS:
        raise GeometryError(
            f"a picture is run through at most {MOST_LAYERS} layers with {MOST_TAPS} taps "
            f"together, these are {len(layers)} with {taps}. Remove layers or use smaller kernels."
        )


def _check_resolution(node: Node) -> None:
    keeps = node.op in (*_KEEPS_VALUES, "conv") or (node.op == "pool" and node.kind == "avgpool")
    if not keeps:
        raise GeometryError(
            f"layer {node.id!r} is {node.kind}, which a picture cannot be filtered with. "
            "Use convolutions only."
        )
    if node.layer.stride != (1, 1):
        raise GeometryError(
            f"layer {node.id!r} has stride {node.layer.stride[0]} × {node.layer.stride[1]}, so its "
            "response is smaller than the picture. Set its stride to 1."
        )
