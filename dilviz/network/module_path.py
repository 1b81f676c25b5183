"""Module paths, as frameworks name the parts of a network: ``encoder.layer3.0.conv1``."""

from __future__ import annotations

from collections.abc import Sequence

from dilviz.errors import GeometryError
from dilviz.network.node import Node


def last_of_module(nodes: Sequence[Node], module: str) -> str | None:
    """Find the last map made inside a module; None if there is no such module.

    A module may be named by the end of its path, if only one path ends so.

    Raises
    ------
    GeometryError
        If the name stands for several modules; the message lists them.

    Examples
    --------
    >>> conv = Node("a", "identity", ("x",), path="encoder.layer3.0.conv1")
    >>> last_of_module([conv], "layer3")
    'a'
    """
    inside = [node.id for node in nodes if f"{node.path}.".startswith(f"{module}.")]
    if inside:
        return inside[-1]
    found = {path: node.id for node in nodes for path in _modules_called(module, node.path)}
    if len(found) > 1:
        listed = ", ".join(sorted(found)[:6])
        raise GeometryError(f"{module!r} may be one of several modules: {listed}. Name one.")
    return next(iter(found.values()), None)


def _modules_called(module: str, path: str) -> list[str]:
    """The modules on a path whose own path ends with this name.

    >>> _modules_called("layer3", "encoder.layer3.0")
    ['encoder.layer3']
    """
    at = f".{path}.".find(f".{module}.")
    return [path[: at + len(module)]] if module and at > 0 else []
