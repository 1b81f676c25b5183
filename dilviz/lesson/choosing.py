"""Steps that use everything before: find a false sentence, and choose a stack."""

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
from dilviz.papers.claim import CORRECTIONS_GROUP, RIGHT, WRONG, Correction
from dilviz.papers.evidence import CORRECTIONS

PICTURE, CHANNELS = (256, 256), 16  # of the job in the last step

# Claims that a learner can disprove after the steps before: a phrase of each, and what is true.
TRUE_INSTEAD = {
    "red dots": "The nine dots are the pixels that one output reads. Each output has nine of "
    "its own.",
    "same size": "The outputs have the same size only if the padding equals the rate.",
    "seven layers": "The context module has eight layers: seven of 3 × 3 and one of 1 × 1.",
    "no resolution": "The resolution is kept because there is no stride, not because of the rates.",
    "extra parameters": "The number of weights does not depend on the rate.",
}
TAUGHT_OTHERWISE = tuple(
    one
    for one in CORRECTIONS
    if one.verdict != RIGHT and any(phrase in one.claim for phrase in TRUE_INSTEAD)
)


def misreadings(roll: Random) -> Scene:
    """Ask which one of four sentences is wrong; it is one of our corrections."""
    false = roll.choice(TAUGHT_OTHERWISE)
    options = [Option(false.claim, True, _truth(false)), *roll.sample(_true_sentences(roll), 3)]
    roll.shuffle(options)
    counts = {
        verdict: sum(one.verdict == verdict for one in CORRECTIONS) for verdict in (RIGHT, WRONG)
    }
    return Scene(
        Choice(
            "Three of these sentences are right. Which one is wrong?",
            tuple(options),
            finds_false=True,
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


def _truth(false: Correction) -> str:
    return next(true for phrase, true in TRUE_INSTEAD.items() if phrase in false.claim)


def _true_sentences(roll: Random) -> list[Option]:
    rate = roll.randrange(3, 9)
    gaps = field_at((2, 2, 2))
    area = gaps.size[0] * gaps.size[1]
    lost = 32 - output_size(32, 3, dilation=rate)
    sentences = {
        f"A 3 × 3 layer of rate {rate} has as many weights as one of rate 1.": (
            "nine for each pair of channels, at any rate"
        ),
        f"Without padding, a 3 × 3 layer of rate {rate} makes the output {lost} rows smaller.": (
            f"its kernel spans {lost + 1} rows"
        ),
        f"3 × 3 layers of rates 1, 2, 4 have a {_square(field_of([1, 2, 4]))} receptive field.": (
            f"1 + 2 · (1 + 2 + 4) = {field_of([1, 2, 4])}"
        ),
        "Three 3 × 3 layers of rate 2 skip most of the pixels of their receptive field.": (
            f"they read {gaps.pixels_read} of {area} pixels"
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
        f"A picture has {rows} × {cols} pixels. You need one output for every pixel, a receptive "
        f"field of at least {field} × {field} in which every pixel is read, and as few weights as "
        "possible. Which stack do you choose?",
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
            f"With {CHANNELS} channels it has {grouped(double.weights)} weights. Its "
            "receptive field "
            f"is {_square(double.size)}, every pixel of it is read, and there are "
            f"{double.output_size[0]} × {double.output_size[1]} outputs.",
        ),
        Option(
            f"{plain.layers} layers of 3 × 3 at rate 1",
            False,
            f"It does everything that was asked, but with {grouped(plain.weights)} weights. "
            "Another stack needs fewer.",
        ),
        Option(
            f"One 3 × 3 layer of rate {rate}",
            False,
            f"It has only {grouped(single.weights)} weights. But it reads nine pixels and "
            "skips all "
            f"others: {100 * single.coverage:.2g} % of its receptive field is read.",
        ),
        Option(
            f"{strided.layers} layers of 3 × 3 with stride 2",
            False,
            f"Each layer has as many weights, but only {strided.output_size[0]} × "
            f"{strided.output_size[1]} outputs are left. You need one for every pixel.",
        ),
    ]


def _square(side: int) -> str:
    return f"{side} × {side}"
