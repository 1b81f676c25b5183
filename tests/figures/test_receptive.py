"""The data behind the pictures of a network."""

import pytest

from dilviz import GeometryError, network_from_json, parse_network, receptive_fields
from dilviz.figures.receptive import growth, outline


def curves(text):
    network = parse_network(text)
    series = growth(network, receptive_fields(network))["series"]
    return {one["name"]: one["points"] for one in series}


def test_growth_compares_with_a_plain_and_a_doubling_stack():
    found = curves("2*(conv3), conv3 d2, conv3 d4, conv3 d8, conv3 d16, conv3")
    assert [field for _, field in found["this network"]] == [1, 3, 5, 9, 17, 33, 65, 67]
    assert [field for _, field in found["plain"]] == [1, 3, 5, 7, 9, 11, 13, 15]
    assert [field for _, field in found["doubling"]] == [1, 3, 7, 15, 31, 63, 127, 255]


def test_growth_compares_with_the_kernel_that_most_layers_have():
    assert curves("1d, conv2 causal, conv2 d2 causal, conv1")["plain"] == [
        [i, 1 + i] for i in range(4)
    ]


def test_depth_is_the_longest_path_and_joins_add_none():
    assert curves("[conv1 | conv3 d6 | conv3 d12]")["this network"] == [[0, 1], [1, 25]]
    assert curves("[conv3, conv3x5 | id]")["this network"] == [[0, 1], [1, 3], [2, 7]]


def test_very_long_curves_are_thinned_and_keep_their_end():
    points = curves("3000*(conv3)")["this network"]
    assert len(points) <= 401
    assert points[-1] == [3000, 6001]


def test_the_outline_has_every_layer_in_its_path():
    assert outline(parse_network("conv3, 2*([conv3 d2, relu | id]), out: conv1 c5")) == [
        {"words": "conv3"},
        {
            "times": 2,
            "items": [
                {
                    "paths": [[{"words": "conv3 d2"}, {"words": "relu"}], [{"words": "id"}]],
                    "join": "add",
                }
            ],
        },
        {"words": "conv1 c5", "name": "out"},
    ]


def test_the_outline_says_when_paths_cross():
    def node(id_, *inputs):
        return {"id": id_, "op": "add", "inputs": list(inputs)}

    nodes = [node("a", "x"), node("b", "a"), node("c", "a", "b"), node("d", "b", "c")]
    crossing = network_from_json({"input": "x", "output": "d", "nodes": nodes})
    with pytest.raises(GeometryError, match="no notation in one line"):
        outline(crossing)
