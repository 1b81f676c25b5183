"""Code for the frameworks, without running it (tests/oracles does)."""

import ast
import builtins

import pytest

from dilviz import GeometryError, network_from_json, parse_network
from dilviz.export.network_code import NETWORK_FRAMEWORKS, network_code
from dilviz.network.presets import NETWORKS
from tests.written_networks import NAMED, OPERATIONS, RESAMPLINGS, network_of


@pytest.mark.parametrize("framework", NETWORK_FRAMEWORKS)
@pytest.mark.parametrize(
    "text", [preset.notation for preset in NETWORKS.values()] + [*NAMED, *OPERATIONS, *RESAMPLINGS]
)
def test_is_python_that_names_nothing_it_does_not_make(framework, text):
    tree = ast.parse(network_code(network_of(text), framework))
    assert "network" in made_in(tree)
    used = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    assert used <= made_in(tree) | set(dir(builtins))


def made_in(tree):
    """Every name that is assigned, defined, imported or an argument."""
    made = set()
    for node in ast.walk(tree):
        match node:
            case ast.Name(id=name, ctx=ast.Store()) | ast.arg(arg=name):
                made.add(name)
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                made.add(name)
            case ast.alias(name=name, asname=other):
                made.add((other or name).split(".")[0])
    return made


def test_two_layers_never_share_a_name():
    nodes = [
        {"id": id_, "op": "conv", "inputs": [before], "kernel_size": 3}
        for before, id_ in [("x!", "a.b"), ("a.b", "a-b"), ("a-b", "class"), ("class", "x")]
    ]
    network = network_from_json({"input": "x!", "output": "x", "nodes": nodes})
    code = network_code(network, "keras")
    assert [line.split()[0] for line in code.splitlines() if "Conv2D" in line] == [
        *("a_b", "a_b_", "class_", "x_")
    ]


def test_a_name_cannot_leave_the_docstring():
    nodes = [{"id": "a", "op": "conv", "inputs": ["x"], "kernel_size": 3}]
    hostile = '"""\nimport os\nos.system("echo")\n"""\\'
    network = network_from_json({"name": hostile, "input": "x", "output": "a", "nodes": nodes})
    for framework in NETWORK_FRAMEWORKS:
        tree = ast.parse(network_code(network, framework))
        imported = {
            alias.name
            for node in ast.walk(tree)
            if isinstance(node, ast.Import | ast.ImportFrom)
            for alias in node.names
        }
        assert "os" not in imported


def test_an_id_cannot_leave_its_quotes():
    hostile = '"]; import os #'
    nodes = [{"id": hostile, "op": "conv", "inputs": ["x"], "kernel_size": 3}]
    network = network_from_json({"input": "x", "output": hostile, "nodes": nodes})
    for framework in NETWORK_FRAMEWORKS:
        assert "import os" not in network_code(network, framework)


@pytest.mark.parametrize(
    ("text", "piece"),
    [
        ("conv3", "nn.Conv2d(channels, channels, 3, padding=1)"),
        ("conv3 causal", "nn.ConstantPad2d((2, 0, 2, 0), 0.0)"),
        ("conv3x5 p1:0x2:3 c8", "nn.ConstantPad2d((2, 3, 1, 0), 0.0)"),
        ("conv3 s2 same", "SamePad((3, 3), (2, 2))"),
        ("maxpool3 s2 p1:0", 'nn.ConstantPad2d((1, 0, 1, 0), float("-inf"))'),
        ("1d, conv2 d4 causal", "nn.ConstantPad1d((4, 0), 0.0)"),
        ("tconv4 s2 p0:1", "nn.ConstantPad2d((0, -1, 0, -1), 0.0)"),
        ("tconv4 s2 p1:0", "stride=2, padding=1, output_padding=1"),
        ("tconv3 s2 p1 o1", "stride=2, padding=1, output_padding=1"),
    ],
)
def test_pytorch_gets_a_padding_layer_only_where_it_needs_one(text, piece):
    assert piece in network_code(parse_network(text), "torch")


def test_only_used_imports_and_helpers_are_written():
    plain = network_code(parse_network("conv3"), "torch")
    assert "import torch" not in plain.replace("from torch import nn", "") and "class" not in plain
    assert "class SamePad" in network_code(parse_network("conv3 s2 same"), "torch")


def test_channels_follow_the_network():
    code = network_code(parse_network("[conv1 c8 | id] concat, conv3 c2, conv3"), "torch")
    assert "nn.Conv2d(channels + 8, 2, 3, padding=1)" in code
    assert "nn.Conv2d(2, 2, 3, padding=1)" in code


