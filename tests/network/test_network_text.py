"""Every network has a text, and the text is the network."""

import json

import pytest
from hypothesis import given, settings

from dilviz import GeometryError, Layer, Network, Node, network_from_json, receptive_field
from dilviz.network.network_text import LONGEST_LINK, fits_a_link, network_from_text, network_text
from tests.networks_at_random import networks

CROSSING = Network.of(
    [
        Node("a", "conv", ("x",), Layer.of((3, 5), padding=((1, 1), (2, 2)))),
        Node("b", "conv", ("a",), Layer.of(3, stride=2, dilation=(1, 2), padding=((0, 1), (0, 1)))),
        Node("c", "pool", ("a",), Layer.of(2, stride=2), kind="avgpool"),
        Node("d", "add", ("b", "c")),
        Node("e", "concat", ("c", "d")),
    ]
)


@settings(deadline=None, max_examples=80)
@given(networks(longest=6))
def test_a_text_read_again_is_the_same_network(network):
    text = network_text(network)
    again = network_from_text(text)
    if text.startswith("{"):
        assert again == network
    else:
        assert receptive_field(again) == receptive_field(network)


def test_crossing_paths_are_written_as_json_without_defaults():
    data = json.loads(network_text(CROSSING))
    assert network_from_json(data) == CROSSING
    assert [node.get("padding") for node in data["nodes"]] == [
        [1, 2],
        [[0, 1], [0, 1]],
        *[None] * 3,
    ]
    assert [node.get("kernel_size") for node in data["nodes"]] == [[3, 5], 3, 2, None, None]
    assert [node.get("stride") for node in data["nodes"]] == [None, 2, 2, None, None]


@pytest.mark.parametrize(
    "text", ["conv3 d2", "3,1,2,SAME", ' {"input":"x","output":"x","nodes":[]}']
)
def test_notation_fomoro_links_and_json_are_read(text):
    assert len(network_from_text(text).nodes) <= 1


def test_text_that_is_no_json_is_an_error():
    with pytest.raises(GeometryError, match="this is not JSON"):
        network_from_text("{conv3")


def test_what_fits_a_link_is_measured_as_a_link_writes_it():
    assert fits_a_link("a" * LONGEST_LINK)
    assert not fits_a_link("," * (LONGEST_LINK // 2))
    longest = "\N{MICROSCOPE}"  # the signs that take most room
    assert fits_a_link(longest * (LONGEST_LINK // 12))
    assert not fits_a_link(longest * (LONGEST_LINK // 12 + 1))
