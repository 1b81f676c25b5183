"""Weights and multiply-adds, against the published tables and a count of every product."""

import numpy as np
import pytest

from dilviz import GeometryError, network_from_json, parse_network
from dilviz.cost.layer_cost import costs, total
from dilviz.network.presets import NETWORKS


def numbers(network, what, **settings):
    return [getattr(cost, what).number for cost in costs(network, **settings).values()]


def test_the_basic_context_module_is_64_c_squared():
    module = NETWORKS["Context module"].network
    assert str(total(costs(module)).weights) == "64 C²"
    assert numbers(module, "weights", channels=21) == [3969] * 7 + [441]
    assert numbers(module, "biases", channels=21) == [21] * 8
    assert total(costs(module, channels=11)).weights.number == 7744
    assert total(costs(module, channels=19)).weights.number == 23104


def test_the_basic_context_module_costs_115_million_multiply_adds():
    module = NETWORKS["Context module"].network
    assert numbers(module, "multiply_adds", input_size=64, channels=21) == [16257024] * 7 + [
        1806336
    ]
    assert total(costs(module, 64, 21)).multiply_adds.number == 115605504


def test_the_large_context_module_costs_as_released():
    module = NETWORKS["Context module, Large"].network
    weights = [7938, 15876, 31752, 127008, 508032, 2032128, 4064256, 14112]
    assert numbers(module, "weights", channels=21) == weights
    summed = total(costs(module, 64, 21))
    assert (summed.weights.number, summed.biases.number) == (6801102, 2037)
    assert summed.multiply_adds.number == 27857313792
    assert summed.channels.number == 21


@pytest.mark.parametrize(
    ("name", "channels", "multiply_adds"),
    [("Context module", 21, 312166260), ("Context module, Large", 21, 32941380528)],
)
def test_padding_once_by_33_costs_more(name, channels, multiply_adds):
    layers = NETWORKS[name].notation.split(", ")
    text = ", ".join(["id p33"] + [f"{layer} valid" for layer in layers])
    assert total(costs(parse_network(text), 64, channels)).multiply_adds.number == multiply_adds


def test_vgg_16_has_the_published_multiply_adds():
    counted = costs(NETWORKS["VGG-16"].network, 224, 3)
    convs = [cost.multiply_adds.number for id_, cost in counted.items() if id_.startswith("conv")]
    assert sum(convs) == 15346630656


def test_resnet_50_has_its_published_number_of_convolution_weights():
    published, classifier, normalisation = 25557032, 2049000, 53120
    for stride_in in ("1 × 1", "3 × 3"):
        network = NETWORKS[f"ResNet-50 (stride in {stride_in})"].network
        weights = total(costs(network, channels=3)).weights.number
        assert weights == published - classifier - normalisation


def test_the_dilation_rate_changes_no_cost():
    plain, dilated = (costs(parse_network(f"conv3x5 {d} same"), (9, 14), 4) for d in ("", "d3"))
    assert plain == dilated


def products_of(node, size, channels):
    """Count multiply-adds one by one: every output (or input) meets every weight."""
    _, rows, cols = np.broadcast_shapes((channels, 1, 1), (1, *size))
    taps = node.layer.kernel_size
    return sum(1 for _ in np.ndindex(rows, cols, *taps)) * channels


@pytest.mark.parametrize(
    ("text", "positions"),
    [("conv2x3 s2", "outputs"), ("tconv4x3 s2 p1", "inputs"), ("dwconv3", "outputs")],
)
def test_every_weight_is_used_once_at_every_position(text, positions):
    network = parse_network(text)
    [node] = network.nodes
    size = (7, 10) if positions == "inputs" else network.sizes((7, 10))[node.id]
    [cost] = costs(network, (7, 10), 5).values()
    others = 1 if text.startswith("dw") else 5
    assert cost.multiply_adds.number == products_of(node, size, 5) * others


@pytest.mark.parametrize(("text", "groups"), [("conv2x3 s2 c6 g3", 3), ("tconv3x2 c4 g2", 2)])
def test_channels_of_different_groups_never_meet(text, groups):
    size, channels = (7, 10), 6
    alone = text.rsplit(" ", 1)[0]
    [grouped], [dense] = (
        costs(parse_network(layer), size, channels).values() for layer in (text, alone)
    )
    assert grouped.weights.number * groups == dense.weights.number
    assert grouped.multiply_adds.number * groups == dense.multiply_adds.number
    assert grouped.channels == dense.channels and grouped.biases == dense.biases


