"""What one unit of a network reads of its input: span, samples, pixels, position, all exact."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from dilviz.convolution.layer import Pair
from dilviz.errors import GeometryError
from dilviz.fields.survey import AxisField, Survey, survey
from dilviz.network.network import Network

FARTHEST = 1 << 52  # up to here every centre is exact as a float


@dataclass(frozen=True)
class ReceptiveField:
    """The receptive field of one map's units.

    Every attribute but `pixels_read`, `coverage` and `aligned` is a pair
    (rows, cols), each axis followed on its own. Positions are input samples
    counted from 0; they are not clipped to the image, so a negative one lies
    in the padding. Where paths upsample or disagree, units differ: without a `unit`, `size`,
    `samples_read`, `pixels_read` and `coverage` are those of the unit with
    the largest field, and `start`, `centre` and `interval` those of unit 0.

    Attributes
    ----------
    size : (int, int)
        Span in input samples, first to last, gaps included. 0 for a unit that
        reads nothing.
    jump : (int or float, ...)
        Input samples between neighbouring units. None along an axis on which
        paths disagree.
    start : (int, int)
        First input index of unit 0's field. None where it depends on an input
        size that was not given.
    centre : (float, float)
        Middle of the unit's field.
    interval : ((first, last), (first, last))
        Of the unit. None where `start` is.
    aligned : bool
        Whether all paths agree on jump and centre, along both axes.
    """

    size: Pair
    jump: tuple[float | None, float | None]
    start: tuple[int | None, int | None]
    centre: tuple[float | None, float | None]
    interval: tuple[Pair | None, Pair | None]
    aligned: bool
    maps: tuple[AxisField, AxisField] = field(repr=False, compare=False)

    @cached_property
    def samples_read(self) -> Pair:
        """Distinct input positions along each axis that really reach the unit."""
        rows, cols = self.maps
        return rows.samples_read, cols.samples_read

    @cached_property
    def pixels_read(self) -> int:
        """Distinct input pixels that reach the unit: the union over paths, counted exactly.

        Raises
        ------
        GeometryError
            If the paths make too many different pictures to count.
        """
        return self.maps[0].survey.pixels_read(self.maps)

    @property
    def coverage(self) -> float:
        """Pixels read, as a share of the area of `size`."""
        area = self.size[0] * self.size[1]
        return self.pixels_read / area if area else 0.0

    @cached_property
    def mask(self) -> np.ndarray:
        """Which pixels of the field reach the unit: bools, shape `size`, for `imshow` and others.

        Of the unit whose `size` this is. Element (0, 0) is its first row and column.

        Raises
        ------
        GeometryError
            If the field has too many pixels to hold.

        Examples
        --------
        >>> import dilviz
        >>> dilviz.receptive_field(dilviz.parse_network("conv1x3 d2")).mask.astype(int)
        array([[1, 0, 1, 0, 1]])
        """
        return self.path_shares > 0

    @cached_property
    def path_shares(self) -> np.ndarray:
        """Share of all paths to the unit that starts at each pixel: floats, shape `size`, sum 1."""
        from dilviz.fields.path_map import path_map  # here: it reads fields itself

        rows, cols = self.maps
        height, width = rows.on.input_size, cols.on.input_size
        size = (height, width) if height and width else None
        unit = rows.representative, cols.representative
        _, shares = path_map(rows.survey.network, input_size=size, at=rows.target, unit=unit)
        return shares

    def __repr__(self) -> str:
        """One line: the three sizes that are never merged, and where the field is."""
        try:
            read = f"samples_read={self.samples_read}, coverage={self.coverage:.4g}"
        except GeometryError:  # too many paths to count
            read = "coverage=None"
        return f"<ReceptiveField size={self.size}, {read}, jump={self.jump}, start={self.start}>"

    def _repr_html_(self) -> str:
        from dilviz.page.notebook import field_html  # here: it needs the rooms after this one

        return field_html(self)

    def plot(self, what: str = "coverage", ax=None, **settings):
        """Draw a figure of this unit's field with Matplotlib and return its axes.

        Parameters as for `dilviz.Network.plot`; the layer, the unit and the
        input size are those of the field.
        """
        from dilviz.plot.choosing import figure  # here, so that `import dilviz` stays light

        return figure(what)(self, ax, **settings)


def receptive_field(
    network: Network,
    input_size: int | Sequence[int] | None = None,
    at: str | None = None,
    unit: Sequence[int] | int | None = None,
) -> ReceptiveField:
    """Compute the receptive field of a network's units, exactly.

    Parameters
    ----------
    network : Network
        From `dilviz.parse_network` or `dilviz.network_from_json`.
    input_size : int or (rows, cols), optional
        In samples. Needed where "same" padding meets a stride, because the
        padding then depends on it.
    at : str, optional
        A layer's name or id. Default: the network's output.
    unit : (row, col), optional
        One unit of that map. A single number is a column of a 1-D network.

    Returns
    -------
    ReceptiveField

    Raises
    ------
    GeometryError
        If `at` is unknown, the unit does not exist, or a layer leaves no
        output for the input size.

    References
    ----------
    .. [1] Araujo, Norris and Sim, "Computing Receptive Fields of Convolutional
       Neural Networks", Distill 2019. Dilation: their appendix puts
       d (k - 1) + 1 for k.

    Examples
    --------
    Three layers of rate 2 span 13 samples and read only 7 of them:

    >>> import dilviz
    >>> field = dilviz.receptive_field(dilviz.parse_network("3*(conv3 d2)"))
    >>> field.size, field.samples_read, field.pixels_read, field.start
    ((13, 13), (7, 7), 49, (-6, -6))
    """
    target = network.find(at)
    return _field(survey(network, network.read_size(input_size), (target,)), target, unit)


def receptive_fields(
    network: Network, input_size: int | Sequence[int] | None = None
) -> dict[str, ReceptiveField]:
    """Compute the field after every node in one walk: id -> ReceptiveField.

    Examples
    --------
    >>> import dilviz
    >>> fields = receptive_fields(dilviz.parse_network("conv3, conv3 d2, conv3 d4"))
    >>> [field.size[0] for field in fields.values()]
    [3, 7, 15]
    """
    targets = tuple(node.id for node in network.nodes)
    shared = survey(network, network.read_size(input_size), targets)
    return {target: _field(shared, target, None) for target in targets}


def of_another_unit(field: ReceptiveField, unit: Sequence[int] | int | None) -> ReceptiveField:
    """Describe another unit of the same map, from what the same walk found."""
    [rows, _] = field.maps
    return _field(rows.survey, rows.target, unit)


def _field(surveyed: Survey, target: str, unit) -> ReceptiveField:
    units = surveyed.network.read_unit(unit)
    rows = AxisField(surveyed, 0, target, units[0] if units else None)
    alike = surveyed.axes[0] is surveyed.axes[1] and (units is None or units[0] == units[1])
    cols = rows if alike else AxisField(surveyed, 1, target, units[1] if units else None)
    for one in (rows,) if alike else (rows, cols):
        one.check_unit()
        _check_exact(one)

    def pair(name: str):
        value = getattr(rows, name)
        return value, value if alike else getattr(cols, name)

    return ReceptiveField(
        **{name: pair(name) for name in ("size", "jump", "start", "centre", "interval")},
        aligned=rows.aligned and cols.aligned,
        maps=(rows, cols),
    )


def _check_exact(one: AxisField) -> None:
    farthest = max(one.size, one.jump or 0, *map(abs, one.interval or (0,)))
    if farthest > FARTHEST:
        raise GeometryError(
            f"the field after layer {one.target!r} reaches beyond 2^52 samples, where positions "
            "are no longer exact. Lower the strides, the dilation rates or the number of layers."
        )
