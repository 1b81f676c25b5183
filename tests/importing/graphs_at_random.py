"""ONNX graphs of supported operations at random, and what their outputs are seen to read.

Weights are never zero, maxima are averages, activations are smooth: what can reach a unit does.
"""

import numpy as np
from onnx import TensorProto, helper, numpy_helper
from onnx.reference import ReferenceEvaluator

OPSET = 20
LARGEST = 40  # entries of an axis


class Graph:
    """A chain of operations with side branches, grown one at a time.

    `value` is what the last operation makes of random numbers, so its shape is always known.
    """

    def __init__(self, seed, dimensions=2):
        self.random = np.random.default_rng(seed)
        sizes = self.random.integers(6, 13, dimensions)
        if dimensions == 2 and sizes[0] == sizes[1]:
            sizes[1] += 1
        self.shape = (1, 4, *map(int, sizes))
        self.nodes, self.constants = [], []
        self.name, self.value = "x", self.random.standard_normal(self.shape)
        self.count = 0

    def constant(self, array):
        """Add a constant tensor and return its name."""
        name = f"c{len(self.constants)}"
        self.constants.append(numpy_helper.from_array(np.asarray(array), name))
        return name

    def weights(self, *shape):
        """Random weights none of which is near zero."""
        signs = self.random.choice([-1.0, 1.0], shape)
        return self.constant(signs * self.random.uniform(0.3, 1, shape))

    def run(self, kind, inputs, outputs=1, **attributes):
        """Add an operation on named values; return the names and values it makes."""
        self.count += 1
        names = [f"{kind.lower()}{self.count}" + (f"_{n}" if n else "") for n in range(outputs)]
        self.nodes.append(helper.make_node(kind, inputs, names, **attributes))
        return names

    def add(self, kind, *inputs, **attributes):
        """Add an operation on the current value and make its first output the current one."""
        [name] = self.run(kind, [self.name, *inputs], **attributes)
        self.go_on(name)

    def go_on(self, name):
        """Make a value the current one."""
        self.name, self.value = name, self.evaluated(name)

    def model(self, output=None):
        """The model as far as it is grown."""
        source = helper.make_tensor_value_info("x", TensorProto.DOUBLE, self.shape)
        result = helper.make_tensor_value_info(output or self.name, TensorProto.DOUBLE, None)
        graph = helper.make_graph(self.nodes, "random", [source], [result], self.constants)
        return helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)])

    def evaluated(self, name):
        """What a value is for the numbers drawn at the beginning."""
        numbers = np.random.default_rng(1).standard_normal(self.shape)
        return ReferenceEvaluator(self.model(name)).run(None, {"x": numbers})[0]

    @property
    def sizes(self):
        return self.value.shape

    def choose(self, *options):
        return options[int(self.random.integers(len(options)))]

    def axis(self, first=2):
        return int(self.random.integers(first, self.value.ndim))


def convolution(graph):
    rank = graph.value.ndim - 2
    kernel = [int(graph.random.integers(1, 4)) for _ in range(rank)]
    rates = [int(graph.random.integers(1, 3)) for _ in range(rank)]
    strides = [int(graph.random.integers(1, 3)) for _ in range(rank)]
    pads = [int(graph.random.integers(0, 3)) for _ in range(2 * rank)]
    for n in range(rank):
        short = rates[n] * (kernel[n] - 1) + 1 - graph.sizes[2 + n] - pads[n] - pads[n + rank]
        pads[n] += max(0, short)
    channels = graph.sizes[1]
    graph.add(
        "Conv",
        graph.weights(4, channels, *kernel),
        kernel_shape=kernel,
        dilations=rates,
        strides=strides,
        pads=pads,
    )


def same_convolution(graph):
    rank = graph.value.ndim - 2
    graph.add(
        "Conv",
        graph.weights(4, graph.sizes[1], *[3] * rank),
        kernel_shape=[3] * rank,
        auto_pad=graph.choose("SAME_UPPER", "SAME_LOWER"),
        strides=[int(graph.random.integers(1, 3)) for _ in range(rank)],
    )


def transposed_convolution(graph):
    rank = graph.value.ndim - 2
    if max(graph.sizes[2:]) > LARGEST // 2:
        return
    graph.add(
        "ConvTranspose",
        graph.weights(graph.sizes[1], 3, *[3] * rank),
        kernel_shape=[3] * rank,
        strides=[2] * rank,
        pads=[1] * 2 * rank,
        output_padding=[int(graph.random.integers(2)) for _ in range(rank)],
    )


