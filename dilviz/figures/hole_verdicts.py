"""The exact test for holes and the heuristic beside it, layer by layer, as plain data."""

from __future__ import annotations

from collections import Counter
from textwrap import shorten
from typing import Any

from dilviz.figures.subject import LONGEST_TITLE, name_of
from dilviz.gridding.chain_rates import ChainRate, chain_rates
from dilviz.gridding.coverage import hdc_distances, hole_test
from dilviz.network.network import Network


def hole_verdicts(network: Network) -> dict[str, Any] | None:
    """Judge a single path by both tests, along the axis that fares worse.

    Returns
    -------
    dict or None
        ``name``, ``rows`` (layers by rising distance), ``exact``, ``heuristic`` and
        ``agreement``. None where paths branch or nothing has taps to spread.

    Examples
    --------
    >>> from dilviz import parse_network
    >>> found = hole_verdicts(parse_network("3*(conv3 d2)"))
    >>> print(found["exact"])
    Holes: even the closest taps are 2 apart, and no layer fills the samples between them.
    >>> print(found["agreement"])
    Here the heuristic is wrong: it accepts a stack that has holes, because M₁ = 2 is not 1.
    """
    axes = [layers for axis in (0, 1) if (layers := chain_rates(network, axis))]
    if not axes:
        return None
    layers = min(axes, key=lambda layers: _test(layers).hole_free)
    verdict = _test(layers)
    return {
        "name": shorten(name_of(network), LONGEST_TITLE, placeholder=" …"),
        "rows": _rows(layers),
        "exact": _exact_words(verdict),
        **_heuristic(layers, verdict.hole_free),
    }


def _test(layers: list[ChainRate]):
    return hole_test([layer.distance for layer in layers], [layer.taps for layer in layers])


def _rows(layers: list[ChainRate]) -> list[dict[str, Any]]:
    rows, reach = [], 1
    for layer in sorted(layers, key=lambda layer: (layer.distance, layer.taps)):
        rows.append(
            {
                "layer": layer.id,
                "rate": layer.rate,
                "distance": layer.distance,
                "reach": reach,
                "fits": layer.distance <= reach,
            }
        )
        reach += (layer.taps - 1) * layer.distance
    return rows


def _exact_words(verdict) -> str:
    if verdict.hole_free:
        return "No holes: no distance is more than the reach of the closer layers."
    if verdict.reach == 1:
        return (
            f"Holes: even the closest taps are {verdict.rate} apart, and no layer fills the "
            "samples between them."
        )
    return (
        f"Holes: taps {verdict.rate} apart are more than the {verdict.reach} samples that the "
        "closer layers read together."
    )


def _heuristic(layers: list[ChainRate], hole_free: bool) -> dict[str, Any]:
    """The verdict of the heuristic, and whether it agrees with the exact test."""
    distances = hdc_distances([layer.distance for layer in layers])
    if len(distances) < 2:
        verdict = {"verdict": "It says nothing about a single layer.", "distances": ""}
        return {"heuristic": verdict, "agreement": "The exact test does not need a second layer."}
    [(size, _)] = Counter(layer.taps for layer in layers).most_common(1)
    accepted = distances[1] <= size
    words, sign = ("Accepted", "≤") if accepted else ("Rejected", ">")
    listed = ", ".join(map(str, distances[:16])) + (" …" if len(distances) > 16 else "")
    verdict = {
        "verdict": f"{words}: M₂ = {distances[1]} {sign} {size}.",
        "distances": f"M₁, M₂, … = {listed}",
    }
    return {"heuristic": verdict, "agreement": _agreement(accepted, hole_free, distances[0])}


def _agreement(accepted: bool, hole_free: bool, closest: int) -> str:
    if accepted == hole_free:
        return "Here the heuristic agrees with the truth."
    if accepted:
        because = f", because M₁ = {closest} is not 1" if closest > 1 else ""
        return f"Here the heuristic is wrong: it accepts a stack that has holes{because}."
    return (
        "Here the heuristic is wrong: it rejects a stack without holes. It depends on the order "
        "of the layers; what is read does not."
    )
