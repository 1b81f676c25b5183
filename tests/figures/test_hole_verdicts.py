"""Both tests side by side: what each says of the stacks people discuss."""

import pytest

from dilviz import parse_network
from dilviz.figures.hole_verdicts import hole_verdicts


def verdicts(*rates, taps=3):
    return hole_verdicts(parse_network(", ".join(f"conv{taps} d{rate}" for rate in rates)))


@pytest.mark.parametrize(
    ("rates", "exact", "heuristic", "agreement"),
    [
        ((1, 2, 5), "No holes", "Accepted: M₂ = 2 ≤ 3", "agrees"),
        ((1, 2, 9), "taps 9 apart are more than the 7 samples", "Rejected: M₂ = 5 > 3", "agrees"),
        ((2, 2, 2), "even the closest taps are 2 apart", "Accepted", "M₁ = 2 is not 1"),
        ((1, 4, 3), "No holes", "Rejected: M₂ = 5 > 3", "rejects a stack without holes"),
        (
            (4,),
            "closest taps are 4 apart",
            "nothing about a single layer",
            "does not need a second",
        ),
    ],
)
def test_verdicts_of_well_known_stacks(rates, exact, heuristic, agreement):
    found = verdicts(*rates)
    assert exact in found["exact"]
    assert heuristic in found["heuristic"]["verdict"]
    assert agreement in found["agreement"]


def test_layers_come_by_rising_distance_with_the_reach_before_them():
    rows = verdicts(9, 1, 2)["rows"]
    assert [(row["distance"], row["reach"], row["fits"]) for row in rows] == [
        (1, 1, True),
        (2, 3, True),
        (9, 7, False),
    ]


def test_the_axis_with_holes_is_judged():
    assert "Holes" in hole_verdicts(parse_network("conv3 d1x2"))["exact"]
    assert "Holes" in hole_verdicts(parse_network("conv3 d2x1"))["exact"]


@pytest.mark.parametrize("text", ["[conv3 | id]", "conv1", "up2"])
def test_there_is_no_verdict_by_rates_without_rates_on_one_path(text):
    assert hole_verdicts(parse_network(text)) is None
