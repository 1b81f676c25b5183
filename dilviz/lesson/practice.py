"""Steps about dilation in use: a photograph, and the context module."""

from __future__ import annotations

from functools import cache
from random import Random

from dilviz.convolution.geometry import effective_kernel_size
from dilviz.fields.field import ReceptiveField, receptive_field
from dilviz.lesson.fields import field_of, plain_layers
from dilviz.lesson.question import Choice, Number, Option
from dilviz.lesson.stacks import depth_table
from dilviz.lesson.step import Figure, Link, Scene
from dilviz.lesson.words import listed
from dilviz.network.notation import parse_network
from dilviz.network.notation_builders import context_module as module_notation
from dilviz.papers.context_module import RATES
from dilviz.papers.paper_claims import difference_in_table
from dilviz.papers.scores import score

KITTI, CITYSCAPES = 8, 64  # largest rates of two released modules
PAPER = RATES[:-1]  # the last layer is 1 x 1


def module_rates(largest: int) -> tuple[int, ...]:
    """Rates of the 3 x 3 layers of a module that doubles up to this rate.

    Up to 16 it is the paper's.

    >>> module_rates(4)
    (1, 1, 2, 4, 1)
    """
    return (1, *(2**power for power in range(largest.bit_length())), 1)


def photograph(roll: Random) -> Scene:
    """Ask what a dilated blur does to a photograph."""
    rate = roll.choice([20, 24, 28])
    picture = roll.choice(["rocket", "cameraman", "astronaut"])
    span = effective_kernel_size(3, rate)
    options = _photograph_options(rate, span)
    roll.shuffle(options)
    question = Choice(
        "A 3 × 3 kernel of nine equal weights blurs a photograph a little. Now its dilation rate "
        f"is {rate}. How does the output look?",
        tuple(options),
    )
    numbers = {"rate": rate, "span": span, "area": span * span}
    shown = {"image": picture, "kernel": "box"}
    return Scene(
        question,
        Figure("strip", shown | {"rates": f"1,{rate}"}),
        numbers,
        Link("images", shown | {"d": str(rate)}, "Try other kernels on Images"),
        neutral=Figure("strip", shown | {"rates": "1"}),
    )


def _photograph_options(rate: int, span: int) -> list[Option]:
    return [
        Option(
            f"Nine faint copies of itself, {rate} pixels apart",
            f"Nine pixels are read, {rate} apart, each with weight 1/9. So the output is the mean "
            "of nine shifted pictures.",
            right=True,
        ),
        Option(
            f"Smoothed, as if by a {span} × {span} blur",
            f"A {span} × {span} blur takes the mean of {span * span} pixels. This kernel skips "
            "all but nine of them, so nine separate copies stay visible.",
        ),
        Option(
            f"Coarse, in blocks of {rate} × {rate} pixels",
            "Blocks come from a stride above 1, which gives fewer outputs. Dilation gives one "
            "output for each pixel.",
        ),
        Option(
            "Hardly changed: the nine weights are the same",
            "The weights are the same, but they multiply other pixels, no longer the neighbours.",
        ),
    ]


def context_module(roll: Random) -> Scene:
    """Ask for the field of a module like Yu and Koltun's."""
    rates = module_rates(roll.choice([4, KITTI, 32, CITYSCAPES]))
    field = _module_field(rates)
    numbers = {
        "asked_field": field.size[1],
        "asked_coverage": f"{100 * field.coverage:.0f}",
        "rates": listed(PAPER),
        "layers": len(RATES),
        "field": field_of(PAPER),
        "pad": sum(PAPER),
        "plain": plain_layers(field_of(PAPER)),
        "kitti": field_of(module_rates(KITTI)),
        "kitti_rate": KITTI,
        "cityscapes": field_of(module_rates(CITYSCAPES)),
        "cityscapes_rate": CITYSCAPES,
        "without": score(2, "front end").value,
        "basic": difference_in_table(3, "front end + Basic", "front end"),
        "large": difference_in_table(3, "front end + Large", "front end"),
    }
    return Scene(
        _module_question(rates, field.size[1]),
        Figure("squares", {"net": module_notation(rates)}),
        numbers,
        Link("context-module", {"form": "Basic"}, "Run the module on real maps"),
        paper=(depth_table(rates),),
    )


@cache
def _module_field(rates: tuple[int, ...]) -> ReceptiveField:
    return receptive_field(parse_network(module_notation(rates)))


def _module_question(rates: tuple[int, ...], answer: int) -> Number:
    one_side = sum(rates)
    return Number(
        f"A context module has 3 × 3 layers with the rates {', '.join(map(str, rates))}, then one "
        "1 × 1 layer. How many samples wide is the receptive field of one output?",
        answer,
        "samples",
        f"Every layer adds its rate on each side: 1 + 2 · {one_side} = {answer}. The 1 × 1 "
        "layer adds nothing.",
        (
            (one_side, "That is one side only: the padding that the module needs."),
            (2 * one_side, "Both sides are right. Add the sample in the middle."),
            (field_of([*rates, 1]), "The 1 × 1 layer reads a single sample: it adds nothing."),
            (
                effective_kernel_size(3, max(rates)),
                "That is the span of the layer with the largest rate. The others add to it.",
            ),
            (
                field_of(sorted(set(rates))),
                "You counted every rate once. Rate 1 occurs more than once, and each layer adds.",
            ),
            (field_of([1] * len(rates)), "That is right at rate 1. Each layer adds its own rate."),
        ),
        "{given} is too few. Add all the rates, double the sum, and count the middle.",
        "{given} is too many. Add all the rates, double the sum, and count the middle.",
    )
