"""The step about the sum behind one output."""

from __future__ import annotations

from random import Random

import numpy as np

from dilviz.convolution.convolve import conv2d
from dilviz.lesson.misses import misses
from dilviz.lesson.paper import Table, table
from dilviz.lesson.question import Number
from dilviz.lesson.step import Figure, Link, Scene


def formula(roll: Random) -> Scene:
    """Ask for one sum of products, with numbers that tell a turned kernel apart."""
    place = roll.randrange(5)
    samples = [roll.randrange(1, 10) for _ in range(7)]
    samples[place + 2] = samples[place] % 9 + 1  # equal ends would hide a turned kernel
    weights = roll.choice([(1, 2, 4), (3, 1, 2), (2, 1, 4), (4, 1, 3)])
    met = samples[place : place + 3]
    output, turned = (
        int(conv2d(np.array([samples]), np.array([taps]))[0, place])
        for taps in (weights, weights[::-1])
    )
    shown = {
        "dims": "1d",
        "n": "1x7",
        "k": "1x3",
        "d": "1",
        "p": "valid",
        "values": "typed",
        "v": ",".join(map(str, samples)),
        "w": ",".join(map(str, weights)),
        "pin": f"0,{place}",
    }
    terms = " + ".join(f"{w} · {x}" for w, x in zip(weights, met, strict=True))
    question = _sum_question(weights, met, output, turned, terms)
    numbers = {"weights": _row(weights), "terms": terms, "output": output, "turned": turned}
    return Scene(
        question,
        Figure("explore", shown),
        numbers,
        Link("", shown, "Explore this sum"),
        paper=(_sum_table(weights, met),),
    )


def _sum_table(weights, met) -> Table:
    products = [weight * sample for weight, sample in zip(weights, met, strict=True)]
    return table("products", weights=weights, samples=met, products=products)


def _sum_question(weights, met, output: int, turned: int, terms: str) -> Number:
    return Number(
        f"The weights {_row(weights)} meet the samples {_row(met)}, in this order. Which number "
        "comes out?",
        output,
        "",
        f"{terms} = {output}.",
        misses(
            output,
            (
                turned,
                "You turned the kernel round. Mathematicians do that; deep-learning frameworks "
                f"do not. The first weight meets the first sample: {terms}.",
            ),
            (sum(met), "That is the sum of the samples. Multiply each by its weight first."),
            (sum(weights), "That is the sum of the weights. Multiply each by its sample first."),
            (weights[1] * met[1], "That is the middle product alone. All three taps count."),
            (sum(met) + sum(weights), "You added everything. Multiply in pairs, then add."),
        ),
        f"{{given}} is too small. Multiply in pairs, then add: {terms}.",
        f"{{given}} is too large. Multiply in pairs, then add: {terms}.",
    )


def _row(numbers) -> str:
    return ", ".join(map(str, numbers))
