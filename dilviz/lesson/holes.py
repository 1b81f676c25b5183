"""Steps about what a stack never reads, and about rates that leave nothing out."""

from __future__ import annotations

from itertools import combinations_with_replacement
from random import Random

from dilviz.fields.field import ReceptiveField
from dilviz.gridding.coverage import Verdict, hole_test
from dilviz.lesson.fields import Rates, field_at, row_at
from dilviz.lesson.paper import Squares, row_to_mark
from dilviz.lesson.question import Choice, Number, Option
from dilviz.lesson.step import Figure, Link, Scene
from dilviz.lesson.words import listed
from dilviz.network.notation_builders import stack

FOOLED = (1, 2, 9)  # no common factor, and holes all the same
ORDINALS = {2: "second", 3: "third", 4: "fourth"}


def gridding(roll: Random) -> Scene:
    """Ask how many samples a stack of one rate actually reads."""
    layers, rate = roll.choice([(2, 2), (3, 2), (4, 2), (2, 3), (3, 3), (2, 4)])
    rates = (rate,) * layers
    field, net = field_at(rates), f"{layers}*(conv3 d{rate})"
    area = field.size[0] * field.size[1]
    numbers = {
        "rate": rate,
        "every": ORDINALS[rate],
        "span": field.size[1],
        "pixels_read": field.pixels_read,
        "area": area,
        "share": f"{100 * field.coverage:.0f}",
        "unread": area - field.pixels_read,
    }
    return Scene(
        _gridding_question(rates, field),
        Figure("gridding", {"net": net}),
        numbers,
        Link("gridding", {"net": net}, "See the skipped pixels on Gridding"),
        paper=(row_to_mark(field.size[1], range(0, field.size[1], rate)),),
    )


def _gridding_question(rates: Rates, field: ReceptiveField) -> Number:
    layers, rate = len(rates), rates[0]
    answer, span = field.samples_read[1], field.size[1]
    return Number(
        f"{layers} layers of 3 × 3 {_all(layers)} have dilation rate {rate}. Their receptive field "
        f"is {span} pixels wide. How many of the {span} pixels of a row does one output actually "
        "read?",
        answer,
        "pixels",
        f"Every path moves by multiples of {rate}, so only every {ORDINALS[rate]} pixel is "
        f"reached: ({span} − 1) / {rate} + 1 = {answer}.",
        (
            (
                span,
                f"{span} is the width of the receptive field. The pixels between the taps are "
                "not read.",
            ),
            (3, "One layer reads 3. The layers above reach further, in steps of the same length."),
            (
                3**layers,
                f"There are 3 to the power of {layers} paths. Many of them end on the same pixel.",
            ),
            (3 * layers, "The layers share pixels: several paths end on the same pixel."),
            (
                span // rate,
                f"One pixel in {rate} is right. But both ends are read, so there is one more.",
            ),
            (
                span - answer,
                f"{span - answer} is the number of skipped pixels. The others are read.",
            ),
        ),
        f"{{given}} is too few. Go from the middle to both ends in steps of {rate}.",
        f"{{given}} is too many. From the middle every path goes in steps of {rate}.",
    )


def fix(roll: Random) -> Scene:
    """Ask for rates that leave no hole in the same field."""
    total = roll.randrange(8, 13)
    triples = [
        rates for rates in combinations_with_replacement(range(1, total), 3) if sum(rates) == total
    ]
    whole = roll.choice([rates for rates in triples if hole_test(rates).hole_free])
    without_1 = roll.choice([rates for rates in triples if rates[0] > 1])
    broken = [rates for rates in triples if not hole_test(rates).hole_free and rates != without_1]
    offered = [whole, without_1, *roll.sample(broken, 2)]
    roll.shuffle(offered)
    field = field_at(without_1)
    numbers = {
        "whole": listed(whole),
        "without_1": listed(without_1),
        "span": field.size[1],
        "share": f"{100 * field.coverage:.0f}",
        "first": whole[0],
        "one": field_at(whole[:1]).size[1],
        "two": field_at(whole[:2]).size[1],
        "second": whole[1],
        "third": whole[2],
        "doubling": listed((1, 2, 4, 8)),
        "covered": listed((1, *(field_at((1, 2, 4)[:depth]).size[1] for depth in (1, 2, 3)))),
        "fooled": listed(FOOLED),
        "fooled_read": field_at(FOOLED).samples_read[1],
        "fooled_span": field_at(FOOLED).size[1],
    }
    return Scene(
        Choice(
            f"Each stack has three 3 × 3 layers with these dilation rates, and a receptive field "
            f"of {field.size[1]} × {field.size[1]} pixels. Which stack reads every pixel of it?",
            tuple(_fix_option(rates) for rates in offered),
        ),
        Figure("gridding", {"net": stack(whole)}),
        numbers,
        Link("gridding", {"net": stack(without_1)}, "Let Gridding repair a stack"),
        paper=tuple(_read_in_a_row(rates) for rates in offered),
    )


def _read_in_a_row(rates: Rates) -> Squares:
    read = row_at(rates)
    columns = [column for column, seen in enumerate(read.mask) if seen]
    return row_to_mark(read.size, columns, label=listed(rates))


def _fix_option(rates: Rates) -> Option:
    verdict, field = hole_test(rates), field_at(rates)
    if verdict.hole_free:
        why = (
            f"The layer of rate 1 reads 3 neighbouring pixels. The next rate, {rates[1]}, is not "
            f"larger than 3. These two layers read {field_at(rates[:2]).size[1]} neighbouring "
            f"pixels. The last rate, {rates[2]}, is not larger than that."
        )
        return Option(listed(rates), why, right=True)
    return Option(listed(rates), f"{why_holes(verdict)} {read_in_a_row(field)}")


def why_holes(verdict: Verdict) -> str:
    """Say which layer makes the holes of a stack."""
    if verdict.reach == 1:
        return "No layer has rate 1, so the second pixel from the edge is never read."
    return (
        f"Rate {verdict.rate} is larger than {verdict.reach}, the receptive field of the smaller "
        "rates."
    )


def read_in_a_row(field: ReceptiveField) -> str:
    """Say how many pixels of a row are read."""
    return f"It reads {field.samples_read[1]} of {field.size[1]} pixels in a row."


def _all(layers: int) -> str:
    return "both" if layers == 2 else "all"
