"""Receptive fields of plain 3 x 3 stacks by their dilation rates: what most steps ask about."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from dilviz.cost.plain_stack import plain_layer_count
from dilviz.fields.field import ReceptiveField, receptive_field, receptive_fields
from dilviz.fields.path_counts import path_counts
from dilviz.gridding.coverage import AxisCoverage, axis_coverage
from dilviz.network.notation import parse_network
from dilviz.network.notation_builders import stack

Rates = tuple[int, ...]


@lru_cache(maxsize=1000)
def field_at(rates: Rates) -> ReceptiveField:
    """The receptive field of 3 x 3 layers with these rates.

    >>> field_at((2, 2, 2)).samples_read
    (7, 7)
    """
    return receptive_field(parse_network(stack(rates)))


def field_of(rates: Sequence[int]) -> int:
    """Its width in samples.

    >>> field_of([1, 2, 4])
    15
    """
    return field_at(tuple(rates)).size[1]


def fields_after_each(rates: Sequence[int]) -> list[int]:
    """Its width after every layer.

    >>> fields_after_each([1, 2, 4])
    [3, 7, 15]
    """
    return list(_after_each(tuple(rates)))


@lru_cache(maxsize=1000)
def _after_each(rates: Rates) -> tuple[int, ...]:
    fields = receptive_fields(parse_network(stack(rates)))
    return tuple(field.size[1] for field in fields.values())


@lru_cache(maxsize=1000)
def row_at(rates: Rates) -> AxisCoverage:
    """Which samples of a row an output reads.

    >>> row_at((2, 2)).mask.tolist()
    [True, False, True, False, True, False, True, False, True]
    """
    return axis_coverage(parse_network(stack(rates)))[1]


@lru_cache(maxsize=1000)
def paths_at(rates: Rates) -> tuple[int, ...]:
    """Count the paths to an output from every sample of its row.

    >>> paths_at((1, 1))
    (1, 2, 3, 2, 1)
    """
    return tuple(path_counts(parse_network(stack(rates)))[1])


def plain_layers(field: int) -> int:
    """Count the 3 x 3 layers of rate 1 that see this far.

    >>> plain_layers(67)
    33
    """
    return plain_layer_count(field, 3) or 0
