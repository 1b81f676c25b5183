"""Squared paper: cells, dots and a frame where they belong."""

import re

from dilviz.figures.squared_paper import CELL, MARGIN, squared_paper


def places(picture, tag, x, y):
    found = re.findall(rf'<{tag} {x}="([\d.]+)" {y}="([\d.]+)"', picture)
    return [((float(b) - MARGIN) / CELL, (float(a) - MARGIN) / CELL) for a, b in found]


def test_cells_are_rows_by_columns():
    picture = squared_paper((2, 3))
    assert places(picture, "rect", "x", "y") == [(r, c) for r in range(2) for c in range(3)]


def test_a_dot_is_in_the_middle_of_its_cell_row_first():
    assert places(squared_paper((3, 5), [(1, 4)]), "circle", "cx", "cy") == [(1.5, 4.5)]


def test_the_frame_lies_over_its_cell():
    picture = squared_paper((3, 5), framed=(2, 1))
    assert places(picture, "rect", "x", "y")[-1] == (2, 1)
    assert len(places(picture, "rect", "x", "y")) == 16


def test_columns_are_numbered_and_rows_if_there_are_several():
    numbers = r">(\d+)</text>"
    assert re.findall(numbers, squared_paper((1, 4))) == ["0", "1", "2", "3"]
    assert re.findall(numbers, squared_paper((2, 3))) == ["0", "1", "2", "0", "1"]


def test_everything_lies_inside_the_picture():
    picture = squared_paper((2, 7), [(1, 6)], (1, 6))
    width, height = map(int, re.search(r'viewBox="0 0 (\d+) (\d+)"', picture).groups())
    assert width > MARGIN + 7 * CELL and height > MARGIN + 2 * CELL


def test_its_words_are_for_people_who_do_not_see_it():
    assert 'role="img" aria-label="3 &quot;dots&quot; &lt; 4"' in squared_paper(
        (1, 1), label='3 "dots" < 4'
    )
