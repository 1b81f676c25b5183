"""A network as lanes: nothing is drawn over a map that somebody still reads."""

from hypothesis import given, settings

from dilviz import Layer, Network, Node, parse_network
from dilviz.figures.lanes import MOST_ROWS, lanes
from dilviz.importing.exported import EXPORTED
from dilviz.network.stages import stages
from tests.networks_at_random import networks


@settings(max_examples=60, deadline=None)
@given(networks(longest=8))
def test_every_layer_reads_the_lanes_where_its_inputs_are(network):
    rows = lanes(network)["rows"]
    holder = {}  # lane -> the map in it, as a reader of the picture sees it
    for row, node in zip(rows, [None, *network.nodes], strict=True):
        if node is not None:
            assert {holder[lane] for lane in row["reads"]} == set(node.inputs)
            assert row["lane"] not in row["through"]
            holder = {lane: holder[lane] for lane in row["through"]}
        holder[row["lane"]] = row["name"]
    assert network.output in holder.values()


def test_a_chain_stays_in_one_lane():
    picture = lanes(parse_network("conv3, conv3x5 d2, relu"))
    assert picture["width"] == 1
    assert [row["words"] for row in picture["rows"]] == ["input", "conv3", "conv3x5 d2", "relu"]


def test_a_lane_is_free_after_the_last_reader_of_its_map():
    nodes = [Node(id_, "conv", ("x",), Layer.of(3)) for id_ in "abc"]
    assert [row["lane"] for row in lanes(Network.of(nodes, "x", "c"))["rows"]] == [0, 1, 1, 0]


def test_of_a_long_network_the_first_rows_are_drawn():
    picture = lanes(parse_network(f"{MOST_ROWS + 30}*(conv3)"))
    assert (len(picture["rows"]), picture["left_out"]) == (MOST_ROWS + 1, 30)


def test_a_long_network_has_a_lane_for_each_stage():
    network = EXPORTED["DeepLabV3+ (ResNet-50)"].network
    picture, folded = lanes(network), stages(network)
    assert len(picture["rows"]) == 1 + len(folded) and picture["left_out"] == 0
    assert picture["width"] > 1
    assert [row["name"] for row in picture["rows"][1:4]] == [stage.path for stage in folded[:3]]
    assert picture["rows"][4]["words"] == f"{len(folded[3].nodes)} layers"
