"""Quiz questions about a single layer."""

from __future__ import annotations

from random import Random

from dilviz.convolution.geometry import effective_kernel_size, output_size
from dilviz.convolution.layer import Layer
from dilviz.fields.field import receptive_field
from dilviz.lesson.grid import box, cells_read
from dilviz.lesson.layer_price import weights_of
from dilviz.lesson.misses import misses
from dilviz.lesson.question import Cells, Choice, Foreseen, Number, Option
from dilviz.network.notation import parse_network


def which_pixels(roll: Random) -> Cells:
    """Ask for the taps of a layer whose rates differ between rows and columns."""
    down, across = roll.choice([(1, 2), (2, 1), (1, 3), (3, 1), (2, 3), (3, 2)])
    reach = max(down, across)
    size = (2 * reach + 2, 2 * reach + roll.randrange(3, 5))
    at = roll.randrange(reach, size[0] - reach), roll.randrange(reach, size[1] - reach)
    read, turned, dense = (
        cells_read(Layer.of(3, dilation=rates, padding="same"), size, at)
        for rates in ((down, across), (across, down), (1, 1))
    )
    return Cells(
        f"A 3 × 3 layer has dilation rate {down} for rows and {across} for columns. The frame is "
        "the place of one output. Mark every pixel it reads.",
        size,
        read,
        f"Three rows, {down} from one to the next, and three columns, {across} from one to the "
        "next.",
        at,
        (
            Foreseen(turned, f"You took rows for columns: the rows are {down} apart."),
            Foreseen(dense, "Those are the pixels at rate 1 in both directions."),
            Foreseen(
                box(at, down, across),
                "That is the whole span. Between the taps, pixels are skipped.",
            ),
        ),
    )


def kernel_span(roll: Random) -> Number:
    """Ask for the effective kernel size of more than three taps."""
    taps, rate = roll.choice([4, 5, 7]), roll.randrange(2, 7)
    answer = effective_kernel_size(taps, rate)
    return Number(
        f"A kernel has {taps} taps in a row and dilation rate {rate}. What is its effective "
        "kernel size?",
        answer,
        "pixels",
        f"{taps} taps have {taps - 1} gaps: {rate} · {taps - 1} + 1 = {answer}.",
        misses(
            answer,
            (taps * rate, f"{taps} taps have only {taps - 1} gaps between them."),
            (answer - 1, "The first pixel counts as well."),
            (effective_kernel_size(3, rate), "That is so with three taps."),
            (taps, "That is the number of taps. At this rate they do not touch."),
            (taps + rate, "The rate stretches every gap; it is not added once."),
        ),
        "{given} is too few. Count the gaps, each as long as the rate, and one pixel more.",
        "{given} is too many. Count the gaps, each as long as the rate, and one pixel more.",
    )


def multiplications(roll: Random) -> Number:
    """Ask what one output costs."""
    taps, rate = roll.choice([3, 5]), roll.randrange(2, 6)
    answer = weights_of(f"conv{taps} d{rate}", channels=1)
    span = effective_kernel_size(taps, rate)
    return Number(
        f"A layer with one channel in and one out has a {taps} × {taps} kernel and dilation rate "
        f"{rate}. How many multiplications does one output take?",
        answer,
        "multiplications",
        f"One for each tap: {taps} · {taps} = {answer}, at any rate.",
        misses(
            answer,
            (
                span * span,
                f"{span} · {span} is what a dense kernel of this span would take. What is skipped "
                "is not multiplied.",
            ),
            (answer * rate, "The rate moves the taps; it does not add any."),
            (answer * rate * rate, "The rate moves the taps; it does not add any."),
            (taps, "That is one row of the kernel. There are as many rows as columns."),
            (span, "That is how far the kernel reaches. Count its taps."),
        ),
        "{given} is too few. Every tap of the square multiplies once.",
        "{given} is too many. Every tap of the square multiplies once.",
    )


def output_rows(roll: Random) -> Number:
    """Ask for an output size with a kernel of five."""
    rate, padding = roll.randrange(2, 5), roll.randrange(1, 4)
    rows, cols = roll.randrange(30, 45), roll.randrange(50, 65)
    answer = output_size(rows, 5, dilation=rate, padding=(padding, padding))
    lost = 4 * rate
    return Number(
        f"An input of {rows} × {cols} (rows × columns), a 5 × 5 kernel, dilation rate {rate}, "
        f"padding {padding} on every side, stride 1. How many rows does the output have?",
        answer,
        "rows",
        f"Five taps have four gaps: {rows} + 2 · {padding} − {rate} · 4 = {answer}.",
        misses(
            answer,
            (cols + 2 * padding - lost, "That is the number of columns."),
            (rows + 2 * padding - 4, "So it is at rate 1. Here every gap is longer."),
            (rows - lost, "You left out the padding."),
            (rows + padding - lost, "Padding is added on both sides: count it twice."),
            (answer - 1, "One too few: the first position of the kernel counts."),
            (rows + 2 * padding - 5 * rate, "Five taps have four gaps, not five."),
            (rows, f"The size stays only with padding {2 * rate}."),
        ),
        f"{{given}} is too few. Start from {rows}, add the padding twice, take away 4 · {rate}.",
        f"{{given}} is too many. Start from {rows}, add the padding twice, take away 4 · {rate}.",
    )


def misconception(roll: Random) -> Choice:
    """Ask what is true of one dilated layer."""
    rate = roll.randrange(4, 10)
    field = receptive_field(parse_network(f"conv3 d{rate}"))
    span, read, area = field.size[1], field.pixels_read, field.size[0] * field.size[1]
    options = [
        Option(
            f"One output spans {span} × {span} pixels and reads {read} of them",
            True,
            f"The taps reach over {rate} · 2 + 1 = {span} pixels, and there are nine.",
        ),
        Option(
            f"One output reads {area} pixels",
            False,
            f"{area} is the area. Nine taps read {read} pixels of it.",
        ),
        Option(
            f"It has {area} weights for each pair of channels",
            False,
            f"It has {weights_of(f'conv3 d{rate}', 1)}, as at rate 1. No larger kernel is built.",
        ),
        Option(
            "Its output has 3 × 3 pixels",
            False,
            "The nine dots are what one output pixel reads. There is such a set of dots for "
            "every output.",
        ),
    ]
    roll.shuffle(options)
    return Choice(
        f"Which sentence is true of a 3 × 3 layer with dilation rate {rate}?", tuple(options)
    )
