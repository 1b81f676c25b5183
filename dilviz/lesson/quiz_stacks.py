"""Quiz questions about stacks of layers."""

from __future__ import annotations

from random import Random

from dilviz.gridding.coverage import hole_test
from dilviz.lesson.fields import Rates, field_at, field_of, fields_after_each
from dilviz.lesson.holes import read_in_a_row, why_holes
from dilviz.lesson.question import Choice, Number, Option
from dilviz.lesson.words import listed

# Equal sums, half of them with holes: the sum alone does not decide.
TRIPLES: tuple[Rates, ...] = (
    *((1, 2, 5), (1, 3, 4), (2, 2, 4), (2, 3, 3)),
    *((1, 2, 7), (1, 3, 6), (1, 1, 8), (2, 4, 4)),
    *((1, 3, 5), (1, 2, 6), (1, 4, 4), (3, 3, 3)),
)


def field_of_a_stack(roll: Random) -> Number:
    """Ask for the field of a stack whose rates follow no rule."""
    rates = [1, *(roll.randrange(2, 7) for _ in range(roll.choice([2, 3])))]
    answer = field_of(rates)
    return Number(
        f"{len(rates)} layers of 3 × 3 have the dilation rates {listed(rates)}. How many pixels "
        "wide is their receptive field?",
        answer,
        "pixels",
        f"1 + 2 · ({' + '.join(map(str, rates))}) = {answer}.",
        (
            (answer - 1, "Both sides are right. The pixel in the middle counts too."),
            (sum(rates), "That is one side. Count both sides and the middle."),
            (sum(rates) + 1, "That is one side and the middle. Count the other side too."),
            (
                sum(2 * rate + 1 for rate in rates),
                "The spans share their middle pixel: count it once.",
            ),
            (field_of([1] * len(rates)), "That is right at rate 1."),
            (
                2 * max(rates) + 1,
                "That is the layer with the largest rate alone. The others add to it.",
            ),
        ),
        "{given} is too few. Every layer adds its rate on each side of the middle.",
        "{given} is too many. Every layer adds its rate on each side of the middle.",
    )


def growth(roll: Random) -> Choice:
    """Ask which stack grows exponentially."""
    equal, step = roll.randrange(2, 6), roll.randrange(1, 4)
    start = roll.choice([1, 2])
    doubling = [start * 2**depth for depth in range(5)]
    rising = [1 + step * depth for depth in range(5)]
    options = [
        Option(
            f"{listed(doubling)}, …",
            f"The rates double, so the receptive fields roughly double: {_fields(doubling)}, …",
            right=True,
        ),
        Option(
            f"{listed([equal] * 5)}, …",
            f"Every layer adds the same {2 * equal} pixels: {_fields([equal] * 5)}, … That is "
            "linear growth.",
        ),
        Option(
            f"{listed([1] * 5)}, …",
            f"Every layer adds 2 pixels: {_fields([1] * 5)}, … That is linear growth.",
        ),
        Option(
            f"{listed(rising)}, …",
            f"{_fields(rising)}, … That is faster than linear, but it does not double: each layer "
            f"adds only {2 * step} pixels more than the one before.",
        ),
    ]
    roll.shuffle(options)
    return Choice(
        "Here are the dilation rates of four stacks of 3 × 3 layers, the lowest layer first. In "
        "which stack does the receptive field grow exponentially?",
        tuple(options),
    )


def holes(roll: Random) -> Choice:
    """Ask whether a stack reads all of its field."""
    rates = list(roll.choice(TRIPLES))
    roll.shuffle(rates)
    verdict, field = hole_test(rates), field_at(tuple(rates))
    count, span = read_in_a_row(field), field.size[1]
    if verdict.hole_free:
        why = (
            "Sorted from small to large, each rate is at most the receptive field of the smaller "
            "ones."
        )
    else:
        why = why_holes(verdict)
    return Choice(
        f"Three layers of 3 × 3 have the dilation rates {listed(rates)}. Does one output read "
        f"every pixel of its {span} × {span} receptive field?",
        (
            Option("Yes, every one", f"{why} {count}", right=verdict.hole_free),
            Option("No, it skips some", f"{why} {count}", right=not verdict.hole_free),
        ),
    )


def coverage(roll: Random) -> Number:
    """Ask how many pixels of a square a stack of one rate reads."""
    layers, rate = roll.choice([(2, 2), (2, 3), (3, 2), (2, 5), (3, 4)])
    field = field_at((rate,) * layers)
    answer, side, span = field.pixels_read, field.samples_read[1], field.size[1]
    return Number(
        f"{layers} layers of 3 × 3 {'both' if layers == 2 else 'all'} have dilation rate {rate}. "
        f"Their receptive field is {span} × {span} pixels. How many of these pixels does one "
        "output read?",
        answer,
        "pixels",
        f"It reads {side} pixels in a row, {rate} apart, and as many in a column: {side} · {side} "
        f"= {answer}.",
        (
            (side, "That is one row. The output reads as many rows."),
            (span * span, "That is the whole square. The pixels between the taps are skipped."),
            (9**layers, "That counts paths. Many of them end on the same pixel."),
            (9 * layers, "That is the number of weights. Stacked layers read more pixels."),
            (9, "That is one layer. The next layer reads nine outputs of it."),
            (span, "That is the width of the receptive field."),
        ),
        f"{{given}} is too few. It reads {side} pixels in a row. How many in the square?",
        f"{{given}} is too many. It reads {side} pixels in a row. How many in the square?",
    )


def largest_rate(roll: Random) -> Number:
    """Ask how far the next layer may go."""
    rates = roll.choice([(1, 1), (1, 2), (1, 3), (1, 2, 3), (1, 2, 4), (1, 2, 5), (1, 3, 4)])
    answer = field_of(rates)
    return Number(
        f"A stack of 3 × 3 layers has the dilation rates {listed(rates)}. What is the largest rate "
        "that one more layer may have so that no pixel is skipped?",
        answer,
        "",
        f"The stack reads {answer} neighbouring pixels. One more layer reads three such blocks. At "
        f"rate {answer} the blocks are side by side; at rate {answer + 1} there is a gap between "
        "them.",
        (
            (
                answer + 1,
                "Nearly. At this rate one pixel is skipped between the blocks that the stack "
                "reads.",
            ),
            (2 * rates[-1], "Doubling is safe. But a larger rate is possible."),
            (
                sum(rates),
                "This rate is safe. But a larger one is possible: count both sides and the middle.",
            ),
            (3 * rates[-1], "Tripling is safe here. But a larger rate is possible."),
        ),
        "{given} skips no pixel, but a larger rate is possible. How wide is the receptive field?",
        "{given} skips pixels. How wide is the receptive field of the stack?",
    )


def _fields(rates: list[int]) -> str:
    return listed(fields_after_each(rates))
