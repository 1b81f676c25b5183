"""Numbers about a network as plain text, for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from dilviz.cost.layer_cost import Cost, total
from dilviz.export.gates_text import gates_sentence

if TYPE_CHECKING:  # what is printed of a receptive field waits for no search of stacks
    from dilviz.gridding.coverage import AxisCoverage
    from dilviz.gridding.design import Design

WIDEST_STRIP = 120  # characters: of wider fields only the numbers are written

_FIELD_COLUMNS = (
    ("layer", "id"),
    ("what", "words"),
    ("effective", "effective_kernel_size"),
    ("output", "output_size"),
    ("field", "size"),
    ("jump", "jump"),
    ("start", "start"),
    ("centre", "centre"),
    ("read", "samples_read"),
    ("coverage", "coverage"),
)


def table(titles: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Align columns: words to the left, numbers to the right.

    >>> print(table(["layer", "field"], [["conv1", "3"], ["conv2", "15"]]))
    layer  field
    conv1      3
    conv2     15
    """
    lines = [list(titles), *map(list, rows)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    numeric = [
        all(not cell or cell[0] in "-0123456789" for cell in column[1:])
        for column in zip(*lines, strict=True)
    ]
    return "\n".join(
        "  ".join(
            cell.rjust(width) if right else cell.ljust(width)
            for cell, width, right in zip(line, widths, numeric, strict=True)
        ).rstrip()
        for line in lines
    )


def field_text(answer: Mapping[str, Any], gates: str = "apart") -> str:
    """Write an answer of `dilviz.export.report.report` that was made with these `gates`."""
    facts = [
        ("receptive field", _size(answer["size"]), _about_size(answer, gates)),
        ("samples read", pair(answer["samples_read"]), _pixels(answer)),
        ("jump", pair(answer["jump"]), "input samples between neighbouring units"),
        ("first index", pair(answer["start"], ", "), "where the field of unit 0 starts"),
        ("centre", pair(answer["centre"], ", "), "of the unit, the first sample counted as 0"),
        ("half-pixel centre", pair(answer["centre_half_pixel"], ", "), "the first sample at 0.5"),
        ("interval", _interval(answer["interval"]), "first to last sample, padding included"),
    ]
    if answer["cost_error"]:
        facts.append(("weights", "not counted", answer["cost_error"]))
    if not answer["aligned"]:
        facts.append(("aligned", "no", "paths disagree on where a unit is centred"))
    layer = f" of {answer['at']!r}" if answer["layers"] else ""
    unit = f", unit {tuple(answer['unit'])}" if answer["unit"] else ""
    head = f"{answer['notation'] or answer['name'] or 'network'}\n\nThe field{layer}{unit}:\n"
    return head + _facts(facts) + "\n\n" + layer_table(answer)


def _size(size: Sequence[int | None]) -> str:
    return " x ".join("none" if samples is None else str(samples) for samples in size)


def _about_size(answer: Mapping[str, Any], gates: str) -> str:
    sentence = gates_sentence(answer, gates)
    return "rows x columns, in samples" + (f": {sentence}" if sentence else "")


def layer_table(answer: Mapping[str, Any]) -> str:
    """Write one line for each layer; empty columns are left out."""
    layers = answer["layers"]
    columns = [
        (title, key) for title, key in _FIELD_COLUMNS if any(layer.get(key) for layer in layers)
    ]
    rows = [[_cell(layer.get(key), key) for _, key in columns] for layer in layers]
    lines = [table([title for title, _ in columns], rows)] if rows else []
    if answer["layers_left_out"]:
        lines.append(f"... and {answer['layers_left_out']} layers more.")
    if answer["left_out"]:
        lines.append("Left out, as no map is there: " + ", ".join(answer["left_out"]) + ".")
    return "\n".join(lines)


def coverage_text(axes: Mapping[str, AxisCoverage], pixels: int | None) -> str:
    """Write the samples of a field: ``#`` is read, ``.`` is never read."""
    lines = []
    for name, axis in axes.items():
        share = axis.samples_read / axis.size
        lines.append(
            f"{name}: {axis.samples_read} of {axis.size} samples read ({share:.2%}), "
            f"from {axis.first} to {axis.last}"
        )
        if axis.size <= WIDEST_STRIP:
            lines.append("  " + "".join("#" if read else "." for read in axis.mask))
        words = axis.hole_words()
        lines.append(f"  never read: {words}" if words else "  no holes")
    rows, cols = axes.values()
    if pixels is not None:
        area = rows.size * cols.size
        lines.append(f"pixels: {pixels} of {area} read ({pixels / area:.2%})")
    return "\n".join(lines)


def cost_text(layer_costs: Mapping[str, Cost], left_out: Sequence[str] = ()) -> str:
    """Write the cost of each layer and their total, and what is not counted."""
    costly = {id_: cost for id_, cost in layer_costs.items() if cost.weights.coefficients}
    rows = [[id_, *_amounts(cost)] for id_, cost in costly.items()]
    rows.append(["total", *_amounts(total(layer_costs))])
    lines = [table(["layer", "channels", "weights", "biases", "multiply-adds"], rows)]
    if left_out:
        lines.append(f"Not counted: {'; '.join(left_out)}.")
    return "\n".join(lines)


def design_text(designs: Iterable[Design]) -> str:
    """Write stacks, the best first."""
    rows = [
        [
            str(design.size),
            f"{design.weights} C^2",
            f"{float(design.cost):g} C^2",
            design.notation,
        ]
        for design in designs
    ]
    return table(["field", "weights", "multiply-adds a sample", "stack"], rows)


def pair(values: Sequence | None, join: str = " x ") -> str:
    """Write both axes, as one number where they agree.

    >>> pair([3, 3]), pair([3, 5]), pair([None, 2])
    ('3', '3 x 5', '? x 2')
    """
    if values is None:
        return "?"
    parts = ["?" if value is None else f"{value:.16g}" for value in values]
    return parts[0] if parts[0] == parts[1] else join.join(parts)


def _facts(facts: Iterable[tuple[str, str, str]]) -> str:
    rows = [list(fact) for fact in facts]
    widths = [max(len(row[column]) for row in rows) for column in (0, 1)]
    return "\n".join(
        f"  {name:<{widths[0]}}  {value:<{widths[1]}}  {note}" for name, value, note in rows
    )


def _pixels(answer: Mapping[str, Any]) -> str:
    if answer["pixels_read"] is None:
        of_paths = answer["samples_read"] is not None and not answer["is_chain"]
        what = "the paths that read different pixels" if of_paths else "the pixels"
        return f"along each axis; {what} are too many to count"
    rows, cols = answer["size"]
    return f"{answer['pixels_read']} of {rows * cols} pixels, {answer['coverage']:.2%}"


def _interval(interval: Sequence) -> str:
    parts = ["?" if ends is None else f"{ends[0]} to {ends[1]}" for ends in interval]
    return parts[0] if parts[0] == parts[1] else ", ".join(parts)


def _cell(value: Any, key: str) -> str:
    if value is None:
        return ""
    if key == "coverage":
        return f"{value:.2%}"
    return value if isinstance(value, str) else pair(value, ", " if key in _POSITIONS else "x")


_POSITIONS = ("start", "centre")


def _amounts(cost: Cost) -> list[str]:
    amounts = (cost.channels, cost.weights, cost.biases, cost.multiply_adds)
    return ["" if amount is None else str(amount).replace("²", "^2") for amount in amounts]
