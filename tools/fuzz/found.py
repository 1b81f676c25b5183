"""Inputs that once crashed, hung or lied: every run begins with them."""

from tools.fuzz import seeds

FOUND_NOTATION = (
    b"4,2,1,SAME;4,1,1,VALID4,1,1,VALID",  # a crash: no separator
    b"1d, conv2 causal, [conv2 d4 causal | id], tconv1 s2 p1 o1, up2",  # reads nothing
    b"4,5000,1,SAME;4,1,1,VALID",  # 5 000 input sizes, two ways to pad
    b"dwconv3 d1 p3:0, conv999 d1000",  # a million exact counts that nobody sees
    b"[conv1 | conv20000 d6 | conv3 d12 same | id] concat, avgpool2",  # a sum for each half-width
    b"1d, conv2 causal, [conv2 d4 causal, conv999999 | id], tconv4 s2 p1 o1, up2",  # a call a tap
    b"1d, conv2 causal, [conv2 d4 causal | id], tconv4 s2 p1 o999999, up2",  # so many units
    b"20*(conv3 s2 same, [conv3 | conv1 d3 valid])",  # a million holes
    b"[conv12 | conv3 d30 | conv3 d12 same | id] concat, avgpool999999",
    b"stem: conv7x5 s999999 p3:0x1:2 c64, maxpool3 s2 p1, 3*(conv3 d2x1), relu",
    b"2*(conv200000)",
)
FOUND_JSON = (
    # One dimension, yet 30 taps along the rows: the notation left them out.
    b'{"input": "x", "output": "a", "one_dimensional": true, "nodes": [{"id": "a", "op": "conv", '
    b'"inputs": ["x"], "kernel_size": [30, 2]}]}',
)
FOUND_ONNX = (seeds.ONNX[0].replace(b"a", b"\xff"),)  # a name that is no text
