"""What layers make of a picture: maps of channels that know where they lie on it."""

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

LARGEST_SIDE = 4096  # samples, padding included
MOST_CHANNELS = 16


@dataclass(frozen=True, eq=False)
class MapOnPicture:
    """A map of channels over a picture.

    Attributes
    ----------
    channels : ndarray, shape (C, H, W)
    place : (row, col)
        Where on the picture unit (0, 0) stands.
    gain : float
        What a flat picture of ones becomes, away from the border.
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
    """How a network runs on a picture: its weights, and what stands in the padding.

    When `counting`, every path counts 1: channels are added where they meet, and
    a pooling reads as a convolution does.
    """

    weights: Weights
    padding_mode: str = "reflect"
    counting: bool = False

    def merged(self, channels: np.ndarray) -> np.ndarray:
        """Make one channel of several: their mean, or all of their paths."""
        add_up = np.sum if self.counting else np.mean
        return channels if len(channels) == 1 else add_up(channels, axis=0, keepdims=True)


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
    """Where unit (0, 0) stands after a layer that reads a map whose unit (0, 0) is at `place`.

    Where the padding keeps the size, as causal ones do, it stays. Else a unit
    stands in the middle of what it reads.

    Examples
    --------
    >>> shifted_by_layer((0, 0), Layer.of(3, dilation=2)), shifted_by_layer((0, 0), Layer.of(3, padding=((2, 0), (0, 1))))
    ((2, 2), (0, 1))
    """

    def along(axis: int) -> int:
        before, after = layer.padding_for((1, 1))[axis]
        gone = layer.effective_kernel_size[axis] - 1
        return place[axis] + (0 if before + after == gone else gone // 2 - before)

    return per_axis(along)


def _added(node: Node, maps: Sequence[MapOnPicture]) -> MapOnPicture:
    _check_sizes(node, maps)
    if len({len(one.channels) for one in maps} - {1}) > 1:
        counts = " and ".join(str(len(one.channels)) for one in maps)
        raise GeometryError(
            f"layer {node.id!r} adds maps of {counts} channels. Put a convolution before it."
        )
    total = sum((one.channels for one in maps[1:]), start=maps[0].channels)
    return MapOnPicture(total, maps[0].place, sum(one.gain for one in maps))


def _concatenated(node: Node, maps: Sequence[MapOnPicture]) -> MapOnPicture:
    if len(maps) == 1:
        return maps[0]
    _check_sizes(node, maps)
    counts = [len(one.channels) for one in maps]
    if sum(counts) > MOST_CHANNELS:
        raise GeometryError(
            f"layer {node.id!r} puts {sum(counts)} maps side by side, at most {MOST_CHANNELS} "
            "are run on a picture. Put a convolution before it, or join fewer paths."
        )
    gain = float(np.average([one.gain for one in maps], weights=counts))
    return MapOnPicture(np.concatenate([one.channels for one in maps]), maps[0].place, gain)


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
    """Apply one kernel to each channel."""
    _check_room(node, before.size)
    layer = node.layer
    try:
        channels = conv2d(
            before.channels[:, None],  # channels do not mix: each is a picture of its own
            kernel[None, None],
            dilation=layer.dilation,
            padding=layer.padding,
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
    _check_room(node, before.size)
    per_axis(lambda axis: node.output_size(axis, before.size[axis]))  # says what does not fit
    best = before.channels
    for axis, border in enumerate(layer.padding_for(before.size)):
        borders = [(0, 0)] * 3
        borders[axis + 1] = border
        padded = np.pad(best, borders, constant_values=-np.inf)  # a maximum ignores the padding
        reach = layer.effective_kernel_size[axis]
        windows = sliding_window_view(padded, reach, axis + 1)
        best = windows[..., :: layer.dilation[axis]].max(axis=-1)
    return replace(before, channels=best, place=shifted_by_layer(before.place, layer))


def _check_sizes(node: Node, maps: Sequence[MapOnPicture]) -> None:
    sizes = list(dict.fromkeys(one.size for one in maps))
    if len(sizes) > 1:
        (rows, cols), (others, more) = sizes[:2]
        raise GeometryError(
            f"the paths that meet in layer {node.id!r} give maps of {rows} × {cols} and "
            f"{others} × {more}. Give their layers paddings that keep the size, such as same."
        )


def _check_room(node: Node, size: Pair) -> None:
    padding = node.layer.padding_for(size)
    rows, cols = per_axis(lambda axis: size[axis] + sum(padding[axis]))
    if max(rows, cols) > LARGEST_SIDE:
        raise GeometryError(
            f"layer {node.id!r} pads its map of {size[0]} × {size[1]} to {rows} × {cols}, more "
            f"than {LARGEST_SIDE} a side. Lower its padding."
        )


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
        places[node.id] = shifted_by_layer(places[node.inputs[0]], node.layer)
    place = places[network.output]
    return per_axis(lambda axis: at[axis] - place[axis] + first[axis]), shares
