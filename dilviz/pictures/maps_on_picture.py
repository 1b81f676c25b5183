"""The maps that layers compute from a picture, with their position on it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from dilviz.convolution.convolve import conv2d
from dilviz.convolution.layer import Layer, Pair, per_axis
from dilviz.errors import GeometryError
from dilviz.fields.path_map import path_map
from dilviz.network.network import Network
from dilviz.network.node import Node

Weights = Callable[[Pair], np.ndarray]

LARGEST_SIDE = 4096  # pixels, padding included
MOST_CONCATENATED = 16  # channels


@dataclass(frozen=True, eq=False)
class MapOnPicture:
    """A map computed from a picture, with its position on it.

    Attributes
    ----------
    channels : ndarray, shape (C, H, W)
    place : (row, col)
        Position of unit (0, 0) on the picture.
    gain : float
        The response to a constant picture of ones, away from the border.
    """

    channels: np.ndarray
    place: Pair = (0, 0)
    gain: float = 1.0

    @property
    def size(self) -> Pair:
        """Rows and columns."""
        rows, cols = self.channels.shape[1:]
        return rows, cols


@dataclass(frozen=True)
class LayerRules:
    """How the layers of a network run on a picture.

    Attributes
    ----------
    weights : callable
        Takes a kernel size, (rows, cols), and returns the weights.
    padding_mode : str
    counting : bool
        Whether paths are counted: channels are summed where a convolution
        merges them, and a pooling is run as a convolution.
    """

    weights: Weights
    padding_mode: str = "reflect"
    counting: bool = False

    def merged(self, channels: np.ndarray) -> np.ndarray:
        """Merge channels into one: their mean, or their sum when counting."""
        merge = np.sum if self.counting else np.mean
        return channels if len(channels) == 1 else merge(channels, axis=0, keepdims=True)


def run_node(node: Node, maps: Sequence[MapOnPicture], rules: LayerRules) -> MapOnPicture:
    """Apply one operation to the maps it reads.

    Raises
    ------
    GeometryError
        If maps of unequal size meet, or the operation leaves no output.
    """
    if node.op == "add":
        return _added(node, maps)
    joined = _concatenated(node, maps)
    if node.op == "pool" and not rules.counting:
        return _pooled(node, joined, rules)
    if node.op in ("conv", "pool"):
        return _convolved(node, joined, rules)
    if node.op == "pad":
        return _run_kernel(node, joined, np.ones((1, 1), joined.channels.dtype), rules)
    if node.kind == "relu":
        return replace(joined, channels=np.maximum(joined.channels, 0))
    return joined


def shifted_by_layer(place: Pair, layer: Layer) -> Pair:
    """Find the position of unit (0, 0) after a layer that reads a map with unit (0, 0) at `place`.

    It stays where the padding keeps the size, as causal paddings do. Else a
    unit is placed at the middle of its window.

    >>> shifted_by_layer((0, 0), Layer.of(3, dilation=2))
    (2, 2)
    >>> shifted_by_layer((0, 0), Layer.of(3, padding=((2, 0), (0, 1))))
    (0, 1)
    """

    def along(axis: int) -> int:
        before, after = layer.padding_for((1, 1))[axis]
        needed = layer.effective_kernel_size[axis] - 1
        return place[axis] + (0 if before + after == needed else needed // 2 - before)

    return per_axis(along)


def _added(node: Node, maps: Sequence[MapOnPicture]) -> MapOnPicture:
    _check_sizes(node, maps)
    if len({len(map_.channels) for map_ in maps} - {1}) > 1:
        counts = " and ".join(str(len(map_.channels)) for map_ in maps)
        raise GeometryError(
            f"layer {node.id!r} adds maps of {counts} channels. Put a convolution before it."
        )
    total = sum((map_.channels for map_ in maps[1:]), start=maps[0].channels)
    return MapOnPicture(total, maps[0].place, sum(map_.gain for map_ in maps))


def _concatenated(node: Node, maps: Sequence[MapOnPicture]) -> MapOnPicture:
    if len(maps) == 1:
        return maps[0]
    _check_sizes(node, maps)
    counts = [len(map_.channels) for map_ in maps]
    if sum(counts) > MOST_CONCATENATED:
        raise GeometryError(
            f"layer {node.id!r} puts {sum(counts)} maps side by side, at most {MOST_CONCATENATED} "
            "are run on a picture. Put a convolution before it, or join fewer paths."
        )
    gain = float(np.average([map_.gain for map_ in maps], weights=counts))
    return MapOnPicture(np.concatenate([map_.channels for map_ in maps]), maps[0].place, gain)


def _convolved(node: Node, before: MapOnPicture, rules: LayerRules) -> MapOnPicture:
    size = node.layer.kernel_size
    kernel = rules.weights(size)
    if kernel.shape != size:
        raise GeometryError(
            f"layer {node.id!r} has {size[0]} × {size[1]} taps, but the chosen kernel "
            f"{kernel.shape[0]} × {kernel.shape[1]}. Choose equal weights, or a kernel of that "
            "size."
        )
    if node.kind != "dwconv":
        before = replace(before, channels=rules.merged(before.channels))
    return _run_kernel(node, before, kernel, rules)


def _run_kernel(
    node: Node, before: MapOnPicture, kernel: np.ndarray, rules: LayerRules
) -> MapOnPicture:
    """Apply one kernel to each channel separately."""
    _check_padded_size(node, before.size)
    layer = node.layer
    try:
        channels = conv2d(
            before.channels[:, None],  # as pictures of one channel, so that they do not mix
            kernel[None, None],
            **layer.settings,
            padding_mode=rules.padding_mode,
        )[:, 0]
    except GeometryError as error:
        raise GeometryError(f"layer {node.id!r}: {error}") from None
    return MapOnPicture(
        channels, shifted_by_layer(before.place, layer), before.gain * float(kernel.sum())
    )


def _pooled(node: Node, before: MapOnPicture, rules: LayerRules) -> MapOnPicture:
    layer = node.layer
    if node.kind == "avgpool":
        taps = layer.kernel_size[0] * layer.kernel_size[1]
        share = np.full(layer.kernel_size, 1 / taps, before.channels.dtype)
        return _run_kernel(node, before, share, rules)
    _check_padded_size(node, before.size)
    per_axis(lambda axis: node.output_size(axis, before.size[axis]))  # raises if it does not fit
    maxima = before.channels
    for axis, border in enumerate(layer.padding_for(before.size)):
        borders = [(0, 0)] * 3
        borders[axis + 1] = border
        padded = np.pad(maxima, borders, constant_values=-np.inf)  # a maximum ignores the padding
        reach = layer.effective_kernel_size[axis]
        windows = sliding_window_view(padded, reach, axis + 1)
        maxima = windows[..., :: layer.dilation[axis]].max(axis=-1)
    return replace(before, channels=maxima, place=shifted_by_layer(before.place, layer))


def _check_sizes(node: Node, maps: Sequence[MapOnPicture]) -> None:
    sizes = list(dict.fromkeys(map_.size for map_ in maps))
    if len(sizes) > 1:
        (rows, cols), (others, more) = sizes[:2]
        raise GeometryError(
            f"the paths that meet in layer {node.id!r} give maps of {rows} × {cols} and "
            f"{others} × {more}. Give their layers paddings that keep the size, such as same."
        )


def _check_padded_size(node: Node, size: Pair) -> None:
    padding = node.layer.padding_for(size)
    rows, cols = per_axis(lambda axis: size[axis] + sum(padding[axis]))
    if max(rows, cols) > LARGEST_SIDE:
        raise GeometryError(
            f"layer {node.id!r} pads its map of {size[0]} × {size[1]} to {rows} × {cols}, more "
            f"than {LARGEST_SIDE} a side. Lower its padding."
        )


def weight_shares(network: Network, position: Pair) -> tuple[Pair, np.ndarray]:
    """Compute the share of each pixel in the output at a position, if all weights are equal.

    Parameters
    ----------
    network : Network
    position : (row, col)
        Of the output on the picture.

    Returns
    -------
    first : (int, int)
        Row and column of the first pixel.
    shares : ndarray of float64, shape (rows, cols)
        They sum to 1.

    Examples
    --------
    >>> from dilviz import parse_network
    >>> first, shares = weight_shares(parse_network("1d, 2*(conv3 valid)"), (0, 10))
    >>> first, (9 * shares).round(3)
    ((0, 8), array([[1., 2., 3., 2., 1.]]))
    """
    first, shares = path_map(network)
    places = {network.input: (0, 0)}
    for node in network.nodes:
        places[node.id] = shifted_by_layer(places[node.inputs[0]], node.layer)
    place = places[network.output]
    return per_axis(lambda axis: position[axis] - place[axis] + first[axis]), shares
