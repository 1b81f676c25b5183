"""What one unit of a network reads of its input: span, samples, pixels, position, all exact."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import numpy as np

from dilviz.convolution.layer import Pair
from dilviz.errors import GeometryError
from dilviz.fields.backward import MOST_STEPS
from dilviz.fields.field_source import (
    GATES,
    FieldSource,
    Question,
    with_unit,
)
from dilviz.fields.gates import Gate, gates_before, sees_everything
from dilviz.fields.propagation import Budget
from dilviz.fields.real_field import Number, Numbers, RealField
from dilviz.network.network import Network
from dilviz.network.op_settings import Flags

FARTHEST = 1 << 52  # up to here every centre is exact as a float


@dataclass(frozen=True)
class ReceptiveField:
    """The receptive field of one map's units.

    Every attribute but `pixels_read`, `coverage`, `aligned` and `gates` is a pair
    (rows, cols), each axis followed on its own. Positions are input samples
    counted from 0; they are not clipped to the image, so a negative one lies
    in the padding. Where paths upsample or disagree, units differ: without a `unit`, `size`,
    `samples_read`, `pixels_read` and `coverage` are those of the unit with
    the largest field, and `start`, `centre` and `interval` those of unit (0, 0).

    What reads a whole map (`gates`) is left out or followed, as `receptive_field` was asked.

    Attributes
    ----------
    size : (int, int)
        Span in input samples, first to last, gaps included. 0 for a unit that
        reads nothing. None along an axis on which only pooled values arrive.
    jump : (int or float, ...)
        Input samples between neighbouring units. None along an axis on which
        paths disagree.
    start : (int, int)
        First input index of unit (0, 0)'s field. None where it depends on an input
        size that was not given.
    interval : ((first, last), (first, last))
        Of the unit. None where `start` is, and along both axes for a unit that reads no pixel.
    aligned : bool
        Whether all paths agree on jump and centre, along both axes.
    """

    size: Numbers
    jump: tuple[float | None, float | None]
    start: tuple[int | None, int | None]
    interval: tuple[Pair | None, Pair | None]
    aligned: bool
    question: Question = field(repr=False, compare=False)
    source: FieldSource = field(repr=False, compare=False)

    @property
    def centre(self) -> tuple[float | None, float | None]:
        """Middle of the unit's field; None where `interval` is."""
        rows, cols = (ends and (ends[0] + ends[1]) / 2 for ends in self.interval)
        return rows, cols

    @property
    def network(self) -> Network:
        """The network that the field belongs to."""
        return self.question.network

    @property
    def at(self) -> str:
        """Id of the map that the field belongs to."""
        return self.question.target

    @property
    def unit(self) -> Pair | None:
        """The unit that the field belongs to; None for the map as a whole."""
        return self.question.unit

    @property
    def input_size(self) -> Pair | None:
        """The input size that was given, or that the network fixes."""
        return self.question.sized.input_size if self.question.sized else None

    @property
    def representative(self) -> Pair:
        """The unit whose `size` this is: `unit`, or without it the unit with the largest field."""
        return self.source.representative

    @cached_property
    def samples_read(self) -> Numbers:
        """Distinct input positions along each axis that really reach the unit."""
        return self.source.samples_read

    @cached_property
    def pixels_read(self) -> Number:
        """Distinct input pixels that reach the unit: the union over paths, counted exactly.

        None where `size` is None, and with gates where they are too many to count.

        Raises
        ------
        GeometryError
            If the paths make too many different pictures to count.
        """
        return self.source.pixels_read

    @property
    def coverage(self) -> float | Any:
        """Pixels read, as a share of the area of `size`; None where they are."""
        rows, cols = self.size
        if rows is None or cols is None or self.pixels_read is None:
            return None
        return self.pixels_read / (rows * cols) if rows and cols else 0.0

    @cached_property
    def read_interval(self) -> tuple[Pair | None, Pair | None] | None:
        """First and last real sample that reaches the unit; without `unit`, unit (0, 0).

        Padding reads nothing, between layers too; reflected, repeated and wrapped samples count
        where they really stand. So it need not lie inside `interval`. None without an input size,
        (None, None) for a unit that reads no pixel.

        Raises
        ------
        GeometryError
            If the network is too large to be followed unit by unit.
        """
        return self.question.read_interval

    @cached_property
    def gates(self) -> tuple[Gate, ...]:
        """What reads a whole map on the way to this one: records (id, path, kind)."""
        return gates_before(self.question.network, self.question.target)

    @cached_property
    def sees_everything(self) -> Flags:
        """Whether the unit (without `unit`, any unit) reads a whole map along (rows, cols)."""
        question = self.question
        return sees_everything(question.network, question.target, question.sized, question.unit)

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
        if isinstance(self.source, RealField):
            return self.source.mask
        return self.path_shares > 0

    @cached_property
    def path_shares(self) -> np.ndarray:
        """Share of all paths to the unit that starts at each pixel: floats, shape `size`, sum 1.

        Raises
        ------
        GeometryError
            With gates, or where what units read does not repeat: paths are not counted then.
        """
        from dilviz.fields.path_map import path_map  # here: it reads fields itself

        size, at, unit = self.input_size, self.at, self.representative
        if isinstance(self.source, RealField):
            raise GeometryError(
                f"the paths to {at!r} are not counted: it reads whole maps, or what its units read "
                "does not repeat. Use the mask of what is read, or ask with gates apart."
            )
        _, shares = path_map(self.network, input_size=size, at=at, unit=unit)
        return shares

    def __repr__(self) -> str:
        """One line: the three sizes that are never merged, and where the field is."""
        try:
            share = "None" if self.coverage is None else f"{self.coverage:.4g}"
            read = f"samples_read={self.samples_read}, coverage={share}"
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
    gates: str = "apart",
) -> ReceptiveField:
    """Compute the receptive field of a network's units, exactly.

    Parameters
    ----------
    network : Network
        From `dilviz.parse_network` or `dilviz.network_from_json`.
    input_size : int or (rows, cols), optional
        In samples. Needed where "same" padding meets a stride, because the
        padding then depends on it, where an operation follows no rule that
        repeats, and for `ReceptiveField.read_interval`.
    at : str, optional
        A layer's name or id, or the path of a module, which stands for the last
        map made inside it. Default: the network's output.
    unit : (row, col), optional
        One unit of that map. A single number is a column of a 1-D network.
    gates : {"apart", "follow"}
        What reads a whole map (a pooled map that is multiplied or joined back, norms and
        attention over positions) is left out, or counted in: then size, interval, samples and
        pixels are those of all real samples that reach the unit, and an input size is needed.

    Returns
    -------
    ReceptiveField

    Raises
    ------
    GeometryError
        If `at` is unknown, the unit does not exist, a layer leaves no
        output for the input size, or an input size is needed.

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
    if gates not in GATES:
        raise GeometryError(f'gates must be "apart" or "follow", got {gates!r}.')
    question = Question.of(network, network.read_size(input_size), (network.find(at),), gates)
    return _answer(replace(question, unit=network.read_unit(unit)))


def receptive_fields(
    network: Network, input_size: int | Sequence[int] | None = None
) -> dict[str, ReceptiveField]:
    """Compute the field after every node in one walk: id -> ReceptiveField.

    >>> import dilviz
    >>> fields = receptive_fields(dilviz.parse_network("conv3, conv3 d2, conv3 d4"))
    >>> [field.size[0] for field in fields.values()]
    [3, 7, 15]
    """
    return fields_after(network, input_size, [node.id for node in network.nodes])


def fields_after(
    network: Network, input_size: int | Sequence[int] | None, targets: Iterable[str]
) -> dict[str, ReceptiveField]:
    """Compute the field after some nodes in one walk: id -> ReceptiveField."""
    asked = tuple(targets)
    question = Question.of(network, network.read_size(input_size), asked, "apart")
    shared = replace(question, budget=Budget(MOST_STEPS))
    return {target: _answer(replace(shared, target=target)) for target in asked}


def of_another_unit(field: ReceptiveField, unit: Sequence[int] | int | None) -> ReceptiveField:
    """Describe another unit of the same map, from what the same walk found."""
    question = field.question
    return _answer(replace(question, unit=question.network.read_unit(unit), budget=None))


def _answer(question: Question) -> ReceptiveField:
    question = with_unit(question)
    source = question.source
    found = ReceptiveField(
        size=source.size,
        jump=question.jump,
        start=question.start,
        interval=source.interval,
        aligned=question.aligned,
        question=question,
        source=source,
    )
    _check_exact(found)
    return found


def _check_exact(found: ReceptiveField) -> None:
    ends = [end for ends in found.interval if ends for end in ends]
    numbers = [*found.size, *found.jump, *ends]
    if max((abs(number) for number in numbers if number), default=0) > FARTHEST:
        raise GeometryError(
            f"the field after layer {found.question.target!r} reaches beyond 2^52 samples, where "
            "positions are no longer exact. Lower the strides, the dilation rates or the number "
            "of layers."
        )
