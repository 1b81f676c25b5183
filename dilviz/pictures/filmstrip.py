"""A network on one picture: the response after each layer, and what one bright pixel becomes."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from dilviz.convolution.layer import Layer, Pair, per_axis
from dilviz.errors import GeometryError
from dilviz.fields.field import receptive_field
from dilviz.fields.propagation import carry
from dilviz.network.network import Network
from dilviz.network.node import Node
from dilviz.pictures.maps_on_picture import LayerRules, MapOnPicture, Weights, run_node

LARGEST_FIELD = 511  # samples along one axis, if the other is as long
MOST_LAYERS = 32
MOST_TAPS = 800  # of all layers; keeps a typed network from running for minutes
MOST_MET = 400  # inputs of all joints: what they add up stays far inside float32
_JOINTS = {"add": "added", "concat": "side by side"}
_RUN = (*_JOINTS, "conv", "pool", "pad", "identity")


@dataclass(frozen=True, eq=False)
class Frame:
    """The response after one layer.

    Attributes
    ----------
    name : str
        Which layer this is, for people.
    response : ndarray, shape (H, W)
        Where maps stand side by side, their mean.
    place : (row, col)
        Where on the picture unit (0, 0) stands.
    gain : float
        What a flat picture of ones becomes, away from the border.
    """

    name: str
    response: np.ndarray
    place: Pair = (0, 0)
    gain: float = 1.0


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
    """Run a network on a picture, layer by layer, each with its own padding.

    Every layer has one channel: with equal weights all of its channels are
    alike, so one stands for them. Paths are added, or put side by side, as the
    network says; the layer that reads maps side by side reads their mean.

    Parameters
    ----------
    network : Network
        Of layers with stride 1.
    picture : ndarray, shape (H, W)
    weights : callable
        Weights for a kernel size ``(rows, cols)``.
    padding_mode : str

    Yields
    ------
    Frame
        One for each convolution, each pooling and each joint of paths, in order.

    Raises
    ------
    GeometryError
        If a layer changes the resolution, or cannot run on a picture.

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
    return _walk(network, picture, LayerRules(weights, padding_mode))


def impulse_frames(network: Network) -> Iterator[Frame]:
    """Send one bright pixel through: how many paths lead from it to each output.

    The plane around the pixel is as wide as the receptive field of the network
    and loses nothing at its borders, whatever paddings the layers state.

    Parameters
    ----------
    network : Network

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
    >>> *_, last = impulse_frames(parse_network("1d, 3*(conv3 d2)"))
    >>> last.response
    array([[1., 0., 3., 0., 6., 0., 7., 0., 6., 0., 3., 0., 1.]])
    """
    _check(network)
    endless = replace(network, nodes=tuple(map(_keeping_size, network.nodes)))
    field = receptive_field(endless)
    rows, cols = field.size
    if rows * cols > LARGEST_FIELD**2:
        raise GeometryError(
            f"the receptive field of {rows} × {cols} is too large to draw, at most "
            f"{LARGEST_FIELD} × {LARGEST_FIELD}. Lower the dilation rates, or remove layers."
        )
    bright = np.zeros((rows, cols))
    bright[per_axis(lambda axis: field.size[axis] - 1 + (field.start[axis] or 0))] = 1
    return _walk(endless, bright, LayerRules(counting_weights, "zeros", counting=True))


def runs_on_a_picture(network: Network) -> bool:
    """Say whether `frames` takes this network: nothing in it changes the resolution.

    Examples
    --------
    >>> from dilviz import parse_network
    >>> [runs_on_a_picture(parse_network(text)) for text in ("conv3 d2", "conv3 s2", "up2")]
    [True, False, False]
    """
    try:
        _check(network)
    except GeometryError:
        return False
    return True


def _walk(network: Network, picture: np.ndarray, rules: LayerRules) -> Iterator[Frame]:
    _check(network)

    def through(maps: tuple[MapOnPicture, ...], node: Node) -> tuple[MapOnPicture, ...]:
        return (run_node(node, maps, rules),)

    start = (MapOnPicture(picture[None]),)
    walk = carry(network.input, network.nodes, network.nodes, start, through, tuple)
    for id_, (made,) in walk:
        if id_ != network.input and network.by_id[id_].op not in ("identity", "pad"):
            response = rules.merged(made.channels)[0]
            yield Frame(_label(network.by_id[id_]), response, made.place, made.gain)


def _keeping_size(node: Node) -> Node:
    """The same node with a padding that loses nothing: its own if it does so, else centred."""

    def border(axis: int) -> Pair:
        gone = node.layer.effective_kernel_size[axis] - 1
        own = node.layer.padding_for((1, 1))[axis]
        return own if sum(own) == gone else (gone // 2, gone - gone // 2)

    layer: Layer = replace(node.layer, padding=per_axis(border))
    return replace(node, layer=layer)


def _label(node: Node) -> str:
    if node.op in _JOINTS:
        return f"{node.id}: {len(node.inputs)} paths {_JOINTS[node.op]}"
    rows, cols = node.layer.kernel_size
    rates = node.layer.dilation
    if rows == 1:
        rate = str(rates[1])
    else:
        rate = str(rates[0]) if rates[0] == rates[1] else f"{rates[0]} × {rates[1]}"
    kind = "" if node.op == "conv" else f" {node.kind}"
    return f"{node.id}:{kind} {rows} × {cols}, l = {rate}"


def _check(network: Network) -> None:
    layers = [node.layer for node in network.nodes if node.op in ("conv", "pool")]
    taps = sum(layer.kernel_size[0] * layer.kernel_size[1] for layer in layers)
    if len(layers) > MOST_LAYERS or taps > MOST_TAPS:
        raise GeometryError(
            f"a picture is run through at most {MOST_LAYERS} layers with {MOST_TAPS} taps "
            f"together, these are {len(layers)} with {taps}. Remove layers or use smaller kernels."
        )
    met = sum(len(node.inputs) for node in network.nodes if len(node.inputs) > 1)
    if met > MOST_MET:
        raise GeometryError(
            f"{met} paths meet in the layers of this network, at most {MOST_MET} are added up on a "
            "picture. Join fewer paths."
        )
    for node in network.nodes:
        _check_resolution(node)


def _check_resolution(node: Node) -> None:
    if node.op not in _RUN:
        raise GeometryError(
            f"layer {node.id!r} is {node.kind}, which changes the resolution of the picture. "
            "Use convolutions and poolings of stride 1."
        )
    if node.layer.stride != (1, 1):
        raise GeometryError(
            f"layer {node.id!r} has stride {node.layer.stride[0]} × {node.layer.stride[1]}, so its "
            "response is smaller than the picture. Set its stride to 1."
        )
