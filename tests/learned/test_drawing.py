import numpy as np
import pytest

from dilviz import GeometryError
from dilviz.learned.digits import SIZE, held_out, place
from dilviz.learned.drawing import CELLS, FIRST, read_drawing


def test_a_chosen_digit_looks_as_those_that_the_networks_learned_from():
    drawing = read_drawing("17")
    corner = FIRST * SIZE // 8
    [placed] = place(held_out()[0][17:18], np.array([[corner, corner]]))
    np.testing.assert_allclose(drawing.field, placed, atol=1e-6)
    assert drawing.digit == held_out()[1][17]


def test_a_cell_that_is_full_is_black_in_its_middle():
    text = ["0"] * CELLS**2
    text[3 * CELLS + 7] = "g"
    field = read_drawing("".join(text)).field
    assert np.argwhere(field > 0.7).min(0).tolist() == [13, 29]
    assert np.argwhere(field > 0.7).max(0).tolist() == [14, 30]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("397", "0 to 396, got 397"),
        ("", "got 0 signs"),
        ("h" * 144, "from 0 to g"),
        ("g" * 143, "got 143 signs"),
        ("²", "got 1 signs"),
    ],
)
def test_what_is_no_drawing_is_said(text, message):
    with pytest.raises(GeometryError, match=message):
        read_drawing(text)
