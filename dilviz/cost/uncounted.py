"""What the cost of a network that was read from a model leaves out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from dilviz.network.lookup import Prefix
from dilviz.network.network import Network
from dilviz.network.whole_map import Global

MOST_NAMED = 6  # operations of a head

_WORDS = {  # kind of an operation -> of one, of several
    "attention": ("the products of maps in 1 attention", "the products of maps in {} attentions"),
    "recurrence": ("the weights of 1 recurrence", "the weights of {} recurrences"),
    "mixing": (
        "the weights of 1 mixing over positions",
        "the weights of {} mixings over positions",
    ),
}


def uncounted(network: Network) -> tuple[str, ...]:
    """List what `dilviz.cost.layer_cost.costs` does not count, in words.

    >>> from dilviz import Node
    >>> rows = Node("rows", "prefix", ("x",), settings=Prefix())
    >>> uncounted(Network.of([rows]))
    ('the weights of 1 recurrence',)
    """
    return tuple(_parts(network))


def _parts(network: Network) -> Iterator[str]:
    kinds = Counter(kind for node in network.nodes if (kind := _kind(node.settings)) in _WORDS)
    for kind, number in kinds.items():
        one, several = _WORDS[kind]
        yield one if number == 1 else several.format(number)
    if any(node.path for node in network.nodes):
        yield "norms and activations"
    if network.left_out:
        named = ", ".join(network.left_out[:MOST_NAMED])
        more = len(network.left_out) - MOST_NAMED
        yield f"what follows the last map: {named}" + (f" and {more} more" if more > 0 else "")


def _kind(settings: object) -> str:
    if isinstance(settings, Prefix):
        return "recurrence"
    return settings.kind if isinstance(settings, Global) else ""
