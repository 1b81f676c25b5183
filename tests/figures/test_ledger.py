"""Rows of the ledger: readable, searchable, and honest about failures."""

from dilviz.figures.ledger import claim_row, correction_row, matching, words
from dilviz.papers.claim import CORRECTIONS_GROUP, OTHERS, WRONG, Claim, Correction, check


def test_values_are_written_for_people():
    assert words([[6, 2], [16, 4]]) == "(6, 2), (16, 4)"
    assert words({"conv1": {"size": 11, "start": -4}}) == "conv1: size 11, start −4"
    assert words(64.0) == "64" and words(0.5) == "0.5" and words(False) == "no"


def test_a_claim_that_fails_shows_both_numbers():
    row = claim_row(check(Claim(OTHERS, "a net", "field", 3, "a paper", lambda: 5, "conv3 d2")))
    assert (row["stated"], row["ours"], row["agrees"]) == ("3", "5", False)
    assert row["link"] == "stack?net=conv3+d2"


def test_a_correction_without_a_number_neither_agrees_nor_fails():
    row = correction_row(Correction("a", WRONG, "b.", "c"), None)
    assert row["agrees"] is None and row["ours"] is None and row["group"] == CORRECTIONS_GROUP


def test_every_word_must_be_found_in_any_column_and_case():
    rows = [{"group": "a", "x": "Front end"}, {"group": "b", "x": "front door"}]
    assert matching(rows, "all", "FRONT end") == rows[:1]
    assert matching(rows, "b", "front") == rows[1:]
    assert matching(rows, "all", "") == rows
    assert matching(rows, "a", "door") == []
