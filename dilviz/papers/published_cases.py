"""Numbers that other projects publish about networks, and ours for the same networks."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from dilviz.convolution.geometry import effective_kernel_size
from dilviz.cost.plain_stack import plain_layer_count
from dilviz.fields.field import ReceptiveField, receptive_field, receptive_fields
from dilviz.gridding.coverage import hdc_distances, hole_test
from dilviz.network.json_format import network_from_json
from dilviz.network.network import Network

FILE = Path(__file__).parents[1] / "data" / "receptive_field.json"
OWN = "a case of ours, checked by automatic differentiation"


@dataclass(frozen=True)
class PublishedCase:
    """A network and what its source says of it.

    Attributes
    ----------
    name, source, notes : str
    network : Network
    input_size : int or None
    expected : mapping
        What is stated: a key of `NUMBERS` -> its value.
    """

    name: str
    source: str
    notes: str
    network: Network
    input_size: int | None
    expected: Mapping[str, Any]

    def ours(self, key: str) -> Any:
        """Compute the number that the source states under `key`."""
        return NUMBERS[key][1](self)

    @property
    def field(self) -> ReceptiveField:
        """Of the network's output."""
        return receptive_field(self.network, self.input_size)

    @property
    def fields(self) -> dict[str, ReceptiveField]:
        """After every layer."""
        return receptive_fields(self.network, self.input_size)

    @property
    def rates(self) -> list[int]:
        """Dilation rates along columns, in order."""
        return [node.layer.dilation[1] for node in self.network.nodes]


@cache
def published_cases() -> tuple[PublishedCase, ...]:
    """Read the case file.

    >>> [case.field.size for case in published_cases() if case.name == "yu_koltun_context"]
    [(67, 67)]
    """
    cases = json.loads(FILE.read_text(encoding="utf-8"))["cases"]
    return tuple(
        PublishedCase(
            case["name"],
            OWN if case["source"].startswith("derived") else case["source"],
            case.get("notes", ""),
            network_from_json(case["network"]) if case["network"]["nodes"] else Network(()),
            case.get("input_resolution"),
            case["expected"],
        )
        for case in cases
    )


def comparable(value: Any) -> Any:
    """Make values comparable with JSON: tuples become lists, equal axes one number.

    >>> comparable((3, 3)), comparable((3, 5)), comparable({"a": (1, 2, 3)})
    (3, {'y': 3, 'x': 5}, {'a': [1, 2, 3]})
    """
    if isinstance(value, Mapping):
        return {key: comparable(part) for key, part in value.items()}
    if isinstance(value, tuple) and len(value) == 2:
        rows, cols = map(comparable, value)
        return rows if rows == cols else {"y": rows, "x": cols}
    return [comparable(part) for part in value] if isinstance(value, list | tuple) else value


def _layers(case: PublishedCase) -> dict[str, dict[str, Any]]:
    """For the layers that the source names, the numbers it states, computed."""
    return {
        layer: {key: getattr(case.fields[layer], key) for key in stated}
        for layer, stated in case.expected["layers"].items()
    }


def _after_pools(case: PublishedCase) -> list[list[Any]]:
    fields = case.fields
    pools = [fields[node.id] for node in case.network.nodes if node.op == "pool"]
    return [[comparable(field.size), comparable(field.jump)] for field in pools]


def _paths(network: Network, at: str) -> Iterator[tuple[str, ...]]:
    """Every path from the input to a node, as the ids on it."""
    if at == network.input:
        yield ()
        return
    for before in network.by_id[at].inputs:
        for path in _paths(network, before):
            yield *path, at


def _size_of_path(network: Network, path: tuple[str, ...]) -> int:
    """The field of one path by itself."""
    ends = [network.input, *path]
    nodes = [
        replace(network.by_id[id_], inputs=(before,))
        for before, id_ in zip(ends, path, strict=False)
    ]
    return receptive_field(Network.of(nodes, network.input)).size[1]


def _shortest_and_longest(case: PublishedCase, at: str) -> list[int]:
    sizes = [_size_of_path(case.network, path) for path in _paths(case.network, at)]
    return [min(sizes), max(sizes)]


def _total_padding(case: PublishedCase) -> int:
    [node] = case.network.nodes
    return sum(node.padding(1, case.input_size) or (0, 0))


# What a source may state: its words, and how it is computed.
NUMBERS: Mapping[str, tuple[str, Callable[[PublishedCase], Any]]] = {
    "size": ("receptive field", lambda case: case.field.size),
    "jump": ("jump", lambda case: case.field.jump),
    "start": ("first sample of the first unit", lambda case: case.field.start),
    "start_half_px": (
        "centre of the first unit, half-pixel",
        lambda case: tuple((centre or 0) + 0.5 for centre in case.field.centre),
    ),
    "samples_read": ("samples read along an axis", lambda case: case.field.samples_read),
    "aligned": ("paths are aligned", lambda case: case.field.aligned),
    "layers": ("layer by layer", _layers),
    "per_layer_rf": (
        "receptive field after each layer",
        lambda case: [field.size for field in case.fields.values()],
    ),
    "per_block": ("receptive field and jump after each block", _after_pools),
    "sizes": (
        "sizes of all maps",
        lambda case: {
            id_: size
            for id_, size in case.network.sizes(case.input_size or 1).items()
            if id_ in case.expected["sizes"]
        },
    ),
    "out_size": (
        "output size",
        lambda case: case.network.sizes(case.input_size or 1)[case.network.output],
    ),
    "pad_total": ("padding, both ends", _total_padding),
    "first_unit_region": (
        "first and last sample of unit 0",
        lambda case: list(case.field.interval[1] or ()),
    ),
    "label_margin": (
        "margin of the labels",
        lambda case: (case.field.size[0] - int(case.field.jump[0] or 0)) // 2,
    ),
    "path_rf_min": (
        "receptive field of the shortest path",
        lambda case: _shortest_and_longest(case, case.network.output)[0],
    ),
    "path_rf_max": (
        "receptive field of the longest path",
        lambda case: _shortest_and_longest(case, case.network.output)[1],
    ),
    "per_node_min_max": (
        "shortest and longest path, node by node",
        lambda case: {
            id_: _shortest_and_longest(case, id_) for id_ in case.expected["per_node_min_max"]
        },
    ),
    "M2": ("HDC's M2", lambda case: hdc_distances(case.rates)[1]),
    "hdc_ok": ("no holes", lambda case: hole_test(case.rates).hole_free),
    "effective_kernel": (
        "effective kernel size by rate",
        lambda case: {
            rate: effective_kernel_size(3, int(rate)) for rate in case.expected["effective_kernel"]
        },
    ),
    "undilated_layers_for_same_rf": (
        "plain layers with the same field",
        lambda case: plain_layer_count(
            case.field.size[1], case.network.nodes[0].layer.kernel_size[1]
        ),
    ),
}
