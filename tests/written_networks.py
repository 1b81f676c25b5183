"""Networks whose code is written out and run, and random ones that frameworks accept."""

from dataclasses import replace

from hypothesis import strategies as st

from dilviz import network_from_json, parse_network

CHANNELS = 2
SIZE = (26, 31)

NAMED = [
    "conv3",
    "conv3x5 d2x1 s1x2",
    "conv3, conv3 d2, conv3 d4, relu",
    "conv4, conv2 p1:0, conv3 p2:1x0:3",
    "conv3 s2 same, conv4 s3 same, conv3 d2 same, conv2 same",
    "conv3 valid, conv3 causal, conv2 d3 causal",
    "conv3 s2 d2, conv3 s1x2 d2x1 p0:1",
    "maxpool2, maxpool3 s2 p1, maxpool3 s1 same, maxpool2 s2 same, maxpool3 s1 p1:0",
    "avgpool2, avgpool3 s1 p1, avgpool2 s1 p1:0",
    "dwconv3, dwconv3 d2, conv1 c4, dwconv3 s2 c4, dwconv3 s2x1 c8",
    "dwconv3 s2 d2 same c4, dwconv3 d2 same",
    "conv3 c6 g2, conv3 d2 c4 g2, 2*(conv3x2 g4), conv3 s2 g2",
    "conv3 c5, [conv1 c3 | conv3 d2 c4 | id] concat, conv3 c2",
    "[conv3, relu, conv3 | id], [conv3 s2 c6 | conv1 s2 c6] add, 2*([conv3 | id])",
    "conv3 s2, tconv4 s2 p1, conv3",
    "conv3 s2, tconv3 s2 p1 o1, conv3 s3, tconv2 s3 same",
    "tconv3 p0, tconv3 p1:0, tconv5 s2 p2:1x0:2",
    "conv3 s2, up2, conv3, up1x3, maxpool1x3",
    "id p1:2x3:0, conv3 valid",
    "id, relu, stem: conv3, class: conv1",
    "1d, conv2 causal, conv2 d2 causal, [2*(conv3 d4 causal) | id]",
    "1d, conv3 s2 same, maxpool2, avgpool3 s1 p1, up2, tconv3 s2 p1:0, dwconv3 d2",
    "1d, id p3:0, conv4 s2 valid, relu, conv3 p2:1, maxpool3 s1 p1",
]
DILATED_POOLS = ["maxpool3 d2, maxpool2x3 s2 d1x3 p1", "avgpool3 d2, avgpool2 s2 d3 p1:2"]
DILATED_TRANSPOSED = ["tconv3 d2", "tconv3 d2 p0:1"]
GROUPED_TRANSPOSED = ["conv3 c4, tconv4 s2 p1 c6 g2, tconv3 s2 p0:1 g3"]
STRIDED_DILATED_SAME = ["conv3 s2 d2 same, conv3 s3 d2x1 same"]


def word(letter, low, high):
    return st.tuples(st.integers(low, high), st.integers(low, high)).map(
        lambda pair: f" {letter}{pair[0]}x{pair[1]}"
    )


paddings = st.one_of(
    st.sampled_from(["", " valid", " causal"]),
    st.lists(st.integers(0, 3), min_size=4, max_size=4).map(
        lambda s: f" p{s[0]}:{s[1]}x{s[2]}:{s[3]}"
    ),
)
unstrided = st.builds(
    "{}{}{}{}".format,
    st.sampled_from(["conv3", "conv2", "conv1x4", "dwconv3"]),
    word("d", 1, 3),
    paddings,
    st.sampled_from(["", " c2", " c4"]),
)
strided = st.builds(
    "{}{}{}".format,
    st.sampled_from(["conv3", "conv2x1", "maxpool2", "avgpool3", "maxpool3x2"]),
    word("s", 1, 3),
    st.one_of(paddings, st.just(" same")),
)
others = st.sampled_from(["relu", "up2", "tconv4 s2 p1", "tconv3 s1x2 p0:1", "id p1:0x0:2", "id"])
branches = st.builds(
    "[{} | {} same c4] concat, conv1 c2".format,
    st.sampled_from(["conv1", "id", "conv3, relu"]),
    st.sampled_from(["conv3 d2", "conv2", "conv5x3"]),
)
networks = st.lists(st.one_of(unstrided, strided, others, branches), min_size=1, max_size=4).map(
    ", ".join
)


