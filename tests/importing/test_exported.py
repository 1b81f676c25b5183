"""Networks read from shipped graphs: what their sentences say holds, and they travel as text."""

import json

import pytest

from dilviz import network_from_json, network_to_json, receptive_field
from dilviz.cost.layer_cost import costs, total
from dilviz.importing.exported import EXPORTED, GRAPHS
from dilviz.importing.written_network import network_from_writing
from dilviz.network.network_text import link_text, network_text
from dilviz.network.stages import stages

every_network = pytest.mark.parametrize("name", EXPORTED)


def field_of(name):
    return receptive_field(EXPORTED[name].network)


def rates(name):
    return {max(node.layer.dilation) for node in EXPORTED[name].network.nodes}


def test_every_graph_is_small_and_has_its_source():
    sources = (GRAPHS / "SOURCES.md").read_text(encoding="utf-8")
    files = {file.name.removesuffix(".onnx.gz"): file for file in GRAPHS.glob("*.onnx.gz")}
    assert set(files) == {network.graph for network in EXPORTED.values()}
    for name, file in files.items():
        assert file.stat().st_size < 20_000 and f"`{name}`" in sources


@every_network
def test_it_travels_in_links_and_as_json(name):
    network = EXPORTED[name].network
    assert network_from_writing(link_text(network_text(network))) == network
    assert network_from_json(json.dumps(network_to_json(network))) == network


@every_network
def test_it_is_priced_and_folded(name):
    exported = EXPORTED[name]
    priced = total(costs(exported.network, exported.network.fixed_size, exported.channels))
    assert priced.weights.number > 0 and priced.multiply_adds.number > 0
    folded = stages(exported.network)
    assert sum(len(stage.nodes) for stage in folded) in (0, len(exported.network.nodes))


def test_what_their_sentences_say_is_true():
    assert field_of("EfficientNet-B0").size == (851, 851)
    assert len(field_of("EfficientNet-B0").gates) == 16
    mobile = field_of("MobileNetV3 large, dilated")
    assert mobile.jump == (16, 16) and len(mobile.gates) == 8
    assert not field_of("ConvNeXt-T").gates
    assert {2, 4, 12, 24, 36} < rates("DeepLabV3 (ResNet-50)")
    assert field_of("DeepLabV3 (ResNet-50)").sees_everything == (True, True)
    assert {12, 24, 36} < rates("DeepLabV3+ (ResNet-50)")
    assert rates("BPNet") == {2**power for power in range(9)}
    assert rates("Conv-TasNet") == {1, 2, 4, 8}
    assert {gate.kind for gate in field_of("Conv-TasNet").gates} == {"norm"}
