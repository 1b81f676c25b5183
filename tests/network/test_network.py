"""The graph: order, sizes, and graphs that cannot be."""

import numpy as np
import pytest

from dilviz import GeometryError, Layer, Network, Node, parse_network
from dilviz.network.borders import Pool
from dilviz.network.lookup import Along, Table
from dilviz.network.moves import Flip, Slice
from dilviz.network.resize import Resize
from dilviz.network.whole_map import Global


def conv(id_, *inputs, **settings):
    return Node(id_, "conv", inputs, Layer.of(3, **settings))


def test_nodes_are_put_in_an_order_in_which_inputs_come_first():
    network = Network.of([conv("c", "b"), conv("a", "x"), conv("b", "a")], "x", "c")
    assert [node.id for node in network.nodes] == ["a", "b", "c"]


def test_only_the_nodes_that_lead_to_a_map_are_asked():
    network = Network.of([conv("a", "x"), conv("b", "x"), conv("c", "a")], "x", "c")
    assert [node.id for node in network.before("c")] == ["a", "c"]
    assert network.before("x") == ()


def test_a_chain_is_recognised():
    assert parse_network("conv3, relu, maxpool2").is_chain
    assert not parse_network("conv3, [conv3 | id]").is_chain


@pytest.mark.parametrize(
    ("text", "sizes"),
    [
        ("conv3 valid", (7, 9)),
        ("conv3 s2", (5, 6)),
        ("conv3x1 s2x3 same", (5, 4)),
        ("maxpool2", (4, 5)),
        ("up2x3", (18, 33)),
        ("tconv4 s2", (18, 22)),
        ("tconv3 s2 p1 o1", (18, 22)),
        ("tconv3 s2 p1", (17, 21)),
        ("tconv3 s3 same", (27, 33)),
        ("id p1:0", (10, 12)),
        ("[conv3 valid | id]", (7, 9)),
    ],
)
def test_sizes_along_rows_and_columns(text, sizes):
    network = parse_network(text)
    assert network.sizes((9, 11))[network.output] == sizes


def test_a_transposed_size_counts_the_outputs_that_are_written():
    for taps, stride, rate, before, after in np.ndindex(4, 3, 3, 2, 3):
        layer = Layer.of(
            taps + 1, stride=stride + 1, dilation=rate + 1, padding=((before, after),) * 2
        )
        full = (5 - 1) * (stride + 1) + (rate + 1) * taps + 1
        node = Node("t", "conv_transpose", ("x",), layer)
        if full - before - after >= 1:
            assert node.output_size(0, 5) == full - before - after


def test_one_number_is_a_length_in_one_dimension():
    assert parse_network("1d, conv3").read_size(9) == (1, 9)
    assert parse_network("conv3").read_size(9) == (9, 9)
    assert parse_network("conv3").read_size(np.int64(9)) == (9, 9)
    assert parse_network("conv3").read_size((4, 5)) == (4, 5)


@pytest.mark.parametrize(
    ("nodes", "output", "message"),
    [
        ([conv("a", "x"), conv("a", "x")], "a", "two nodes are called 'a'. Rename"),
        ([conv("x", "x")], "x", "two nodes are called 'x'"),
        ([conv("a", "y")], "a", "node 'a' reads 'y', which is neither a node nor the input 'x'"),
        ([conv("a", "b"), conv("b", "a")], "a", "node 'a' reads, through others, its own output"),
        ([conv("a", "x")], "b", "the output 'b' is not a node of the network"),
        ([conv("a")], "a", "node 'a' has no inputs"),
    ],
)
def test_graphs_that_cannot_be_are_refused_by_name(nodes, output, message):
    with pytest.raises(GeometryError, match=message):
        Network.of(nodes, "x", output)


