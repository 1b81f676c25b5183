"""The field over a photograph: the right pixels lit, inside and over the edge."""

import numpy as np
import pytest

from dilviz.figures.overlay import around, field_over_photograph
from dilviz.figures.style import DARK

GRAY = np.full((30, 44, 3), 90, np.uint8)
LATTICE = np.zeros((5, 7))
LATTICE[::2, ::3] = 1


def lit(picture):
    """Where a picture is as bright as a tap read most: vermilion."""
    return np.argwhere((picture == list(bytes.fromhex(DARK["tap"][1:]))).all(axis=2))


def test_exactly_the_samples_read_are_lit():
    found = lit(field_over_photograph(GRAY, LATTICE, centre=(10, 20)))
    np.testing.assert_array_equal(found, np.argwhere(LATTICE) + [10 - 2, 20 - 3])


def test_the_photograph_is_not_changed():
    field_over_photograph(GRAY, LATTICE, centre=(10, 20))
    assert (GRAY == 90).all()


@pytest.mark.parametrize("at", [(0, 0), (29, 43), (0, 43), (200, -90)])
def test_a_field_over_the_edge_is_cut(at):
    found = lit(field_over_photograph(GRAY, LATTICE, at))
    expected = np.argwhere(LATTICE) + np.subtract(at, (2, 3))
    inside = ((expected >= 0) & (expected < GRAY.shape[:2])).all(axis=1)
    np.testing.assert_array_equal(found, expected[inside])


def test_the_outline_stands_just_outside_the_field():
    picture = field_over_photograph(GRAY, np.ones((5, 7)), centre=(10, 20))
    for row, col in ((7, 20), (13, 20), (10, 16), (10, 24)):
        assert picture[row, col].tolist() == [255, 194, 77]
    assert picture[6, 20].tolist() == picture[14, 20].tolist() == [36, 36, 36]


def test_weaker_samples_are_less_bright():
    strength = np.array([[1.0, 4.0, 0.0]])
    row = field_over_photograph(GRAY, strength, centre=(10, 20))[10, 19:22, 0].astype(int)
    assert row[1] > row[0] > row[2]


def test_the_cutout_holds_the_field_and_as_much_around_it():
    assert around(GRAY, (5, 7), centre=(15, 22), smallest=3).shape == (11, 15, 3)
    assert around(GRAY, (5, 7), centre=(0, 0)).shape == (17, 17, 3)
