"""Receptive fields: against brute force, against the theory, against the numbers people publish."""

from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from dilviz import (
    GeometryError,
    Layer,
    Network,
    Node,
    network_from_json,
    parse_network,
    receptive_field,
    receptive_fields,
)
from dilviz.fields.propagation import Route
from tests.dependencies import paths_to, pixels_of, positions_of
from tests.networks_at_random import networks

CONTEXT = "2*(conv3), conv3 d2, conv3 d4, conv3 d8, conv3 d16, conv3, conv1"


def field_of(text, **question):
    return receptive_field(parse_network(text), **question)


# against brute force


@settings(max_examples=150, deadline=None)
@given(networks(), st.tuples(st.integers(0, 9), st.integers(0, 9)))
def test_equals_the_dependency_sets_of_a_random_graph(network, unit):
    field = receptive_field(network, unit=unit)
    pixels = pixels_of(network, network.output, unit)
    assert field.pixels_read == len(pixels)
    for axis in (0, 1):
        positions = positions_of(network, network.output, axis, unit[axis])
        assert field.samples_read[axis] == len(positions)
        ends = (min(positions), max(positions)) if positions else (0, -1)
        assert field.size[axis] == ends[1] - ends[0] + 1
        assert field.interval[axis] == (ends if pixels else None)


@settings(max_examples=60, deadline=None)
@given(networks(longest=4), st.integers(0, 5))
def test_start_and_jump_describe_every_unit_of_an_aligned_graph(network, step):
    field = receptive_field(network)
    assume(field.aligned and all(isinstance(jump, int) for jump in field.jump))
    assume(all(node.op not in ("conv_transpose", "upsample") for node in network.nodes))
    later = receptive_field(network, unit=(step, 2 * step))
    assert later.interval[0][0] == field.start[0] + step * field.jump[0]
    assert later.interval[1][0] == field.start[1] + 2 * step * field.jump[1]
    assert later.size == field.size


@settings(max_examples=100, deadline=None)
@given(networks(longest=4))
def test_aligned_means_that_all_paths_share_jump_and_centre(network):
    lattices = set()
    for path in paths_to(network, network.output):
        for axis in (0, 1):
            jump, centre = Fraction(1), Fraction(0)
            for node in path:
                rule = node.read_rule(axis, node.padding(axis, None)[0])
                centre += jump * rule.centre
                jump *= rule.jump
            lattices.add((axis, jump, centre))
    assert receptive_field(network).aligned == (len(lattices) == 2)


@settings(max_examples=40, deadline=None)
@given(networks(longest=5))
def test_the_table_of_all_maps_equals_one_question_a_map(network):
    for id_, field in receptive_fields(network).items():
        alone = receptive_field(network, at=id_)
        assert field == alone
        assert field.samples_read == alone.samples_read
        assert field.pixels_read == alone.pixels_read


def test_the_size_without_a_unit_is_the_largest_of_all_phases():
    network = parse_network("conv3, tconv3 s2 p1, conv3 d2")
    sizes = [receptive_field(network, unit=(u, u)).size[0] for u in range(6)]
    assert len(set(sizes)) > 1
    assert receptive_field(network).size == (max(sizes), max(sizes))


# the theory


@pytest.mark.parametrize(
    ("text", "sizes"),
    [
        ("conv3", [3]),
        ("conv3 d2", [5]),
        ("conv3 d3", [7]),
        ("conv3, conv3 d2, conv3 d4", [3, 7, 15]),
        ("3*(conv3 d2)", [5, 9, 13]),
        (CONTEXT, [3, 5, 9, 17, 33, 65, 67, 67]),
        ("conv3, conv3 s2, maxpool2, conv3 d2", [3, 5, 7, 23]),
    ],
)
def test_grows_by_the_reach_of_each_layer_times_the_jump_before_it(text, sizes):
    fields = receptive_fields(parse_network(text))
    assert [field.size for field in fields.values()] == [(size, size) for size in sizes]


@pytest.mark.parametrize(
    ("rates", "span", "read", "pixels"),
    [
        ((2, 2, 2), 13, 7, 49),
        ((1, 2, 3), 13, 13, 169),
        ((1, 2, 5), 17, 17, 289),
        ((1, 2, 8), 23, 21, 441),
        ((1, 2, 9), 25, 21, 441),
        ((2, 4, 8), 29, 15, 225),
        ((1, 3, 9), 27, 27, 729),
    ],
)
def test_span_samples_and_pixels_are_three_numbers(rates, span, read, pixels):
    field = field_of(", ".join(f"conv3 d{rate}" for rate in rates))
    assert (field.size, field.samples_read) == ((span, span), (read, read))
    assert field.pixels_read == pixels
    assert field.coverage == pixels / span**2


