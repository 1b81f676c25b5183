"""Small random networks with branches, for Hypothesis. Rows and columns differ."""

from hypothesis import strategies as st

from dilviz import Layer, Network, Node

OPS = ["conv", "conv", "conv", "pool", "pad", "add", "concat", "identity"]


def pairs(low, high):
    return st.tuples(st.integers(low, high), st.integers(low, high))


def sides(high):
    return st.tuples(pairs(0, high), pairs(0, high))


@st.composite
def layers(draw, op):
    if op == "upsample":
        return Layer.of(1, stride=draw(pairs(1, 3)))
    if op == "pad":
        return Layer.of(1, padding=draw(sides(3)))
    if op in ("conv", "pool", "conv_transpose"):
        return Layer.of(
            draw(pairs(1, 4)),
            stride=draw(pairs(1, 3)),
            dilation=draw(pairs(1, 3)),
            padding=draw(sides(3)),
        )
    return Layer.of(1)


@st.composite
def networks(draw, longest=5, upsampling=True):
    """A graph in which every node reads one to three earlier maps; its output is the last."""
    ids, nodes = ["x"], []
    ops = OPS + ["conv_transpose", "upsample"] * upsampling
    for number in range(draw(st.integers(1, longest))):
        op = draw(st.sampled_from(ops))
        fan_in = draw(st.integers(1, 3 if op in ("add", "concat") else 2))
        recent = ids[-3:]
        inputs = tuple(draw(st.sampled_from(recent)) for _ in range(fan_in))
        nodes.append(Node(f"n{number}", op, inputs, draw(layers(op))))
        ids.append(f"n{number}")
    return Network.of(nodes, "x")
