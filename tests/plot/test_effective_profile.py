"""The effective receptive field: shares that sum to one, beside their Gaussian."""

import numpy as np
import pytest

from dilviz import parse_network
from dilviz.plot import effective

ROWS = 0


def test_the_steps_are_the_shares_of_the_paths():
    values, edges, _ = effective(parse_network("conv3, conv3 d2, conv3 d4")).patches[0].get_data()
    counts = [1, 1, 2, 1, 3, 2, 3, 1, 3, 2, 3, 1, 2, 1, 1]
    np.testing.assert_allclose(values * 27, counts)
    assert (edges[0], edges[-1]) == (-7.5, 7.5)


def test_each_axis_has_its_own_profile():
    network = parse_network("conv3x5")
    widths = [len(effective(network, axis=axis).patches[0].get_data().values) for axis in (0, 1)]
    assert widths == [3, 5]
    assert "rows" in effective(network, axis=ROWS).get_xlabel()


def test_the_gaussian_has_the_same_spread():
    axes = effective(parse_network("6*(conv3)"))
    values = axes.patches[0].get_data().values
    positions, gaussian = axes.lines[0].get_data()
    assert gaussian.sum() == pytest.approx(1)
    assert gaussian @ positions**2 == pytest.approx(values @ positions**2, rel=0.02)
    assert axes.lines[0].get_linestyle() == "--"


def test_the_legend_states_the_spread():
    legend = effective(parse_network("33*(conv3)")).get_legend()
    assert "67 samples, standard deviation 4.69" in [text.get_text() for text in legend.get_texts()]
