"""The published scores: inside a table they may be subtracted, across tables not."""

from itertools import product

import pytest

from dilviz.errors import GeometryError
from dilviz.papers.scores import SCORES, difference, score, table


def test_the_front_end_alone_has_67_6():
    front_end = score(2, "front end")
    assert front_end.value == 67.6 and not front_end.context and front_end.caption.split == "test"


def test_the_module_adds_what_the_paper_reports():
    assert difference(score(3, "front end + Basic"), score(3, "front end")) == 1.5
    assert difference(score(3, "front end + Large"), score(3, "front end")) == 2.3
    assert difference(score(4, "front end + Large"), score(4, "front end")) == 2.2


def test_scores_are_compared_only_within_a_table():
    for first, second in product(SCORES, repeat=2):
        compare(first, second)


def compare(first, second):
    if first.caption.table == second.caption.table:
        assert difference(first, second) == pytest.approx(first.value - second.value)
    else:
        with pytest.raises(GeometryError, match="cannot be compared"):
            difference(first, second)


def test_each_table_has_one_caption_and_no_name_twice():
    for number in (2, 3, 4):
        rows = table(number)
        assert len({row.caption for row in rows}) == 1
        assert len({row.name for row in rows}) == len(rows)
    assert [len(table(number)) for number in (2, 3, 4)] == [4, 9, 7]
