"""Real samples: networks of every kind of node against running them."""

import numpy as np
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from dilviz import Layer, Network, Node, receptive_field
from dilviz.fields.backward import reach_back
from dilviz.fields.sized_network import SizedNetwork
from dilviz.network.moves import Slice
from dilviz.network.whole_map import Global
from tests.networks_at_random import sized_networks
from tests.real_dependencies import interval, reaching

MANY = settings(max_examples=120, deadline=None)


def drawn(rectangles, size):
    """The pixels of a union of rectangles."""
    picture = np.zeros(size, bool)
    for rectangle in rectangles:
        rows, cols = (
            [position >= read.first and read.bits >> position - read.first & 1 for position in axis]
            for read, axis in zip(rectangle, map(range, size), strict=True)
        )
        picture |= np.outer(rows, cols).astype(bool)
    return picture


def unit_of(data, truth):
    return tuple(data.draw(st.integers(0, units - 1)) for units in truth.shape[2:])


def projected(read):
    """First and last row and column of a set of pixels."""
    return interval(read.any(1)), interval(read.any(0))


@MANY
@given(sized_networks(), st.booleans(), st.data())
def test_the_pixels_that_reach_a_unit_are_those_found_by_running_the_network(drawing, gates, data):
    network, size = drawing
    truth = reaching(network, size, gates=gates)
    unit = unit_of(data, truth)
    found = reach_back(
        SizedNetwork(network, size, (network.output,)), network.output, unit, gates=gates
    ).pixels
    np.testing.assert_array_equal(drawn(found, size), truth[:, :, *unit])


@MANY
@given(sized_networks(), st.data())
def test_followed_gates_count_in_what_reaches_the_unit(drawing, data):
    network, size = drawing
    truth = reaching(network, size)
    unit = unit_of(data, truth)
    read = truth[:, :, *unit]
    field = receptive_field(network, size, unit=unit, gates="follow")
    assert field.read_interval == projected(read)
    if field.gates:
        assert field.interval == projected(read)
        assert field.pixels_read == read.sum()
        assert field.samples_read == (read.any(1).sum(), read.any(0).sum())
        spans = [ends[1] - ends[0] + 1 if ends else 0 for ends in projected(read)]
        assert field.size == tuple(spans)


@MANY
@given(sized_networks(), st.data())
def test_gates_apart_leave_what_reaches_the_unit_without_them(drawing, data):
    network, size = drawing
    truth = reaching(network, size, gates=False)
    unit = unit_of(data, truth)
    field = receptive_field(network, size, unit=unit)
    for axis, ends in enumerate(projected(truth[:, :, *unit])):
        assert field.read_interval[axis] in ((ends,) if field.size[axis] is not None else (None,))


@MANY
@given(sized_networks(unruled=False), st.data())
def test_the_two_engines_agree_on_positions_that_are_not_cut(drawing, data):
    network, size = drawing
    units = network.sizes(size)[network.output]
    unit = tuple(data.draw(st.integers(0, count - 1)) for count in units)
    field = receptive_field(network, size, unit=unit)
    assume(None not in field.size)
    sized = SizedNetwork(network, size, (network.output,))
    pixels = reach_back(sized, network.output, unit, gates=False, real=False).pixels
    assert field.pixels_read == sum(1 for _ in pixels_in(pixels))
    # An axis by itself counts a path that reads nothing along the other.
    counts_more = any(map(leaves_gaps, network.nodes)) and any(
        len(node.inputs) > 1 for node in network.nodes
    )
    for axis in (0, 1):
        read = {position for pixel in pixels_in(pixels) for position in [pixel[axis]]}
        if not counts_more:
            assert field.interval[axis] == ((min(read), max(read)) if read else None)
        elif read:
            first, last = field.interval[axis]
            assert first <= min(read) <= max(read) <= last


def leaves_gaps(node):
    """Whether samples of a transposed convolution read nothing: its kernel is below its stride."""
    spans = zip(node.layer.effective_kernel_size, node.layer.stride, strict=True)
    return node.op == "conv_transpose" and any(span < stride for span, stride in spans)


def pixels_in(rectangles):
    return {
        (row, col)
        for rows, cols in rectangles
        for row in positions(rows)
        for col in positions(cols)
    }


def positions(read):
    return [read.first + bit for bit in range(read.bits.bit_length()) if read.bits >> bit & 1]


@settings(MANY, suppress_health_check=[HealthCheck.filter_too_much])
@given(sized_networks(chain=True))
def test_without_a_unit_the_size_on_a_single_path_is_the_largest_of_all_units(drawing):
    network, size = drawing
    truth = reaching(network, size)
    field = receptive_field(network, size, gates="follow")
    intervals = [projected(truth[:, :, *unit]) for unit in np.ndindex(truth.shape[2:])]
    for axis in (0, 1):
        ends = [interval[axis] for interval in intervals if interval[axis]]
        assert field.size[axis] == max((last - first + 1 for first, last in ends), default=0)


def test_a_unit_that_was_cut_off_is_not_the_one_with_the_largest_field():
    padded = Node("a", "pool", ("x",), layer=Layer.of(1, padding=((0, 0), (2, 0))))
    cut = Node("b", "slice", ("a",), settings=Slice((0, 0), (1, 1), (None, 2)))
    pooled = Node("c", "global", ("b",), settings=Global((True, False), "pooling"))
    field = receptive_field(Network.of([padded, cut, pooled]), (3, 8), gates="follow")
    assert (field.size, field.pixels_read) == ((0, 0), 0)  # the columns that are left are padding
