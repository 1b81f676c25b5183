"""The border with an input size: padding between layers reads nothing, other modes read samples."""

from dataclasses import replace

import pytest

from dilviz import (
    GeometryError,
    Layer,
    Network,
    Node,
    parse_network,
    receptive_field,
    receptive_fields,
)
from dilviz.network.borders import Pad
from dilviz.network.lookup import Prefix, Table
from dilviz.network.moves import Flip, Roll, Slice
from dilviz.network.resize import Resize


def single(op, settings):
    return Network.of([Node("a", op, ("x",), settings=settings)])


def test_padding_between_layers_reads_nothing():
    field = receptive_field(parse_network("conv1 s2, conv3"), (8, 9), unit=(3, 4))
    assert field.interval == ((4, 8), (6, 10)) and field.read_interval == ((4, 6), (6, 8))


def test_without_an_input_size_no_sample_is_known_to_be_real():
    assert receptive_field(parse_network("conv3")).read_interval is None


def test_a_unit_that_reads_no_pixel_has_no_interval_on_either_axis():
    field = receptive_field(parse_network("tconv1x1 s2x1 p0"), (4, 5), unit=(1, 2))
    assert field.interval == field.read_interval == (None, None) and field.centre == (None, None)
    assert field.size == (0, 1) and field.pixels_read == 0
    padded = receptive_field(parse_network("conv1 p2"), (4, 5), unit=(0, 3))
    assert padded.interval == ((-2, -2), (1, 1)) and padded.read_interval == (None, None)


def test_a_unit_whose_paths_read_rows_here_and_columns_there_reads_no_pixel():
    rows = Node("r", "conv_transpose", ("x",), Layer.of(1, stride=(2, 1)))
    cols = Node("c", "conv_transpose", ("x",), Layer.of(1, stride=(1, 2)))
    field = receptive_field(Network.of([rows, cols, Node("y", "add", ("r", "c"))]), unit=(1, 1))
    assert field.samples_read == (1, 1) and field.pixels_read == 0
    assert field.interval == (None, None)


@pytest.mark.parametrize(
    ("mode", "unit", "rows"),
    [
        ("zeros", 0, (0, 0)),
        ("reflect", 0, (0, 3)),
        ("replicate", 0, (0, 1)),
        ("circular", 0, (0, 6)),
        ("reflect", 8, (4, 6)),
    ],
)
def test_padding_modes_read_real_samples(mode, unit, rows):
    pad = Node("p", "pad", ("x",), Layer.of(1, padding=2), settings=Pad(mode))
    network = Network.of([pad, Node("a", "conv", ("p",), Layer.of((3, 1)))])
    field = receptive_field(network, (7, 9), unit=(unit, 2))
    expected = {"zeros": (0, 0), "reflect": (0, 2), "replicate": (0, 0), "circular": (0, 6)}
    assert field.read_interval[0] == (rows if unit else expected[mode])
    assert field.interval[0] == (unit - 2, unit)


def test_a_flip_follows_a_rule_once_the_size_is_known():
    network = single("flip", Flip((False, True)))
    field = receptive_field(network, (4, 9), unit=(1, 2))
    assert field.interval == ((1, 1), (6, 6)) and field.jump == (1, -1)
    with pytest.raises(GeometryError, match="layer 'a'.*Give an input size"):
        receptive_field(network)


def test_a_slice_moves_and_strides():
    sliced = Node("s", "slice", ("a",), settings=Slice((1, 0), (2, 3)))
    network = Network.of([Node("a", "conv", ("x",), Layer.of(3)), sliced])
    field = receptive_field(network)
    assert (field.size, field.jump, field.start) == ((3, 3), (2, 3), (1, 0))
    assert receptive_field(network, unit=(2, 2)).interval == ((5, 7), (6, 8))


def test_backward_slices_run_backwards():
    field = receptive_field(single("slice", Slice((8, 0), (-2, 1))), (9, 5), unit=(1, 0))
    assert field.interval == ((6, 6), (0, 0)) and field.jump == (-2, 1)


