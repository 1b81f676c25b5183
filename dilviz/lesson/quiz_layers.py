"""Quiz questions about a single layer."""

from __future__ import annotations

from random import Random

from dilviz.convolution.geometry import effective_kernel_size, output_size
from dilviz.convolution.layer import Layer
from dilviz.lesson.fields import field_at
from dilviz.lesson.grid import box, cells_read
from dilviz.lesson.layer_price import weights_of
from dilviz.lesson.question import Cells, Choice, Foreseen, Number, Option
from dilviz.lesson.words import apart


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
        f"A 3 × 3 layer has dilation rate {down} for rows and {across} for columns. Its kernel is "
        "centred on the framed pixel. Mark every pixel that the output at this place reads.",
        size,
        read,
        f"The output reads three rows, {apart(down)}, and three columns, {apart(across)}.",
        at,
        (
            Foreseen(turned, f"You confused rows and columns: the rows are {apart(down)}."),
            Foreseen(dense, "Those are the pixels at rate 1 in both directions."),
            Foreseen(
                box(at, down, across),
                "That is the whole span. The pixels between the taps are skipped.",
            ),
        ),
    )


def kernel_span(roll: Random) -> Number:
    """Ask for the effective kernel size of more than three taps."""
    taps, rate = roll.choice([4, 5, 7]), roll.randrange(2, 7)
    answer = effective_kernel_size(taps, rate)
    return Number(
        f"A kernel has {taps} taps in a row and dilation rate {rate}. What is its effective "
        "kernel size, the span from the first tap to the last?",
        answer,
        "pixels",
        f"{taps} taps are {taps - 1} steps of {rate} apart: {rate} · {taps - 1} + 1 = {answer}.",
        (
            (taps * rate, f"{taps} taps are only {taps - 1} steps apart."),
            (answer - 1, "The first pixel counts as well."),
            (effective_kernel_size(3, rate), "That is right for three taps."),
            (taps, "That is the number of taps. At this rate they are not neighbours."),
            (taps + rate, "The rate multiplies every step; it is not added once."),
        ),
        "{given} is too few. Count the steps, each as long as the rate, and one pixel more.",
        "{given} is too many. Count the steps, each as long as the rate, and one pixel more.",
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
        f"It takes one for each tap: {taps} · {taps} = {answer}, at any rate.",
        (
            (
                span * span,
                f"A dense kernel of this span takes {span} · {span}. A skipped pixel is not "
                "multiplied.",
            ),
            (answer * rate, "The rate moves the taps; it does not add any."),
            (answer * rate * rate, "The rate moves the taps; it does not add any."),
            (taps, "That is one row of the kernel. There are as many rows as columns."),
            (span, "That is the span of the kernel. Count its taps."),
        ),
        "{given} is too few. Every tap of the kernel multiplies once.",
        "{given} is too many. Every tap of the kernel multiplies once.",
    )


def output_rows(roll: Random) -> Number:
    """Ask for an output size with a kernel of five."""
    rate, padding = roll.randrange(2, 5), roll.randrange(1, 4)
    rows, cols = roll.randrange(30, 45), roll.randrange(50, 65)
    answer = output_size(rows, 5, dilation=rate, padding=(padding, padding))
    lost = 4 * rate
    return Number(
        f"An input has {rows} × {cols} pixels (rows × columns). A 5 × 5 layer has dilation rate "
        f"{rate}, padding {padding} on each side and stride 1. How many rows does the output "
        "have?",
        answer,
        "rows",
        f"Five taps are four steps apart: {rows} + 2 · {padding} − {rate} · 4 = {answer}.",
        (
            (cols + 2 * padding - lost, "That is the number of columns."),
            (rows + 2 * padding - 4, "That is right at rate 1. Here every step is longer."),
            (rows - lost, "You left out the padding."),
            (rows + padding - lost, "Padding is added on both sides: count it twice."),
            (answer - 1, "One too few. The first position of the kernel counts."),
            (rows + 2 * padding - 5 * rate, "Five taps are four steps apart, not five."),
            (rows, f"The size stays the same only with padding {2 * rate}."),
        ),
        f"{{given}} is too few. Start from {rows}, add the padding twice, take away 4 · {rate}.",
        f"{{given}} is too many. Start from {rows}, add the padding twice, take away 4 · {rate}.",
    )


def misconception(roll: Random) -> Choice:
    """Ask what is true of one dilated layer."""
    rate = roll.randrange(4, 10)
    field = field_at((rate,))
    span, read, area = field.size[1], field.pixels_read, field.size[0] * field.size[1]
    options = [
        Option(
            f"One output spans {span} × {span} pixels and reads {read} of them",
            f"The taps span 2 · {rate} + 1 = {span} pixels along each axis, and there are nine.",
            right=True,
        ),
        Option(
            f"One output reads {area} pixels",
            f"{area} is the area. Nine taps read {read} pixels of it.",
        ),
        Option(
            f"It has {area} weights for each pair of channels",
            f"It has {weights_of(f'conv3 d{rate}', 1)}, as at rate 1. No larger kernel is built.",
        ),
        Option(
            "Its output has 3 × 3 pixels",
            "Nine pixels are what one output reads. The layer has many outputs, and each of them "
            "reads nine pixels.",
        ),
    ]
    roll.shuffle(options)
    return Choice(
        f"Which sentence is true of a 3 × 3 layer with dilation rate {rate}?", tuple(options)
    )
