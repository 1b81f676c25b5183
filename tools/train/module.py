"""A network of `dilviz.learned` in PyTorch, with given weights."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import torch
from torch import nn

from dilviz.learned.initial import Weights
from dilviz.learned.networks import CHANNELS
from dilviz.network.network import Network
from dilviz.network.node import Node


def torch_module(network: Network, weights: Weights, *, normalised: bool = False) -> nn.Sequential:
    """Build a chain of convolutions, ReLUs and bilinear upsamplings.

    Parameters
    ----------
    network : Network
    weights : tuple of (weight, bias)
        One pair for each convolution, in order.
    normalised : bool
        Whether a batch normalisation stands before each ReLU, for training.
    """
    given = iter(weights)
    layers = [layer for node in network.nodes for layer in _layers(node, given, normalised)]
    return nn.Sequential(*layers).to(memory_format=torch.channels_last)  # a third less time


def weights_of(module: nn.Module) -> Weights:
    """Copy the weights of every convolution, in order, batch normalisation multiplied in."""
    layers = [layer for layer in module.modules() if not isinstance(layer, nn.Sequential)]
    return tuple(
        _with_normalisation(layer, after) if isinstance(after, nn.BatchNorm2d) else _plain(layer)
        for layer, after in pairwise([*layers, None])
        if isinstance(layer, nn.Conv2d)
    )


def _plain(layer: nn.Conv2d) -> tuple[np.ndarray, np.ndarray]:
    assert layer.bias is not None
    return layer.weight.detach().contiguous().numpy().copy(), layer.bias.detach().numpy().copy()


def _with_normalisation(layer: nn.Conv2d, norm: nn.BatchNorm2d) -> tuple[np.ndarray, np.ndarray]:
    """One convolution that computes both: the normalisation is linear once it is trained."""
    weight, bias = _plain(layer)
    mean, variance, factor, shift = (
        each.detach().numpy()
        for each in (norm.running_mean, norm.running_var, norm.weight, norm.bias)
    )
    scale = factor / np.sqrt(variance + norm.eps)
    return weight * scale[:, None, None, None], (bias - mean) * scale + shift


def _layers(node: Node, weights: Iterator, normalised: bool) -> list[nn.Module]:
    if node.op == "conv":
        return [_convolution(node, *next(weights))]
    if node.op == "conv_transpose":
        return [_bilinear(node)]
    assert node.kind == "relu", f"{node.kind} is in no network that is trained"
    return [nn.BatchNorm2d(CHANNELS), nn.ReLU()] if normalised else [nn.ReLU()]


def _convolution(node: Node, weight: np.ndarray, bias: np.ndarray) -> nn.Conv2d:
    layer, (out, channels, *_) = node.layer, weight.shape
    assert not isinstance(layer.padding, str)
    module = nn.Conv2d(
        channels,
        out,
        layer.kernel_size,
        stride=layer.stride,
        padding=[before for before, _ in layer.padding],
        dilation=layer.dilation,
    )
    module.weight.data[...] = torch.tensor(weight)
    module.bias.data[...] = torch.tensor(bias)
    return module


def _bilinear(node: Node) -> nn.ConvTranspose2d:
    """Upsampling by fixed weights, as in Yu and Koltun's Cityscapes network: never trained."""
    factor, channels = node.layer.stride[0], node.channels
    assert channels is not None
    module = nn.ConvTranspose2d(
        channels, channels, 2 * factor, factor, factor // 2, groups=channels, bias=False
    )
    ramp = 1 - np.abs((np.arange(2 * factor) + 0.5) / factor - 1)
    module.weight.data[...] = torch.from_numpy(np.outer(ramp, ramp))
    return module.requires_grad_(False)
