"""Inputs that once crashed, hung or lied: every run begins with them."""

import json

from tools.fuzz import seeds


def _crossing(count: int) -> bytes:
    """Paths that meet again and again, two nodes back each time."""
    nodes = [{"id": "0", "op": "identity", "inputs": ["x"]}]
    for at in range(1, count):
        inputs = [str(at - 1), str(max(0, at - 2))]
        nodes.append({"id": str(at), "op": "add", "inputs": inputs})
    return json.dumps({"input": "x", "output": str(count - 1), "nodes": nodes}).encode()


FOUND_NOTATION = (
    b"4,2,1,SAME;4,1,1,VALID4,1,1,VALID",  # a crash: no separator
    b"1d, conv2 causal, [conv2 d4 causal | id], tconv1 s2 p1 o1, up2",  # reads nothing
    b"conv3, gap",  # no place beside a photograph
    b"4,5000,1,SAME;4,1,1,VALID",  # 5 000 input sizes, two ways to pad
    b"dwconv3 d1 p3:0, conv999 d1000",  # a million exact counts that are never shown
    b"[conv1 | conv20000 d6 | conv3 d12 same | id] concat, avgpool2",  # a sum for each half-width
    b"1d, conv2 causal, [conv2 d4 causal, conv999999 | id], tconv4 s2 p1 o1, up2",  # a call a tap
    b"1d, conv2 causal, [conv2 d4 causal | id], tconv4 s2 p1 o999999, up2",  # so many units
    b"20*(conv3 s2 same, [conv3 | conv1 d3 valid])",  # a million holes
    b"[conv12 | conv3 d30 | conv3 d12 same | id] concat, avgpool999999",
    b"stem: conv7x5 s999999 p3:0x1:2 c64, maxpool3 s2 p1, 3*(conv3 d2x1), relu",
    b"2*(conv200000)",
    b"100*(conv1 s1000000), up7",  # a jump beyond every float
    b"[up61 | up4093 | up4079]",  # 16 million units until three paths agree again
    b"20*(conv3 s2 same, [conv3 | conv5 d3 causal])",
    b"[conv9 s13, up13 | conv7 s17, up17 | conv5 s16, up16], 2*([conv3 | id])",  # rare repeats
    b",".join(b"tconv%d s4096, conv1 s4096" % taps for taps in range(4000, 4002)),
    b"1100*(conv4 s2 same)",  # more choices of rates than a float can count
)
FOUND_JSON = (
    # One dimension, yet 30 taps along the rows: the notation left them out.
    b'{"input": "x", "output": "a", "one_dimensional": true, "nodes": [{"id": "a", "op": "conv", '
    b'"inputs": ["x"], "kernel_size": [30, 2]}]}',
    _crossing(600),  # the map that all paths pass through, found by walking up
)
FOUND_ONNX = (seeds.ONNX[0].replace(b"a", b"\xff"),)  # a name that is no text