def pooling(graph):
    rank = graph.value.ndim - 2
    if min(graph.sizes[2:]) < 3:
        return
    graph.add(
        "AveragePool",
        kernel_shape=[int(graph.random.integers(1, 4)) for _ in range(rank)],
        strides=[int(graph.random.integers(1, 3)) for _ in range(rank)],
        count_include_pad=1,
    )


def padding(graph):
    rank = graph.value.ndim
    pads = [0] * 2 * rank
    for axis in range(2, rank):
        most = min(3, graph.sizes[axis])
        pads[axis], pads[axis + rank] = map(int, graph.random.integers(0, most, 2))
    mode = graph.choose("constant", "reflect", "edge", "wrap")
    graph.add("Pad", graph.constant(np.array(pads)), mode=mode)


def resizing(graph):
    if max(graph.sizes[2:]) > LARGEST // 2:
        return
    mode = graph.choose("nearest", "linear", "cubic")
    ways = ["half_pixel", "asymmetric", "align_corners", "pytorch_half_pixel"]
    sizes = [*graph.sizes[:2], *(int(graph.random.integers(2, 2 * n + 1)) for n in graph.sizes[2:])]
    graph.add(
        "Resize",
        "",
        "",
        graph.constant(np.array(sizes)),
        mode=mode,
        coordinate_transformation_mode=graph.choose(*ways),
        nearest_mode=graph.choose("floor", "ceil", "round_prefer_floor", "round_prefer_ceil"),
    )


def slicing(graph):
    axis = graph.axis()
    size = graph.sizes[axis]
    if size < 5:
        return
    start, end, step = graph.choose((1, size, 1), (0, -2, 1), (0, size, 2), (-1, -(size + 1), -1))
    graph.add("Slice", *(graph.constant(np.array([n])) for n in (start, end, axis, step)))


def rolling(graph):
    axis = graph.axis()
    size = graph.sizes[axis]
    if size < 4:
        return
    cut = int(graph.random.integers(1, size))
    parts = [
        graph.run("Slice", [graph.name, *(graph.constant(np.array([n])) for n in (*ends, axis))])[0]
        for ends in ((cut, size), (0, cut))
    ]
    graph.go_on(graph.run("Concat", parts, axis=axis)[0])


def channels_apart(graph):
    channels = graph.sizes[1]
    if channels < 2:
        return
    sizes = graph.constant(np.array([1, channels - 1]))
    one, other = graph.run("Split", [graph.name, sizes], 2, axis=1)
    smooth = graph.run("Sigmoid", [one])[0]
    graph.go_on(graph.run("Concat", [other, smooth], axis=1)[0])


def there_and_back(graph):
    """Channels last, a linear layer, statistics over the channels, channels first."""
    rank = graph.value.ndim
    graph.add("Transpose", perm=[0, *range(2, rank), 1])
    graph.add("MatMul", graph.weights(graph.sizes[-1], 4))
    graph.add("LayerNormalization", graph.weights(4), axis=-1)
    graph.add("Transpose", perm=[0, rank - 1, *range(1, rank - 1)])


def gate(graph):
    axes = sorted({graph.axis(), graph.axis()})
    [pooled] = graph.run("ReduceMean", [graph.name, graph.constant(np.array(axes))], keepdims=1)
    [smooth] = graph.run("Sigmoid", [pooled])
    graph.go_on(graph.run("Add", [graph.name, smooth])[0])


def statistics(graph):
    graph.add("Sigmoid")  # neither sees what moves all entries alike, as a cumulative sum may
    kind = graph.choose("InstanceNormalization", "Softmax")
    if kind == "InstanceNormalization":
        graph.add(kind, graph.weights(graph.sizes[1]), graph.weights(graph.sizes[1]))
    else:
        graph.add(kind, axis=graph.axis(1))
        graph.add("Sigmoid")


def cumulative(graph):
    graph.add(
        "CumSum",
        graph.constant(np.array(graph.axis())),
        reverse=int(graph.random.integers(2)),
        exclusive=int(graph.random.integers(2)),
    )


def gathering(graph):
    axis = graph.axis()
    indices = graph.random.integers(0, graph.sizes[axis], graph.random.integers(2, 8))
    graph.add("Gather", graph.constant(indices), axis=axis)


