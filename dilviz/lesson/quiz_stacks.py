"""Quiz questions about layers on top of each other."""

from __future__ import annotations

from random import Random

from dilviz.gridding.coverage import hole_test
from dilviz.lesson.fields import Rates, field_at, field_of, fields_after_each
from dilviz.lesson.misses import misses
from dilviz.lesson.question import Choice, Number, Option

# Equal sums, half of them with holes: the sum alone tells nothing.
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
        f"{len(rates)} layers of 3 × 3 have the dilation rates {_row(rates)}. How many pixels "
        "wide is their receptive field?",
        answer,
        "pixels",
        f"1 + 2 · ({' + '.join(map(str, rates))}) = {answer}.",
        misses(
            answer,
            (answer - 1, "Both sides are right. The pixel in the middle counts too."),
            (sum(rates), "That is one side. Count both sides and the middle."),
            (sum(rates) + 1, "That is one side and the middle. Count the other side too."),
            (sum(2 * rate + 1 for rate in rates), "The spans share their middle: count it once."),
            (field_of([1] * len(rates)), "That is so at rate 1."),
            (2 * max(rates) + 1, "That is the widest layer alone."),
        ),
        "{given} is too few. Every layer adds its rate on either side of the middle.",
        "{given} is too many. Every layer adds its rate on either side of the middle.",
    )


def growth(roll: Random) -> Choice:
    """Ask which stack grows exponentially."""
    equal, step = roll.randrange(2, 6), roll.randrange(1, 4)
    start = roll.choice([1, 2])
    doubling = [start * 2**depth for depth in range(5)]
    rising = [1 + step * depth for depth in range(5)]
    options = [
        Option(
            f"{_row(doubling)}, …",
            True,
            f"The rates double, so the fields do: {_fields(doubling)}, …",
        ),
        Option(
            f"{_row([equal] * 5)}, …",
            False,
            f"Every layer adds the same {2 * equal} pixels: {_fields([equal] * 5)}, … That is a "
            "straight line.",
        ),
        Option(
            f"{_row([1] * 5)}, …",
            False,
            f"Every layer adds 2 pixels: {_fields([1] * 5)}, … That is a straight line.",
        ),
        Option(
            f"{_row(rising)}, …",
            False,
            f"{_fields(rising)}, … That is faster than a line, but it does not double: each layer "
            "adds only a little more than the one before.",
        ),
    ]
    roll.shuffle(options)
    return Choice(
        "The dilation rates of 3 × 3 layers, from the bottom up. In which stack does the "
        "receptive field grow exponentially?",
        tuple(options),
    )


def holes(roll: Random) -> Choice:
    """Ask whether a stack reads all of its field."""
    rates = list(roll.choice(TRIPLES))
    roll.shuffle(rates)
    verdict, field = hole_test(rates), field_at(tuple(rates))
    read, span = field.samples_read[1], field.size[1]
    count = f"It reads {read} of {span} pixels in a row."
    if verdict.hole_free:
        why = "Sorted, each rate is at most the receptive field of the smaller ones."
    elif verdict.reach == 1:
        why = "No layer has rate 1, so the pixel beside the outermost one is never reached."
    else:
        why = f"Rate {verdict.rate} is more than {verdict.reach}, the field of the smaller rates."
    return Choice(
        f"Three layers of 3 × 3 with the dilation rates {_row(rates)}. Does one output read every "
        f"pixel of its receptive field of {span} × {span}?",
        (
            Option("Yes, every one", verdict.hole_free, f"{why} {count}"),
            Option("No, it leaves holes", not verdict.hole_free, f"{why} {count}"),
        ),
    )


def coverage(roll: Random) -> Number:
    """Ask how many pixels of a square a stack of one rate reads."""
    layers, rate = roll.choice([(2, 2), (2, 3), (3, 2), (2, 5), (3, 4)])
    field = field_at((rate,) * layers)
    answer, side, span = field.pixels_read, field.samples_read[1], field.size[1]
    return Number(
        f"{layers} layers of 3 × 3, all with dilation rate {rate}. Their receptive field is "
        f"{span} × {span} pixels. How many of these pixels does one output read?",
        answer,
        "pixels",
        f"In a row it reads {side} pixels, {rate} apart, and as many in a column: {side} · {side} "
        f"= {answer}.",
        misses(
            answer,
            (side, "That is one row. The square has as many rows that are read."),
            (span * span, "That is the whole square. Between the taps, pixels are skipped."),
            (9**layers, "That counts paths. Many of them end on the same pixel."),
            (9 * layers, "That counts the weights. Two layers together reach more pixels."),
            (9, "That is one layer. Each of its nine samples reads nine in turn."),
            (span, "That is how wide the field is."),
        ),
        f"{{given}} is too few. In a row it reads {side}. And in the square?",
        f"{{given}} is too many. In a row it reads {side}. And in the square?",
    )


def largest_rate(roll: Random) -> Number:
    """Ask how far the next layer may go."""
    rates = roll.choice([(1, 1), (1, 2), (1, 3), (1, 2, 3), (1, 2, 4), (1, 2, 5), (1, 3, 4)])
    answer = field_of(rates)
    return Number(
        f"A stack of 3 × 3 layers has the dilation rates {_row(rates)}. What is the largest rate "
        "that one more layer may have so that no pixel is left out?",
        answer,
        "",
        f"The stack sees {answer} pixels without a hole. At rate {answer} such pieces lie side by "
        f"side; at {answer + 1} there is a gap.",
        misses(
            answer,
            (answer + 1, "Nearly: at this rate one pixel between the pieces is left out."),
            (2 * rates[-1], "Doubling is safe. But a larger rate is possible."),
            (sum(rates), "This is safe. But the pieces on both sides may just touch: go further."),
            (3 * rates[-1], "Tripling is safe here. But a larger rate is possible."),
        ),
        "{given} leaves no hole, but a larger rate is possible. How wide is what the stack reads?",
        "{given} leaves holes. How wide is what the stack reads?",
    )


def _fields(rates: list[int]) -> str:
    return _row(fields_after_each(rates))


def _row(numbers) -> str:
    return ", ".join(map(str, numbers))
