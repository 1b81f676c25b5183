"""Every preset can be read, priced and printed, and its sentences hold (numbers: tests/papers)."""

import pytest

from dilviz import parse_network, receptive_field
from dilviz.cost.layer_cost import costs, total
from dilviz.network.notation_builders import resnet_50, temporal_network
from dilviz.network.presets import NETWORKS


@pytest.mark.parametrize("name", NETWORKS)
def test_a_preset_has_a_sentence_a_source_and_a_notation(name):
    preset = NETWORKS[name]
    assert preset.shows.endswith(".") and preset.source
    assert parse_network(str(preset.network)) == preset.network


@pytest.mark.parametrize("name", NETWORKS)
def test_a_preset_can_be_priced(name):
    preset = NETWORKS[name]
    weights = total(costs(preset.network, preset.input_size, preset.channels)).weights
    assert weights.number is None if preset.channels is None else weights.number > 0


def test_the_numbers_in_the_sentences_of_presets_are_right():
    fields = {name: receptive_field(preset.network) for name, preset in NETWORKS.items()}
    assert fields["DeepLab ASPP"].pixels_read == 33
    assert fields["HDC 1 2 9"].size[0] ** 2 - fields["HDC 1 2 9"].pixels_read == 184
    assert fields["DeepLab LargeFOV"].size == receptive_field(parse_network("conv7 d4")).size
    small, large = (NETWORKS[name] for name in ("Context module", "Context module, Large"))
    ratio = total(costs(large.network, channels=21)).weights.number / 28224
    assert total(costs(small.network, channels=21)).weights.number == 28224 and round(ratio) == 241
    sizes = [fields[f"ResNet-50 (stride in {layer})"].size[0] for layer in ("1 × 1", "3 × 3")]
    assert sizes[0] - sizes[1] == 56


def layers_of_3_on_each_path(network, id_):
    """Of every path from the input to a node: how many 3 x 3 convolutions are on it."""
    if id_ == network.input:
        return [0]
    node = network.by_id[id_]
    here = (node.op, node.layer.kernel_size) == ("conv", (3, 3))
    return [
        before + here
        for source in node.inputs
        for before in layers_of_3_on_each_path(network, source)
    ]


def test_residual_networks_have_their_short_paths():
    network = parse_network(resnet_50(3))
    paths = layers_of_3_on_each_path(network, "stage1")
    assert sorted(paths) == [0, 1, 1, 1, 2, 2, 2, 3]


@pytest.mark.parametrize(
    ("kernel_size", "field_after_n"),
    [(2, [3, 7, 15, 31, 63, 127]), (3, [5, 13, 29, 61, 125, 253])],
)
def test_temporal_networks_of_two_layers_a_block(kernel_size, field_after_n):
    for levels, size in enumerate(field_after_n, start=1):
        network = parse_network(temporal_network(kernel_size, levels))
        assert receptive_field(network).size == (1, size)
        assert receptive_field(network).interval[1] == (1 - size, 0)


@pytest.mark.parametrize("stacks", [1, 2, 3])
@pytest.mark.parametrize("convs", [1, 2, 3])
def test_temporal_networks_of_other_blocks_and_stacks(convs, stacks):
    network = parse_network(temporal_network(4, 3, convs_per_block=convs, stacks=stacks))
    assert receptive_field(network).size[1] == 1 + stacks * convs * 3 * (1 + 2 + 4)
