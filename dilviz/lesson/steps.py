"""The steps of the lesson, in order: one entry adds one."""

from __future__ import annotations

from dilviz.lesson import (
    choosing,
    holes,
    layer_price,
    misreadings,
    one_layer,
    one_sum,
    practice,
    stacks,
    trained,
)
from dilviz.lesson.step import Step

STEPS = (
    Step("one-output", "What does one output read?", 3, one_layer.one_output),
    Step("formula", "One output is one sum", 3, one_sum.formula),
    Step("rate", "The dilation rate", 4, one_layer.rate),
    Step("nine-dots", "Nine dots: 3 × 3, 5 × 5, 7 × 7", 3, one_layer.nine_dots),
    Step("cost", "What does dilation cost?", 3, layer_price.cost),
    Step("output-size", "How large is the output?", 4, layer_price.size_of_output),
    Step("linear", "Stacked layers: linear growth", 3, stacks.linear),
    Step("doubling", "Double the rate: exponential growth", 4, stacks.doubling),
    Step("cone", "Seen from the side: a cone of paths", 3, stacks.cone),
    Step("gridding", "Gridding: holes in the receptive field", 4, holes.gridding),
    Step("fix", "Rates that skip no pixel", 4, holes.fix),
    Step("photograph", "On a real photograph", 3, practice.photograph),
    Step("context-module", "The context module", 3, practice.context_module),
    Step("does-it-help", "Does it help?", 3, trained.does_it_help),
    Step("misreadings", "Common misconceptions", 3, misreadings.misreadings),
    Step("where-next", "Your turn: choose a stack", 3, choosing.where_next),
)
BY_NAME = {step.name: step for step in STEPS}
