"""Surveys of one axis: routes, sizes and the units that stand for all."""

import pytest
from hypothesis import given

from dilviz import GeometryError, parse_network, receptive_field
from dilviz.fields.survey import AxisField, spans, survey
from tests.networks_at_random import networks


def axis_of(text, size=None, axis=1):
    network = parse_network(text)
    return survey(network, network.read_size(size), (network.output,)).axes[axis]


def test_one_walk_serves_both_axes_where_they_agree():
    for text, shared in (("conv3 d2", True), ("conv3x5", False), ("conv3 p1:0", True)):
        network = parse_network(text)
        rows, cols = survey(network, None, (network.output,)).axes
        assert (rows is cols) == shared
    rows, cols = survey(parse_network("conv3"), (4, 5), ("1",)).axes
    assert rows is not cols


def test_an_unknown_size_makes_a_route_for_each_way_of_padding():
    assert len(axis_of("conv3 s2 valid, conv3 s2").routes) == 1
    assert len(axis_of("conv3 s2 same").routes) == 2
    assert len(axis_of("conv3 s2 same, conv3 s3 same").routes) == 4  # 0 or 1 before each
    assert len(axis_of("maxpool2, up2, conv3 s2 same").routes) == 1  # after up2, always 0
    assert len(axis_of("conv3 s2 same", size=9).routes) == 1


def test_sizes_are_known_only_with_an_input_size():
    assert axis_of("conv3 s2").sizes is None
    assert axis_of("conv3 s2", size=(4, 9)).sizes == {"input": 9, "1": 5}


@pytest.mark.parametrize(
    ("text", "size", "representative"),
    [("conv3", None, 0), ("conv3, tconv3 s2 p1", None, 1), ("[conv3 s2 | conv3] add", 9, 4)],
)
def test_the_widest_unit_stands_for_all(text, size, representative):
    network = parse_network(text)
    surveyed = survey(network, network.read_size(size), (network.output,))
    field = AxisField(surveyed, 0, network.output, None)
    assert field.representative == representative
    sizes = [AxisField(surveyed, 0, network.output, unit).size for unit in range(5)]
    assert field.size == max(sizes) == sizes[representative]


def test_too_many_sizes_to_tell_apart_ask_for_one():
    with pytest.raises(GeometryError, match='"same" padding meets strides'):
        _ = axis_of("conv3 s997 same, conv3 s991 same").routes


def test_more_ways_of_padding_than_can_be_followed_are_refused():
    assert len(axis_of("8*(conv3 s2 same)").routes) == 256
    with pytest.raises(GeometryError, match="strides in 2048 ways, too many to follow through 11"):
        _ = axis_of("11*(conv3 s2 same)").routes


def test_sizes_that_lead_to_the_same_padding_are_followed_once():
    assert len(axis_of("conv4 s9000 same").routes) == 2  # 0 or 1 before


def test_who_asks_again_about_a_network_finds_what_one_walk_found():
    written = "conv3x5 d2, conv5x3 d7"
    first, again = (survey(parse_network(written), None, ("2",)) for _ in range(2))
    assert again is first
    assert survey(parse_network(written), None, ("1",)) is not first
    assert survey(parse_network(written), (31, 47), ("2",)) is not first


@given(networks(longest=4))
def test_spans_are_the_sizes_of_the_whole_field(network):
    assert spans(network, None, None) == receptive_field(network).size


def test_pooled_values_span_nothing():
    with pytest.raises(GeometryError, match="holds pooled values without positions"):
        spans(parse_network("conv3, gap, conv1"), (8, 9), None)
