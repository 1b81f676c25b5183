"""A network as a function of arrays and a dict of weights, channels last."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from dilviz.convolution.layer import Pair
from dilviz.errors import GeometryError
from dilviz.export.code_plan import Step

X = "\0"  # stands for what an expression reads until its name is known


def function(
    title: str,
    steps: Iterable[Step],
    expressions: Callable[[Step], Iterable[str]],
    concatenate: str,
) -> str:
    """Write the function.

    Parameters
    ----------
    title : str
    steps : iterable of Step
    expressions : function
        Of a step: what is done to `X`, one expression after the other.
    concatenate : str
        Name of the function that joins arrays.
    """
    lines, last = [], "x"
    for step in steps:
        source = step.inputs[0]
        if len(step.inputs) > 1:
            source = step.name
            lines.append(f"{source} = {_joined(step, concatenate)}")
        for expression in expressions(step):
            lines.append(f"{step.name} = {expression.replace(X, source)}")
            source = step.name
        if source != step.name:
            lines.append(f"{step.name} = {source}")
        last = step.name
    body = "\n".join(f"    {line}" for line in [*lines, f"return {last}"])
    return f'def network(weights, x):\n    """{title}"""\n{body}'


def weight_shapes(steps: Iterable[Step], channels: Callable[[Step], str]) -> str:
    """Write a dict of the shapes of all weights; `channels` writes the last two axes."""
    lines = [
        f'        "{step.name}": ({", ".join(map(str, step.kernel_size))}, {channels(step)}),'
        for step in steps
        if step.op in ("conv", "conv_transpose")
    ]
    return "\n".join(["{", *lines, "    }"]) if lines else "{}"


def weight_of(step: Step) -> str:
    """Write where a step's weights are."""
    return f'weights["{step.name}"]'


def multiplier(step: Step) -> str:
    """Channels that a depthwise convolution makes of each of its own."""
    return "1" if step.makes == step.reads else f"({step.makes}) // ({step.reads})"


def met(step: Step) -> str:
    """Channels in that one channel out is made of."""
    if step.groups == 1:
        return step.reads
    alone = step.reads.isdecimal()
    return str(int(step.reads) // step.groups) if alone else f"({step.reads}) // {step.groups}"


def cut(before_after: Iterable[Pair]) -> str:
    """Write the slices that crop all spatial axes."""
    return ", ".join(f"{before or ''}:{-after if after else ''}" for before, after in before_after)


def missing(step: Step, framework: str, what: str) -> GeometryError:
    """Say that a framework has no such layer."""
    return GeometryError(
        f"layer {step.node.id!r}: {framework} has no {what}. "
        "Change the layer, or choose PyTorch or JAX."
    )


def _joined(step: Step, concatenate: str) -> str:
    if step.op == "concat":
        return f"{concatenate}([{', '.join(step.inputs)}], axis=-1)"
    return " + ".join(step.inputs)
