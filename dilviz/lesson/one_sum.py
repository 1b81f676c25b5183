"""The step about the sum behind one output."""

from __future__ import annotations

from random import Random

import numpy as np

from dilviz.convolution.convolve import conv2d
from dilviz.lesson.paper import Table, table
from dilviz.lesson.question import Number
from dilviz.lesson.step import Figure, Link, Scene
from dilviz.lesson.words import listed


def formula(roll: Random) -> Scene:
    """Ask for one sum of products, with numbers that tell a flipped kernel apart."""
    place = 1 + roll.randrange(5)  # of the output; the kernel is centred on it
    samples = [roll.randrange(1, 10) for _ in range(7)]
    samples[place + 1] = samples[place - 1] % 9 + 1  # equal ends would hide a flipped kernel
    weights = roll.choice([(1, 2, 4), (3, 1, 2), (2, 1, 4), (4, 1, 3)])
    read = samples[place - 1 : place + 2]
    output, flipped = (
        int(conv2d(np.array([samples]), np.array([taps]), padding="same")[0, place])
        for taps in (weights, weights[::-1])
    )
    shown = {
        "dims": "1d",
        "n": "1x7",
        "k": "1x3",
        "d": "1",
        "p": "same",
        "values": "typed",
        "v": ",".join(map(str, samples)),
        "w": ",".join(map(str, weights)),
        "pin": f"0,{place}",
    }
    terms = " + ".join(f"{w} · {x}" for w, x in zip(weights, read, strict=True))
    question = _sum_question(weights, read, output, flipped, terms)
    numbers = {"weights": listed(weights), "terms": terms, "output": output, "flipped": flipped}
    return Scene(
        question,
        Figure("explore", shown),
        numbers,
        Link("", shown, "Explore this sum"),
        paper=(_sum_table(weights, read),),
    )


def _sum_table(weights, read) -> Table:
    products = [weight * sample for weight, sample in zip(weights, read, strict=True)]
    return table("products", taps=("−1", 0, 1), weights=weights, samples=read, products=products)


def _sum_question(weights, read, output: int, flipped: int, terms: str) -> Number:
    return Number(
        f"The taps −1, 0, 1 have the weights {listed(weights)}. They read the samples "
        f"{listed(read)}, in this order. What is the output?",
        output,
        "",
        f"{terms} = {output}.",
        (
            (
                flipped,
                "You flipped the kernel. In mathematics that is right; deep-learning libraries do "
                f"not flip it. The first weight multiplies the first sample: {terms}.",
            ),
            (sum(read), "That is the sum of the samples. Multiply each by its weight first."),
            (sum(weights), "That is the sum of the weights. Multiply each by its sample first."),
            (weights[1] * read[1], "That is the middle product alone. All three taps count."),
            (sum(read) + sum(weights), "You added all numbers. Multiply in pairs, then add."),
        ),
        f"{{given}} is too small. Multiply in pairs, then add: {terms}.",
        f"{{given}} is too large. Multiply in pairs, then add: {terms}.",
    )