def test_axes_are_rows_then_columns():
    field = field_of("conv3x5 d1x2 s2x1 p0x3, conv1x3")
    assert field.size == (3, 11) and field.jump == (2, 1) and field.start == (0, -4)
    assert field.centre == (1.0, 1.0)


def test_a_union_of_paths_is_not_the_product_of_its_axes():
    field = field_of("[conv1 | conv3 d6 | conv3 d12 | conv3 d18]")
    assert field.size == (37, 37) and field.samples_read == (7, 7)
    assert field.pixels_read == 1 + 3 * 8 < 7 * 7


def test_stride_alone_makes_holes():
    field = field_of("conv1 s2, conv3 valid")
    assert (field.size[0], field.samples_read[0]) == (5, 3)


def test_a_transposed_convolution_sees_fewer_samples_than_its_taps():
    fields = receptive_fields(parse_network("conv3, tconv4 s2 p1, conv3"))
    assert [field.size[0] for field in fields.values()] == [3, 4, 5]
    assert [field.jump[0] for field in fields.values()] == [1, 0.5, 0.5]


def test_units_of_a_misaligned_graph_have_their_own_exact_intervals():
    network = network_from_json(
        {
            "input": "x",
            "output": "sum",
            "nodes": [
                {"id": "a", "op": "conv", "inputs": ["x"], "kernel_size": 5, "stride": 2}
                | {"padding": [[2, 1], [2, 1]]},
                {"id": "b", "op": "conv", "inputs": ["x"], "kernel_size": 3, "padding": 1},
                {"id": "c", "op": "conv", "inputs": ["b"], "kernel_size": 3, "padding": 1},
                {"id": "sum", "op": "add", "inputs": ["a", "c"]},
            ],
        }
    )
    field = receptive_field(network)
    assert not field.aligned and field.jump == (None, None)
    sizes = [receptive_field(network, unit=(0, u)).size[1] for u in range(5)]
    assert sizes == [5, 6, 7, 8, 9]
    assert receptive_field(network, input_size=10).size == (9, 9)


def test_padding_moves_the_field_and_does_not_widen_it():
    assert field_of("conv3 p0").size == field_of("conv3 p2").size == (3, 3)
    assert field_of("conv3 p0").start == (0, 0) and field_of("conv3 p2").start == (-2, -2)


def test_a_layer_and_the_input_can_be_asked_about_by_name():
    network = parse_network("stem: conv7 s2, body: 2*(conv3)")
    assert receptive_field(network, at="stem").size == (7, 7)
    assert receptive_field(network, at="STEM") == receptive_field(network, at="stem")
    assert receptive_field(network, at="input").size == (1, 1)
    assert receptive_field(network, at="body") == receptive_field(network)


def test_a_one_dimensional_network_has_one_row():
    field = field_of("1d, conv2 causal, conv2 d2 causal, conv2 d4 causal", unit=9)
    assert field.size == (1, 8) and field.interval == ((0, 0), (2, 9))
    assert field_of("1d, conv3 s2 same", input_size=9).start == (0, -1)


# padding that depends on the input size


def test_same_padding_under_a_stride_needs_the_input_size():
    text = "conv3 s2 same"
    assert field_of(text).start == (None, None) and field_of(text).size == (3, 3)
    assert field_of(text).interval == (None, None) and field_of(text).centre == (None, None)
    assert field_of(text, input_size=(4, 5)).start == (0, -1)


def test_same_padding_that_is_the_same_for_all_sizes_is_known():
    assert field_of("conv4 s2 same").start == (-1, -1)
    assert field_of("conv3 d5 same").start == (-5, -5)


def test_alignment_under_same_padding_can_depend_on_the_input_size():
    text = "[conv1 s4 valid | conv3 s2 same, conv1 s2 valid] add"
    assert field_of(text, input_size=9).aligned
    assert not field_of(text, input_size=10).aligned
    assert not field_of(text).aligned and field_of(text).size == (3, 3)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(1, 5), st.integers(1, 3), st.integers(1, 3)), min_size=1, max_size=3
    ),
    st.integers(30, 60),
)
def test_same_padding_is_resolved_map_by_map(stack, size):
    text = ", ".join(f"conv{k} s{s} d{d} same" for k, s, d in stack)
    network = parse_network(text)
    field = receptive_field(network, input_size=(size, size + 1))
    pixels = pixels_of(network, network.output, (0, 0), (size, size + 1))
    assert field.start == tuple(min(pixel[axis] for pixel in pixels) for axis in (0, 1))
    unknown = receptive_field(network)
    assert unknown.size == field.size
    assert all(unknown.start[axis] in (None, field.start[axis]) for axis in (0, 1))