def beyond(*nodes, **more):
    """A network that has no notation: operations one after the other, each by its JSON."""
    ids = ["x", *(f"n{number}" for number in range(len(nodes)))]
    entries = [
        {"id": id_, "inputs": [before]} | node
        for before, id_, node in zip(ids, ids[1:], nodes, strict=False)
    ]
    return network_from_json({"input": "x", "output": ids[-1], "nodes": entries, **more})


CONV = {"op": "conv", "kernel_size": [3, 2], "padding": [[1, 1], [1, 0]]}
CONV_1D = {"op": "conv", "kernel_size": [1, 3], "padding": [[0, 0], [1, 1]]}
MEANS = {"op": "global", "axes": [True, True], "kind": "pooling"}
ROW_MEANS = MEANS | {"axes": [False, True]}
LINEAR = {"op": "resize", "mode": "linear", "coordinates": "pytorch_half_pixel"}
NEAREST = LINEAR | {"mode": "nearest", "coordinates": "asymmetric", "nearest_mode": "floor"}
CORNERS = LINEAR | {"coordinates": "align_corners"}
CUBIC = LINEAR | {"mode": "cubic"}
CEIL = {"op": "pool", "stride": 2, "ceil_mode": True}
UNEVEN_SIDES = [[2, 1], [0, 3]]


def pad(mode, sides=None):
    return {"op": "pad", "padding": sides or UNEVEN_SIDES, "padding_mode": mode}


