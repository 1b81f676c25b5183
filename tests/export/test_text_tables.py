"""Numbers as plain text."""

from dilviz import parse_network
from dilviz.export.report import report
from dilviz.export.text_tables import field_text, layer_table, pair, table


def test_columns_are_as_wide_as_their_widest_cell():
    assert table(["a", "n"], [["long name", "7"], ["b", "-123"]]).splitlines() == [
        "a             n",
        "long name     7",
        "b          -123",
    ]


def test_a_column_with_a_word_is_aligned_left():
    assert table(["a"], [["12"], ["conv3"]]).splitlines() == ["a", "12", "conv3"]


def test_both_axes_are_written_where_they_differ():
    assert pair([1.5, 1.5]) == "1.5"
    assert pair([1, 2], "x") == "1x2"
    assert pair(None) == "?"


def test_empty_columns_are_left_out():
    titles = layer_table(report(parse_network("conv3 s2 same"))).splitlines()[0].split()
    assert "output" not in titles
    sized = layer_table(report(parse_network("conv3 s2 same"), (9, 12))).splitlines()
    assert "output" in sized[0].split() and "5x6" in sized[1].split()


def test_large_numbers_are_not_rounded():
    text = field_text(report(parse_network("conv2 d123457, conv2 d123456")))
    assert "246914 x 246914" in text


def test_paths_that_disagree_are_named():
    text = field_text(report(parse_network("[conv5 s2 p2:1 | conv3, conv3] add")))
    assert "paths disagree on where a unit is centred" in text


def test_counts_that_are_too_large_are_named():
    paths = " | ".join(f"conv1 p{row}x{145 - row}" for row in range(140))
    text = field_text(report(parse_network(f"[{paths}] add")))
    assert "along each axis; the paths that read different pixels are too many to count" in text
    text = field_text(report(parse_network("3*(conv2 s1000), conv2 d1000")))
    assert "along each axis; the pixels are too many to count" in text
