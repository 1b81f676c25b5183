"""Steps about stacks of layers: linear growth, exponential growth, the cone."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from dilviz.convolution.geometry import effective_kernel_size
from dilviz.lesson.fields import field_of, fields_after_each, paths_at, plain_layers, row_at
from dilviz.lesson.grid import row_of
from dilviz.lesson.paper import Squares, Table, table
from dilviz.lesson.question import Cells, Foreseen, Number
from dilviz.lesson.step import Figure, Link, Scene
from dilviz.lesson.words import apart, listed
from dilviz.network.notation_builders import stack
from dilviz.papers.context_module import RATES


def linear(roll: Random) -> Scene:
    """Ask how the field of a plain stack grows."""
    layers = roll.randrange(3, 9)
    net, far = f"{layers}*(conv3)", field_of(RATES[:-1])  # as far as the context module sees
    numbers = {
        "fields": _after_each([1] * layers),
        "far": far,
        "for_far": plain_layers(far),
        "crossings": sum(paths_at((1, 1))),
        "meet": field_of([1, 1]),
    }
    return Scene(
        _linear_question(layers),
        Figure("squares", {"net": net}),
        numbers,
        Link("stack", {"net": net}, "Open this stack"),
        paper=(depth_table([1] * layers),),
    )


def _linear_question(layers: int) -> Number:
    answer = field_of([1] * layers)
    return Number(
        f"{layers} layers of 3 × 3 are stacked, all with dilation rate 1. How many pixels wide is "
        "the receptive field of one output of the last layer?",
        answer,
        "pixels",
        f"The first layer reads 3. Each of the other {layers - 1} adds one pixel on each side: "
        f"3 + 2 · {layers - 1} = {answer}.",
        (
            (
                3 * layers,
                f"3 · {layers} adds the kernel sizes. But neighbouring outputs share pixels, so "
                "each new layer adds only 2.",
            ),
            (
                3**layers,
                f"3 to the power of {layers} counts the ways down to the input. Many of them "
                "end on "
                "the same pixel.",
            ),
            (2 * layers, "Two for every layer are right. Now add the pixel in the middle."),
            (3 + 2 * layers, "The first layer already has its 3 pixels; only the others add 2."),
            (layers, "That is one side only. Count both sides and the middle."),
            (3, "One layer reads 3. The layer above it reads three such outputs, side by side."),
        ),
        "{given} is too few. Every layer adds one pixel on the left and one on the right.",
        "{given} is too many. Neighbouring outputs read many of the same pixels.",
    )


def doubling(roll: Random) -> Scene:
    """Ask how the field grows when every layer doubles the rate."""
    layers = roll.randrange(3, 7)
    rates = [2**depth for depth in range(layers)]
    field, net = field_of(rates), stack(rates)
    numbers = {
        "layers": layers,
        "field": field,
        "fields": _after_each(rates),
        "plain_field": field_of([1] * layers),
        "plain_layers": plain_layers(field),
        "next": field_of([*rates, 2**layers]),
        "figure_1": _after_each([1, 2, 4]),
        "dots": listed([effective_kernel_size(3, rate) for rate in (1, 2, 3)]),
    }
    return Scene(
        _doubling_question(rates),
        Figure("growth", {"net": net}),
        numbers,
        Link("stack", {"net": net}, "Open this stack"),
        neutral=Figure("squares", {"net": f"{layers}*(conv3)"}),
        paper=(depth_table(rates),),
    )


def _doubling_question(rates: list[int]) -> Number:
    answer, last = field_of(rates), rates[-1]
    spans = [effective_kernel_size(3, rate) for rate in rates]
    return Number(
        f"A stack has {len(rates)} layers of 3 × 3 with the dilation rates {listed(rates)}. How "
        "many pixels wide is the receptive field of one output of the last layer?",
        answer,
        "pixels",
        f"Every layer adds its rate on each side: 1 + 2 · ({' + '.join(map(str, rates))}) = "
        f"{answer}.",
        (
            (
                field_of([1] * len(rates)),
                f"That is the stack of rate 1. Here the last layer alone adds {last} pixels on "
                "each side, not one.",
            ),
            (
                spans[-1],
                f"{spans[-1]} is the span of the last kernel alone. Each of its taps reads an "
                "output that has a receptive field of its own.",
            ),
            (sum(spans), "You added the spans. They share the middle pixel: count it once."),
            (answer - 1, "Both sides are right. Now add the pixel in the middle."),
            (sum(rates), "That is one side only. Count both sides and the middle."),
            (sum(rates) + 1, "That is one side with the middle. Count the other side too."),
            (
                3 * last,
                "Three taps are two steps apart, and the layers below widen the receptive "
                "field too.",
            ),
        ),
        "{given} is too few. Add the rate of every layer on the left and on the right.",
        "{given} is too many. Add the rate of every layer, twice, and the middle pixel once.",
    )


def cone(roll: Random) -> Scene:
    """Ask which samples a unit two layers up reads, in a slice of one row."""
    below, above = roll.choice([(1, 2), (2, 1), (1, 3), (3, 1)])
    net = stack([below, above])
    read = row_at((below, above))
    cols = read.size + roll.randrange(2, 6)
    at = roll.randrange(-read.first, cols - read.last)
    columns = [at + read.first + offset for offset, seen in enumerate(read.mask) if seen]
    numbers = {
        "below": below,
        "above": above,
        "read": len(columns),
        "paths": sum(paths_at((below, above))),
    }
    question = _cone_question(below, above, cols, at, columns)
    return Scene(
        question,
        Figure("cone", {"net": net}),
        numbers,
        Link("stack", {"net": net}, "Open this stack"),
        paper=(_rows_to_join(cols, at, above, columns),),
    )


def _rows_to_join(cols: int, at: int, above: int, columns: list[int]) -> Squares:
    """The stack from the side: a row for the output, the lower layer and the input."""
    read = ((at,), (at - above, at, at + above), columns)
    dots = frozenset((row, column) for row, several in enumerate(read) for column in several)
    label = "Row 0: the output of the upper layer. Row 1: the lower layer. Row 2: the input."
    return Squares((3, cols), dots, (0, at), label)


def _cone_question(below: int, above: int, cols: int, at: int, columns: list[int]) -> Cells:
    return Cells(
        f"Two layers have three taps each. The lower one has dilation rate {below}, the upper one "
        f"{above}. An output of the upper layer is at column {at}. Mark every sample of the "
        "input that it reads, directly or through the lower layer.",
        (1, cols),
        row_of(*columns),
        f"The upper layer reads three numbers, {apart(above)}. Each of them reads three samples, "
        f"{apart(below)}. Together: {len(columns)} different samples.",
        (0, at),
        (
            Foreseen(
                row_of(at - above, at, at + above),
                "Those are the places of the three numbers that the upper layer reads. Each of "
                "them reads three samples of the input.",
            ),
            Foreseen(
                row_of(at - below, at, at + below),
                "That is what one number of the lower layer reads. The upper output reads three "
                f"such numbers, {apart(above)}.",
            ),
            Foreseen(
                row_of(at - below - above, at, at + below + above),
                "The ends are right. Now follow the other paths.",
            ),
        ),
    )


def depth_table(rates: Sequence[int]) -> Table:
    """A table to fill in with the field after every layer."""
    fields = fields_after_each(rates)
    return table("field", layer=range(1, len(rates) + 1), rate=rates, field=fields)


def _after_each(rates: Sequence[int]) -> str:
    return listed(fields_after_each(rates))
