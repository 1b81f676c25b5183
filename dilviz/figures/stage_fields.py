"""What the stages of a long network see around one place of the image, as plain data."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dilviz.convolution.layer import Pair
from dilviz.errors import or_none
from dilviz.fields.field import ReceptiveField, fields_after, of_another_unit
from dilviz.network.network import Network
from dilviz.network.stages import stages

MOST_STAGES = 10  # outlines that can be told apart


def stage_fields(
    network: Network, input_size: Pair, target: str, centre: tuple[float | None, float | None]
) -> list[dict[str, Any]]:
    """After each stage up to a map: the field of the unit nearest to a place.

    Returns
    -------
    list of dict
        ``name`` and ``field`` ((top, bottom), (left, right)), growing; of stages with the same
        field the first. Empty for a network that is not folded, or has one dimension: outlines
        of one sample's height cannot be told apart. Empty too for a field without a middle.

    Examples
    --------
    >>> from dilviz import parse_network
    >>> stage_fields(parse_network("conv3"), (9, 9), "1", (4.0, 4.0))
    []
    """
    found: dict[tuple[Pair, Pair], str] = {}
    for name, field, size in _fields_of_stages(network, input_size, target):
        ends = _ends_at(field, size, centre)
        if ends and ends not in found:
            found[ends] = name
    growing = sorted(found, key=lambda ends: sum(last - first for first, last in ends))
    step = -(-len(growing) // MOST_STAGES) or 1
    kept = growing[::-1][::step][::-1]
    return [{"name": found[ends], "field": [*map(list, ends)]} for ends in kept]


def _fields_of_stages(
    network: Network, input_size: Pair, target: str
) -> Iterator[tuple[str, ReceptiveField, Pair]]:
    before = {node.id for node in network.before(target)}
    folded = () if network.one_dimensional else stages(network)
    paths = {stage.output.id: stage.path for stage in folded if stage.output.id in before}
    if not paths:
        return
    fields, sizes = fields_after(network, input_size, paths), network.sizes(input_size)
    for id_, path in paths.items():
        yield path, fields[id_], sizes[id_]


def _ends_at(
    field: ReceptiveField, units: Pair, centre: tuple[float | None, float | None]
) -> tuple[Pair, Pair] | None:
    """The field of the unit nearest to a place; None for a map without positions."""
    place = []
    for middle, jump, size, wanted in zip(field.centre, field.jump, units, centre, strict=True):
        if middle is None or wanted is None or not jump:
            return None
        place.append(min(size - 1, max(0, round((wanted - middle) / jump))))
    rows, cols = or_none(lambda: of_another_unit(field, place).interval) or (None, None)
    return (rows, cols) if rows and cols else None
