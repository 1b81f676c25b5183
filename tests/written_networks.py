"""Networks whose code is written out and run, and random ones that frameworks accept."""

from hypothesis import strategies as st

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
