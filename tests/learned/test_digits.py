import numpy as np
import pytest

from dilviz.learned.digits import (
    FIELD,
    HELD_OUT,
    SIZE,
    held_out,
    held_out_corners,
    place,
    share_inside,
    share_right,
)


def one_cell(row, col):
    digit = np.zeros((1, 8, 8))
    digit[0, row, col] = 16
    return digit


def test_a_cell_of_the_digit_becomes_a_spot_at_its_place():
    [field] = place(one_cell(2, 5), np.array([[3, 10]]))
    middle = np.average(np.indices(field.shape).reshape(2, -1), axis=1, weights=field.ravel())
    np.testing.assert_allclose(middle, [3 + 2.5 * 4 - 0.5, 10 + 5.5 * 4 - 0.5], atol=1e-4)


def test_the_ink_of_a_digit_is_kept():
    digit = np.arange(64).reshape(1, 8, 8) % 17
    [field] = place(digit, np.array([[2, 9]]), field=64)
    assert field.sum() == pytest.approx(digit.sum() / 16 * (SIZE / 8) ** 2, rel=1e-5)


def test_a_quarter_turn_turns_clockwise():
    [turned] = place(one_cell(0, 3), np.array([[8, 8]]), angles=np.pi / 2)
    [right] = place(one_cell(3, 7), np.array([[8, 8]]))
    np.testing.assert_allclose(turned, right, atol=1e-5)


def test_a_larger_digit_is_centred_where_the_smaller_is():
    digit = np.full((1, 8, 8), 16)
    small, large = (place(digit, np.array([[8, 5]]), size)[0] for size in (24, 32))
    assert (large >= small - 1e-6).all() and large.sum() > small.sum()
    rows = np.flatnonzero(small.sum(1) > 1)
    assert rows.mean() == 8 + SIZE / 2 - 0.5


def test_the_held_out_digits_are_these():
    digits, labels = held_out()
    assert digits.shape == (HELD_OUT, 8, 8) and digits.max() == 16
    assert labels[-5:].tolist() == [9, 0, 8, 9, 8]  # the end of the data set
    assert not digits.flags.writeable


def test_the_held_out_digits_fit_on_the_field_at_their_places():
    corners = held_out_corners()
    assert corners.shape == (HELD_OUT, 2)
    assert corners.min() >= 0 and corners.max() <= FIELD - SIZE
    assert corners[0].tolist() == held_out_corners()[0].tolist()


def test_only_ink_pixels_count_in_the_share_right():
    fields = np.zeros((2, 3, 5))
    fields[0, 0, :2] = 1
    scores = np.zeros((2, 10, 3, 5))
    scores[0, 4, 0, 0] = 1
    assert share_right(scores, fields, np.array([4, 7])) == 0.5


def test_a_field_that_holds_the_drawing_holds_all_of_it():
    drawing = np.zeros((1, 9, 14))
    drawing[0, 2:5, 3:8] = 1
    assert share_inside(drawing, 27) == 1
    assert share_inside(drawing, 1) == pytest.approx(1 / 15)


def test_a_field_at_the_border_counts_what_is_on_the_drawing():
    drawing = np.zeros((1, 4, 6))
    drawing[0, 0, 0] = drawing[0, 3, 5] = 1
    assert share_inside(drawing, 7) == 0.5
    assert share_inside(drawing, 11) == 1
