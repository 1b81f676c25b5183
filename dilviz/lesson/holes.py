"""Steps about what a stack never reads, and about rates that leave nothing out."""

from __future__ import annotations

from itertools import combinations_with_replacement
from random import Random

from dilviz.fields.field import ReceptiveField
from dilviz.gridding.coverage import axis_coverage, hole_test
from dilviz.lesson.fields import Rates, field_at
from dilviz.lesson.misses import misses
from dilviz.lesson.paper import Squares, row_to_mark
from dilviz.lesson.question import Choice, Number, Option
from dilviz.lesson.step import Figure, Link, Scene
from dilviz.network.notation import parse_network
from dilviz.network.notation_builders import stack

FOOLED = (1, 2, 9)  # no common factor, and holes all the same
ORDINALS = {2: "second", 3: "third", 4: "fourth"}


def gridding(roll: Random) -> Scene:
    """Ask how many samples a stack of one rate really reads."""
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
        Link("gridding", {"net": net}, "See the holes on Gridding"),
        paper=(row_to_mark(field.size[1], range(0, field.size[1], rate)),),
    )


def _gridding_question(rates: Rates, field: ReceptiveField) -> Number:
    layers, rate = len(rates), rates[0]
    answer, span = field.samples_read[1], field.size[1]
    return Number(
        f"{layers} layers of 3 × 3, all with dilation rate {rate}. Their receptive field is "
        f"{span} pixels wide. How many of the {span} pixels of a row does one output really read?",
        answer,
        "pixels",
        f"Every path moves by multiples of {rate}, so only every {ORDINALS[rate]} pixel is "
        f"reached: ({span} − 1) / {rate} + 1 = {answer}.",
        misses(
            answer,
            (span, f"{span} is the span. Are the pixels between two taps ever reached?"),
            (3, "That is one layer. The layers above reach further, in steps of the same size."),
            (
                3**layers,
                f"There are 3 to the power of {layers} paths. Many of them lead to the same pixel.",
            ),
            (3 * layers, "What the layers read overlaps: several paths lead to one pixel."),
            (
                span // rate,
                f"One in {rate}, yes. But both ends are read, so there is one more.",
            ),
            (
                span - answer,
                f"{span - answer} is the number of pixels that are left out. The others are read.",
            ),
        ),
        f"{{given}} is too few. Walk from the middle in steps of {rate} to both ends.",
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
        "whole": _rates(whole),
        "without_1": _rates(without_1),
        "span": field.size[1],
        "share": f"{100 * field.coverage:.0f}",
        "first": whole[0],
        "one": field_at(whole[:1]).size[1],
        "two": field_at(whole[:2]).size[1],
        "second": whole[1],
        "third": whole[2],
        "doubling": _rates((1, 2, 4, 8)),
        "covered": _rates((1, *(field_at((1, 2, 4)[:depth]).size[1] for depth in (1, 2, 3)))),
        "fooled": _rates(FOOLED),
        "fooled_read": field_at(FOOLED).samples_read[1],
        "fooled_span": field_at(FOOLED).size[1],
    }
    return Scene(
        Choice(
            f"Four stacks of three 3 × 3 layers with these dilation rates. All four have a "
            f"receptive field of {field.size[1]} pixels. Which one reads every pixel of it?",
            tuple(_fix_option(rates) for rates in offered),
        ),
        Figure("gridding", {"net": stack(whole)}),
        numbers,
        Link("gridding", {"net": stack(without_1)}, "Let Gridding repair a stack"),
        paper=tuple(_read_in_a_row(rates) for rates in offered),
    )


def _read_in_a_row(rates: Rates) -> Squares:
    _, read = axis_coverage(parse_network(stack(rates)))
    columns = [column for column, seen in enumerate(read.mask) if seen]
    return row_to_mark(read.size, columns, label=_rates(rates))


def _fix_option(rates: Rates) -> Option:
    verdict, field = hole_test(rates), field_at(rates)
    if verdict.hole_free:
        why = (
            f"The first layer reads neighbours. Rate {rates[1]} is at most 3, its span; rate "
            f"{rates[2]} is at most {field_at(rates[:2]).size[1]}, the field of the first two."
        )
        return Option(_rates(rates), True, why)
    read = f"It reads {field.samples_read[1]} of {field.size[1]} pixels in a row."
    if verdict.reach == 1:
        why = f"No layer has rate 1, so the pixel beside the outermost one is never reached. {read}"
    else:
        why = (
            f"Rate {verdict.rate} steps over more than the smaller rates fill in: their field is "
            f"{verdict.reach} wide. {read}"
        )
    return Option(_rates(rates), False, why)


def _rates(rates: Rates) -> str:
    return ", ".join(map(str, rates))