# size and time


def test_ten_thousand_layers_and_a_field_of_a_hundred_thousand_samples_are_exact():
    deep = field_of("10000*(conv3)")
    assert deep.size == (20001, 20001) and deep.samples_read == (20001, 20001)
    assert deep.pixels_read == 20001**2
    wide = field_of("1d, 10*(conv3 d5000)")
    assert wide.size == (1, 100_001) and wide.samples_read == (1, 21)


def test_deep_residual_networks_keep_their_pixels_countable():
    field = field_of("500*([2*(conv3) | id])")
    assert field.size == (2001, 2001) and field.pixels_read == 2001**2


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("20*(up4)", "more than the 4096"),
        ("200*(conv1000000 valid)", "too large to be followed exactly"),
        ("2*(conv2 s1000), conv2 d100", "an exact count here needs"),
        ("6*(conv2 s1000), conv2 d1000", "beyond 2\\^52 samples"),
        ("20*([conv1 p1:0x0:1 | conv1 p0:1x1:0] add, conv1)", None),
    ],
)
def test_absurd_networks_are_answered_or_explained(text, message):
    if message is None:
        assert field_of(text).pixels_read > 0
    else:
        with pytest.raises(GeometryError, match=message):
            _ = field_of(text).samples_read


def test_paths_that_all_read_other_pixels_are_refused_by_number():
    paths = " | ".join(f"conv1 p{r}x{140 - r}" for r in range(140))
    field = field_of(f"[{paths}] add")
    assert field.size == (140, 140)
    with pytest.raises(GeometryError, match="more than 128 paths"):
        _ = field.pixels_read


def test_strides_that_tell_too_many_input_sizes_apart_ask_for_one():
    with pytest.raises(GeometryError, match="Give an input size"):
        field_of("conv3 s1009 same, conv3 s1013 same")
    assert field_of("conv3 s1009 same, conv3 s1013 same", input_size=2000000 // 2).size


# messages, each beside the nearest question that is answered


def test_unknown_layers_are_named():
    with pytest.raises(GeometryError, match="no layer is called 'stam'. There are 'stem', '2'"):
        field_of("stem: conv3, conv3", at="stam")


def test_units_outside_the_map_are_refused():
    assert field_of("conv3", input_size=(5, 7), unit=(4, 6)).interval == ((3, 5), (5, 7))
    with pytest.raises(GeometryError, match="no unit in row 5: rows go from 0 to 4"):
        field_of("conv3", input_size=(5, 7), unit=(5, 6))
    with pytest.raises(GeometryError, match="no unit in column -1: columns go from 0. "):
        field_of("conv3", unit=(0, -1))
    with pytest.raises(GeometryError, match=r"unit must be a pair \(row, col\), got \(1, 2, 3\)"):
        field_of("conv3", unit=(1, 2, 3))


def test_layers_that_leave_no_output_are_named():
    assert field_of("conv3, a: conv5 valid", input_size=(5, 6)).size == (7, 7)
    with pytest.raises(GeometryError, match="layer 'a': the dilated kernel does not fit.*has 4"):
        field_of("conv3, a: conv5 valid", input_size=(4, 6))
    with pytest.raises(GeometryError, match="input size must be at least 1, got 0"):
        field_of("conv3", input_size=0)


def test_an_output_that_no_input_writes_to_reads_nothing():
    network = Network.of([Node("t", "conv_transpose", ("x",), Layer.of(1, stride=2))], "x")
    assert receptive_field(network, unit=(1, 0)).size == (0, 1)
    assert receptive_field(network, unit=(1, 0)).coverage == 0.0
    assert receptive_field(network).size == (1, 1)


@pytest.mark.parametrize("last", ["up7", "conv1"])
def test_a_jump_beyond_every_float_is_refused(last):
    with pytest.raises(GeometryError, match="beyond 2\\^52"):
        field_of(f"100*(conv1 s1000000), {last}")


def test_units_that_agree_too_rarely_are_refused_by_number():
    with pytest.raises(GeometryError, match="repeat only after 16695347 units"):
        field_of("[up4093 | up4079]")


def test_a_refused_count_is_not_walked_again(monkeypatch):
    network, walks = parse_network("3*(conv3)"), []
    field = receptive_field(network)
    monkeypatch.setattr(Route, "iter_reach", lambda *_: walks.append(1) or no_room())
    for _ in range(3):
        with pytest.raises(GeometryError, match="no room"):
            _ = field.samples_read
    assert len(walks) == 1


def no_room():
    raise GeometryError("no room")