def test_as_many_groups_as_channels_are_a_depthwise_layer():
    grouped, depthwise = (costs(parse_network(text), 9, 12) for text in ("conv3 g12", "dwconv3"))
    assert grouped == depthwise


def test_groups_of_unstated_channels_give_fractions_of_c():
    counted = costs(parse_network("conv3 g32, conv3 c64 g32"), 4)
    assert [str(cost.weights) for cost in counted.values()] == ["9/32 C²", "18 C"]
    assert str(total(counted).multiply_adds) == "9/2 C² + 288 C"


def test_resnext_50_has_its_published_number_of_convolution_weights():
    published, classifier, normalisation = 25028904, 2049000, 68224
    parts = ["conv7 s2 c64, maxpool3 s2 p1"]
    for number, units in enumerate([3, 4, 6, 3]):
        wide, out, stride = 128 << number, 256 << number, " s2" * (number > 0)
        first = f"conv1 c{wide}, conv3{stride} c{wide} g32, conv1 c{out} | conv1{stride} c{out}"
        rest = f"[conv1 c{wide}, conv3 c{wide} g32, conv1 c{out} | id]"
        parts.append(f"[{first}] add, {units - 1}*({rest})")
    weights = total(costs(parse_network(", ".join(parts)), channels=3)).weights.number
    assert weights == published - classifier - normalisation


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("conv3 c8, conv3 g3 c9", "layer '2': 3 groups cannot share 8 channels in evenly"),
        ("conv3 c4, dwconv3 c2", "layer '2': each of 4 channels has equally many kernels"),
        (
            "conv1 c5, [id | id] concat, dwconv3 c3",
            "so they cannot make 3. Choose a multiple of 10.",
        ),
        ("conv3 c8, conv3 g3", "layer '2': 3 groups cannot share 8 channels in evenly"),
    ],
)
def test_groups_that_do_not_divide_the_channels_raise_an_error(text, message):
    with pytest.raises(GeometryError, match=message):
        costs(parse_network(text))


def test_layers_without_weights_cost_no_multiply_adds():
    counted = costs(parse_network("maxpool2, avgpool3 s1, relu, up2, id p1:0"), (8, 12), 3)
    assert {(cost.weights.number, cost.multiply_adds.number) for cost in counted.values()} == {
        (0, 0)
    }


def test_concatenation_adds_channels_up_and_addition_does_not():
    joined = costs(parse_network("[conv1 c8 | conv3 c16 | id] concat, conv1 c4"), channels=3)
    assert [cost.channels.number for cost in joined.values()][-2:] == [27, 4]
    assert [cost.weights.number for cost in joined.values()][-1] == 27 * 4
    added = costs(parse_network("conv1 c8, [conv3 c8 | id], conv1 c4"), channels=3)
    assert [cost.channels.number for cost in added.values()][-2:] == [8, 4]


def test_unstated_channels_stay_c():
    counted = costs(parse_network("[conv1 c8 | id] concat, conv3 c2, conv3"), (4, 6))
    assert [str(cost.weights) for cost in counted.values()] == ["8 C", "0", "18 C + 144", "36"]
    assert str(total(counted).multiply_adds) == "624 C + 4320"


def test_multiply_adds_are_none_without_an_input_size():
    assert total(costs(parse_network("conv3"))).multiply_adds is None


def test_zero_channels_raise_an_error():
    with pytest.raises(GeometryError, match="channels must be at least 1, got 0"):
        costs(parse_network("conv3"), channels=0)


def test_more_than_a_billion_times_the_channels_raise_an_error():
    with pytest.raises(GeometryError, match="every concatenation adds its paths up"):
        costs(parse_network("40*([id | id] concat)"))


def test_maps_laid_end_to_end_keep_their_channels():
    nodes = [{"id": "a", "op": "concat", "inputs": ["x", "x"], "axis": 1}]
    network = network_from_json({"input": "x", "output": "a", "nodes": nodes})
    assert costs(network, channels=3)["a"].channels.number == 3
    beside = network_from_json({"input": "x", "output": "a", "nodes": [nodes[0] | {"axis": None}]})
    assert costs(beside, channels=3)["a"].channels.number == 6
