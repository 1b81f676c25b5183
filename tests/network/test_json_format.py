"""Networks as JSON: read, written, and refused by name."""

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dilviz import GeometryError, network_from_json, network_to_json, parse_network, receptive_field
from dilviz.network.network_text import network_from_text, network_text
from dilviz.network.resize import Resize
from dilviz.network.whole_map import Global
from tests.networks_at_random import networks, sized_networks

CONV = {"id": "a", "op": "conv", "inputs": ["x"], "kernel_size": [3, 3]}


def network(*nodes, **more):
    return {"input": "x", "output": nodes[-1]["id"] if nodes else "x", "nodes": list(nodes)} | more


def test_the_example_of_the_format():
    text = json.dumps(
        network(
            {"id": "sum", "op": "add", "inputs": ["a", "b"]},
            CONV | {"stride": [1, 1], "dilation": [6, 6], "padding": [[6, 6], [6, 6]]},
            {"id": "b", "op": "conv", "inputs": ["x"], "kernel_size": [1, 1]},
            output="sum",
            name="aspp",
        )
    )
    aspp = network_from_json(text)
    assert aspp.name == "aspp"
    assert receptive_field(aspp).size == (13, 13)
    assert receptive_field(aspp).pixels_read == 9


def test_settings_are_written_as_for_conv2d():
    def layer(**settings):
        return network_from_json(network(CONV | settings)).nodes[0].layer

    assert layer(padding=2) == layer(padding=[2, 2]) == layer(padding=[[2, 2], [2, 2]])
    assert layer(padding="valid") == layer(padding=0) == layer()
    assert layer(padding="same").padding == "same"
    assert layer(dilation=2) == layer(dilation=[2, 2])


def test_a_convolution_with_several_inputs_joins_them_first():
    joined = network_from_json(
        network(CONV, {"id": "b", "op": "pool", "inputs": ["a", "x"], "kernel_size": 2})
    )
    assert receptive_field(joined).pixels_read == 16
    assert str(joined) == "[a: conv3 valid | id], b: maxpool2 s1"


def test_a_network_without_nodes_passes_its_input_on():
    assert receptive_field(network_from_json(network())).size == (1, 1)


def test_an_id_used_again_means_the_newer_node_from_there_on():
    again = network_from_json(
        network(CONV, CONV | {"inputs": ["a"], "dilation": 2}, CONV | {"inputs": ["a"]})
    )
    assert receptive_field(again).size == (9, 9)
    assert receptive_field(again, at="a#2").size == (7, 7)


@settings(deadline=None)
@given(networks())
def test_a_round_trip_keeps_everything(drawn):
    text = json.dumps(network_to_json(drawn))
    assert network_from_json(text) == drawn
    assert network_from_json(json.loads(text)) == drawn


