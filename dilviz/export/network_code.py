"""Code that builds a network in PyTorch, Keras, TensorFlow or JAX, with exact paddings."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from dilviz.errors import GeometryError
from dilviz.export.code_jax import jax_code
from dilviz.export.code_keras import keras_code
from dilviz.export.code_plan import Plan, plan
from dilviz.export.code_tensorflow import tensorflow_code
from dilviz.export.code_torch import torch_code
from dilviz.network.network import Network
from dilviz.network.whole_map import Global

LONGEST_TITLE = 80

_WRITERS: Mapping[str, Callable[[Plan], str]] = MappingProxyType(
    {
        "torch": torch_code,
        "tensorflow": tensorflow_code,
        "keras": keras_code,
        "jax": jax_code,
    }
)
NETWORK_FRAMEWORKS = tuple(_WRITERS)


def network_code(network: Network, framework: str) -> str:
    """Write code that builds a network.

    Where a framework's convolution cannot pad as the layer does, a padding
    layer is written before it; "same" is TensorFlow's in all of them. Channels
    that the network does not state are an argument, by default 64 or the
    nearest number that all layers can work with.

    Parameters
    ----------
    network : Network
    framework : {'torch', 'tensorflow', 'keras', 'jax'}

    Raises
    ------
    GeometryError
        If the framework is none of these or has no such layer, or there are
        too many layers to write out.

    Examples
    --------
    >>> from dilviz import parse_network
    >>> print(network_code(parse_network("conv3 d2, conv3 causal, relu"), "torch"))
    from torch import nn
    <BLANKLINE>
    <BLANKLINE>
    def network(channels=64):
        return nn.Sequential(
            nn.Conv2d(channels, channels, 3, dilation=2, padding=2),
            nn.ConstantPad2d((2, 0, 2, 0), 0.0),
            nn.Conv2d(channels, channels, 3),
            nn.ReLU(),
        )
    """
    if framework not in _WRITERS:
        raise GeometryError(
            f"code is written for {', '.join(NETWORK_FRAMEWORKS)}, not for {framework!r}."
        )
    return _remarks(network) + _WRITERS[framework](plan(network, _title(network)))


def _remarks(network: Network) -> str:
    """Comments that say what the code of a network that was read from a model leaves out."""
    nodes = network.before(network.output)
    kinds = {node.settings.kind for node in nodes if isinstance(node.settings, Global)}
    others = sorted(kinds - {"pooling"}) + ["recurrence"] * any(n.op == "prefix" for n in nodes)
    if not any(node.path and (node.op == "add" or node.kind == "id") for node in nodes):
        return ""
    lines = [
        "What each layer reads is as in the model it was read from. Products of maps are sums;",
        "norms over channels, and activations but ReLU, are left out.",
    ]
    if others:
        lines.append(f"Means and sums stand for what reads a whole map: {', '.join(others)}.")
    if network.left_out:
        lines.append(f"Also what follows the last map: {', '.join(network.left_out[:6])} ...")
    return "".join(f"# {_printable(line)}\n" for line in lines)


def _printable(text: str) -> str:
    """One line that ends neither a docstring nor a comment."""
    return "".join(sign if sign.isprintable() and sign not in '"\\' else " " for sign in text)


def _title(network: Network) -> str:
    """One line for a docstring: nothing in it can end the docstring."""
    try:
        text = network.name or str(network)
    except GeometryError:
        text = "A network whose paths cross."
    line = _printable(text)
    return line if len(line) <= LONGEST_TITLE else line[: LONGEST_TITLE - 4] + " ..."
