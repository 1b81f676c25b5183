"""Long networks folded by their modules."""

import pytest

from dilviz import Layer, Network, Node, parse_network
from dilviz.importing.exported import EXPORTED
from dilviz.network.stages import FEWEST_LAYERS, TOO_MANY, stages


def chain(paths):
    ids = ["x", *(f"n{number}" for number in range(len(paths)))]
    return Network.of(
        Node(id_, "conv", (before,), Layer.of(3), path=path)
        for before, id_, path in zip(ids, ids[1:], paths, strict=False)
    )


@pytest.mark.parametrize("name", EXPORTED)
def test_stages_hold_every_layer_once_and_in_order(name):
    network = EXPORTED[name].network
    folded = stages(network)
    assert [node for stage in folded for node in stage.nodes] == [*network.nodes] * bool(folded)
    assert len(folded) <= min(TOO_MANY, len(network.nodes) // 2)


def test_a_sum_made_by_the_module_around_a_block_belongs_to_the_block():
    network = chain(["stem"] * 2 + ["layer1.0.conv", "layer1.0", "layer1.1.conv", "layer1.1"] * 9)
    blocks = [stage.path for stage in stages(network)]
    assert blocks == ["stem", *["layer1.0", "layer1.1"] * 9]
    assert all(len(stage.nodes) == 2 for stage in stages(network))


def test_a_module_that_runs_twice_is_two_stages():
    network = chain((["encoder"] * 5 + ["decoder"] * 5) * 3)
    assert [stage.path for stage in stages(network)] == ["encoder", "decoder"] * 3


@pytest.mark.parametrize(
    "network",
    [
        chain(["a.b"] * (FEWEST_LAYERS - 1)),
        parse_network("60*(conv3)"),
        chain([f"features.{number}" for number in range(40)]),
        chain(["one.module"] * 40),
    ],
    ids=["short", "without modules", "flat", "one module"],
)
def test_what_modules_do_not_shorten_stays_as_it_is(network):
    assert stages(network) == ()