# In every framework, with the same numbers.
OPERATIONS = {
    "gate": beyond(
        *(CONV, MEANS, {"op": "conv", "kernel_size": 1}, {"op": "add", "inputs": ["n0", "n2"]})
    ),
    "pooled rows": beyond(CONV, ROW_MEANS, {"op": "add", "inputs": ["n0", "n1"]}, CONV),
    "pooled beside the map": beyond(
        CONV, MEANS, {"op": "concat", "inputs": ["n1", "n0"]}, CONV | {"channels": 2}
    ),
    "pooled rows beside pooled columns": beyond(
        *(ROW_MEANS, MEANS | {"axes": [True, False], "inputs": ["x"]}),
        *({"op": "concat", "inputs": ["n0", "n1"]}, CONV),
    ),
    "pooled, and larger again": beyond(
        CONV, MEANS, {"op": "upsample", "scale_factor": 3}, {"op": "add", "inputs": ["n0", "n2"]}
    ),
    "pooled, with a kernel": beyond(MEANS, CONV | {"kernel_size": 1, "padding": 0}),
    "slices": beyond({"op": "slice", "starts": [1, 2], "steps": [1, 2]}, CONV),
    "slices of a size": beyond(
        {"op": "slice", "starts": [3, 0], "steps": [2, 1], "sizes": [4, None]}
    ),
    "slices backwards": beyond(
        CONV, {"op": "slice", "starts": [9, 4], "steps": [-2, 1], "sizes": [3, None]}
    ),
    "slices backwards to the start": beyond({"op": "slice", "starts": [1, 9], "steps": [2, -3]}),
    "flips": beyond(CONV, {"op": "flip", "axes": [False, True]}),
    "rolls": beyond(CONV, {"op": "roll", "shifts": [2, -3]}),
    "sums": beyond(CONV, {"op": "prefix", "axes": [True, False]}),
    "sums from the end": beyond({"op": "prefix", "axes": [False, True], "reverse": True}, CONV),
    "rows for columns": beyond(CONV, {"op": "transpose"}, CONV),
    "listed": beyond(CONV, {"op": "table", "axis": 1, "positions": [[0, 9], [4, 3], [11, 30]]}),
    "reflected": beyond(pad("reflect"), CONV),
    "repeated": beyond(pad("replicate"), CONV),
    "in a circle": beyond(pad("circular"), CONV),
    "in a circle, and cut": beyond(pad("circular", [[-1, 2], [1, -2]]), CONV),
    "cut": beyond(CONV, {"op": "pad", "padding": [[-1, 0], [-2, -3]]}),
    "cut and padded": beyond({"op": "pad", "padding": [[-1, 2], [3, -3]]}, CONV),
    "end to end": beyond(CONV, {"op": "concat", "inputs": ["x", "n0"], "axis": 1}, CONV),
    "maxima in ceil mode": beyond(
        CEIL | {"kernel_size": 3, "padding": 1},
        CEIL | {"kernel_size": [2, 3], "stride": [2, 3]},
        CEIL | {"kernel_size": 3, "padding": [[0, 1], [1, 0]]},
    ),
    "twice as large": beyond(CONV, LINEAR | {"scales": [2, 3]}),
    "of a size": beyond(CONV, LINEAR | {"size": [40, 20]}, CONV),
    "1d gate": beyond(
        *(CONV_1D, ROW_MEANS, {"op": "add", "inputs": ["n0", "n1"]}), one_dimensional=True
    ),
    "1d beside the map": beyond(
        *(CONV_1D, ROW_MEANS, {"op": "concat", "inputs": ["n0", "n1"]}), one_dimensional=True
    ),
    "1d moves": beyond(
        CONV_1D,
        {"op": "slice", "starts": [0, 2], "steps": [1, 2]},
        {"op": "flip", "axes": [False, True]},
        {"op": "roll", "shifts": [0, 2]},
        {"op": "prefix", "axes": [False, True]},
        pad("reflect", [[0, 0], [2, 1]]),
        pad("circular", [[0, 0], [0, 2]]),
        pad("replicate", [[0, 0], [3, 0]]),
        {"op": "pad", "padding": [[0, 0], [-1, -2]]},
        one_dimensional=True,
    ),
}
# As a model with a fixed size has them: Keras needs that.
RESAMPLINGS = {
    "half as large": beyond(CONV, LINEAR | {"scales": [0.5, 1.5]}),
    "columns alone": beyond(LINEAR | {"size": [None, 50]}, CONV),
    "corner to corner": beyond(CONV, CORNERS | {"size": [40, 47]}),
    "corner to corner by scales": beyond(CORNERS | {"scales": [2, 2]}),
    "nearest of a size": beyond(CONV, NEAREST | {"size": [40, 47]}),
    "nearest by scales": beyond(NEAREST | {"scales": [1.5, 0.5]}),
    "nearest in the middle": beyond(
        NEAREST
        | {"coordinates": "half_pixel", "nearest_mode": "round_prefer_ceil", "size": [33, 20]}
    ),
    "1d twice as long": beyond(CONV_1D, LINEAR | {"scales": [None, 2]}, one_dimensional=True),
}
RESAMPLINGS = {
    name: replace(network, fixed_size=(1 if network.one_dimensional else SIZE[0], SIZE[1]))
    for name, network in RESAMPLINGS.items()
}
# In PyTorch alone.
CUBICS = {
    "cubic": beyond(CONV, CUBIC | {"size": [40, 47]}),
    "cubic from corner to corner": beyond(
        CUBIC | {"coordinates": "align_corners", "scales": [2, 2]}
    ),
}


def network_of(text):
    """A network by its notation, or by its name among those that have none."""
    return {**OPERATIONS, **RESAMPLINGS, **CUBICS}.get(text) or parse_network(text)
