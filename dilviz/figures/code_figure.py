"""One layer as the code of a framework, as plain data for the code component."""

from __future__ import annotations

from typing import Any

from dilviz.convolution.layer import Layer, Pair
from dilviz.errors import GeometryError
from dilviz.export.framework_layers import framework_calls
from dilviz.export.layer_code import padding_first
from dilviz.export.network_code import network_code
from dilviz.figures.listing import pieces
from dilviz.network.network import Network, Node

# What the command line calls the frameworks it writes whole networks for.
_COMMANDS = {"TensorFlow": "tensorflow", "Keras": "keras", "PyTorch": "torch", "JAX": "jax"}


def code_figure(layer: Layer, size: Pair, mode: str, framework: str) -> dict[str, Any]:
    """Write a layer in one framework, with its arguments and warnings.

    Parameters
    ----------
    layer : Layer
    size : (rows, cols)
        Of the input.
    mode : {'zeros', 'reflect', 'replicate', 'circular'}
        What the border holds.
    framework : str
        One of `dilviz.export.framework_layers.LAYER_FRAMEWORKS`.

    Returns
    -------
    dict
        ``call``, ``code`` (None where there is none), ``arguments`` and
        ``warnings``; ``border``, code that comes first unless
        the border holds zeros; ``network``, the layer as a network of one
        layer where the command line can write it, or what it says instead.
        Words within backticks are code.

    Raises
    ------
    GeometryError
        If the layer leaves no output, or its input is too short for the border.

    Examples
    --------
    >>> figure = code_figure(Layer.of(3, padding=1), (4, 5), "replicate", "Keras")
    >>> figure["call"], "".join(text for _, text in figure["border"]["code"])
    ('keras.layers.Conv2D', 'x = np.pad(x, ((1, 1), (1, 1)), mode="edge")  # 6 x 7')
    """
    border = None
    if mode != "zeros":
        code, layer, size = padding_first(layer, size, mode)
        border = {"words": _border_words(mode), "code": pieces(code)}
    call = next(call for call in framework_calls(layer, size) if call.framework == framework)
    return {
        "framework": framework,
        "border": border,
        "call": call.call,
        "code": pieces(call.code) or None,
        "warnings": [*call.warnings],
        "arguments": [[*argument] for argument in call.arguments],
        "network": _as_network(layer, _COMMANDS.get(framework)),
    }


def _border_words(mode: str) -> str:
    return (
        f"Convolutions pad with zeros; only PyTorch's `nn.Conv2d` has `padding_mode={mode!r}`, and "
        "`dilviz.conv2d`. In all others the border comes first, and the layer has none:"
    )


def _as_network(layer: Layer, framework: str | None) -> dict[str, Any] | None:
    """The layer as a network of one layer, as the command line prints it."""
    if framework is None:
        return None
    network = Network.of([Node("layer1", "conv", ("x",), layer, named=False)])
    command = f'python -m dilviz code "{network}" --framework {framework}'
    data = {"command": [["", command]], "code": [], "refused": ""}
    try:
        return data | {"code": pieces(network_code(network, framework))}
    except GeometryError as error:  # what it would print instead
        return data | {"refused": str(error)}
