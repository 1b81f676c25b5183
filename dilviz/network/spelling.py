"""Print a network as notation: the same text for the same graph, however it was made."""

from __future__ import annotations

from functools import lru_cache
from itertools import count

from dilviz.convolution.layer import Layer, Pair
from dilviz.convolution.layer_text import write_padding, write_pair
from dilviz.errors import GeometryError
from dilviz.network.dominators import dominators
from dilviz.network.layer_settings import default_padding
from dilviz.network.node import Node
from dilviz.network.op_notation import is_crop, op_notation
from dilviz.network.vocabulary import DEEPEST, KINDS, NAME, LayerItem, default_join

JOINS = ("add", "concat")
LONGEST_GROUP = 64  # items in a group that is looked for


def spell(nodes: tuple[Node, ...], input_id: str, output_id: str, one_dimensional: bool) -> str:
    """Write a graph of nodes, in an order in which each follows its inputs, as notation.

    Defaults are left out, settings come in one order, and groups that come
    several times in a row are written as repeats.

    Raises
    ------
    GeometryError
        If paths cross each other, so that no brackets can hold them.

    Examples
    --------
    >>> from dilviz import parse_network
    >>> str(parse_network("conv3 p1 d1, conv3, [conv1 | conv3 same d2] add"))
    '2*(conv3), [conv1 | conv3 d2 same] add'
    """
    items = _Speller(nodes, input_id, one_dimensional).sequence(input_id, output_id, 0)
    return ", ".join(["1d"] * one_dimensional + (items or ["id"]))


class _Speller:
    def __init__(self, nodes: tuple[Node, ...], input_id: str, one_dimensional: bool):
        self.by_id = {node.id: node for node in nodes}
        self.input_id = input_id
        self.one_dimensional = one_dimensional
        self.parents = dominators(nodes, input_id)
        self.printed: set[str] = set()

    def sequence(self, start: str, end: str, depth: int) -> list[str]:
        """Print what lies between two maps, `start` left out."""
        if depth > DEEPEST:
            raise _not_one_line("its paths are nested too deep")
        items: list[str] = []
        while end != start:
            if end == self.input_id or end in self.printed:
                raise _not_one_line(f"paths cross at {end!r}")
            self.printed.add(end)
            node = self.by_id[end]
            before = self.parents[end]
            items += reversed(self._node(node, before, depth))
            end = before
        items.reverse()
        return with_repeats(items)

    def _node(self, node: Node, before: str, depth: int) -> list[str]:
        _check_has_a_word(node, self.one_dimensional)
        join = node.op in ("add", "concat")
        if len(node.inputs) == 1 and not join:
            return [_name(node) + layer_notation(node, self.one_dimensional)]
        paths = [self.sequence(before, end, depth + 1) or ["id"] for end in node.inputs]
        brackets = "[" + " | ".join(", ".join(path) for path in paths) + "]"
        op = node.op if join else "add"
        if op != default_join(["id"] in paths):
            brackets += f" {op}"
        if join:
            return [_name(node) + brackets]
        return [brackets, _name(node) + layer_notation(node, self.one_dimensional)]


def _name(node: Node) -> str:
    return f"{node.id}: " if node.named and NAME.fullmatch(node.id) else ""


def _not_one_line(reason: str) -> GeometryError:
    return GeometryError(
        f"this network has no notation in one line: {reason}. Keep it as JSON instead."
    )


def _check_has_a_word(node: Node, one_dimensional: bool) -> None:
    """Raise a `GeometryError` for what the notation has no word for."""
    special = node.settings is not None or node.op == "transpose" or is_crop(node.layer)
    if special and op_notation(node.op, node.layer, node.settings, one_dimensional) is None:
        raise _not_one_line(f"{node.id!r} is a {node.op} that has no word there")
    if node.layer.padding == "same_lower":
        raise _not_one_line(f"the padding of {node.id!r} puts an odd sample first")


def layer_notation(node: Node | LayerItem, one_dimensional: bool = False) -> str:
    """Print one layer with the settings that are not the default.

    An operation for which the notation has no word is called by its name, as in ``roll``.
    """
    op = node.op if isinstance(node, Node) else KINDS[node.kind].op
    if node.settings is not None or op == "transpose" or is_crop(node.layer):
        return op_notation(op, node.layer, node.settings, one_dimensional) or op
    return _layer_notation(
        node.kind, node.layer, node.channels, node.output_padding, node.groups, one_dimensional
    )


def layer_words(node: Node, one_dimensional: bool) -> str:
    """Write a layer in the notation, a join by its operation."""
    return node.op if node.op in JOINS else layer_notation(node, one_dimensional)


@lru_cache(maxsize=10_000)
def _layer_notation(
    kind: str,
    layer: Layer,
    channels: int | None,
    output_padding: Pair,
    groups: int,
    one_dimensional: bool,
) -> str:
    def pair(letter: str, values: Pair) -> str:
        return letter + write_pair(values, one_dimensional)

    if kind == "up":
        return pair("up", layer.stride)
    if kind not in KINDS or kind == "id" or not KINDS[kind].sized:
        kind = kind if kind in KINDS else "id"
        return " ".join([kind, *_padding_words(kind, layer, one_dimensional)])
    words = [pair(kind, layer.kernel_size)]
    words += [pair("d", layer.dilation)] * (layer.dilation != (1, 1))
    pool = KINDS[kind].op == "pool"
    words += [pair("s", layer.stride)] * (layer.stride != (layer.kernel_size if pool else (1, 1)))
    words += _padding_words(kind, layer, one_dimensional)
    words += [pair("o", output_padding)] * (output_padding != (0, 0))
    words += [f"c{channels}"] * (channels is not None)
    words += [f"g{groups}"] * (groups > 1)
    return " ".join(words)


def _padding_words(kind: str, layer: Layer, one_dimensional: bool) -> list[str]:
    padding = layer.padding
    if isinstance(padding, str):
        return [padding]
    if padding == default_padding(kind, layer):
        return []
    if padding == ((0, 0), (0, 0)):
        return ["valid"]
    causal = tuple((reach - 1, 0) for reach in layer.effective_kernel_size)
    if padding == causal and KINDS[kind].op != "conv_transpose":
        return ["causal"]
    return ["p" + write_padding(padding, one_dimensional)]


def with_repeats(items: list[str]) -> list[str]:
    """Write runs of equal groups as repeats, short groups first.

    >>> with_repeats(["conv3", "conv3", "maxpool2", "conv3", "conv3", "maxpool2", "conv5"])
    ['2*(2*(conv3), maxpool2)', 'conv5']
    """
    for length in count(1):
        if length > LONGEST_GROUP or 2 * length > len(items):
            return items
        items = _repeats_of(items, length)
    return items


def _repeats_of(items: list[str], length: int) -> list[str]:
    """Write runs of equal groups of `length` items as repeats."""
    result: list[str] = []
    start = 0
    while start < len(items):
        times = 1
        if items[start] == items[min(start + length, len(items) - 1)]:
            group = items[start : start + length]
            while items[start + times * length : start + (times + 1) * length] == group:
                times += 1
        repeated = times > 1 and not any(map(_is_named, group))
        result += [f"{times}*({', '.join(group)})"] if repeated else items[start : start + 1]
        start += times * length if repeated else 1
    return result


def _is_named(item: str) -> bool:
    return NAME.match(item) is not None and ":" in item.split(" ")[0]