def blocks(graph):
    """Space to depth by Reshape and Transpose, or windows that are mixed within themselves."""
    n, c, *spatial = graph.sizes
    if len(spatial) != 2 or any(size % 2 or size < 4 for size in spatial):
        return
    rows, cols = spatial
    shape = [n, c, rows // 2, 2, cols // 2, 2]
    graph.add("Reshape", graph.constant(np.array(shape)))
    way = graph.choose("depth", "window", "grid", "batch")
    if way == "depth":
        graph.add("Transpose", perm=[0, 1, 3, 5, 2, 4])
        graph.add("Reshape", graph.constant(np.array([n, c * 4, rows // 2, cols // 2])))
    elif way == "batch":
        graph.add("Transpose", perm=[3, 5, 0, 1, 2, 4])
        graph.add("Reshape", graph.constant(np.array([4 * n, c, rows // 2, cols // 2])))
        graph.add("Conv", graph.weights(4, c, 3, 3), kernel_shape=[3, 3], pads=[1] * 4)
        graph.add("Reshape", graph.constant(np.array([2, 2, n, 4, rows // 2, cols // 2])))
        graph.add("Transpose", perm=[2, 3, 4, 0, 5, 1])
        graph.add("Reshape", graph.constant(np.array([n, 4, rows, cols])))
    else:
        axes = [3, 5] if way == "window" else [2, 4]
        [mean] = graph.run("ReduceMean", [graph.name, graph.constant(np.array(axes))])
        graph.go_on(graph.run("Add", [graph.name, mean])[0])
        graph.add("Reshape", graph.constant(np.array([n, c, rows, cols])))


def folding(graph):
    """Units that become overlapping blocks of a larger map."""
    n, c, *spatial = graph.sizes
    if max(spatial) > LARGEST // 3:
        return
    block, stride, rate, pad = [2, 3], [2, 1], [1, 2], [1, 0]
    last = len(spatial)
    block, stride, rate, pad = (list(values[-last:]) for values in (block, stride, rate, pad))
    channels = 2 * int(np.prod(block))
    graph.add("Conv", graph.weights(channels, c, *[1] * last))
    graph.add("Reshape", graph.constant(np.array([n, channels, int(np.prod(spatial))])))
    settings = zip(spatial, stride, block, rate, pad, strict=True)
    image = [(i - 1) * s + d * (k - 1) + 1 - 2 * p for i, s, k, d, p in settings]
    shapes = [graph.constant(np.array(sizes)) for sizes in (image, block)]
    graph.add("Col2Im", *shapes, strides=stride, dilations=rate, pads=pad * 2)


def shuffling(graph):
    n, c, *spatial = graph.sizes
    if c % 4 or len(spatial) != 2:
        return
    rows, cols = spatial
    if graph.choose(True, False):
        graph.add("Conv", graph.weights(4, c, 1, 1))
        graph.add("DepthToSpace", blocksize=2, mode=graph.choose("DCR", "CRD"))
        return
    graph.add("Reshape", graph.constant(np.array([n, 2, c // 2, rows, cols])))
    graph.add("Transpose", perm=[0, 2, 1, 3, 4])
    graph.add("Reshape", graph.constant(np.array([n, c, rows, cols])))


def attention(graph):
    n, c, *spatial = graph.sizes
    length = int(np.prod(spatial))
    if length > 200:
        return
    shape = graph.constant(np.array([n, c, length]))
    [tokens] = graph.run("Reshape", [graph.name, shape])
    [turned] = graph.run("Transpose", [tokens], perm=[0, 2, 1])
    [scores] = graph.run("MatMul", [turned, tokens])
    [small] = graph.run("Mul", [scores, graph.constant(0.01)])
    [weights] = graph.run("Softmax", [small], axis=-1)
    [read] = graph.run("MatMul", [weights, turned])
    [back] = graph.run("Transpose", [read], perm=[0, 2, 1])
    [map_] = graph.run("Reshape", [back, graph.constant(np.array([n, c, *spatial]))])
    graph.go_on(graph.run("Add", [graph.name, map_])[0])


def branch(graph):
    """A dilated branch joined with the map itself."""
    rank = graph.value.ndim - 2
    rate = int(graph.random.integers(1, 4))
    [other] = graph.run(
        "Conv",
        [graph.name, graph.weights(graph.sizes[1], graph.sizes[1], *[3] * rank)],
        kernel_shape=[3] * rank,
        dilations=[rate] * rank,
        pads=[rate] * 2 * rank,
    )
    if graph.choose(True, False):
        graph.go_on(graph.run("Add", [graph.name, other])[0])
    else:
        graph.go_on(graph.run("Concat", [graph.name, other], axis=1)[0])


def interleaving(graph):
    """A map and its like laid column by column, or row by row, or as blocks."""
    axis = graph.axis()
    if graph.sizes[axis] > LARGEST // 2:
        return
    rank = graph.value.ndim - 2
    channels, size = graph.sizes[1], graph.sizes[axis]
    [other] = graph.run("Conv", [graph.name, graph.weights(channels, channels, *[1] * rank)])
    [later] = graph.run("Gather", [other, graph.constant(np.arange(size)[::-1])], axis=axis)
    new = axis + graph.choose(0, 1)
    place = graph.constant(np.array([new]))
    parts = [graph.run("Unsqueeze", [name, place])[0] for name in (graph.name, later)]
    [stacked] = graph.run("Concat", parts, axis=new)
    sizes = list(graph.sizes)
    sizes[axis] *= 2
    graph.go_on(graph.run("Reshape", [stacked, graph.constant(np.array(sizes))])[0])


def turning(graph):
    if graph.value.ndim == 4:
        graph.add("Transpose", perm=[0, 1, 3, 2])


def scattering(graph):
    """Entries of an axis taken by numbers, every second one replaced."""
    axis = graph.axis(1)
    order = graph.random.permutation(graph.sizes[axis])
    others = [n for n in range(graph.value.ndim) if n != axis]
    numbers = np.broadcast_to(np.expand_dims(order, others), graph.sizes)
    [moved] = graph.run("GatherElements", [graph.name, graph.constant(numbers)], axis=axis)
    kept = np.take(numbers, range(0, graph.sizes[axis], 2), axis)
    [cut] = graph.run("Gather", [moved, graph.constant(np.arange(kept.shape[axis]))], axis=axis)
    if axis == 2 and graph.choose(True, False):
        perm = [2, 0, 1, *range(3, graph.value.ndim)]
        back = [1, 2, 0, *range(3, graph.value.ndim)]
        [first] = graph.run("Transpose", [graph.name], perm=perm)
        [other] = graph.run("Transpose", [cut], perm=perm)
        [made] = graph.run(
            "ScatterND", [first, graph.constant(order[: kept.shape[axis], None]), other]
        )
        graph.go_on(graph.run("Transpose", [made], perm=back)[0])
        return
    graph.add("ScatterElements", graph.constant(kept), cut, axis=axis)


def repeating(graph):
    axis = graph.axis()
    if graph.sizes[axis] > LARGEST // 2:
        return
    repeats = [1] * graph.value.ndim
    repeats[axis] = 2
    graph.add("Tile", graph.constant(np.array(repeats)))


OPERATIONS = (
    *(attention, blocks, branch, channels_apart, convolution, cumulative, folding, gate),
    *(
        gathering,
        interleaving,
        padding,
        pooling,
        repeating,
        resizing,
        rolling,
        same_convolution,
        scattering,
    ),
    *(shuffling, slicing, statistics, there_and_back, transposed_convolution, turning),
)


def random_graph(seed, length=5, dimensions=2):
    """A graph of about `length` operations."""
    graph = Graph(seed, dimensions)
    for _ in range(length):
        graph.choose(*OPERATIONS)(graph)
        if graph.value.size > 60_000 or min(graph.sizes) < 1:
            break
    graph.add("Sigmoid")
    return graph


@np.errstate(over="ignore", invalid="ignore")  # onnx takes exp of all, even what it drops
def observed(model, shape):
    """Which input rows and columns change which units: two arrays of bool, (input, *unit)."""
    evaluator = ReferenceEvaluator(model)
    random = np.random.default_rng(2)
    numbers = random.standard_normal(shape)
    before = evaluator.run(None, {"x": numbers})[0]
    found = []
    for axis in range(2, len(shape)):
        changes = []
        for line in range(shape[axis]):
            changed = numbers.copy()
            index = [slice(None)] * len(shape)
            index[axis] = line
            changed[tuple(index)] += random.uniform(0.5, 1, changed[tuple(index)].shape)
            after = evaluator.run(None, {"x": changed})[0]
            changes.append((np.abs(after - before) > 0).any(axis=(0, 1)))
        found.append(np.array(changes))
    return found
