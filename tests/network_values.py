"""What a network computes when it is run, step by step, in plain NumPy: an oracle for its code.

All weights of a layer are one kernel, unequal at every tap, shared by all channels.
"""

import numpy as np

from dilviz import conv2d


def kernel(node):
    """The weights of one layer, (rows, cols)."""
    rows, cols = node.layer.kernel_size
    return 0.5 + np.arange(rows)[:, None] * 0.37 + np.arange(cols) * 0.11


def run(network, x):
    """Run a network on x (channels, rows, cols)."""
    maps = {network.input: x}
    for node in network.before(network.output):
        parts = [maps[id_] for id_ in node.inputs]
        joined = np.concatenate(parts) if node.op == "concat" else sum(parts[1:], parts[0])
        maps[node.id] = _apply(node, joined)
    return maps[network.output]


def _apply(node, x):
    if node.op == "upsample":
        return x.repeat(node.layer.stride[0], 1).repeat(node.layer.stride[1], 2)
    sides = [(0, 0), *(node.padding(axis, x.shape[1 + axis]) for axis in (0, 1))]
    if node.op == "conv_transpose":
        return _spread(node, x, sides)
    if node.op == "pad":
        return np.pad(x, sides)
    if node.op == "conv":
        return _convolved(node, np.pad(x, sides))
    if node.op == "pool":
        return _pooled(node, x, sides)
    return np.maximum(x, 0) if node.kind == "relu" else x


def _convolved(node, x):
    settings = {"stride": node.layer.stride, "dilation": node.layer.dilation}
    each = np.stack([conv2d(channel, kernel(node), **settings) for channel in x])
    if node.kind == "dwconv":
        return each.repeat((node.channels or len(x)) // len(x), 0)
    return _met(node, each)


def _met(node, each):
    """Sum what each channel gives, one group after the other."""
    sums = each.reshape(node.groups, -1, *each.shape[1:]).sum(1)
    return sums.repeat((node.channels or len(each)) // node.groups, 0)


def _pooled(node, x, sides):
    average = node.kind == "avgpool"
    x = np.pad(x, sides, constant_values=0 if average else -np.inf)
    rows, cols = (
        range(0, size - reach + 1, step)
        for size, reach, step in zip(
            x.shape[1:], node.layer.effective_kernel_size, node.layer.stride, strict=True
        )
    )
    taps = [
        x[:, i * node.layer.dilation[0] :, j * node.layer.dilation[1] :][
            :, rows.start : rows.stop : rows.step, cols.start : cols.stop : cols.step
        ]
        for i, j in np.ndindex(*node.layer.kernel_size)
    ]
    taps = [tap[:, : len(rows), : len(cols)] for tap in taps]
    return np.mean(taps, 0) if average else np.max(taps, 0)


def _spread(node, x, sides):
    """Every input writes the whole kernel, then both ends are cut."""
    layer = node.layer
    room = [
        (size - 1) * step + reach + more + step
        for size, step, reach, more in zip(
            x.shape[1:],
            layer.stride,
            layer.effective_kernel_size,
            node.output_padding,
            strict=True,
        )
    ]
    full = np.zeros((len(x), *room))
    for i, j in np.ndindex(*layer.kernel_size):
        top, left = i * layer.dilation[0], j * layer.dilation[1]
        rows = slice(top, top + x.shape[1] * layer.stride[0], layer.stride[0])
        cols = slice(left, left + x.shape[2] * layer.stride[1], layer.stride[1])
        full[:, rows, cols] += x * kernel(node)[i, j]
    height, width = (node.output_size(axis, x.shape[1 + axis]) for axis in (0, 1))
    top, left = sides[1][0], sides[2][0]
    kept = full[:, top : top + height, left : left + width]
    return _met(node, kept)
