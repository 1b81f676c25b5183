"""Steps in which everything is put to use: a false sentence, and a stack of one's own."""

from __future__ import annotations

from random import Random

from dilviz.convolution.geometry import output_size
from dilviz.cost.chain_cost import ChainCost, chain_cost
from dilviz.cost.channel_polynomial import grouped
from dilviz.cost.comparison import stack_network
from dilviz.gridding.design import designs
from dilviz.gridding.design_request import DesignRequest
from dilviz.lesson.fields import field_at, field_of
from dilviz.lesson.question import Choice, Option
from dilviz.lesson.step import Figure, Link, Scene
from dilviz.network.notation import parse_network
from dilviz.network.notation_builders import stack
from dilviz.papers.claim import CORRECTIONS_GROUP, RIGHT, WRONG
from dilviz.papers.evidence import CORRECTIONS

PICTURE, CHANNELS = (256, 256), 16  # of the job in the last step

# Sentences of the article that somebody who has come this far can refute.
TAUGHT_OTHERWISE = tuple(
    one
    for one in CORRECTIONS
    if one.verdict != RIGHT
    and any(
        phrase in one.claim
        for phrase in ("red dots", "same size", "seven layers", "no resolution", "extra parameters")
    )
)


def misreadings(roll: Random) -> Scene:
    """Ask which one of four sentences is not right: a sentence of a widely read article."""
    false = roll.choice(TAUGHT_OTHERWISE)
    options = [Option(false.claim, True, false.truth), *roll.sample(_true_sentences(roll), 3)]
    roll.shuffle(options)
    counts = {
        verdict: sum(one.verdict == verdict for one in CORRECTIONS) for verdict in (RIGHT, WRONG)
    }
    return Scene(
        Choice(
            "Three of these sentences are right. One is from a widely read article, and you know "
            "better by now. Which one is it?",
            tuple(options),
        ),
        Figure("ledger", {"group": CORRECTIONS_GROUP}),
        {
            "looked_at": len(CORRECTIONS),
            "right": counts[RIGHT],
            "wrong": counts[WRONG],
            "imprecise": len(CORRECTIONS) - sum(counts.values()),
        },
        Link("evidence", {"group": CORRECTIONS_GROUP}, "See all of them on Evidence"),
    )


def _true_sentences(roll: Random) -> list[Option]:
    rate = roll.randrange(3, 9)
    gaps = field_at((2, 2, 2))
    area = gaps.size[0] * gaps.size[1]
    lost = 32 - output_size(32, 3, dilation=rate)
    sentences = {
        f"A 3 × 3 layer of rate {rate} has as many weights as one of rate 1.": (
            "nine for each pair of channels, at any rate"
        ),
        f"Without padding, a 3 × 3 layer of rate {rate} takes {lost} rows from the picture.": (
            f"its kernel spans {lost + 1}"
        ),
        f"Layers with the rates 1, 2, 4 have a receptive field of {field_of([1, 2, 4])} pixels.": (
            f"1 + 2 · (1 + 2 + 4) = {field_of([1, 2, 4])}"
        ),
        "Three layers of rate 2 leave out most of the pixels of their receptive field.": (
            f"they read {gaps.pixels_read} of {area}"
        ),
    }
    return [Option(text, False, f"This one is right: {why}.") for text, why in sentences.items()]


def where_next(roll: Random) -> Scene:
    """Ask for the stack that does a job with the fewest weights."""
    field = roll.choice([31, 63, 127])
    double, options = _way("doubling rates", field), _ways(field)
    roll.shuffle(options)
    best = designs(DesignRequest(field, exactly=True, layers=7), 1)[0]
    rows, cols = PICTURE
    question = Choice(
        f"A picture of {rows} × {cols} pixels. You need one output for every pixel, a receptive "
        f"field of at least {field} × {field} with every pixel read, and as few weights as "
        "possible. Which stack do you take?",
        tuple(options),
    )
    numbers = {
        "layers": double.layers,
        "weights": grouped(double.weights),
        "best": ", ".join(map(str, best.rates)),
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


def _way(name: str, field: int) -> ChainCost:
    return chain_cost(stack_network(name, field), PICTURE, CHANNELS)


def _ways(field: int) -> list[Option]:
    plain, double, strided = (
        _way(name, field) for name in ("plain stack", "doubling rates", "strided stack")
    )
    rate = (field - 1) // 2
    single = chain_cost(parse_network(f"conv3 d{rate}"), PICTURE, CHANNELS)
    return [
        Option(
            f"{double.layers} layers of 3 × 3 whose rates double",
            True,
            f"{grouped(double.weights)} weights with {CHANNELS} channels, a field of "
            f"{double.size}, all of it read, "
            f"and {double.output_size[0]} × {double.output_size[1]} outputs.",
        ),
        Option(
            f"{plain.layers} layers of 3 × 3 at rate 1",
            False,
            f"It does the job, but with {grouped(plain.weights)} weights. Doubling rates need "
            f"{grouped(double.weights)}.",
        ),
        Option(
            f"One 3 × 3 layer of rate {rate}",
            False,
            f"Cheap, with {grouped(single.weights)} weights. But it reads nine pixels and leaves "
            f"out all others: {100 * single.coverage:.2g} % of its field is read.",
        ),
        Option(
            f"{strided.layers} layers of 3 × 3 with stride 2",
            False,
            f"As many weights per layer, but only {strided.output_size[0]} × "
            f"{strided.output_size[1]} outputs are left. One for every pixel was asked for.",
        ),
    ]
