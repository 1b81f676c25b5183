"""dilviz: dilated convolution, exact and visible."""

from dilviz.convolution.convolve import conv2d
from dilviz.convolution.layer import Layer
from dilviz.errors import GeometryError
from dilviz.fields.field import ReceptiveField, receptive_field, receptive_fields
from dilviz.importing.keras_model import network_from_keras
from dilviz.importing.layer_code import network_from_code
from dilviz.importing.onnx_model import network_from_onnx
from dilviz.importing.torch_module import network_from_torch
from dilviz.network.json_format import network_from_json, network_to_json
from dilviz.network.network import Network
from dilviz.network.node import Node
from dilviz.network.notation import parse_network

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
