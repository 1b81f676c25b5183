import pytest

from dilviz import parse_network, receptive_field
from dilviz.cost.layer_cost import costs, total
from dilviz.learned.digits import FIELD
from dilviz.learned.initial import initial_weights
from dilviz.learned.networks import DIGITS, LEARNED, NOISE, SERIES, of_task

EQUAL = {  # not the stacks that are deeper, nor the modules behind a front end
    DIGITS: 14_250,
    NOISE: 11_905,
}


def seven_layers(network):
    return not network.front_end and "plain layers" not in network.name


@pytest.mark.parametrize("key", [key for key, each in LEARNED.items() if seven_layers(each)])
def test_networks_of_one_task_have_equally_many_weights(key):
    weights = initial_weights(LEARNED[key], seed=0)
    count = sum(weight.size + bias.size for weight, bias in weights)
    assert count == EQUAL[LEARNED[key].task]


def test_the_deep_stacks_have_the_fields_that_they_are_compared_with():
    assert LEARNED["digits/33 plain layers"].field == LEARNED["digits/context module"].field == 67
    assert LEARNED["noise/16 plain layers"].field == LEARNED["noise/IRCNN"].field == 33


def test_the_fields_that_the_first_measurements_name():
    fields = {network.name: network.field for network in of_task(DIGITS)}
    assert [fields[name] for name in ("plain", "context module", "equal rates 4", "sawtooth")] == [
        15,
        67,
        57,
        45,
    ]


@pytest.mark.parametrize("key", LEARNED)
def test_every_pixel_has_an_output(key):
    network = LEARNED[key].network
    assert network.sizes((FIELD, FIELD + 16))[network.output] == (FIELD, FIELD + 16)


def test_without_dilation_the_series_begins_and_with_the_module_it_ends():
    assert [LEARNED[f"digits/{name}"].field for name in SERIES] == [15, 23, 35, 51, 67]


def test_a_module_stands_behind_its_front_end():
    module = LEARNED["digits/front end and module, identity"]
    before = LEARNED[f"digits/{module.front_end}"]
    assert module.notation == f"{before.notation}, {module.layers}"
    assert module.field == before.field + receptive_field(parse_network(module.layers)).size[0] - 1


def test_dilation_costs_no_multiply_adds():
    counts = {
        total(costs(LEARNED[key].network, FIELD, channels=1)).multiply_adds.number
        for key in ("digits/plain", "digits/context module", "digits/sawtooth")
    }
    assert len(counts) == 1
