"""The plain data that programs and drawings read."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dilviz import (
    GeometryError,
    Network,
    Node,
    parse_network,
    receptive_field,
    receptive_fields,
)
from dilviz.export.report import report
from dilviz.importing.exported import EXPORTED
from dilviz.network.lookup import Table
from dilviz.network.presets import NETWORKS
from tests.networks_at_random import networks


@pytest.mark.parametrize("name", NETWORKS)
def test_every_layer_has_the_numbers_of_the_engine(name):
    preset = NETWORKS[name]
    fields = receptive_fields(preset.network, preset.input_size)
    answer = report(preset.network, preset.input_size, channels=preset.channels)
    assert [layer["id"] for layer in answer["layers"]] == [*fields]
    for layer in answer["layers"]:
        field = fields[layer["id"]]
        assert layer["size"] == list(field.size)
        assert layer["jump"] == list(field.jump)
        assert layer["start"] == list(field.start)
        assert layer["samples_read"] == list(field.samples_read)
        assert layer["coverage"] == field.coverage


@settings(max_examples=40, deadline=None)
@given(networks(), st.sampled_from([None, (23, 31)]))
def test_is_json_for_any_network(network, input_size):
    try:
        answer = report(network, input_size)
    except GeometryError:
        return
    assert json.loads(json.dumps(answer, allow_nan=False)) == answer


def test_names_three_conventions_of_one_position():
    answer = report(parse_network("conv3 s2 p1, conv3 d2, conv3 d4"))
    assert answer["start"] == [-13, -13]
    assert answer["centre"] == [0, 0]
    assert answer["centre_half_pixel"] == [0.5, 0.5]


def test_answers_for_one_unit_of_one_layer():
    network = parse_network("stem: conv3 s2, conv3x5 d1x2")
    answer = report(network, (20, 33), at="stem", unit=(2, 5))
    assert (answer["at"], answer["unit"]) == ("stem", [2, 5])
    assert answer["interval"] == [[3, 5], [9, 11]]
    assert answer["size"] == list(receptive_field(network, (20, 33), "stem", (2, 5)).size)
    assert answer["layers_total"] == 2


def test_a_layer_is_named_by_its_words_and_a_join_by_what_it_does():
    layers = report(parse_network("[conv3 | id], [conv1 d2 | relu] concat"))["layers"]
    assert [layer["words"] for layer in layers] == ["conv3", "add", "conv1 d2", "relu", "concat"]


def test_entries_hold_what_each_output_reads():
    [layer] = report(parse_network("conv3x2 s1x2 d2x1 p1x0:1"))["layers"]
    assert layer["reads"]["rows"] == {"stride": 1, "runs": [[-1, 2, 3]]}
    assert layer["reads"]["cols"] == {"stride": 2, "runs": [[0, 1, 2]]}


def test_entries_that_need_an_input_size_are_none_without_it():
    answer = report(parse_network("conv3 s2 same"))
    [layer] = answer["layers"]
    assert answer["start"] == [None, None] == answer["centre_half_pixel"]
    assert layer["padding"] == "same" and layer["output_size"] is None
    assert layer["reads"] == {"rows": None, "cols": None}
    [sized] = report(parse_network("conv3 s2 same"), (4, 5))["layers"]
    assert sized["padding"] == [[0, 1], [1, 1]] and sized["output_size"] == [2, 3]


def test_weights_are_numbers_or_hold_c():
    open_, stated = (report(parse_network("conv3, conv1"), 8, channels=c) for c in (None, 21))
    assert (open_["weights"], open_["weights_words"]) == (None, "10 C²")
    assert (stated["weights"], stated["multiply_adds"]) == (4410, 4410 * 64)
    assert stated["layers"][1]["weights"] == 441


def test_a_network_with_crossing_paths_is_reported_without_notation():
    from dilviz import network_from_json

    nodes = [{"id": name, "op": "conv", "inputs": ["x"], "kernel_size": 3} for name in "ab"]
    nodes += [
        {"id": "c", "op": "add", "inputs": ["a", "b"]},
        {"id": "d", "op": "add", "inputs": ["c", "a"]},
        {"id": "e", "op": "add", "inputs": ["d", "b"]},
    ]
    answer = report(network_from_json({"input": "x", "output": "e", "nodes": nodes}))
    assert answer["notation"] is None and answer["size"] == [3, 3]


def test_counts_that_are_too_large_are_none_and_the_rest_is_reported():
    answer = report(parse_network("3*(conv2 s1000), conv2 d1000"))
    assert answer["samples_read"] is answer["pixels_read"] is answer["coverage"] is None
    assert answer["size"][0] > 1e9 and answer["layers"][0]["size"] == [2, 2]


def test_a_layer_too_large_to_count_leaves_the_others_reported():
    answer = report(parse_network("first: conv3, 30*(conv3 s1000)"), at="first")
    assert answer["size"] == [3, 3]
    assert answer["layers_total"] == 31


def test_too_many_channels_leave_the_costs_none():
    answer = report(parse_network("40*([id | id] concat), conv3"))
    assert answer["weights"] is answer["weights_words"] is None and answer["size"] == [3, 3]


def test_thousands_of_layers_are_counted_and_the_first_described():
    answer = report(parse_network("3000*(conv3 d2)"), (8, 9))
    assert answer["size"] == [12001, 12001]
    assert (answer["layers_total"], len(answer["layers"])) == (3000, 400)
    assert answer["layers_left_out"] == 2600
    assert answer["weights_words"].replace("\u202f", "") == "27000 C²"


def test_a_network_of_no_layers_is_its_input():
    answer = report(parse_network("id"), 5)
    assert answer["size"] == [1, 1] and answer["weights"] == 0 and answer["plain_layers"] is None


def test_the_same_field_by_plain_layers():
    assert report(NETWORKS["Context module"].network)["plain_layers"] == 33
    wavenet = report(NETWORKS["WaveNet"].network)
    assert (wavenet["plain_layers"], wavenet["plain_kernel"]) == (1023, "2")


def test_a_generator_of_sound_is_small_enough_to_be_followed():
    """Six enlargements of 512 in all, after each three branches of dilated layers."""
    branches = (
        "[" + " | ".join(f"3*([conv{k} d3 same, conv{k} same | id])" for k in (3, 7, 11)) + "]"
    )
    ups = ["tconv16 s8 p4", "tconv8 s4 p2", *["tconv4 s2 p1"] * 4]
    answer = report(parse_network(f"conv7, {', '.join(f'{up}, {branches}' for up in ups)}, conv7"))
    assert answer["jump"] == [1 / 512, 1 / 512]


def test_a_long_network_is_folded_and_its_stages_add_up():
    answer = report(EXPORTED["EfficientNet-B0"].network, channels=3)
    assert sum(stage["layers"] for stage in answer["stages"]) == answer["layers_total"]
    weights = sum(stage["weights"] for stage in answer["stages"])
    assert weights == sum(layer["weights"] for layer in answer["layers"]) == answer["weights"]
    assert "without its 16 gates" in answer["gates_words"]


def test_gates_are_no_inputs_of_the_local_network():
    joined = report(parse_network("conv3, [id | gap, conv1]"))["layers"][-1]
    assert len(joined["inputs"]) == 2 and len(joined["local_inputs"]) == 1


@pytest.mark.parametrize(
    ("positions", "runs"),
    [
        (((0, 1), (1, 2, 3), (3,)), [[0, 1, 2], [1, 1, 3], [3, 1, 1]]),
        (((0, 2), (1,)), None),  # no run: a drawing leaves it out
    ],
)
def test_what_follows_no_rule_is_written_unit_by_unit(positions, runs):
    node = Node("t", "table", ("x",), settings=Table(0, positions))
    [layer] = report(Network.of([node]), (4, 3))["layers"]
    rows = layer["reads"]["rows"]
    assert rows == (runs and {"stride": 4, "runs": runs})
    assert layer["reads"]["cols"] == {"stride": 1, "runs": [[0, 1, 1]]}
