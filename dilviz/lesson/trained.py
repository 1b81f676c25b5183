"""The step that asks whether dilation helps: networks trained alike, but for their rates."""

from __future__ import annotations

from random import Random

from dilviz.cost.channel_polynomial import grouped
from dilviz.learned.comparison import Compared, compared
from dilviz.learned.digits import SIZE
from dilviz.learned.networks import DIGITS, NOISE
from dilviz.learned.results import summary
from dilviz.lesson.question import Choice, Option
from dilviz.lesson.step import Figure, Link, Scene
from dilviz.lesson.words import square

PLAIN, WIDER = "plain", ("rates up to 8", "context module", "equal rates 4", "sawtooth")


def does_it_help(roll: Random) -> Scene:
    """Ask how well a plain and a dilated network with as many weights label digits."""
    by_name = {each.network.name: each for each in compared(DIGITS)}
    plain, wider = by_name[PLAIN], by_name[roll.choice(WIDER)]
    options = _options(plain, wider)
    roll.shuffle(options)
    field = wider.network.field
    question = Choice(
        f"With rate 1 in every layer the receptive field is {square(plain.network.field)}. With "
        f"the rates {_rates(wider)} it is {square(field)}. How many ink pixels of new "
        "digits does each network label correctly?",
        tuple(options),
    )
    return Scene(
        question,
        Figure("trained", {"weights": str(plain.weights)}),
        _numbers(plain, wider),
        Link("learned", {"left": PLAIN, "right": wider.network.name}, "Draw a digit on Learned"),
        neutral=Figure("squares", {"net": wider.network.notation}),
    )


def _options(plain: Compared, wider: Compared) -> list[Option]:
    low, high = _percent(plain), _percent(wider)
    return [
        Option(
            f"{low} with rate 1, {high} with these rates",
            f"Around a pixel of ink, {square(plain.network.field)} pixels hold "
            f"{_inside(plain)} of its digit: too little to tell which one it is.",
            right=True,
        ),
        Option(
            f"{high} with rate 1, {low} with these rates",
            "The wrong way round. Strokes are many pixels wide, so little is lost between the "
            "taps. What is far away decides here.",
        ),
        Option(
            f"About {high} both",
            "They have as many weights, but weights cannot make up for pixels that a network "
            "never sees.",
        ),
        Option(
            f"About {low} both",
            f"The second network sees {_inside(wider)} of the digit around a pixel of ink, and "
            "learns to use it.",
        ),
    ]


def _numbers(plain: Compared, wider: Compared) -> dict[str, object]:
    decibels = summary(f"{NOISE}/{PLAIN}").mean - summary(f"{NOISE}/equal rates 2").mean
    return {
        "weights": grouped(plain.weights),
        "seeds": plain.score.seeds,
        "digit": square(SIZE),
        "low": _percent(plain),
        "high": _percent(wider),
        "spread": f"{wider.score.spread:.1f}",
        "small": square(plain.network.field),
        "large": square(wider.network.field),
        "part": _inside(plain),
        "decibels": f"{decibels:.1f}",
    }


def _rates(each: Compared) -> str:
    layers = [node.layer for node in each.network.network.nodes if node.op == "conv"]
    return ", ".join(str(layer.dilation[0]) for layer in layers[:-1])  # the last one is 1 x 1


def _percent(each: Compared) -> str:
    return f"{each.score.mean:.0f} %"


def _inside(each: Compared) -> str:
    assert each.inside is not None  # of every network for digits
    return f"{100 * each.inside:.0f} %"