@pytest.mark.parametrize(
    ("text", "channels"),
    [
        ("conv3", 64),
        ("dwconv3 s2 d2 same c4", 4),
        ("dwconv3 c96", 48),
        ("conv3 g3", 63),
        ("conv3 c96 g48", 48),
        ("conv3 g200", 200),
        ("[conv1 c8 | id] concat, dwconv3 c24", 16),
        ("[id | id] concat, conv3 g8", 64),
        ("conv1 c3, dwconv3 c6", 64),
    ],
)
@pytest.mark.parametrize("framework", NETWORK_FRAMEWORKS)
def test_the_default_number_of_channels_suits_every_layer(framework, text, channels):
    assert f"channels={channels})" in network_code(parse_network(text), framework)


def test_layers_that_no_number_of_channels_suits_are_an_error():
    network = parse_network("[conv1 c8 | id] concat, dwconv3 c8")
    with pytest.raises(GeometryError, match="no number of input channels up to 128"):
        network_code(network, "torch")


def test_a_depthwise_keras_layer_takes_stride_rate_and_same_in_one_call():
    code = network_code(parse_network("dwconv3 s2 d2 same"), "keras")
    assert 'layers.DepthwiseConv2D(3, strides=2, padding="same", dilation_rate=2)' in code
    assert "MaxPooling" not in code and "ZeroPadding" not in code


@pytest.mark.parametrize(
    "settings",
    [
        {"op": "conv", "kernel_size": 3, "stride": 2, "padding": "same_lower"},
        {"op": "table", "axis": 1, "positions": [[0], [1, 2]]},
        {"op": "table", "axis": 0, "positions": [[0, 1]] * 501},
        {"op": "resize", "mode": "linear", "coordinates": "half_pixel_symmetric", "scales": [2, 2]},
        {"op": "resize", "mode": "linear", "coordinates": "half_pixel", "size": [4, 4]}
        | {"antialias": True},
    ],
)
def test_an_operation_without_a_writer_is_an_error(settings):
    nodes = [{"id": "a", "inputs": ["x"], **settings}]
    network = network_from_json({"input": "x", "output": "a", "nodes": nodes})
    for framework in NETWORK_FRAMEWORKS:
        with pytest.raises(GeometryError, match="layer 'a': code is not written for a"):
            network_code(network, framework)


@pytest.mark.parametrize("framework", NETWORK_FRAMEWORKS)
@pytest.mark.parametrize(
    "nodes",
    [
        [{"id": "m", "op": "global", "inputs": ["x"], "axes": [True, True], "kind": "pooling"}]
        + [{"id": "a", "op": "conv", "inputs": ["m"], "kernel_size": 3}],
        [{"id": "m", "op": "global", "inputs": ["x"], "axes": [True, True], "kind": "pooling"}]
        + [{"id": "a", "op": "concat", "inputs": ["m", "x"], "axis": 1}],
    ],
)
def test_pooled_values_that_would_have_to_be_a_map_again_are_refused(framework, nodes):
    network = network_from_json({"input": "x", "output": "a", "nodes": nodes})
    with pytest.raises(GeometryError, match="layer 'a': code is not written for a con"):
        network_code(network, framework)


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("norm", "# Means and sums stand for what reads a whole map: norm, recurrence.\n"),
        ("pooling", "# Means and sums stand for what reads a whole map: recurrence.\n"),
    ],
)
def test_what_stands_for_norms_and_recurrence_is_said(kind, said):
    nodes = [
        {"id": "m", "op": "global", "inputs": ["x"], "axes": [True, True], "kind": kind},
        {"id": "a", "op": "add", "inputs": ["m", "x"], "path": "norm"},
        {"id": "p", "op": "prefix", "inputs": ["a"], "axes": [False, True]},
    ]
    network = network_from_json({"input": "x", "output": "p", "nodes": nodes})
    assert said in network_code(network, "torch")
    assert "Means and sums" not in network_code(parse_network("conv3, [id | gap]"), "torch")


def test_an_unknown_framework_is_named():
    with pytest.raises(GeometryError, match="torch, tensorflow, keras, jax, not for 'caffe'"):
        network_code(parse_network("conv3"), "caffe")


def test_too_many_layers_are_an_error():
    with pytest.raises(GeometryError, match="3000 layers; code is written for at most 2000"):
        network_code(parse_network("3000*(conv3)"), "jax")


def test_a_network_of_nothing_is_a_function_too():
    for framework in NETWORK_FRAMEWORKS:
        ast.parse(network_code(parse_network("id"), framework))