def test_nodes_that_cannot_be_are_refused():
    with pytest.raises(GeometryError, match="node 'a': op must be one of conv, pool"):
        Node("a", "warp", ("x",))
    with pytest.raises(GeometryError, match="node 'a': number of channels must be at least 1"):
        Node("a", "conv", ("x",), channels=0)
    with pytest.raises(GeometryError, match="padding leaves 0 of its outputs"):
        parse_network("tconv3 p2").sizes(2)
    with pytest.raises(GeometryError, match="input size must be one number or a pair"):
        parse_network("conv3").sizes((1, 2, 3))


@pytest.mark.parametrize(
    ("node", "sizes"),
    [
        (Node("a", "slice", ("x",), settings=Slice((1, 0), (2, 3), (None, 2))), (4, 2)),
        (Node("a", "slice", ("x",), settings=Slice((8, 4), (-3, -1))), (3, 5)),
        (Node("a", "flip", ("x",), settings=Flip()), (9, 11)),
        (Node("a", "resize", ("x",), settings=Resize(scales=(1.5, 0.5))), (13, 5)),
        (Node("a", "resize", ("x",), settings=Resize(size=(4, None))), (4, 11)),
        (Node("a", "global", ("x",), settings=Global((False, True))), (9, 1)),
        (Node("a", "table", ("x",), settings=Table(0, ((0,), (8, 1)))), (2, 11)),
        (Node("a", "transpose", ("x",)), (11, 9)),
        (Node("a", "concat", ("x", "x"), settings=Along(1)), (9, 22)),
        (Node("a", "pad", ("x",), Layer((1, 1), padding=((-2, 1), (0, -3)))), (8, 8)),
        (Node("a", "pool", ("x",), Layer.of(2, stride=3), settings=Pool(True)), (3, 4)),
        (Node("a", "pool", ("x",), Layer.of(3, stride=4), settings=Pool(True)), (3, 3)),
        (conv("a", "x", stride=2, padding="same_lower"), (5, 6)),
    ],
)
def test_sizes_of_operations_that_are_no_windows(node, sizes):
    assert Network.of([node], "x").sizes((9, 11))["a"] == sizes


def test_same_lower_puts_the_odd_sample_first():
    node = conv("a", "x", stride=2, padding="same_lower")
    assert node.padding(0, 10) == (1, 0) and node.padding(0, 9) == (1, 1)


def test_maps_without_positions_follow_those_they_meet():
    pooled = Node("g", "global", ("x",), settings=Global())
    small = Node("s", "conv", ("g",), Layer.of(5))
    network = Network.of([pooled, small, Node("y", "add", ("s", "x"))])
    assert network.sizes((9, 11)) == {"x": (9, 11), "g": (1, 1), "s": (1, 1), "y": (9, 11)}
    assert network.positionless["s"] == (True, True)
    assert network.positionless["y"] == (False, False)


@pytest.mark.parametrize(
    ("node", "message"),
    [
        (("slice", Slice((12, 0))), "'a': it starts at row 12 of an input that has 9"),
        (("table", Table(1, ((11,),))), "'a': it reads column 11 of an input that has 11"),
    ],
)
def test_what_does_not_fit_the_input_names_the_layer(node, message):
    op, settings = node
    with pytest.raises(GeometryError, match=message):
        Network.of([Node("a", op, ("x",), settings=settings)]).sizes((9, 11))


def test_a_node_has_the_settings_of_its_operation():
    with pytest.raises(GeometryError, match=r"'a': 'roll' needs its settings, Roll\(...\)"):
        Node("a", "roll", ("x",))
    with pytest.raises(GeometryError, match="'a': 'conv' cannot have the settings Pool"):
        Node("a", "conv", ("x",), settings=Pool(True))
    assert Node("a", "pool", ("x",), Layer.of(2), settings=Pool()).settings is None


def test_a_number_is_not_the_name_of_a_layer():
    network = parse_network("conv3, stem: conv3, end: 2*(conv1)")
    assert [node.named for node in network.nodes] == [False, True, False, True]
