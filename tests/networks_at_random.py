"""Small random networks with branches, for Hypothesis. Rows and columns differ."""

from hypothesis import strategies as st

from dilviz import GeometryError, Layer, Network, Node
from dilviz.convolution.geometry import PADDING_MODES
from dilviz.network.borders import Pad, Pool
from dilviz.network.lookup import Along, Prefix, Table
from dilviz.network.moves import Flip, Roll, Slice
from dilviz.network.resize import Resize
from dilviz.network.resize_taps import NEAREST_MODES
from dilviz.network.whole_map import Global

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


def flags():
    return st.tuples(st.booleans(), st.booleans())


LARGEST_MAP = 16  # rows or columns
RULED = ["pad", "pool", "resize", "slice", "flip", "global"]  # what they read repeats
UNRULED = ["roll", "prefix", "table", "transpose", "concat"]


@st.composite
def op_settings(draw, op, size):
    """Settings of an operation that reads a map of this size."""
    if op == "pad":
        return Pad(draw(st.sampled_from(PADDING_MODES)))
    if op == "pool":
        return Pool(draw(st.booleans()))
    if op == "slice":
        starts = tuple(draw(st.integers(0, length - 1)) for length in size)
        return Slice(
            starts,
            tuple(draw(st.sampled_from([1, 1, 2, 3, -1, -2])) for _ in size),
            tuple(draw(st.sampled_from([None, None, 2, 4])) for _ in size),
        )
    if op == "resize":
        outputs = tuple(draw(st.sampled_from([None, None, 3, 7])) for _ in size)
        return Resize(
            draw(st.sampled_from(["nearest", "linear"])),
            draw(
                st.sampled_from(["half_pixel", "pytorch_half_pixel", "align_corners", "asymmetric"])
            ),
            draw(st.sampled_from(NEAREST_MODES)),
            size=outputs,
            scales=tuple(draw(st.sampled_from([None, 2.0, 1.5, 0.5])) for _ in size),
        )
    if op == "table":
        axis = draw(st.integers(0, 1))
        read = st.lists(st.integers(0, size[axis] - 1), min_size=1, max_size=3).map(tuple)
        return Table(axis, tuple(draw(st.lists(read, min_size=1, max_size=5))))
    simple = {
        "flip": st.builds(Flip, flags()),
        "roll": st.builds(Roll, pairs(-3, 4)),
        "prefix": st.builds(Prefix, flags(), st.booleans()),
        "global": st.builds(Global, flags().filter(any)),
        "concat": st.builds(Along, st.integers(0, 1)),
    }
    return draw(simple[op]) if op in simple else None


@st.composite
def sized_networks(draw, longest=6, unruled=True, chain=False):
    """A network of every kind of node, and an input size that it accepts.

    `unruled` says whether operations may occur whose rule does not repeat. A chain has one path,
    ends with a pooled map and leaves rows and columns what they are.
    """
    size = draw(st.tuples(st.integers(3, 7), st.integers(8, 10)))
    network = Network.of([], "x")
    ops = OPS + ["conv_transpose", "upsample"] + RULED * 2 + UNRULED * unruled
    if chain:
        ops = [op for op in ops if op not in ("transpose", "concat", "add")]
    for number in range(draw(st.integers(1, longest))):
        known = network.sizes(size)
        op = draw(st.sampled_from(ops))
        joins = op in ("add", "concat", "conv") and not chain
        fan_in = draw(st.integers(1, 3)) if joins else 1
        recent = ["x", *known][-1 if chain else -4 :]
        inputs = tuple(draw(st.sampled_from(recent)) for _ in range(fan_in))
        layer = draw(layers(op))
        if op == "pad":
            layer = Layer((1, 1), padding=draw(st.tuples(pairs(-2, 3), pairs(-2, 3))))
        settings = draw(op_settings(op, known[inputs[0]]))
        node = Node(f"n{number}", op, inputs, layer, settings=settings)
        grown = Network.of([*network.nodes, node], "x")
        try:
            sizes = grown.sizes(size)
        except GeometryError:
            continue
        if max(sizes[node.id]) <= LARGEST_MAP:
            network = grown
    if chain:
        pooled = Node(
            "pooled", "global", (network.output,), settings=draw(op_settings("global", size))
        )
        network = Network.of([*network.nodes, pooled], "x")
    return network, size
