"""A network as a function of arrays and a dict of weights, channels last."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from dilviz.export.code_operations import Operations
from dilviz.export.code_plan import Plan
from dilviz.export.code_step import Step

# Stand for what an expression reads, and for the weights, until their names are known.
X, WEIGHT = "\0", "\1"


def network_function(plan: Plan, operations: Operations) -> str:
    """Write the function; the operations are expressions of `X` and `WEIGHT`."""
    lines, last = [], "x"
    for step in plan.steps:
        source = operations.joins.of(step)
        expressions = [*operations.of(step)]
        if len(step.inputs) > 1 or not expressions:
            expressions.insert(0, source)
        for expression in expressions:
            written = expression.replace(X, source).replace(WEIGHT, f'weights["{step.name}"]')
            lines.append(f"{step.name} = {written}")
            source = step.name
        last = step.name
    body = "\n".join(f"    {line}" for line in [*lines, f"return {last}"])
    return f'def network(weights, x):\n    """{plan.title}"""\n{body}'


def layer_lines(expressions: Iterable[str]) -> list[str]:
    """Write a layer as assignments: ``x`` until the weights are used, then ``y``.

    >>> layer_lines([f"pad({X})", f"conv({X}, {WEIGHT})", f"{X}[::2]"])
    ['x = pad(x)', 'y = conv(x, weight)', 'y = y[::2]']
    """
    lines, source = [], "x"
    for expression in expressions:
        target = "y" if WEIGHT in expression or source == "y" else "x"
        lines.append(f"{target} = {expression.replace(X, source).replace(WEIGHT, 'weight')}")
        source = target
    return lines


def weight_shapes(steps: Iterable[Step], channels: Callable[[Step], str]) -> str:
    """Write a dict of the shapes of all weights; `channels` writes the last two axes."""
    lines = [
        f'        "{step.name}": ({", ".join(map(str, step.kernel_size))}, {channels(step)}),'
        for step in steps
        if step.op in ("conv", "conv_transpose")
    ]
    return "\n".join(["{", *lines, "    }"]) if lines else "{}"


def repeated(repeat: str, step: Step) -> Iterable[str]:
    """Write an upsampling by repeating samples, axis by axis."""
    for axis, factor in enumerate(step.stride, start=1):
        if factor > 1:
            yield f"{repeat}({X}, {factor}, axis={axis})"
