"""What a network computes when it is run, step by step, in plain NumPy: an oracle for its code.

All weights of a layer are one kernel, unequal at every tap, shared by all channels.
"""

import numpy as np

from dilviz import conv2d
from dilviz.network.lookup import Along


def kernel(node):
    """The weights of one layer, (rows, cols)."""
    rows, cols = node.layer.kernel_size
    return 0.5 + np.arange(rows)[:, None] * 0.37 + np.arange(cols) * 0.11


def run(network, x, follows=lambda id_, node: True):
    """Run a network on x (channels, rows, cols); where an input is not followed, zeros stand."""
    maps = {network.input: x}
    for node in network.before(network.output):
        parts = [maps[id_] * follows(id_, node) for id_ in node.inputs]
        maps[node.id] = _apply(network, node, _joined(network, node, parts))
    return maps[network.output]


def _joined(network, node, parts):
    along = node.settings.axis if isinstance(node.settings, Along) else None
    for axis in {0, 1} - {along}:  # the smallest counts, and what has no positions is repeated
        without = [network.positionless[id_][axis] for id_ in node.inputs]
        known = [
            part.shape[1 + axis] for part, none in zip(parts, without, strict=True) if not none
        ]
        size = min(known, default=1)
        parts = [
            part.repeat(size, 1 + axis) if none else part.take(range(size), 1 + axis)
            for part, none in zip(parts, without, strict=True)
        ]
    if along is not None:
        return np.concatenate(parts, 1 + along)
    return np.concatenate(parts) if node.op == "concat" else sum(parts[1:], parts[0])


def _apply(network, node, x):
    without = [axis for axis in (0, 1) if network.positionless[node.id][axis]]
    if node.op in ("global", "transpose") or not without:
        return _apply_to_map(node, x)
    for axis in without:  # the value stands everywhere, and what is made of it too
        x = x.repeat(node.layer.effective_kernel_size[axis] + 8, 1 + axis)
    x = _apply_to_map(node, x)
    return x.mean(tuple(1 + axis for axis in without), keepdims=True)


def _apply_to_map(node, x):
    if node.op in _OPERATIONS:
        return _OPERATIONS[node.op](node.settings, x)
    if node.op == "upsample":
        return x.repeat(node.layer.stride[0], 1).repeat(node.layer.stride[1], 2)
    sides = [(0, 0), *(node.padding(axis, x.shape[1 + axis]) for axis in (0, 1))]
    if node.op == "conv_transpose":
        return _spread(node, x, sides)
    if node.op == "pad":
        return _padded(x, sides, node.settings.padding_mode if node.settings else "zeros")
    if node.op == "conv":
        return _convolved(node, np.pad(x, sides))
    if node.op == "pool":
        return _pooled(node, x, sides)
    return np.maximum(x, 0) if node.kind == "relu" else x


def _padded(x, sides, mode):
    words = {"zeros": "constant", "reflect": "reflect", "replicate": "edge", "circular": "wrap"}
    x = np.pad(x, [(max(before, 0), max(after, 0)) for before, after in sides], words[mode])
    kept = (
        slice(max(-before, 0), size - max(-after, 0))
        for size, (before, after) in zip(x.shape, sides, strict=True)
    )
    return x[tuple(kept)]


def _sliced(settings, x):
    for axis in (0, 1):
        start, step, most = (of[axis] for of in (settings.starts, settings.steps, settings.sizes))
        x = x.take(range(x.shape[1 + axis])[start::step][:most], 1 + axis)
    return x


def _accumulated(settings, x):
    for axis, runs in enumerate(settings.axes):
        if runs:
            turned = np.flip(x, 1 + axis) if settings.reverse else x
            total = np.cumsum(turned, 1 + axis)
            x = np.flip(total, 1 + axis) if settings.reverse else total
    return x


def _looked_up(settings, x):
    axis = 1 + settings.axis
    return np.stack([x.take(list(read), axis).sum(axis) for read in settings.positions], axis)


def _resized(settings, x):
    rows, cols = (resize_weights(settings, axis, x.shape[1 + axis]) for axis in (0, 1))
    return np.einsum("or,crk,pk->cop", rows, x, cols)


def resize_weights(settings, axis, size):
    """How much each sample counts for each output, (outputs, size), by ONNX's definition."""
    outputs, scale = settings.size[axis], settings.scales[axis]
    if outputs is None and scale is None:
        return np.eye(size)
    if outputs is None:
        outputs = int(size * scale)
    else:
        scale = outputs / size
    places = {
        "half_pixel": lambda o: (o + 0.5) / scale - 0.5,
        "pytorch_half_pixel": lambda o: (o + 0.5) / scale - 0.5 if outputs > 1 else 0.0,
        "align_corners": lambda o: o * (size - 1) / (outputs - 1) if outputs > 1 else 0.0,
        "asymmetric": lambda o: o / scale,
    }
    weights = np.zeros((outputs, size))
    for output in range(outputs):
        place = round(places[settings.coordinates](output), 9)  # whole numbers are whole
        for sample, weight in _around(settings, place):
            weights[output, min(max(sample, 0), size - 1)] += weight
    return weights


def _around(settings, place):
    low = int(np.floor(place))
    if settings.mode == "linear":
        return [(low, 1 - (place - low)), (low + 1, place - low)]
    nearest = {
        "floor": low,
        "ceil": int(np.ceil(place)),
        "round_prefer_floor": int(np.ceil(place - 0.5)),
        "round_prefer_ceil": int(np.floor(place + 0.5)),
    }
    return [(nearest[settings.nearest_mode], 1.0)]


_OPERATIONS = {
    "global": lambda s, x: x.mean(tuple(1 + a for a in (0, 1) if s.axes[a]), keepdims=True),
    "slice": _sliced,
    "flip": lambda s, x: np.flip(x, [1 + axis for axis in (0, 1) if s.axes[axis]]),
    "roll": lambda s, x: np.roll(x, s.shifts, (1, 2)),
    "prefix": _accumulated,
    "table": _looked_up,
    "resize": _resized,
    "transpose": lambda s, x: x.swapaxes(1, 2),
}


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
    if node.settings is not None:  # ceil mode: a window more
        sides = [
            (before, after + more)
            for (before, after), more in zip(sides, [0, *_cut_off(node, x, sides)], strict=True)
        ]
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


def _cut_off(node, x, sides):
    """What a last window reaches beyond the padded input, if it starts inside it."""
    for axis, size in enumerate(x.shape[1:]):
        (before, after), step = sides[1 + axis], node.layer.stride[axis]
        last = before + size + after - node.layer.effective_kernel_size[axis]
        start = -(-last // step) * step
        yield start - last if start < before + size else 0


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
