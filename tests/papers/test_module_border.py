"""Where padding once and padding at every layer agree: nowhere on 64 x 64."""

import numpy as np
import pytest

from dilviz.papers.module_border import agreeing, with_both_paddings


@pytest.mark.parametrize("size", [40, 64, 65, 66, 71])
def test_both_paddings_agree_exactly_on_the_predicted_cells(size):
    once, same = with_both_paddings(size, seed=size)
    predicted = np.zeros((size, size), bool)
    inside = list(agreeing(size))
    predicted[np.ix_(inside, inside)] = True
    np.testing.assert_array_equal(once == same, predicted)


def test_paddings_agree_nowhere_on_a_map_of_64_and_on_four_cells_of_66():
    assert len(agreeing(64)) == 0
    assert list(agreeing(66)) == [32, 33]


def test_padding_once_adds_to_the_other_cells():
    once, same = with_both_paddings(48)
    assert (once > same).all()
