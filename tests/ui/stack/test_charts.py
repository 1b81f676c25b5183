"""The data of the charts on the Stack page."""

from unittest.mock import patch

import pytest

import dilviz
from dilviz.export.report import MOST_ROWS
from dilviz.figures.receptive import growth
from dilviz.ui.stack.figures import growth_data

NETWORKS = (
    *(
        "conv3x5 d2, maxpool2, conv3",
        "[conv3 | conv3x7 d4], conv1",
        "1d, conv2 causal, conv2 d2 causal",
    ),
    *("conv3, up2, conv3 d2", "conv3, gap, conv1"),
)


@pytest.mark.parametrize("text", NETWORKS)
def test_growth_is_drawn_of_the_sizes_that_the_page_has(text):
    network = dilviz.parse_network(text)
    expected = growth(network, dilviz.receptive_fields(network))
    with patch.object(dilviz, "receptive_fields", side_effect=AssertionError("followed again")):
        assert growth_data(str(network)) == expected


def test_growth_is_drawn_of_layers_that_the_page_leaves_out():
    network = dilviz.parse_network(f"{MOST_ROWS + 1}*(conv3)")
    assert growth_data(str(network))["series"][0]["points"][-1] == [401, 803]
