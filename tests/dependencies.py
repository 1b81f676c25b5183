"""An independent oracle: what a unit reads, by following every tap of every layer on its own.

Positions live on the unbounded line, as in `dilviz.receptive_field`: padding is more input.
"""

from itertools import product


def reads_on_axis(node, axis, unit, before):
    """Input positions of one output of one node, straight from the definitions."""
    layer = node.layer
    taps, stride, rate = layer.kernel_size[axis], layer.stride[axis], layer.dilation[axis]
    if node.op == "upsample":
        return {unit // stride}
    if node.op == "conv_transpose":
        far = (abs(unit) + before + rate * taps) // stride + 2
        return {
            i
            for i in range(-far, far + 1)
            if any(i * stride - before + t * rate == unit for t in range(taps))
        }
    return {unit * stride - before + t * rate for t in range(taps)}


def pixels_of(network, target, unit, sizes=(None, None)):
    """All (row, col) pixels of the input that reach one unit, over all paths."""
    return _follow(network, target, tuple(unit), (0, 1), sizes)


def positions_of(network, target, axis, unit, sizes=(None, None)):
    """All input positions along one axis that reach one unit, the other axis left aside."""
    return {position for (position,) in _follow(network, target, (unit,), (axis,), sizes)}


def _follow(network, target, unit, axes, sizes):
    known = {}

    def follow(id_, position):
        if id_ == network.input:
            return frozenset([position])
        if (id_, position) not in known:
            node = network.by_id[id_]
            reads = [
                reads_on_axis(node, axis, at, _before(network, node, axis, sizes))
                for axis, at in zip(axes, position, strict=True)
            ]
            known[id_, position] = frozenset().union(
                *(follow(source, read) for source in node.inputs for read in product(*reads))
            )
        return known[id_, position]

    return follow(target, unit)


def paths_to(network, target):
    """Every path from the input to a node, as tuples of nodes, input first."""
    if target == network.input:
        return [()]
    node = network.by_id[target]
    return [(*path, node) for source in node.inputs for path in paths_to(network, source)]


def _before(network, node, axis, sizes):
    if isinstance(node.layer.padding, str) and sizes[axis] is not None:
        known = network.sizes(sizes)
        return node.padding(axis, min(known[id_][axis] for id_ in node.inputs))[0]
    return node.padding(axis, None)[0]
