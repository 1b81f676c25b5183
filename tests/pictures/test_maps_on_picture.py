"""Shares of pixels in an output add up to its response, at its position on the picture."""

import numpy as np
import pytest

from dilviz import parse_network
from dilviz.pictures.filmstrip import frames
from dilviz.pictures.maps_on_picture import weight_shares

PICTURE = np.random.default_rng(2).integers(0, 256, (21, 34)).astype(float)


@pytest.mark.parametrize(
    "text",
    [
        "conv3 d2 valid, conv3 valid",
        "1d, conv2 causal, conv3 d2 causal",
        "id p4:2, conv3 d3 valid, conv2x3",
    ],
)
def test_pixels_weighted_by_their_shares_sum_to_the_response(text):
    network = parse_network(text)
    *_, last = frames(network, PICTURE, padding_mode="zeros")
    unit = (5, 14)
    (top, left), shares = weight_shares(network, np.add(unit, last.place))
    rows, cols = shares.shape
    expected = (shares * PICTURE[top : top + rows, left : left + cols]).sum() * last.gain
    assert last.response[unit] == pytest.approx(expected, rel=1e-5)