@pytest.mark.parametrize(
    "text",
    [
        "2*(dwconv3 c8, relu), tconv3 s2 o1, [avgpool3 s1 p1 | up2]",
        "conv3 c6 g3, tconv4 c9 g3",
        "1d, conv2 causal",
        "stem: conv7 s2, [conv3 | id], id p2x3:1, crop2:3x1, [id | gap], resize2 linear",
        "1d, crop2:3, [conv3 causal, end: conv1 | id]",
    ],
)
def test_a_network_from_notation_is_read_back_unchanged(text):
    parsed = parse_network(text)
    again = network_from_json(json.dumps(network_to_json(parsed)))
    assert again == parsed
    assert str(again) == str(parsed)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ("{", "this is not JSON: .*Correct the text"),
        ("[" * 100_000, "JSON"),
        ("[1]", r"a network must be a JSON object, got \[1\]"),
        (" " * 9_000_000, "the JSON has 9000000 characters; at most 8000000"),
        ({"input": "x", "output": "x"}, '"nodes" must be a list of nodes, got None'),
        ({"nodes": []}, 'the network has no "input". Add it'),
        (network(input=3), '"input" must be a text, got 3'),
        (network(output="z"), "the output 'z' is not a node"),
        (network({"id": 5}), 'node number 1: "id" must be a text, got 5'),
        ({"input": "x", "output": "x", "nodes": [3]}, "node number 1 must be an object, got 3"),
        (network({"id": "a", "inputs": ["x"]}), "node 'a' has no \"op\""),
        (network({"id": "a", "op": "conv", "inputs": ["x"]}), "node 'a' has no \"kernel_size\""),
        (network(CONV | {"op": "warp"}), "node 'a': op must be one of conv, pool.*got 'warp'"),
        (network(CONV | {"inputs": "x"}), "node 'a': \"inputs\" must be a list of ids, got 'x'"),
        (network(CONV | {"inputs": [1]}), "must be a list of ids, got 1 in it"),
        (network(CONV | {"inputs": []}), "node 'a' has no inputs"),
        (network(CONV | {"inputs": ["y"]}), "node 'a' reads 'y', which is neither"),
        (network(CONV | {"inputs": ["a"]}), "node 'a' reads, through others, its own output"),
        (network(CONV | {"dilatoin": 2}), 'has a key "dilatoin". Did you mean "dilation"'),
        (network(CONV | {"dilation": 0}), "node 'a': dilation rate must be at least 1, got 0"),
        (network(CONV | {"stride": -1}), "node 'a': stride must be at least 1, got -1"),
        (network(CONV | {"padding": "full"}), 'padding must be numbers, "valid" or "same"'),
        (network(CONV | {"padding": [[1, 2]]}), r"padding must be \(\(top, bottom\), "),
        (network(CONV | {"kernel_size": [1, 2, 3]}), r"must be one whole number or a pair"),
        (network(CONV | {"kernel_size": "33"}), "must be one whole number or a pair"),
        (
            network(CONV | {"kernel_size": 2.5}),
            "node 'a': kernel size must be a whole number, got 2.5",
        ),
        (network(CONV | {"channels": 0}), "number of channels must be at least 1"),
        (network(CONV | {"groups": 0}), "number of groups must be at least 1"),
        (network(CONV | {"groups": "2"}), "number of groups must be a whole number, got '2'"),
        (network(CONV | {"stride": True}), "node 'a': stride must be a whole number, got True"),
        (network(CONV | {"channels": True}), "number of channels must be a whole number, got Tr"),
        (network({"id": "u", "op": "upsample", "inputs": ["x"]}), 'has no "scale_factor"'),
        (network({"id": "p", "op": "pad", "inputs": ["x"]}), 'has no "padding"'),
        (network(*[CONV | {"id": str(i)} for i in range(10_001)]), "at most 10000 layers"),
    ],
)
def test_errors_name_the_node_and_the_numbers(data, message):
    with pytest.raises(GeometryError, match=message):
        network_from_json(data)


def test_a_cycle_far_from_the_output_is_still_named():
    loop = [
        CONV | {"id": "b", "inputs": ["c"]},
        CONV | {"id": "c", "inputs": ["b"]},
        CONV,
    ]
    with pytest.raises(GeometryError, match="node 'b' reads, through others, its own output"):
        network_from_json(network(*loop))


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=8,
)


@settings(deadline=None)
@given(
    st.fixed_dictionaries(
        {"id": st.just("a"), "op": st.sampled_from(["conv", "pad", "upsample"]) | json_values},
        optional={
            key: json_values
            for key in ("inputs", "kernel_size", "stride", "padding", "scale_factor", "channels")
        },
    )
)
def test_any_node_is_a_network_or_a_geometry_error(node):
    data = network({"id": "a"}) | {"nodes": [{"inputs": ["x"], "kernel_size": 3} | node]}
    try:
        network_from_json(data)
    except GeometryError as error:
        assert str(error)


def in_one_dimension(**settings):
    node = {"id": "a", "op": "conv", "inputs": ["x"], "kernel_size": [1, 3], **settings}
    return {"input": "x", "output": "a", "one_dimensional": True, "nodes": [node]}


