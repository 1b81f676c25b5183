"""Every published number of the case file, computed by the Python functions."""

import pytest

from dilviz import network_from_json, receptive_field, receptive_fields
from dilviz.convolution.geometry import effective_kernel_size
from dilviz.gridding.coverage import hdc_distances
from tests.dependencies import paths_to
from tests.peers.published import CASES, both_axes


class Question:
    """One case: its network, and the fields asked about."""

    def __init__(self, case):
        self.network = network_from_json(case["network"])
        self.input_size = case.get("input_resolution")

    @property
    def field(self):
        return receptive_field(self.network, self.input_size)

    @property
    def sizes(self):
        return [size for size, _ in self.sizes_and_jumps]

    @property
    def sizes_and_jumps(self):
        fields = receptive_fields(self.network, self.input_size).values()
        return [[field.size[0], field.jump[0]] for field in fields]

    def map_sizes(self):
        return self.network.sizes(self.input_size)

    def paths(self, target=None):
        """The fields of single paths, shortest and longest."""
        target = target or self.network.output
        fields = []
        for path in paths_to(self.network, target):
            size, jump = 1, 1
            for node in path:
                size += (node.layer.effective_kernel_size[0] - 1) * jump
                jump *= node.layer.stride[0]
            fields.append(size)
        return [min(fields), max(fields)]

    @property
    def rates(self):
        return [node.layer.dilation[0] for node in self.network.nodes]


def _field(attribute):
    return lambda asked, stated: getattr(asked.field, attribute) == _pair(stated)


def _pair(stated):
    return (None, None) if stated is None else both_axes(stated)


def _layers(asked, stated):
    for at, numbers in stated.items():
        field = receptive_field(asked.network, asked.input_size, at=at)
        for name, number in numbers.items():
            assert getattr(field, name) == _pair(number), (at, name)
    return True


def _pad_total(asked, stated):
    [node] = asked.network.nodes
    return sum(node.padding(0, asked.input_size)) == stated


def _blocks(asked, stated):
    pools = [i for i, node in enumerate(asked.network.nodes) if node.op == "pool"]
    return [asked.sizes_and_jumps[i] for i in pools] == stated


CHECKS = {
    "size": _field("size"),
    "jump": _field("jump"),
    "start": _field("start"),
    "samples_read": _field("samples_read"),
    "aligned": lambda asked, stated: asked.field.aligned == stated,
    "layers": _layers,
    "per_layer_rf": lambda asked, stated: asked.sizes == stated,
    "per_block": _blocks,
    "sizes": lambda asked, stated: all(
        asked.map_sizes()[id_] == both_axes(size) for id_, size in stated.items()
    ),
    "out_size": lambda asked, stated: asked.map_sizes()[asked.network.output] == both_axes(stated),
    "pad_total": _pad_total,
    "first_unit_region": lambda asked, stated: asked.field.interval[0] == tuple(stated),
    "start_half_px": lambda asked, stated: asked.field.centre[0] + 0.5 == stated,
    "path_rf_min": lambda asked, stated: asked.paths()[0] == stated,
    "path_rf_max": lambda asked, stated: asked.paths()[1] == asked.field.size[0] == stated,
    "per_node_min_max": lambda asked, stated: all(
        asked.paths(at) == ends for at, ends in stated.items()
    ),
    "label_margin": lambda asked, stated: (asked.field.size[0] - asked.field.jump[0]) / 2 == stated,
    "undilated_layers_for_same_rf": lambda asked, stated: (asked.field.size[0] - 1) // 2 == stated,
    "M2": lambda asked, stated: hdc_distances(asked.rates)[1] == stated,
    "hdc_ok": lambda asked, stated: (hdc_distances(asked.rates)[1] <= 3) == stated,
    "effective_kernel": lambda asked, stated: all(
        effective_kernel_size(3, int(rate)) == reach for rate, reach in stated.items()
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_reproduces_the_published_numbers(name):
    case = CASES[name]
    asked = Question(case)
    for key, stated in case["expected"].items():
        assert CHECKS[key](asked, stated), (key, stated)


def test_every_case_states_its_source_and_a_number():
    for case in CASES.values():
        assert case["source"] and case["expected"]


def test_a_wrong_number_would_be_seen():
    asked = Question(CASES["yu_koltun_context"])
    assert not CHECKS["size"](asked, 66)
    assert not CHECKS["per_layer_rf"](asked, [3, 5, 9, 17, 33, 65, 67, 68])
