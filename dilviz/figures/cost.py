"""What a receptive field costs, as plain data: a table, curves, and a derivation in steps."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

from dilviz.cost.chain_cost import ChainCost
from dilviz.cost.channel_polynomial import grouped
from dilviz.cost.comparison import STACKS, stack_cost, stack_notation
from dilviz.cost.timing import Timing
from dilviz.export.sharing import csv_text

QUANTITIES = {
    "multiply_adds": "multiply-adds",
    "weights": "weights",
    "training_bytes": "activation memory, training (bytes)",
    "inference_bytes": "activation memory, inference (bytes)",
}
POINTS = 14  # of one curve
_NUMBERS = tuple(each.name for each in dataclasses.fields(ChainCost) if each.name != "output_size")


def table_rows(
    costs: Mapping[str, ChainCost], timings: Mapping[str, Timing | str], field: int
) -> list[dict[str, Any]]:
    """One row for each stack, with words for people and the notation for a link.

    Parameters
    ----------
    costs : mapping of name to ChainCost
    timings : mapping of name to Timing or to the reason why there is none
        Empty before anything was measured.
    field : int
        The receptive field asked for.
    """
    return [
        _row(name, cost, field) | _time_words(timings.get(name)) for name, cost in costs.items()
    ]


def _row(name: str, cost: ChainCost, field: int) -> dict[str, Any]:
    return {
        "name": name,
        "rule": STACKS[name].rule,
        "role": STACKS[name].role,
        "notation": stack_notation(name, field),
        "size": cost.size,
        "layers": cost.layers,
        "output": f"{cost.output_size[0]} × {cost.output_size[1]}",
        "weights": grouped(cost.weights),
        "multiply_adds": cost.multiply_adds,
        "training": byte_words(cost.training_bytes),
        "inference": byte_words(cost.inference_bytes),
    }


def _time_words(timing: Timing | str | None) -> dict[str, str]:
    if timing is None:
        return {"time": "–", "spread": "not measured yet"}
    if isinstance(timing, str):
        return {"time": "–", "spread": timing}
    fastest, slowest = timing.spread
    return {
        "time": second_words(timing.median),
        "spread": f"{second_words(fastest)} to {second_words(slowest)}, {len(timing.seconds)} runs",
    }


def curves(input_size: tuple[int, int], channels: int, widest: int) -> dict[str, Any]:
    """Every quantity of every stack against its receptive field.

    Returns
    -------
    dict
        For each of `QUANTITIES`, ``series``: name, role, and points [field, value].
    """
    step = max(2, (widest - 3) // POINTS // 2 * 2)
    fields = [*range(3, widest, step), widest]
    costs = {
        name: {
            cost.size: cost
            for field in fields
            for cost in [stack_cost(name, field, input_size, channels)]
        }
        for name in STACKS
    }
    return {
        key: {
            "title": title,
            "series": [
                {
                    "name": name,
                    "role": STACKS[name].role,
                    "points": [
                        [size, getattr(cost, key)] for size, cost in sorted(by_size.items())
                    ],
                }
                for name, by_size in costs.items()
            ],
        }
        for key, title in QUANTITIES.items()
    }


def csv_table(
    costs: Mapping[str, ChainCost], timings: Mapping[str, Timing | str], field: int
) -> str:
    """Write the table as a file: plain numbers, seconds with their spread."""
    times = ["seconds_median", "seconds_fastest", "seconds_slowest"]
    rows = [["name", "network", *_NUMBERS, "output_rows", "output_cols", *times]]
    for name, cost in costs.items():
        timing = timings.get(name)
        seconds = [timing.median, *timing.spread] if isinstance(timing, Timing) else ["", "", ""]
        counts = [*(getattr(cost, number) for number in _NUMBERS), *cost.output_size]
        rows.append([name, stack_notation(name, field), *counts, *seconds])
    return csv_text(rows)


def derivation(size: int, taps: int, channels: int, rate: int) -> list[dict[str, str]]:
    """The cost of a layer as it is often written, step by step, then what is missing in it.

    Parameters
    ----------
    size : int
        Length of a sequence, and side of an image.
    taps, channels, rate : int

    Examples
    --------
    >>> steps = derivation(64, 3, 16, 4)
    >>> steps[2]["value"], steps[4]["value"]
    ('62 × 768 = 47\u202f616', '56 × 768 = 43\u202f008')
    """
    pairs = taps * channels**2
    plain, dilated = size - taps + 1, size - rate * (taps - 1)
    image = size**2 * taps**2 * channels**2

    def times(positions: int) -> str:
        if positions < 1:
            return "none fits"
        return f"{positions} × {grouped(pairs)} = {grouped(positions * pairs)}"

    steps = (
        ("article", "One position, one channel out", "k C", grouped(taps * channels)),
        ("article", "All C channels out", "k C²", grouped(pairs)),
        ("article", "All positions without padding", "(n − k + 1) k C²", times(plain)),
        ("correction", "Often d stands for the channels, here C", "", ""),
        ("correction", "A dilated kernel reaches further", "(n − d (k − 1)) k C²", times(dilated)),
        ("correction", "With padding that keeps the size, d is gone", "n k C²", times(size)),
        ("correction", "An image has two axes", "H W k² C²", grouped(image)),
        ("correction", "Weights, at any rate", "k² C²", grouped(taps**2 * channels**2)),
    )
    return [dict(zip(("by", "step", "formula", "value"), step, strict=True)) for step in steps]


def byte_words(number: int) -> str:
    """Write an amount of memory.

    >>> byte_words(262144), byte_words(2097152), byte_words(96)
    ('256 KiB', '2 MiB', '96 B')
    """
    for unit, size in (("GiB", 1 << 30), ("MiB", 1 << 20), ("KiB", 1 << 10)):
        if number >= size:
            return (
                f"{number / size:.3g} {unit}"
                if number < 1000 * size
                else f"{number // size} {unit}"
            )
    return f"{number} B"


def second_words(seconds: float) -> str:
    """Write a time with three digits.

    >>> second_words(0.01234), second_words(2.5), second_words(0.0000123)
    ('12.3 ms', '2.5 s', '0.0123 ms')
    """
    return f"{seconds:.3g} s" if seconds >= 1 else f"{1000 * seconds:.3g} ms"
