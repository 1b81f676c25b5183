"""A network run on a picture, and on one bright pixel: the response after each layer."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from dilviz.convolution.layer import Layer, Pair, per_axis
from dilviz.errors import GeometryError
from dilviz.fields.field import receptive_field
from dilviz.fields.propagation import propagate
from dilviz.network.network import Network
from dilviz.network.node import Node
from dilviz.pictures.maps_on_picture import LayerRules, MapOnPicture, Weights, run_node

LARGEST_DRAWN_FIELD = 511  # pixels along one axis, if the other is as long
MOST_LAYERS = 32
MOST_TAPS = 800  # of all layers together, to bound the time of a typed network
MOST_JOINED_PATHS = 400  # of all joins together: their sums stay far inside float32
_JOINS = {"add": "added", "concat": "side by side"}
_RUNNABLE = (*_JOINS, "conv", "pool", "pad", "identity")


@dataclass(frozen=True, eq=False)
class Frame:
    """The response after one layer.

    Attributes
    ----------
    name : str
        A label of the layer.
    response : ndarray, shape (H, W)
        The mean over channels where maps are concatenated.
    place : (row, col)
        Position of unit (0, 0) on the picture.
    gain : float
        The response to a constant picture of ones, away from the border.
    """

    name: str
    response: np.ndarray
    place: Pair = (0, 0)
    gain: float = 1.0


def equal_weights(kernel_size: tuple[int, int]) -> np.ndarray:
    """Weights that average: every tap has the same, and they sum to 1."""
    return np.full(kernel_size, 1 / (kernel_size[0] * kernel_size[1]), np.float32)


def frames(
    network: Network,
    picture: np.ndarray,
    weights: Weights = equal_weights,
    *,
    padding_mode: str = "reflect",
) -> Iterator[Frame]:
    """Run a network on a picture, layer by layer, each with its own padding.

    Every layer has one channel: with equal weights all its channels are equal.
    Paths are added or concatenated, as the network says; a layer that reads
    concatenated maps reads their mean.

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
        One for each convolution, each pooling and each join of paths, in order.

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
    """Run a network on one bright pixel: count the paths from it to each output.

    The picture around the pixel is as large as the receptive field of the
    network, and every layer is padded so that it keeps this size.

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
    padded = replace(network, nodes=tuple(map(_keeping_size, network.nodes)))
    field = receptive_field(padded)
    rows, cols = field.size
    if rows * cols > LARGEST_DRAWN_FIELD**2:
        raise GeometryError(
            f"the receptive field of {rows} × {cols} is too large to draw, at most "
            f"{LARGEST_DRAWN_FIELD} × {LARGEST_DRAWN_FIELD}. "
            "Lower the dilation rates, or remove layers."
        )
    bright = np.zeros((rows, cols))
    bright[per_axis(lambda axis: field.size[axis] - 1 + (field.start[axis] or 0))] = 1
    return _walk(padded, bright, LayerRules(np.ones, "zeros", counting=True))


def runs_on_a_picture(network: Network) -> bool:
    """Check whether `frames` can run this network: nothing in it changes the resolution.

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
    walk = propagate(network.input, network.nodes, network.nodes, start, through, tuple)
    for id_, (result,) in walk:
        if id_ != network.input and network.by_id[id_].op not in ("identity", "pad"):
            response = rules.merged(result.channels)[0]
            yield Frame(_label(network.by_id[id_]), response, result.place, result.gain)


def _keeping_size(node: Node) -> Node:
    """Pad a node so that it keeps the size: its own padding if that does, else centred."""

    def padding(axis: int) -> Pair:
        needed = node.layer.effective_kernel_size[axis] - 1
        own = node.layer.padding_for((1, 1))[axis]
        return own if sum(own) == needed else (needed // 2, needed - needed // 2)

    layer: Layer = replace(node.layer, padding=per_axis(padding))
    return replace(node, layer=layer)


def _label(node: Node) -> str:
    if node.op in _JOINS:
        return f"{node.id}: {len(node.inputs)} paths {_JOINS[node.op]}"
    rows, cols = node.layer.kernel_size
    rates = node.layer.dilation
    if rows == 1:
        rate = str(rates[1])
    else:
        rate = str(rates[0]) if rates[0] == rates[1] else f"{rates[0]} × {rates[1]}"
    kind = "" if node.op == "conv" else f" {node.kind}"
    return f"{node.id}:{kind} {rows} × {cols}, d = {rate}"


def _check(network: Network) -> None:
    layers = [node.layer for node in network.nodes if node.op in ("conv", "pool")]
    taps = sum(layer.kernel_size[0] * layer.kernel_size[1] for layer in layers)
    if len(layers) > MOST_LAYERS or taps > MOST_TAPS:
        raise GeometryError(
            f"a picture is run through at most {MOST_LAYERS} layers with {MOST_TAPS} taps "
            f"together, these are {len(layers)} with {taps}. Remove layers or use smaller kernels."
        )
    joined = sum(len(node.inputs) for node in network.nodes if len(node.inputs) > 1)
    if joined > MOST_JOINED_PATHS:
        raise GeometryError(
            f"{joined} paths meet in the layers of this network, at most {MOST_JOINED_PATHS} are "
            "added up on a picture. Join fewer paths."
        )
    for node in network.nodes:
        _check_resolution(node)


def _check_resolution(node: Node) -> None:
    if node.op not in _RUNNABLE:
        raise GeometryError(
            f"layer {node.id!r} is {node.kind}, which changes the resolution of the picture. "
            "Use convolutions and poolings of stride 1."
        )
    if node.layer.stride != (1, 1):
        raise GeometryError(
            f"layer {node.id!r} has stride {node.layer.stride[0]} × {node.layer.stride[1]}, so its "
            "response is smaller than the picture. Set its stride to 1."
        )
