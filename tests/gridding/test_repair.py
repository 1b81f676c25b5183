"""Remedies close the holes they say they close, and keep what they say they keep."""

from itertools import count, product

import pytest

from dilviz import parse_network, receptive_field
from dilviz.gridding.coverage import axis_coverage
from dilviz.gridding.repair import remedies

WITH_HOLES = [
    "3*(conv3 d2)",
    "conv3, conv3 d2, conv3 d9",
    "conv3 d2, conv3 d4, conv3 d8",
    "conv3 d12",
    "conv3 d1x4, conv3 d2x4",
    "1d, conv2 d3 causal, conv2 d6 causal",
    "2*(conv5 valid d3)",
    "conv3 s2, conv3 d5",
    "maxpool2, conv3 d3",
]


def by_name(text):
    return {remedy.name: remedy.network for remedy in remedies(parse_network(text))}


def has_holes(network):
    return any(axis.holes for axis in axis_coverage(network))


@pytest.mark.parametrize("text", WITH_HOLES)
def test_nearest_rates_and_extra_layers_leave_no_hole(text):
    found = by_name(text)
    assert has_holes(parse_network(text))
    assert {"same depth, nearest rates", "same depth, same field"} & set(found)
    for name, network in found.items():
        assert name == "decreasing rates" or not has_holes(network)


@pytest.mark.parametrize("text", WITH_HOLES)
def test_at_the_same_depth_only_rates_and_paddings_change(text):
    before = parse_network(text)
    for name, after in by_name(text).items():
        if not name.startswith("same depth"):
            continue
        pairs = list(zip(before.nodes, after.nodes, strict=True))
        assert all(old.kind == new.kind for old, new in pairs)
        assert all(old.layer.kernel_size == new.layer.kernel_size for old, new in pairs)
        assert all(old.layer.stride == new.layer.stride for old, new in pairs)
        if name == "same depth, same field":
            assert receptive_field(after).size == receptive_field(before).size
        sizes = [network.sizes((90, 120))[network.output] for network in (before, after)]
        assert sizes[0] == sizes[1] or "valid" in text


@pytest.mark.parametrize("text", WITH_HOLES)
def test_a_remedy_survives_its_notation(text):
    for network in by_name(text).values():
        assert str(parse_network(str(network))) == str(network)


@pytest.mark.parametrize("rates", [(2, 2, 2), (1, 2, 9), (2, 4, 8), (12,), (5, 40), (7, 8)])
def test_no_fewer_extra_layers_would_do(rates):
    text = ", ".join(f"conv3 d{rate}" for rate in rates)
    added = len(by_name(text)["extra layers"].nodes) - len(rates)

    def fillable(number):
        options = product(range(1, max(rates) + 1), repeat=number)
        return any(
            not has_holes(parse_network(", ".join([text, *(f"conv3 d{rate}" for rate in extra)])))
            for extra in options
        )

    assert added == next(number for number in count(1) if fillable(number))


def test_branches_are_offered_decreasing_rates():
    found = by_name("[conv1 | conv3 d6 | conv3 d12]")
    assert list(found) == ["decreasing rates"]
    assert str(found["decreasing rates"]).endswith("conv3 d6, conv3 d3, conv3")


def test_what_a_stride_skips_has_no_remedy_at_the_same_depth():
    assert "same depth, nearest rates" not in by_name("conv1 s2, conv3 d2")
