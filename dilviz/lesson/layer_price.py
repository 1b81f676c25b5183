"""Steps about what a layer takes and gives: its weights, and the size of its output."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from random import Random

from dilviz.convolution.geometry import effective_kernel_size, output_size, same_padding
from dilviz.convolution.layer import Layer
from dilviz.cost.channel_polynomial import grouped
from dilviz.cost.layer_cost import costs, total
from dilviz.lesson.paper import row_to_mark
from dilviz.lesson.question import Choice, Number, Option
from dilviz.lesson.small_numbers import small_numbers
from dilviz.lesson.step import Figure, Link, Scene
from dilviz.lesson.words import listed, square
from dilviz.network.notation import parse_network

WIDE = 32  # an input that shows how fast outputs shrink


def cost(roll: Random) -> Scene:
    """Ask what a larger rate costs."""
    dilation, channels = roll.randrange(2, 7), roll.choice([8, 16, 32, 64])
    span = effective_kernel_size(3, dilation)
    weights, dense = weights_of(f"conv3 d{dilation}", channels), weights_of(f"conv{span}", channels)
    options = [
        Option(
            f"As many as before: {grouped(weights)}",
            "The rate moves the taps apart and adds none. There are 3 · 3 weights for each pair of "
            "channels at any rate.",
            right=True,
        ),
        *_wrong_costs(dilation, span, weights, dense),
    ]
    roll.shuffle(options)
    question = Choice(
        f"A 3 × 3 layer has {channels} channels in and {channels} out: {grouped(weights)} weights. "
        f"You raise its dilation rate from 1 to {dilation}. How many weights does it have now?",
        tuple(options),
    )
    numbers = {
        "rate": dilation,
        "weights": grouped(weights),
        "span": span,
        "dense": grouped(dense),
        "times": f"{dense / weights:.3g}",
    }
    compared = {"field": str(span), "channels": str(channels), "image": "64"}
    return Scene(
        question,
        Figure("weights", {"rates": f"1,{dilation}", "channels": str(channels)}),
        numbers,
        Link("cost", compared, "Compare five ways on Cost"),
        neutral=Figure("weights", {"rates": "1", "channels": str(channels)}),
    )


def _wrong_costs(dilation: int, span: int, weights: int, dense: int) -> list[Option]:
    return [
        Option(
            f"{dilation} times as many: {grouped(dilation * weights)}",
            "The rate says how far apart the taps are, not how many there are. There are nine "
            "at any rate.",
        ),
        Option(
            f"As many as a {span} × {span} kernel: {grouped(dense)}",
            f"A dense {span} × {span} kernel needs so many. The dilated kernel skips the pixels "
            "between its taps, and a skipped pixel needs no weight.",
        ),
        Option(
            f"Fewer: {grouped(weights // dilation)}",
            "Pixels are skipped, but nine are still read. Each of them has its own weight.",
        ),
    ]


def size_of_output(roll: Random) -> Scene:
    """Ask how large the output of a dilated, padded layer is."""
    dilation = roll.randrange(2, 5)
    padding = roll.choice([p for p in (1, 2, 3) if p != dilation])  # equal, the size would stay
    cols = roll.randrange(10, 13)
    rows = cols - roll.randrange(2, 4)
    layer = Layer.of(3, dilation=dilation, padding=padding)
    size = layer.output_size((rows, cols))
    sizes = {rate: output_size(WIDE, 3, dilation=rate) for rate in (1, 2, 4, 8)}
    numbers = {
        "p": padding,
        "rows": rows,
        "cols": cols,
        "out_rows": size[0],
        "out_cols": size[1],
        "reach": effective_kernel_size(3, dilation),
        "same": same_padding(cols, 3, dilation=dilation)[0],
        "wide": WIDE,
        "unpadded": listed(sizes.values()),
        "rates": listed(sizes),
    }
    shown = small_numbers((rows, cols), roll) | {"d": str(dilation), "p": str(padding)}
    return Scene(
        _size_question(rows, cols, size[1], dilation, padding),
        Figure("explore", shown),
        numbers,
        Link("", shown, "Explore padding"),
        paper=(
            row_to_mark(
                cols + 2 * padding,
                range(size[1]),
                label="The padded row. A dot for the first tap of each output.",
            ),
        ),
    )


def _size_question(rows: int, cols: int, answer: int, dilation: int, padding: int) -> Number:
    lost, gained = 2 * dilation, 2 * padding
    way = f"Start from {cols}, add the padding of both sides, take away 2 · {dilation}."
    return Number(
        f"The input has {rows} rows and {cols} columns. A 3 × 3 layer has dilation rate "
        f"{dilation}, padding {padding} on each side and stride 1. How many columns does the "
        "output have?",
        answer,
        "columns",
        f"The kernel spans {lost + 1} columns, so {lost} are lost. Padding adds {gained}: "
        f"{cols} + 2 · {padding} − {lost} = {answer}.",
        (
            (
                rows + gained - lost,
                "That is the number of rows. The question is about the columns.",
            ),
            (
                cols + gained - 2,
                f"That is right at rate 1. At rate {dilation} the kernel spans {lost + 1} columns "
                f"and loses {lost}, not 2.",
            ),
            (cols - lost, f"You left out the padding: {padding} on the left and on the right."),
            (cols + padding - lost, "Padding is added on both sides: count it twice."),
            (
                cols,
                f"The size stays the same only if the padding equals the rate. Here the padding is "
                f"{padding} and the rate is {dilation}.",
            ),
            (
                cols + gained - lost - 1,
                f"One too few. The kernel spans {lost + 1} columns but loses only {lost}, because "
                "its first position counts.",
            ),
            (
                cols + gained - 3 * dilation,
                "Three taps are two steps apart: the kernel loses 2 · d columns, not 3 · d.",
            ),
        ),
        f"{{given}} is too few. {way}",
        f"{{given}} is too many. {way}",
    )


def price_rows(rates: Sequence[int], channels: int) -> list[dict[str, object]]:
    """A row for a 3 x 3 layer at each rate, and one for the dense kernel of the last one's span.

    The multiply-adds are those of one output in all channels: one for each weight.

    >>> [row["weights"] for row in price_rows((1, 2), channels=2)]
    [36, 36, 100]
    """
    span = effective_kernel_size(3, rates[-1])
    layers = {f"3 × 3, d = {rate}": f"conv3 d{rate}" for rate in rates}
    layers[f"{span} × {span}, d = 1"] = f"conv{span}"
    return [_price(name, notation, channels) for name, notation in layers.items()]


@lru_cache(maxsize=500)
def _price(name: str, notation: str, channels: int) -> dict[str, object]:
    [side] = set(parse_network(notation).nodes[0].layer.effective_kernel_size)
    weights = weights_of(notation, channels)
    return {
        "layer": name,
        "span": square(side),
        "channels": f"{channels} to {channels}",
        "weights": weights,
        "multiply-adds for each output": weights,
    }


@lru_cache(maxsize=500)
def weights_of(notation: str, channels: int) -> int:
    """Count the weights of a network with this number of channels throughout.

    >>> weights_of("conv3 d2", channels=4)
    144
    """
    return int(total(costs(parse_network(notation), channels=channels)).weights.evaluate(channels))
