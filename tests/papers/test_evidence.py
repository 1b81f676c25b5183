"""Every published number is the number we compute, and a wrong one would show."""

from dataclasses import replace

import pytest

from dilviz.errors import GeometryError
from dilviz.network.notation import parse_network
from dilviz.papers.claim import (
    GROUPS,
    IMPRECISE,
    OTHER_PROJECTS,
    RIGHT,
    WRONG,
    Claim,
    Correction,
    check,
)
from dilviz.papers.evidence import CORRECTIONS, claims
from dilviz.papers.published_cases import NUMBERS, comparable, published_cases

CLAIMS = claims()


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: f"{claim.subject}: {claim.quantity}")
def test_the_computed_number_equals_the_stated_one(claim):
    result = check(claim)
    assert result.agrees, f"stated {claim.stated}, ours {result.ours}"


def test_a_wrong_number_would_fail():
    wrong = [replace(claim, stated=["something else"]) for claim in CLAIMS]
    assert not any(check(claim).agrees for claim in wrong)


def test_a_failing_computation_disagrees():
    def fail():
        raise GeometryError("no output is left")

    result = check(Claim(GROUPS[0], "a network", "size", 3, "a paper", fail))
    assert (result.ours, result.agrees) == ("no output is left", False)


def test_every_claim_has_a_source():
    for claim in CLAIMS:
        assert claim.group in GROUPS and claim.source and claim.subject and claim.quantity
        if claim.network:
            parse_network(claim.network)
    assert {claim.group for claim in CLAIMS} == set(GROUPS)


def test_every_stated_number_of_the_case_file_is_a_claim():
    stated = sum(len(case.expected) for case in published_cases())
    assert len([claim for claim in CLAIMS if claim.group == OTHER_PROJECTS]) == stated
    assert all(words for words, _ in NUMBERS.values())


def test_comparable_names_unequal_axes():
    assert comparable((3, 5)) == {"y": 3, "x": 5}
    assert comparable({"a": ((1, 1), 2)}) == {"a": {"y": 1, "x": 2}}
    assert comparable([(1, 2, 3)]) == [[1, 2, 3]]


@pytest.mark.parametrize("correction", CORRECTIONS, ids=lambda correction: correction.claim[:40])
def test_the_evidence_of_a_correction_holds(correction):
    checked = correction.checked()
    assert checked is None or checked.agrees, checked
    assert correction.verdict in (WRONG, IMPRECISE, RIGHT)
    assert correction.truth.endswith(".") and correction.source


def test_a_correction_with_wrong_evidence_disagrees():
    broken = Correction("x", WRONG, "y.", "z", "span", 6, lambda: 5)
    assert not broken.checked().agrees
