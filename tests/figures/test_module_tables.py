"""The figures of the context module say what the engine says."""

import pytest

from dilviz.figures.module_tables import layer_table, score_tables, surgery
from dilviz.papers.context_module import ContextModule
from dilviz.papers.scores import SCORES
from dilviz.papers.vgg_surgery import FRONT_END_STAGES


@pytest.mark.parametrize(("form", "squares"), [("Basic", 64), ("Large", 15_422)])
def test_weights_are_multiples_of_c_squared(form, squares):
    for classes in (1, 19, 21):
        table = layer_table(ContextModule(form, classes), (64, 50))
        assert table["totals"]["squares"] == squares
        assert table["totals"]["weights"] == squares * classes**2
        assert table["layers"][0]["output_size"] == (64, 50)


def test_the_surgery_shows_the_cuts_made_so_far():
    assert [len(surgery(last)) for last in range(len(FRONT_END_STAGES))] == [1, 2, 3, 4, 5, 6]
    untouched, *_, last = surgery(5)
    assert [block["state"] for block in untouched["blocks"]] == ["", "pool", "", "pool", "", ""]
    states = [block["state"] for block in last["blocks"]]
    assert states == ["", "removed", "dilated", "removed", "dilated", ""]
    assert [last["conv5_spacing"], last["fc6_spacing"]] == last["trained"]


def test_every_score_stands_in_its_panel():
    panels = score_tables()
    shown = [(row["name"], row["value"]) for panel in panels for row in panel["rows"]]
    assert shown == [(score.name, score.value) for score in SCORES]


def test_a_panel_subtracts_only_its_own_scores():
    differences = [words for panel in score_tables() for words in panel["differences"]]
    assert "front end + Large over front end: +2.3 points" in differences
    assert "front end + Large over front end: +2.2 points" in differences
    assert len(differences) == 6
