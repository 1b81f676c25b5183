"""Layers asked about by the module that made them."""

import pytest

from dilviz import GeometryError, Network, Node, receptive_field

PATHS = ["encoder.layer1.0.conv1", "encoder.layer1.0.bn1", "encoder.layer10.conv", "head.conv"]


def network(*paths):
    ids = ["x", *(f"n{number}" for number in range(len(paths)))]
    nodes = [
        Node(id_, "identity", (source,), path=path)
        for id_, source, path in zip(ids[1:], ids, paths, strict=False)
    ]
    return Network.of(nodes)


@pytest.mark.parametrize(
    ("at", "id_"),
    [
        ("encoder.layer1", "n1"),
        ("encoder.layer1.0.conv1", "n0"),
        ("encoder", "n2"),
        ("layer1", "n1"),
        ("layer10", "n2"),
        ("head", "n3"),
        ("n0", "n0"),
    ],
)
def test_a_module_stands_for_the_last_map_made_inside_it(at, id_):
    assert network(*PATHS).find(at) == id_
    assert receptive_field(network(*PATHS), at=at).at == id_


def test_an_id_goes_before_a_path():
    assert network("n1", "b").find("n1") == "n1"


def test_a_name_of_several_modules_is_refused_with_their_paths():
    with pytest.raises(GeometryError, match="one of several modules: a.block, b.block. Name one"):
        network("a.block.conv", "b.block.conv").find("block")


@pytest.mark.parametrize("at", ["layer2", "", "encoder.layer1.0.conv", "ayer1"])
def test_other_names_are_unknown(at):
    with pytest.raises(GeometryError, match=f"no layer is called '{at}'"):
        network(*PATHS).find(at)
