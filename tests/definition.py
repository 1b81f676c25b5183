"""The definition of a convolution in nested loops: slow, obvious, and independent of the engine."""

from itertools import product

import numpy as np


def source(position: int, size: int, mode: str) -> int | None:
    """Walk from a position outside the samples to the one it repeats, None for a zero."""
    while not 0 <= position < size:
        if mode == "zeros":
            return None
        if mode == "circular":
            position += size if position < 0 else -size
        elif mode == "replicate":
            position += 1 if position < 0 else -1
        else:  # reflect
            position = -position if position < 0 else 2 * (size - 1) - position
    return position


def convolve(x, weight, bias, *, stride, padding, dilation, groups, padding_mode):
    """Sum tap by tap over Python ints: x (N, C, H, W), weight (O, C // groups, kH, kW)."""
    pictures, _, *sizes = x.shape
    outputs, inputs, *taps = weight.shape
    out_size = [
        (n + sum(p) - d * (k - 1) - 1) // s + 1
        for n, p, d, k, s in zip(sizes, padding, dilation, taps, stride, strict=True)
    ]
    out = np.zeros((pictures, outputs, *out_size), dtype=object)
    for n, o, row, col in product(*map(range, out.shape)):
        total = int(bias[o])
        for m, i, j in product(range(inputs), *map(range, taps)):
            r = source(row * stride[0] + i * dilation[0] - padding[0][0], sizes[0], padding_mode)
            c = source(col * stride[1] + j * dilation[1] - padding[1][0], sizes[1], padding_mode)
            if r is not None and c is not None:
                channel = o // (outputs // groups) * inputs + m
                total += int(weight[o, m, i, j]) * int(x[n, channel, r, c])
        out[n, o, row, col] = total
    return out
