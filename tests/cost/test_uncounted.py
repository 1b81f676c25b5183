"""What a cost leaves out is said, and nothing is said of a network that is counted whole."""

import json

from dilviz import Layer, Network, Node, network_to_json, parse_network
from dilviz.command_line import run
from dilviz.cost.uncounted import uncounted
from dilviz.importing.exported import EXPORTED
from dilviz.network.whole_map import Global


def test_a_network_of_notation_is_counted_whole():
    assert uncounted(parse_network("conv3 d2, [conv3 | id], [id | gap]")) == ()


def test_the_head_of_a_model_and_its_norms_are_named():
    norms, head = uncounted(EXPORTED["EfficientNet-B0"].network)
    assert norms == "norms and activations"
    assert head.startswith("what follows the last map: ReduceMean") and "Gemm" in head


def test_attention_is_counted_by_its_layers_alone():
    nodes = [
        Node(f"a{number}", "global", ("x",), settings=Global(kind="attention")) for number in (1, 2)
    ]
    assert uncounted(Network.of(nodes)) == ("the products of maps in 2 attentions",)
    assert uncounted(Network.of([Node("c", "conv", ("x",), Layer.of(3))])) == ()


def test_the_command_and_the_code_say_so(tmp_path):
    file = tmp_path / "model.json"
    file.write_text(json.dumps(network_to_json(EXPORTED["U-Net (ResNet-34)"].network)))
    assert "Not counted: norms and activations." in run(["cost", str(file), "--channels", "3"])
    told = json.loads(run(["cost", str(file), "--channels", "3", "--json"]))
    assert told["not_counted"] == ["norms and activations"]
    assert run(["code", str(file)]).startswith("# What each layer reads is as in the model")
