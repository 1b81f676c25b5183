"""dilviz: dilated convolution, exact and visible."""

from dilviz.convolution import conv2d
from dilviz.errors import GeometryError
from dilviz.interchange import network_from_json, network_to_json
from dilviz.layer import Layer
from dilviz.network import Network
from dilviz.node import Node
from dilviz.notation import parse_network
from dilviz.onnx_graph import network_from_onnx
from dilviz.receptive_field import ReceptiveField, receptive_field, receptive_fields

__all__ = [
    "GeometryError",
    "Layer",
    "Network",
    "Node",
    "ReceptiveField",
    "conv2d",
    "network_from_json",
    "network_from_onnx",
    "network_to_json",
    "parse_network",
    "receptive_field",
    "receptive_fields",
]
