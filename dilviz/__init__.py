"""dilviz: dilated convolution, exact and visible."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from dilviz.convolution.layer import Layer
from dilviz.errors import GeometryError
from dilviz.network.json_format import network_from_json, network_to_json
from dilviz.network.network import Network
from dilviz.network.node import Node
from dilviz.network.notation import parse_network

if TYPE_CHECKING:
    from dilviz.convolution.convolve import conv2d
    from dilviz.fields.field import ReceptiveField, receptive_field, receptive_fields
    from dilviz.importing.keras_model import network_from_keras
    from dilviz.importing.layer_code import network_from_code
    from dilviz.importing.onnx_model import network_from_onnx
    from dilviz.importing.torch_module import network_from_torch

__version__ = "0.2.0"

__all__ = [
    "GeometryError",
    "Layer",
    "Network",
    "Node",
    "ReceptiveField",
    "conv2d",
    "network_from_code",
    "network_from_json",
    "network_from_keras",
    "network_from_onnx",
    "network_from_torch",
    "network_to_json",
    "parse_network",
    "receptive_field",
    "receptive_fields",
]

# Who needs one of these rarely needs the others: loaded when they are first asked for.
_LOADED_LATER = {
    "ReceptiveField": "dilviz.fields.field",
    "conv2d": "dilviz.convolution.convolve",
    "network_from_code": "dilviz.importing.layer_code",
    "network_from_keras": "dilviz.importing.keras_model",
    "network_from_onnx": "dilviz.importing.onnx_model",
    "network_from_torch": "dilviz.importing.torch_module",
    "receptive_field": "dilviz.fields.field",
    "receptive_fields": "dilviz.fields.field",
}
# Rooms that a program may name after `import dilviz` alone, as in `dilviz.plot.taps(...)`.
_ROOMS = ("cost", "export", "fields", "gridding", "importing", "papers", "pictures", "plot")


def __getattr__(name: str) -> Any:
    """Load what is in `_LOADED_LATER`, or a room, when it is first asked for."""
    if name in _ROOMS:
        return import_module(f"dilviz.{name}")
    if name not in _LOADED_LATER:
        raise AttributeError(f"module 'dilviz' has no attribute {name!r}")
    return getattr(import_module(_LOADED_LATER[name]), name)


def __dir__() -> list[str]:
    """List what is loaded later, too."""
    return sorted({*globals(), *__all__, *_ROOMS})
