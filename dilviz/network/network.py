"""A network: a graph of layers, input first, with exact sizes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from os import PathLike
from textwrap import shorten
from typing import Any

from dilviz.convolution import geometry
from dilviz.convolution.layer import Pair
from dilviz.errors import GeometryError, counted
from dilviz.network.map_sizes import (
    Axes,
    input_axes,
    local_nodes,
    map_sizes,
    positionless_maps,
)
from dilviz.network.module_path import last_of_module
from dilviz.network.node import Node
from dilviz.network.op_settings import Flags
from dilviz.network.spelling import spell
from dilviz.network.well_formed import check_fixed, check_ids, in_order


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
        Operations of an imported model that follow its last map.
    notes : tuple of str
        Sentences about an imported model that a reader should know.
    fixed_size : (int or None, int or None)
        Rows and columns of the input, where an imported model fixes them.
    """

    nodes: tuple[Node, ...]
    input: str = "x"
    output: str = "x"
    name: str = ""
    one_dimensional: bool = False
    left_out: tuple[str, ...] = field(default=(), compare=False)
    notes: tuple[str, ...] = field(default=(), compare=False)
    fixed_size: tuple[int | None, int | None] = (None, None)
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
        check_ids(nodes, input)
        ordered = tuple(in_order(nodes, input))
        if output is None:
            output = ordered[-1].id if ordered else input
        if output != input and output not in {node.id for node in ordered}:
            raise GeometryError(
                f"the output {output!r} is not a node of the network. Name one of its nodes."
            )
        return cls(ordered, input, output, name, one_dimensional)

    def __str__(self) -> str:
        return self._notation

    @cached_property
    def _notation(self) -> str:
        return spell(self.nodes, self.input, self.output, self.one_dimensional)

    def find(self, at: str | None) -> str:
        """Return the id that `at` names, or the output's.

        A module path such as ``layer3`` names the last map made inside it.

        Raises
        ------
        GeometryError
            If no node has that id or path; the message lists ids that exist.
        """
        if at is None:
            return self.output
        if at == self.input or at in self.by_id:
            return at
        if last := last_of_module(self.nodes, at):
            return last
        close = [node.id for node in self.nodes if node.id.lower() == str(at).lower()]
        if len(close) == 1:
            return close[0]
        known = ", ".join(repr(node.id) for node in self.nodes[:12])
        more = f" and {len(self.nodes) - 12} more" if len(self.nodes) > 12 else ""
        raise GeometryError(f"no layer is called {at!r}. There are {known or 'none'}{more}.")

    def before(self, *targets: str) -> tuple[Node, ...]:
        """The nodes that lead to some maps, these included, in order."""
        needed = set(targets)
        chosen = []
        for node in reversed(self.nodes):
            if node.id in needed:
                needed.update(node.inputs)
                chosen.append(node)
        return tuple(reversed(chosen))

    def read_size(self, size: int | Iterable[int] | None) -> Pair | None:
        """Read an input size: one number for both axes (the length, in 1-D), or (rows, cols).

        None is the size that an imported model fixes, if it does.
        """
        if size is None:
            rows, cols = self.fixed_size
            return None if rows is None or cols is None else (rows, cols)
        if isinstance(size, Iterable) and not isinstance(size, str):
            sizes = tuple(size)
        else:
            sizes = (1 if self.one_dimensional else size, size)
        if len(sizes) != 2:
            raise GeometryError(
                f"input size must be one number or a pair (rows, cols), got {size!r}."
            )
        rows, cols = (geometry.checked(number, "input size", 1) for number in sizes)
        check_fixed(self.fixed_size, (rows, cols))
        return rows, cols

    def read_unit(self, unit: int | Iterable[int] | None) -> Pair | None:
        """Read a unit's position: (row, col), or one number for both (the column, in 1-D)."""
        if unit is None:
            return None
        if not isinstance(unit, Iterable) or isinstance(unit, str):
            unit = (0 if self.one_dimensional else unit, unit)
        numbers = tuple(geometry.whole_number(number, "unit") for number in unit)
        if len(numbers) != 2:
            raise GeometryError(f"unit must be a pair (row, col), got {unit!r}.")
        return numbers

    def sizes(self, input_size: int | Iterable[int]) -> dict[str, Pair]:
        """Size of every map, for an input of this size: id -> (rows, cols).

        Along an axis without positions (`positionless`) a map counts as 1 long.

        Raises
        ------
        GeometryError
            If a layer leaves no output, or the size is not the one that the network fixes.
        """
        size = self.read_size(input_size)
        assert size is not None
        return map_sizes(self.nodes, self.input, size, self.positionless)

    @cached_property
    def positionless(self) -> dict[str, Flags]:
        """Of every map, whether it has no positions along (rows, cols): pooled, and all after it.

        A map is without positions along an axis where all that it reads is. Where such a map
        meets one with positions, it is repeated along the axis.
        """
        return positionless_maps(self.nodes, self.input)

    @cached_property
    def input_axes(self) -> dict[str, Axes]:
        """Of every map, the axes of the input that its rows and its columns follow."""
        return input_axes(self.nodes, self.input)

    @cached_property
    def local(self) -> Network:
        """The same network without its gates.

        A gate leads from a map without positions along an axis to one that has them: from a
        pooled map to the map that is multiplied by it. Maps made of pooled values alone are
        left out where they have positions again.
        """
        if not any(True in flags for flags in self.positionless.values()):
            return self
        return replace(self, nodes=tuple(local_nodes(self.nodes, self.input, self.positionless)))

    @cached_property
    def is_chain(self) -> bool:
        """Whether there is a single path from the input to the output."""
        nodes = self.before(self.output)
        ends = [self.input, *(node.id for node in nodes)]
        return all(node.inputs == (end,) for node, end in zip(nodes, ends, strict=False))

    def __repr__(self) -> str:
        """One line: the name or the notation, shortened, and how many layers there are."""
        try:
            notation = str(self)
        except GeometryError:  # its paths cross
            notation = ""
        words = ", ".join(filter(None, [self.name, notation])) or "crossing paths"
        layers = counted(len(self.nodes), "layer")
        return f"<Network {shorten(words, 72, placeholder=' ...')}: {layers}>"

    def _repr_html_(self) -> str:
        from dilviz.page.notebook import network_html  # here: it needs the rooms after this one

        return network_html(self)

    def plot(self, what: str = "squares", ax=None, **settings):
        """Draw a figure of this network with Matplotlib and return its axes.

        Parameters
        ----------
        what : str
            A figure of `dilviz.plot`: taps, squares, growth, cone, coverage, paths, effective,
            on_picture, cost.
        ax : matplotlib.axes.Axes, optional
            Default: a new figure.
        **settings
            Of that figure, such as ``at``, ``unit``, ``input_size`` and ``theme``.
        """
        from dilviz.plot.choosing import figure  # here, so that `import dilviz` stays light

        return figure(what)(self, ax, **settings)

    def to_html(self, path: str | PathLike[str] | None = None, **settings: Any) -> str | None:
        """Write the receptive-field calculator of this network as one HTML file.

        It opens anywhere, needs no server, and asks for nothing.

        Parameters
        ----------
        path : path, optional
            Where to write it. Without one the page is returned.
        **settings
            Of `dilviz.page.one_file.one_file`: ``input_size``, ``at``, ``unit``, ``channels``,
            ``theme``.
        """
        from dilviz.page.one_file import one_file, write  # here: they read files of the app

        if path is None:
            return one_file(self, **settings)
        write(self, path, **settings)
        return None

    def named(self, name: str) -> Network:
        """The same network under another name."""
        return replace(self, name=name)
