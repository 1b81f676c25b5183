"""A network: a graph of layers, input first, with exact sizes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from operator import index

from dilviz import geometry, reading
from dilviz.errors import GeometryError
from dilviz.layer import Layer, Pair
from dilviz.reading import Reading

LARGEST_NETWORK = 10_000  # layers
MOST_CONNECTIONS = 40_000  # inputs of all nodes together

OPS = ("conv", "pool", "pad", "add", "concat", "identity", "conv_transpose", "upsample")
WINDOWED = ("conv", "pool", "conv_transpose")

SAME_SIZE = Layer((1, 1))


@dataclass(frozen=True)
class Node:
    """One operation of a network.

    Attributes
    ----------
    id : str
        Its name, unique in the network.
    op : str
        One of `OPS`.
    inputs : tuple of str
        What it reads. Several are joined first.
    layer : Layer
        Its settings. An upsampling keeps its factor as the stride, a pad
        only its padding.
    kind : str
        The word of the notation: ``conv``, ``dwconv``, ``maxpool``, ``relu`` ...
    channels : int or None
        Channels out, where the notation states them.
    output_padding : (int, int)
        Rows and columns that a transposed convolution adds at the end.
    named : bool
        Whether a person chose the id.
    groups : int
        Of a convolution: parts of its channels that do not meet. A ``dwconv``
        has one for each channel, whatever this says.
    """

    id: str
    op: str
    inputs: tuple[str, ...]
    layer: Layer = SAME_SIZE
    kind: str = ""
    channels: int | None = None
    output_padding: Pair = (0, 0)
    named: bool = True
    groups: int = 1

    def __post_init__(self) -> None:
        if self.op not in OPS:
            raise GeometryError(
                f"node {self.id!r}: op must be one of {', '.join(OPS)}, got {self.op!r}."
            )
        if self.channels is not None:
            geometry.checked(self.channels, f"node {self.id!r}: number of channels", 1)
        geometry.checked(self.groups, f"node {self.id!r}: number of groups", 1)
        if not self.kind:
            object.__setattr__(self, "kind", _KINDS.get(self.op, self.op))

    def reading(self, axis: int, before: int) -> Reading:
        """What its outputs read along one axis, given the padding in front."""
        settings = self.layer
        if self.op == "upsample":
            return reading.upsampling(settings.stride[axis])
        rule = (
            reading.transposed_convolution if self.op == "conv_transpose" else reading.convolution
        )
        return rule(
            settings.kernel_size[axis], settings.stride[axis], settings.dilation[axis], before
        )

    def phases(self, axis: int) -> int:
        """Outputs after which what is read repeats: 1 but where a layer upsamples."""
        return self.layer.stride[axis] if self.op in ("upsample", "conv_transpose") else 1

    def padding(self, axis: int, input_size: int | None) -> Pair | None:
        """Padding along one axis; None where "same" needs an input size not given."""
        settings = self.layer
        if not isinstance(settings.padding, str):
            return settings.padding[axis]
        taps, stride, rate = (
            settings.kernel_size[axis],
            settings.stride[axis],
            settings.dilation[axis],
        )
        if self.op == "conv_transpose":
            total = max(geometry.effective_kernel_size(taps, rate) - stride, 0)
            return total // 2, total - total // 2
        if stride == 1:
            input_size = geometry.effective_kernel_size(taps, rate)  # then every size agrees
        if input_size is None:
            return None
        return geometry.same_padding(input_size, taps, stride=stride, dilation=rate)

    def output_size(self, axis: int, input_size: int, *, check: bool = True) -> int:
        """Count its outputs along one axis.

        Raises
        ------
        GeometryError
            If none is left; the message names the node.
        """
        settings = self.layer
        taps, stride, rate = (
            settings.kernel_size[axis],
            settings.stride[axis],
            settings.dilation[axis],
        )
        if self.op == "upsample":
            return input_size * stride
        before, after = self.padding(axis, input_size) or (0, 0)
        reach = geometry.effective_kernel_size(taps, rate)
        if self.op == "conv_transpose":
            return self._transposed_size(axis, input_size, reach - before - after)
        if not check:
            return (input_size + before + after - reach) // stride + 1
        try:
            return geometry.output_size(
                input_size, taps, stride=stride, dilation=rate, padding=(before, after)
            )
        except GeometryError as error:
            raise GeometryError(f"layer {self.id!r}: {error}") from None

    def _transposed_size(self, axis: int, input_size: int, reach: int) -> int:
        stride = self.layer.stride[axis]
        if self.layer.padding == "same":
            return input_size * stride
        outputs = (input_size - 1) * stride + reach + self.output_padding[axis]
        if outputs < 1:
            raise GeometryError(
                f"layer {self.id!r}: its padding leaves {outputs} of its outputs. "
                "Lower the padding or raise the kernel size."
            )
        return outputs


_KINDS = {
    "pool": "maxpool",
    "conv_transpose": "tconv",
    "upsample": "up",
    "identity": "id",
}


@dataclass(frozen=True)
class Network:
    """A graph of layers with one input and one output.

    Build one with `dilviz.parse_network`, `dilviz.network_from_json` or
    `Network.of`. ``str(network)`` is its notation.

    Attributes
    ----------
    nodes : tuple of Node
        In an order in which every node comes after what it reads.
    input, output : str
        Ids; the input is not a node.
    name : str
    one_dimensional : bool
        Whether rows are 1 throughout (WaveNet, TCN), so that one number is a
        length.
    left_out : tuple of str
        Operations of an imported model that have no spatial map.
    """

    nodes: tuple[Node, ...]
    input: str = "x"
    output: str = "x"
    name: str = ""
    one_dimensional: bool = False
    left_out: tuple[str, ...] = field(default=(), compare=False)
    by_id: Mapping[str, Node] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_id", {node.id: node for node in self.nodes})

    @classmethod
    def of(
        cls,
        nodes: Iterable[Node],
        input: str = "x",
        output: str | None = None,
        name: str = "",
        one_dimensional: bool = False,
    ) -> Network:
        """Check a graph and put its nodes in order.

        Raises
        ------
        GeometryError
            For a repeated id, an unknown input or output, or a cycle; the
            message names the node.
        """
        nodes = tuple(nodes)
        _check_ids(nodes, input)
        ordered = tuple(_in_order(nodes, input))
        if output is None:
            output = ordered[-1].id if ordered else input
        if output != input and output not in {node.id for node in ordered}:
            raise GeometryError(
                f"the output {output!r} is not a node of the network. Name one of its nodes."
            )
        return cls(ordered, input, output, name, one_dimensional)

    def __str__(self) -> str:
        from dilviz.spelling import spell  # the notation knows networks, not the other way round

        return spell(self)

    def find(self, at: str | None) -> str:
        """Return the id that `at` names, or the output's.

        Raises
        ------
        GeometryError
            If no node has that id; the message lists ids that exist.
        """
        if at is None:
            return self.output
        if at == self.input or at in self.by_id:
            return at
        close = [node.id for node in self.nodes if node.id.lower() == str(at).lower()]
        if len(close) == 1:
            return close[0]
        known = ", ".join(repr(node.id) for node in self.nodes[:12])
        more = f" and {len(self.nodes) - 12} more" if len(self.nodes) > 12 else ""
        raise GeometryError(f"no layer is called {at!r}. There are {known or 'none'}{more}.")

    def before(self, target: str) -> tuple[Node, ...]:
        """The nodes that lead to `target`, itself included, in order."""
        needed = {target}
        chosen = []
        for node in reversed(self.nodes):
            if node.id in needed:
                needed.update(node.inputs)
                chosen.append(node)
        return tuple(reversed(chosen))

    def read_size(self, size: int | Iterable[int] | None) -> Pair | None:
        """Read an input size: one number for both axes (the length, in 1-D), or (rows, cols)."""
        if size is None:
            return None
        if isinstance(size, Iterable) and not isinstance(size, str):
            sizes = tuple(size)
        else:
            sizes = (1 if self.one_dimensional else size, size)
        if len(sizes) != 2:
            raise GeometryError(
                f"input size must be one number or a pair (rows, cols), got {size!r}."
            )
        rows, cols = (geometry.checked(index(number), "input size", 1) for number in sizes)
        return rows, cols

    def sizes(self, input_size: int | Iterable[int]) -> dict[str, Pair]:
        """Size of every map, for an input of this size: id -> (rows, cols).

        Raises
        ------
        GeometryError
            If a layer leaves no output.
        """
        size = self.read_size(input_size)
        assert size is not None
        rows, cols = (axis_sizes(self.nodes, self.input, axis, size[axis]) for axis in (0, 1))
        return {id_: (rows[id_], cols[id_]) for id_ in rows}

    @cached_property
    def is_chain(self) -> bool:
        """Whether there is a single path from the input to the output."""
        nodes = self.before(self.output)
        ends = [self.input, *(node.id for node in nodes)]
        return all(node.inputs == (end,) for node, end in zip(nodes, ends, strict=False))

    def named(self, name: str) -> Network:
        """The same network under another name."""
        return replace(self, name=name)


def axis_sizes(
    nodes: Iterable[Node], input_id: str, axis: int, size: int, *, check: bool = True
) -> dict[str, int]:
    """Size of every map along one axis. Where maps of unequal size meet, the smallest counts."""
    sizes = {input_id: size}
    for node in nodes:
        met = min(sizes[id_] for id_ in node.inputs)
        sizes[node.id] = node.output_size(axis, met, check=check)
    return sizes


def check_length(layers: int) -> None:
    """Say so if a network has too many layers to be followed."""
    if layers > LARGEST_NETWORK:
        raise GeometryError(
            f"a network may have at most {LARGEST_NETWORK} layers, got {layers}. "
            "Leave out layers or lower a repeat."
        )


def _check_ids(nodes: tuple[Node, ...], input_id: str) -> None:
    check_length(len(nodes))
    connections = sum(len(node.inputs) for node in nodes)
    if connections > MOST_CONNECTIONS:
        raise GeometryError(
            f"the nodes of a network may have at most {MOST_CONNECTIONS} inputs together, got "
            f"{connections}. Leave out layers, or join fewer paths at once."
        )
    known = {input_id}
    for node in nodes:
        if node.id in known:
            raise GeometryError(f"two nodes are called {node.id!r}. Rename one of them.")
        known.add(node.id)
    for node in nodes:
        if not node.inputs:
            raise GeometryError(f"node {node.id!r} has no inputs. Name what it reads.")
        for id_ in node.inputs:
            if id_ not in known:
                raise GeometryError(
                    f"node {node.id!r} reads {id_!r}, which is neither a node nor the input "
                    f"{input_id!r}. Correct the id."
                )


def _in_order(nodes: tuple[Node, ...], input_id: str) -> Iterator[Node]:
    """Yield every node after what it reads, else in the order given (Kahn)."""
    missing = {node.id: len(set(node.inputs) - {input_id}) for node in nodes}
    readers: dict[str, list[Node]] = {}
    for node in nodes:
        for id_ in set(node.inputs) - {input_id}:
            readers.setdefault(id_, []).append(node)
    ready = [node for node in nodes if not missing[node.id]]
    count = 0
    for node in ready:  # grows while it is walked
        count += 1
        yield node
        for reader in readers.get(node.id, ()):
            missing[reader.id] -= 1
            if not missing[reader.id]:
                ready.append(reader)
    if count < len(nodes):
        stuck = next(node.id for node in nodes if missing[node.id])
        raise GeometryError(
            f"node {stuck!r} reads, through others, its own output: the graph has a cycle. "
            "Remove one of its connections."
        )
