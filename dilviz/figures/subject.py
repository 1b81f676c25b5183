"""What a figure is about: a network, and one of its units, from whatever the caller has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from textwrap import shorten

from dilviz.convolution.layer import Layer, Pair
from dilviz.errors import GeometryError
from dilviz.fields.field import ReceptiveField, receptive_field
from dilviz.fields.propagation import Route
from dilviz.fields.survey import survey
from dilviz.network.network import Network
from dilviz.network.node import Node

LONGEST_TITLE = 60  # characters

Plotted = Network | ReceptiveField | Layer  # what the functions of this room take


@dataclass(frozen=True)
class Subject:
    """One unit of one map of a network.

    Attributes
    ----------
    network : Network
    field : ReceptiveField
        Of the unit asked about.
    at : str
        Id of its map.
    unit : (row, col)
        The unit named, else the one with the largest field.
    input_size : (rows, cols) or None
    """

    network: Network
    field: ReceptiveField
    at: str
    unit: Pair
    input_size: Pair | None

    @classmethod
    def of(
        cls,
        plotted: Plotted,
        input_size: int | Sequence[int] | None = None,
        at: str | None = None,
        unit: Sequence[int] | int | None = None,
    ) -> Subject:
        """Read what is to be plotted; settings that a field holds already may be left out.

        Raises
        ------
        GeometryError
            As `dilviz.receptive_field`; or if this is no network, field or layer.
        """
        if isinstance(plotted, ReceptiveField):
            if (input_size, at, unit) == (None, None, None):
                return cls._about(plotted)
            at = plotted.at if at is None else at
            input_size = plotted.input_size if input_size is None else input_size
        network = network_of(plotted)
        size = network.read_size(input_size)
        return cls._about(receptive_field(network, size, at, unit))

    @classmethod
    def _about(cls, field: ReceptiveField) -> Subject:
        return cls(field.network, field, field.at, field.representative, field.input_size)

    @property
    def title(self) -> str:
        """The name of the network, or its notation, and the map if it is not the output."""
        name = shorten(name_of(self.network), LONGEST_TITLE, placeholder=" …")
        return name if self.at == self.network.output else f"{name}, at {self.at}"

    @property
    def until(self) -> Network:
        """The network up to the map."""
        return replace(self.network, nodes=self.network.before(self.at), output=self.at)

    def route(self, axis: int) -> Route:
        """The layers that lead to the map, with what each reads along one axis.

        Raises
        ------
        GeometryError
            If that depends on an input size that was not given.
        """
        routes = survey(self.network, self.input_size, (self.at,)).axes[axis].routes
        if len(routes) > 1:
            raise GeometryError(
                '"same" padding meets strides, so that positions depend on the input size. '
                "Give an input size."
            )
        return routes[0]


def network_of(plotted: Plotted) -> Network:
    """Return the network itself, that of a field, or one of this single layer."""
    if isinstance(plotted, Network):
        return plotted
    if isinstance(plotted, ReceptiveField):
        return plotted.network
    if isinstance(plotted, Layer):
        return Network.of([Node("layer", "conv", ("x",), plotted, "conv", named=False)])
    raise GeometryError(
        f"a figure needs a network, a receptive field or a layer, got {type(plotted).__name__}. "
        "Make a network with dilviz.parse_network."
    )


def name_of(network: Network) -> str:
    """The name of a network; without one its notation; if that does not exist, its size."""
    if network.name:
        return network.name
    try:
        return str(network)
    except GeometryError:
        return f"a network of {len(network.nodes)} layers"


def size_words(size: Pair, one_dimensional: bool) -> str:
    """Write a size as ``67 × 67``, or the length alone in one dimension.

    >>> size_words((3, 5), False), size_words((1, 5), True)
    ('3 × 5', '5')
    """
    return str(size[1]) if one_dimensional else f"{size[0]} × {size[1]}"
