"""Steps about what a single layer reads: one output, the rate, the span."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random

from dilviz.convolution.geometry import effective_kernel_size
from dilviz.convolution.layer import Layer
from dilviz.lesson.fields import field_at
from dilviz.lesson.grid import box, cells_read, cross
from dilviz.lesson.paper import Squares, row_to_mark
from dilviz.lesson.question import Cell, Cells, Foreseen, Number
from dilviz.lesson.small_numbers import small_numbers
from dilviz.lesson.step import Figure, Link, Scene
from dilviz.lesson.words import pixels_are


def one_output(roll: Random) -> Scene:
    """Ask which pixels an ordinary 3 x 3 layer reads for one output."""
    size = roll.choice([(6, 8), (6, 9), (7, 8), (7, 9)])
    at = roll.randrange(1, size[0] - 1), roll.randrange(1, size[1] - 1)
    read = cells_read(Layer.of(3, padding="same"), size, at)
    question = Cells(
        f"A layer has a 3 × 3 kernel. It is centred on the framed pixel at row {at[0]}, column "
        f"{at[1]}. Mark every input pixel that the output at this place reads.",
        size,
        read,
        f"The output reads the {len(read)} pixels under the kernel: the framed pixel and its "
        "eight neighbours, including the diagonal ones.",
        at,
        _misses_at_rate_1(at, read),
    )
    shown = small_numbers(size, roll) | {"d": "1", "p": "same"}
    numbers = {"read": len(read), "pixels": size[0] * size[1]}
    return _explored(question, numbers, shown | _pin(at), known=shown)


def _explored(
    question: Cells, numbers: Mapping[str, object], shown: dict[str, str], known: dict[str, str]
) -> Scene:
    return Scene(
        question,
        Figure("explore", shown),
        numbers,
        Link("", shown, "Explore this layer"),
        neutral=Figure("explore", known),
        paper=(Squares.of(question),),
    )


def _pin(at: Cell) -> dict[str, str]:
    return {"pin": f"{at[0]},{at[1]}"}


def _misses_at_rate_1(at: Cell, read: frozenset[Cell]) -> tuple[Foreseen, ...]:
    return (
        Foreseen(
            frozenset({at}),
            "That is only the framed pixel. A 1 × 1 kernel would read no more; this kernel is "
            "3 × 3.",
        ),
        Foreseen(
            cross(at, 1),
            "You left out the corners. The kernel is a full square: it reads the diagonal "
            "neighbours too.",
        ),
        Foreseen(
            read - {at},
            "All eight neighbours are right. But the framed pixel is read as well.",
        ),
    )


def rate(roll: Random) -> Scene:
    """Ask which pixels a dilated 3 x 3 layer reads for one output."""
    dilation = roll.choice([2, 3])
    size = roll.choice([(8, 9), (8, 10), (9, 10)] if dilation == 3 else [(7, 8), (7, 9), (8, 9)])
    at = (
        roll.randrange(dilation, size[0] - dilation),
        roll.randrange(dilation, size[1] - dilation),
    )
    read = cells_read(Layer.of(3, dilation=dilation, padding="same"), size, at)
    span, skipped = effective_kernel_size(3, dilation), pixels_are(dilation - 1)
    question = Cells(
        f"The same 3 × 3 kernel now has dilation rate {dilation}. It is centred on the framed "
        f"pixel at row {at[0]}, column {at[1]}. Mark every pixel that the output at this place "
        "reads.",
        size,
        read,
        f"Neighbouring taps are {dilation} pixels apart, so {skipped} skipped between them. There "
        f"are still {len(read)} taps.",
        at,
        _misses_at_rate(dilation, at, read),
    )
    numbers = {"rate": dilation, "skipped": skipped, "span": span, "read": len(read)}
    shown = small_numbers(size, roll) | {"d": str(dilation), "p": "same"} | _pin(at)
    return _explored(question, numbers, shown, known=shown | {"d": "1"})


def _misses_at_rate(dilation: int, at: Cell, read: frozenset[Cell]) -> tuple[Foreseen, ...]:
    span = effective_kernel_size(3, dilation)
    return (
        Foreseen(
            box(at, 1, 1),
            f"Those are the pixels at rate 1. At rate {dilation} the taps move apart: each is "
            f"{dilation} pixels from the next.",
        ),
        Foreseen(
            box(at, dilation, dilation),
            f"That is the whole {span} × {span} square. The kernel spans it, but it reads "
            f"only {len(read)} of these {span * span} pixels: between neighbouring taps "
            f"{pixels_are(dilation - 1)} skipped.",
        ),
        Foreseen(
            box(at, dilation, dilation) - box(at, dilation - 1, dilation - 1),
            "That is the border of the square. A row has three taps: one at each end and one in "
            "the middle.",
        ),
        Foreseen(
            cross(at, dilation),
            "You left out the corners. The kernel still has three rows of three taps.",
        ),
        Foreseen(
            read - {at},
            "Nearly. The middle tap stays where it was, so the framed pixel is read too.",
        ),
    )


def nine_dots(roll: Random) -> Scene:
    """Ask how many pixels three taps span."""
    dilation = roll.randrange(4, 9)
    span = effective_kernel_size(3, dilation)
    field = field_at((dilation,))
    numbers = {
        "rate": dilation,
        "span": span,
        "area": span * span,
        "read": field.pixels_read,
        "share": f"{100 * field.coverage:.1f}",
        "unread": span * span - field.pixels_read,
    } | {f"span_{d}": effective_kernel_size(3, d) for d in (1, 2, 3)}
    return Scene(
        _span_question(dilation, span),
        Figure("classic", {"n": "19x21", "rates": f"1,2,{dilation}"}),
        numbers,
        Link("", {"n": "19x21", "d": str(dilation)}, f"Explore rate {dilation}"),
        neutral=Figure("classic", {"n": "9x11", "rates": "1,2,3"}),
        paper=(
            *map(_dots_at, (1, 2, 3)),
            row_to_mark(span + 4, [2 + tap * dilation for tap in range(3)]),
        ),
    )


def _dots_at(dilation: int) -> Squares:
    size = (7, 7)
    dots = cells_read(Layer.of(3, dilation=dilation, padding="same"), size, (3, 3))
    return Squares(size, dots, label=f"rate {dilation}", given=True)


def _span_question(dilation: int, span: int) -> Number:
    return Number(
        f"A 3 × 3 kernel has dilation rate {dilation}. How many pixels wide is the span from the "
        "first to the last tap of a row, both included?",
        span,
        "pixels",
        f"Two steps of {dilation}, and the first pixel: 2 · {dilation} + 1 = {span}.",
        (
            (
                3 * dilation,
                f"3 · {dilation} counts three steps. Three taps are only two steps apart.",
            ),
            (2 * dilation, "Two steps are right. Now count the first pixel as well."),
            (3 + dilation, "The rate multiplies every step; it is not added once."),
            (
                3 + 2 * dilation,
                f"At rate {dilation}, {pixels_are(dilation - 1)} skipped between two taps, "
                f"not {dilation}.",
            ),
            (
                3,
                "There are 3 taps in a row. But they are no longer neighbours: count the pixels "
                "between them too.",
            ),
            (9, "Nine is the number of taps in the whole kernel. The question is about one row."),
            (span * span, f"{span * span} is the area. The question is about one row."),
        ),
        "{given} is too few. Draw three dots and count from the first to the last.",
        "{given} is too many. Three dots are only two steps apart.",
    )
