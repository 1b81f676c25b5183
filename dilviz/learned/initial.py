"""The weights a network begins with: the same on every machine, and drawn without PyTorch."""

from __future__ import annotations

from hashlib import sha256

import numpy as np

from dilviz.learned.networks import IDENTITY, LearnedNetwork
from dilviz.learned.networks import NOISE as NOISE_TASK
from dilviz.network.network import Network
from dilviz.network.notation import parse_network

Weights = tuple[tuple[np.ndarray, np.ndarray], ...]
"""For each convolution its weight, (O, C, k, k), and its bias, (O,), both float32."""

LITTLE = 0.1  # of the last layer that predicts noise: it begins with little
NOISE = 0.01  # standard deviation beside the identity, as in Yu and Koltun's released code


def initial_weights(network: LearnedNetwork, seed: int) -> Weights:
    """Draw the weights that the training of a network begins with.

    Returns
    -------
    tuple of (weight, bias)
        Of the trained layers alone, without the front end. Biases are zero.

    Examples
    --------
    >>> from dilviz.learned.networks import LEARNED
    >>> weights = initial_weights(LEARNED["digits/context module"], seed=0)
    >>> [weight.shape for weight, bias in weights[-2:]]
    [(16, 16, 3, 3), (10, 16, 1, 1)]
    """
    name = int.from_bytes(sha256(network.key.encode()).digest()[:4], "big")
    random = np.random.default_rng([seed, name])
    draw = _near_identity if network.initialisation == IDENTITY else _he
    weights = tuple(
        (draw(shape, random).astype(np.float32), np.zeros(shape[0], np.float32))
        for shape in weight_shapes(parse_network(network.layers), input_channels(network))
    )
    if network.task == NOISE_TASK:
        weights[-1][0][...] *= LITTLE
    return weights


def input_channels(network: LearnedNetwork) -> int:
    """Channels that the first trained layer reads (the picture has 1 channel).

    >>> from dilviz.learned.networks import LEARNED
    >>> input_channels(LEARNED["digits/front end and module, identity"])
    10
    """
    if not network.front_end:
        return 1
    before = parse_network(network.notation.removesuffix(network.layers).rstrip(", "))
    return before.nodes[-1].channels or 1


def weight_shapes(network: Network, channels: int) -> list[tuple[int, int, int, int]]:
    """Shape of the weight of each convolution, in order.

    >>> weight_shapes(parse_network("conv3 c16, relu, conv1 c10"), channels=1)
    [(16, 1, 3, 3), (10, 16, 1, 1)]
    """
    shapes = []
    for node in network.nodes:
        if node.op == "conv":
            out = node.channels or channels
            shapes.append((out, channels, *node.layer.kernel_size))
            channels = out
    return shapes


def _he(shape: tuple[int, ...], random: np.random.Generator) -> np.ndarray:
    """Normal numbers of variance 2 / fan-in."""
    fan_in = np.prod(shape[1:])
    return random.normal(0, np.sqrt(2 / fan_in), shape)


def _near_identity(shape: tuple[int, ...], random: np.random.Generator) -> np.ndarray:
    """Pass each channel on through the centre tap, with a little noise beside it."""
    weight = random.normal(0, NOISE, shape)
    centre = shape[2] // 2
    weight[:, :, centre, centre] = np.eye(shape[0], shape[1])
    return weight
