"""Every published number is the number we compute, and a wrong one would show."""

import json
from dataclasses import replace

import pytest

from dilviz.errors import GeometryError
from dilviz.network.notation import parse_network
from dilviz.papers.claim import GROUPS, IMPRECISE, RIGHT, WRONG, Claim, Correction, check
from dilviz.papers.evidence import CORRECTIONS, claims
from dilviz.papers.published_cases import FILE, READERS, WORDS, plain, published_cases
from tests.peers.published import CASES

CLAIMS = claims()


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: f"{claim.subject}: {claim.quantity}")
def test_ours_is_what_is_stated(claim):
    result = check(claim)
    assert result.agrees, f"stated {claim.stated}, ours {result.ours}"


def test_a_wrong_number_would_fail():
    wrong = [replace(one, stated=["something else"]) for one in CLAIMS]
    assert not any(check(one).agrees for one in wrong)


def test_a_failing_computation_is_a_row_that_disagrees():
    def fail():
        raise GeometryError("no output is left")

    result = check(Claim(GROUPS[0], "a network", "size", 3, "a paper", fail))
    assert (result.ours, result.agrees) == ("no output is left", False)


def test_every_claim_says_where_it_is_from():
    for claim in CLAIMS:
        assert claim.group in GROUPS and claim.source and claim.subject and claim.quantity
        if claim.network:
            parse_network(claim.network)
    assert {claim.group for claim in CLAIMS} == set(GROUPS)


def test_every_stated_number_of_the_case_file_is_a_claim():
    stated = sum(len(case.expected) for case in published_cases())
    assert len([one for one in CLAIMS if one.group == "other projects"]) == stated > 100
    assert set(WORDS) >= set(READERS)


def test_the_case_file_is_the_one_of_the_tests():
    shown = {case["name"]: case for case in json.loads(FILE.read_text("utf-8"))["cases"]}
    assert shown == CASES


def test_plain_tells_axes_apart():
    assert plain((3, 5)) == {"y": 3, "x": 5}
    assert plain({"a": ((1, 1), 2)}) == {"a": {"y": 1, "x": 2}}
    assert plain([(1, 2, 3)]) == [[1, 2, 3]]


@pytest.mark.parametrize("correction", CORRECTIONS, ids=lambda one: one.claim[:40])
def test_the_evidence_of_a_correction_holds(correction):
    checked = correction.checked()
    assert checked is None or checked.agrees, checked
    assert correction.verdict in (WRONG, IMPRECISE, RIGHT)
    assert correction.truth.endswith(".") and correction.source


def test_most_corrections_are_backed_by_numbers():
    assert len(CORRECTIONS) == 27
    assert sum(one.compute is not None for one in CORRECTIONS) == 24


def test_a_correction_that_does_not_hold_says_so():
    broken = Correction("x", WRONG, "y.", "z", "span", 6, lambda: 5)
    assert not broken.checked().agrees