def test_a_crop_is_a_padding_below_zero():
    field = receptive_field(parse_network("conv3 valid, crop2:3"), (20, 22))
    assert field.start == (2, 2) and field.size == (3, 3)
    assert parse_network("crop2:3x0:1").sizes((20, 22))["1"] == (15, 21)
    with pytest.raises(GeometryError, match="'1': its padding of -2 and -3 leaves none of 5"):
        parse_network("crop2:3").sizes(5)


def test_a_roll_and_a_table_need_the_input_size():
    rolled = single("roll", Roll((0, 2)))
    assert receptive_field(rolled, (4, 6), unit=(1, 0)).interval == ((1, 1), (4, 4))
    assert receptive_field(rolled, (4, 6)).jump == (1, 1)
    table = single("table", Table(1, ((0, 4), (1,))))
    assert receptive_field(table, (3, 6)).size == (1, 5)
    assert receptive_field(table, (3, 6)).samples_read == (1, 2)
    for network, op in ((rolled, "roll"), (table, "table")):
        with pytest.raises(GeometryError, match=f"layer 'a' is a {op}.*Give an input size"):
            receptive_field(network)


def test_a_cumulative_sum_reads_a_prefix():
    network = Network.of(
        [
            Node("a", "conv", ("x",), Layer.of(3, padding=1)),
            Node("s", "prefix", ("a",), settings=Prefix((True, False))),
        ]
    )
    assert receptive_field(network, (9, 7), unit=(4, 3)).read_interval == ((0, 5), (2, 4))
    assert receptive_field(network, (9, 7)).size == (10, 3)  # of the last row, padding counted
    reverse = single("prefix", Prefix((True, False), reverse=True))
    assert receptive_field(reverse, (9, 7), unit=(4, 3)).interval == ((4, 8), (3, 3))


def test_linear_resampling_reads_two_samples_and_clips_at_the_ends():
    network = parse_network("resize2 linear")
    assert receptive_field(network).size == (2, 2) and receptive_field(network).jump == (0.5, 0.5)
    assert receptive_field(network, 5, unit=(0, 0)).interval == ((-1, 0), (-1, 0))
    assert receptive_field(network, 5, unit=(0, 9)).read_interval == ((0, 0), (4, 4))


def test_aligned_corners_need_the_input_size():
    network = single("resize", Resize("linear", "align_corners", size=(9, 5)))
    field = receptive_field(network, (5, 3), unit=(3, 2))
    assert field.interval == ((1, 2), (1, 1)) and field.jump == (0.5, 0.5)
    with pytest.raises(GeometryError, match="Give an input size"):
        receptive_field(network)


def test_a_size_that_a_file_fixes_is_taken_and_kept():
    fixed = replace(parse_network("conv3 s2 same"), fixed_size=(8, 9))
    assert receptive_field(fixed).start == receptive_field(fixed, (8, 9)).start == (0, -1)
    assert receptive_field(fixed).input_size == (8, 9)
    with pytest.raises(GeometryError, match="is 9 x 9, but this model is fixed to 8 x 9"):
        receptive_field(fixed, 9)


def test_later_layers_that_do_not_fit_are_no_matter_for_earlier_ones():
    network = parse_network("a: conv3, b: conv9 valid")
    assert receptive_field(network, 5, at="a", unit=(0, 0)).read_interval == ((0, 1), (0, 1))


def test_maps_that_follow_rules_and_maps_that_do_not_share_a_network():
    network = Network.of(
        [
            Node("a", "conv", ("x",), Layer.of(3, padding=1)),
            Node("r", "roll", ("a",), settings=Roll((2, 0))),
            Node("b", "conv", ("r",), Layer.of(3, padding=1)),
        ]
    )
    fields = receptive_fields(network, (9, 8))
    assert [fields[id_].size for id_ in "ar"] == [(3, 3), (3, 3)]
    assert fields["b"] == receptive_field(network, (9, 8))