def test_a_sequence_has_columns_only():
    assert str(network_from_json(in_one_dimension(padding=[0, 1]))) == "1d, a: conv3"


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"kernel_size": 3}, "node 'a' has 3 taps, stride 1 along the rows"),
        ({"stride": 2}, "node 'a' has 1 taps, stride 2 along the rows"),
        ({"padding": 1}, r"node 'a' has padding \(1, 1\) along the rows"),
    ],
)
def test_a_sequence_with_settings_along_rows_is_an_error(settings, message):
    with pytest.raises(GeometryError, match=message):
        network_from_json(in_one_dimension(**settings))


def test_many_inputs_are_refused_by_number():
    many = {"id": "b", "op": "add", "inputs": ["a"] * 40_001}
    with pytest.raises(GeometryError, match="at most 40000 inputs together, got 40002"):
        network_from_json(network(CONV, many))


@settings(max_examples=60, deadline=None)
@given(sized_networks())
def test_networks_of_every_kind_of_node_survive(drawing):
    network, size = drawing
    text = json.dumps(network_to_json(network))
    assert network_from_json(text) == network
    kept = network_from_text(network_text(network))
    assert kept.sizes(size)[kept.output] == network.sizes(size)[network.output]


def test_what_an_imported_network_says_of_itself_survives():
    told = replace(
        network_from_json({"input": "x", "output": "a", "nodes": [CONV | {"path": "stem.conv"}]}),
        left_out=("Gemm fc",),
        notes=("One sentence.",),
        fixed_size=(None, 9),
    )
    again = network_from_json(json.dumps(network_to_json(told)))
    assert again == told and again.nodes[0].path == "stem.conv"
    assert (again.left_out, again.notes) == (told.left_out, told.notes)
    assert network_from_json(network_text(told)).fixed_size == (None, 9)


@pytest.mark.parametrize(
    ("node", "message"),
    [
        ({"op": "slice", "steps": [0, 1]}, r"node 'a': steps must not be 0, got \(0, 1\)"),
        ({"op": "slice", "starts": -1}, "starts must be at least 0, got -1"),
        ({"op": "slice", "sizes": [1.5, None]}, "sizes must be a whole number, got 1.5"),
        ({"op": "global"}, None),
        ({"op": "global", "axes": False}, "axes must name rows, columns or both, got neither"),
        ({"op": "global", "kind": "median"}, "kind must be one of pooling, norm, softmax"),
        ({"op": "table", "axis": 0}, 'it has no "positions". Add it'),
        ({"op": "table", "axis": 2, "positions": [[0]]}, "axis must be 0 for rows or 1 for"),
        ({"op": "table", "axis": 0, "positions": [0, 1]}, "one list of whole numbers for each"),
        ({"op": "roll", "shifts": 0.5}, "shifts must be a pair .* of whole numbers"),
        ({"op": "flip", "axes": [1, 0]}, r"axes must be a pair \(rows, cols\) of true and false"),
        ({"op": "pad", "padding": 1, "padding_mode": "mirror"}, "padding mode must be one of"),
        ({"op": "pool", "kernel_size": 2, "ceil_mode": 1}, "ceil_mode must be true or false"),
        ({"op": "resize", "mode": "linear", "scale": 2}, 'a key "scale". Did you mean "scales"'),
        ({"op": "conv", "kernel_size": 3, "path": 3}, '"path" must be a text of at most 1000'),
        ({"op": "concat", "axis": "rows"}, "axis must be 0 for rows"),
    ],
)
def test_settings_of_operations_are_checked_by_name(node, message):
    data = {"input": "x", "output": "a", "nodes": [{"id": "a", "inputs": ["x"]} | node]}
    if message is None:
        assert network_from_json(data).nodes[0].settings == Global()
    else:
        with pytest.raises(GeometryError, match=message):
            network_from_json(data)


def test_one_value_stands_for_both_axes():
    def settings_of(**node):
        return network_from_json(network({"id": "a", "inputs": ["x"]} | node)).nodes[0].settings

    assert settings_of(op="global", axes=True) == Global((True, True))
    assert settings_of(op="resize", mode="linear", scales=2) == Resize("linear", scales=(2, 2))
