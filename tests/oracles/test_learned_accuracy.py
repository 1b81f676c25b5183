"""Every held-out digit, labelled again by our engine with the shipped weights."""

import numpy as np
import pytest

from dilviz.learned.digits import INK, held_out, held_out_corners, place
from dilviz.learned.labelling import label
from dilviz.learned.measuring import stated
from dilviz.learned.networks import DIGITS, of_task


@pytest.mark.parametrize("network", of_task(DIGITS), ids=lambda network: network.name)
def test_a_digits_network_labels_as_many_pixels_as_stated(network):
    digits, labels = held_out()
    fields = place(digits, held_out_corners())
    right = np.concatenate(
        [
            label(network.key, field).labels[field >= INK] == digit
            for field, digit in zip(fields, labels, strict=True)
        ]
    )
    assert abs(100 * right.mean() - stated(network.key)) < 100 * 3 / right.size
