"""The step about common misconceptions: one false sentence among true ones."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from dilviz.convolution.geometry import output_size
from dilviz.lesson.fields import field_at, field_of
from dilviz.lesson.practice import PAPER
from dilviz.lesson.question import Choice, Option
from dilviz.lesson.small_numbers import small_numbers
from dilviz.lesson.step import Figure, Link, Scene
from dilviz.lesson.words import square
from dilviz.network.notation_builders import context_module
from dilviz.papers.claim import CORRECTIONS_GROUP, RIGHT, WRONG, Correction
from dilviz.papers.evidence import CORRECTIONS

SIZE = (7, 9)  # of the input of a layer that is shown


@dataclass(frozen=True)
class Disproof:
    """What disproves a claim that learners can judge after the steps before.

    Attributes
    ----------
    phrase : str
        Of the claim, and of no other.
    truth : str
        The true sentence instead.
    figure : callable
        A source of chance -> the figure in which one sees it.
    """

    phrase: str
    truth: str
    figure: Callable[[Random], Figure]


def _layer(**settings: str) -> Callable[[Random], Figure]:
    return lambda roll: Figure("explore", small_numbers(SIZE, roll) | settings)


DISPROOFS = (
    Disproof(
        "red dots",
        "The nine dots are the pixels that one output reads. Each output has nine of its own.",
        _layer(d="2", p="same"),
    ),
    Disproof(
        "same size",
        "The outputs have the same size only if the padding equals the rate.",
        _layer(d="2", p="1"),
    ),
    Disproof(
        "seven layers",
        "The context module has eight layers: seven of 3 × 3 and one of 1 × 1.",
        lambda _: Figure("growth", {"net": context_module(PAPER)}),
    ),
    Disproof(
        "no resolution",
        "The resolution is kept because there is no stride, not because of the rates.",
        _layer(d="2", p="same", s="2"),
    ),
    Disproof(
        "extra parameters",
        "The number of weights does not depend on the rate.",
        lambda _: Figure("weights", {"rates": "1,5", "channels": "16"}),
    ),
)


def misreadings(roll: Random) -> Scene:
    """Ask which one of four sentences is wrong; it is one of our corrections."""
    false, disproof = roll.choice(_disproved())
    options = [
        Option(false.claim, disproof.truth, right=True),
        *roll.sample(_true_sentences(roll), 3),
    ]
    roll.shuffle(options)
    counts = {
        verdict: sum(correction.verdict == verdict for correction in CORRECTIONS)
        for verdict in (RIGHT, WRONG)
    }
    return Scene(
        Choice(
            "Three of these sentences are right. Which one is wrong?",
            tuple(options),
            finds_false=True,
        ),
        disproof.figure(roll),
        {
            "looked_at": len(CORRECTIONS),
            "right": counts[RIGHT],
            "wrong": counts[WRONG],
            "imprecise": len(CORRECTIONS) - sum(counts.values()),
        },
        Link("evidence", {"group": CORRECTIONS_GROUP}, "See all of them on Evidence"),
    )


def _disproved() -> list[tuple[Correction, Disproof]]:
    return [
        (correction, disproof)
        for correction in CORRECTIONS
        for disproof in DISPROOFS
        if correction.verdict != RIGHT and disproof.phrase in correction.claim
    ]


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
        f"3 × 3 layers of rates 1, 2, 4 have a {square(field_of([1, 2, 4]))} receptive field.": (
            f"1 + 2 · (1 + 2 + 4) = {field_of([1, 2, 4])}"
        ),
        "Three 3 × 3 layers of rate 2 skip most of the pixels of their receptive field.": (
            f"they read {gaps.pixels_read} of {area} pixels"
        ),
    }
    return [Option(text, f"This one is right: {why}.") for text, why in sentences.items()]
