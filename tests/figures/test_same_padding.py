"""What SAME does with a rate: the rows of the table agree with their maps and the definition."""

import numpy as np
import pytest

from dilviz import conv2d
from dilviz.figures.same_padding import same_padding
from tools.frameworks_table import BRIGHT, CASES, Seen, as_rows, bright, result, seen

ROWS = {row["key"]: row for row in same_padding()}


def array(rows):
    return np.array([[sign == "#" for sign in row] for row in rows], float)


@pytest.mark.parametrize("key", ROWS)
def test_the_word_for_what_came_out_is_that_of_its_map(key):
    row = ROWS[key]
    if row["map"]:
        assert result(Seen(array(row["map"]))) == row["result"]
    else:
        assert row["error"] or row["result"] == "smaller"
    assert row["consequence"].endswith(".") and row["spelling"] and row["version"]


def test_as_defined_means_what_the_engine_computes():
    computed = conv2d(bright(), np.ones((3, 3), np.float32), padding="same", dilation=2)
    defined = [row["map"] for row in ROWS.values() if row["result"] == "as defined"]
    assert len(defined) > 5 and all(rows == as_rows(Seen(computed)) for rows in defined)


def test_other_results_are_other_maps():
    ignored = conv2d(bright(), np.ones((3, 3), np.float32), padding="same")
    assert result(Seen(ignored)) == "rate ignored"
    assert result(Seen(np.roll(ignored, 1, axis=0))) == "shifted"
    assert result(Seen(ignored[2:, 2:])) == "smaller"
    assert result(Seen(None, "ValueError")) == "error"
    assert ignored[BRIGHT] == 1


def test_a_case_is_measured_again_where_its_software_is_installed():
    case = next(case for case in CASES if case.key == "onnx")
    assert as_rows(seen(case)) == ROWS["onnx"]["map"]
    assert {case.key for case in CASES} <= set(ROWS)
