"""Remedies and designs as rows: their numbers are the engine's."""

from urllib.parse import parse_qs, urlsplit

from dilviz import parse_network, receptive_field
from dilviz.figures.gridding_choices import design_rows, fix_rows
from dilviz.gridding.design import designs
from dilviz.gridding.design_request import DesignRequest


def test_the_first_row_is_the_network_as_it_is():
    network = parse_network("3*(conv3 d2)")
    before, *after = fix_rows(network)
    assert before["notation"] == "3*(conv3 d2)" and "link" not in before
    assert before["coverage"] == 49 / 169 and before["weights"] == "27 C²"
    assert [row["coverage"] for row in after] == [1] * len(after)


def test_a_network_without_holes_needs_no_remedy():
    [only] = fix_rows(parse_network("conv3, conv3 d2"))
    assert only["coverage"] == 1


def test_a_link_opens_the_network_it_stands_beside():
    network = parse_network("conv3 d2, conv3 d4")
    for row in fix_rows(network)[1:]:
        [text] = parse_qs(urlsplit(row["link"]).query)["net"]
        assert str(parse_network(text)) == row["notation"]


def test_a_design_row_counts_for_the_channels_asked():
    [row] = design_rows(designs(DesignRequest(67, exactly=True, layers=4)), channels=64)
    assert row["weights"] == row["multiply_adds"] == "147\u202f456"  # 36 x 64 x 64
    assert row["size"] == max(receptive_field(parse_network(row["notation"])).size) == 67
    assert row["coverage"] == 1
    assert row["spread"].startswith("18.1 ")
