"""The step that uses everything before: choose a stack."""

from __future__ import annotations

from functools import cache
from random import Random

from dilviz.cost.chain_cost import ChainCost, chain_cost
from dilviz.cost.channel_polynomial import grouped
from dilviz.cost.comparison import stack_network
from dilviz.gridding.design import Design, designs
from dilviz.gridding.design_request import DesignRequest
from dilviz.lesson.question import Choice, Option
from dilviz.lesson.step import Figure, Link, Scene
from dilviz.lesson.words import listed, square
from dilviz.network.notation import parse_network
from dilviz.network.notation_builders import stack

PICTURE, CHANNELS = (256, 256), 16  # of the job in the last step


def where_next(roll: Random) -> Scene:
    """Ask for the stack that does a job with the fewest weights."""
    field = roll.choice([31, 63, 127])
    double, best, options = _way("doubling rates", field), _best(field), list(_ways(field))
    roll.shuffle(options)
    rows, cols = PICTURE
    question = Choice(
        f"A picture has {rows} × {cols} pixels. You need one output for every pixel, a receptive "
        f"field of at least {field} × {field} in which every pixel is read, and as few weights as "
        "possible. Which stack do you choose?",
        tuple(options),
    )
    numbers = {
        "layers": double.layers,
        "weights": grouped(double.weights),
        "best": listed(best.rates),
        "best_layers": len(best.rates),
        "best_weights": grouped(best.weights * CHANNELS**2),
    }
    net = stack(2**depth for depth in range(double.layers))
    return Scene(
        question,
        Figure("cost", {"field": str(field), "channels": str(CHANNELS), "image": str(rows)}),
        numbers,
        Link(
            "gridding",
            {"size": str(field), "fit": "exactly this", "net": net},
            "Design your own on Gridding",
        ),
    )


@cache
def _best(field: int) -> Design:
    return designs(DesignRequest(field, exactly=True, layers=7), 1)[0]


@cache
def _way(name: str, field: int) -> ChainCost:
    return chain_cost(stack_network(name, field), PICTURE, CHANNELS)


@cache
def _ways(field: int) -> tuple[Option, ...]:
    plain, double, strided = (
        _way(name, field) for name in ("plain stack", "doubling rates", "strided stack")
    )
    rate = (field - 1) // 2
    single = chain_cost(parse_network(f"conv3 d{rate}"), PICTURE, CHANNELS)
    return (
        Option(
            f"{double.layers} layers of 3 × 3 whose rates double",
            f"With {CHANNELS} channels it has {grouped(double.weights)} weights. Its receptive "
            f"field is {square(double.size)}, every pixel of it is read, and there are "
            f"{double.output_size[0]} × {double.output_size[1]} outputs.",
            right=True,
        ),
        Option(
            f"{plain.layers} layers of 3 × 3 at rate 1",
            f"It does everything that was asked, but with {grouped(plain.weights)} weights. "
            "Another stack needs fewer.",
        ),
        Option(
            f"One 3 × 3 layer of rate {rate}",
            f"It has only {grouped(single.weights)} weights. But it reads nine pixels and skips "
            f"all others: {100 * single.coverage:.2g} % of its receptive field is read.",
        ),
        Option(
            f"{strided.layers} layers of 3 × 3 with stride 2",
            f"Each layer has as many weights, but only {strided.output_size[0]} × "
            f"{strided.output_size[1]} outputs are left. You need one for every pixel.",
        ),
    )
