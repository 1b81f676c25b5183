"""Every published number that dilviz reproduces, listed and computed."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from dilviz.cost.layer_cost import costs, total
from dilviz.errors import or_none
from dilviz.fields.field import receptive_field
from dilviz.gridding.coverage import hdc_distances
from dilviz.network.presets import NETWORKS, Preset, Stated
from dilviz.papers.claim import OTHER_PROJECTS, PRESETS, Checked, Claim, check
from dilviz.papers.learned_claims import claims_of_the_training
from dilviz.papers.module_corrections import OF_THE_MODULE
from dilviz.papers.operator_corrections import OF_THE_OPERATOR
from dilviz.papers.paper_claims import claims_of_others, claims_of_the_paper
from dilviz.papers.published_cases import NUMBERS, PublishedCase, published_cases

LONGEST_LINK = 300  # characters of notation


def claims() -> tuple[Claim, ...]:
    """List every claim.

    >>> [claim.stated for claim in claims() if claim.subject == "3 × 3 kernel, rate 3"]
    [7]
    """
    return (
        *claims_of_the_paper(),
        *claims_of_others(),
        *_claims_of_presets(),
        *_claims_of_cases(),
        *claims_of_the_training(),
    )


def checked() -> tuple[Checked, ...]:
    """Compute every number and compare it with what is stated."""
    return tuple(map(check, claims()))


def _claims_of_presets() -> Iterator[Claim]:
    for name, preset in NETWORKS.items():
        for stated in preset.stated:
            yield Claim(
                PRESETS,
                name,
                QUANTITIES[stated.what] + (f", {stated.at}" if stated.at else ""),
                stated.value,
                stated.by or preset.source,
                partial(_of_preset, preset, stated),
                preset.notation if len(preset.notation) <= LONGEST_LINK else "",
            )


# What the source of a preset may state.
QUANTITIES = {"weights": "weights", "output_size": "output size"} | {
    key: words for key, (words, _) in NUMBERS.items()
}


def _of_preset(preset: Preset, stated: Stated) -> Any:
    """Compute what a preset's source states."""
    network, at = preset.network, stated.at or None
    if stated.what == "M2":
        return hdc_distances([node.layer.dilation[1] for node in network.nodes])[1]
    if stated.what == "output_size":
        return network.sizes(preset.input_size or 1)[network.find(at)]
    if stated.what == "weights":
        return total(costs(network, preset.input_size, preset.channels)).weights.number
    return getattr(receptive_field(network, preset.input_size, at), stated.what)


def _claims_of_cases() -> Iterator[Claim]:
    for case in published_cases():
        notation = _short_notation(case)
        for key, stated in case.expected.items():
            yield Claim(
                OTHER_PROJECTS,
                case.name.replace("_", " "),
                NUMBERS[key][0],
                stated,
                case.source,
                partial(case.ours, key),
                notation,
            )


def _short_notation(case: PublishedCase) -> str:
    """Empty for a long one, and for a graph whose paths cross, which has none."""
    notation = or_none(str, case.network) if case.network.nodes else None
    return notation if notation and len(notation) <= LONGEST_LINK else ""


CORRECTIONS = (*OF_THE_OPERATOR, *OF_THE_MODULE)
