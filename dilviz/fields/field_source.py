"""Which of two engines answers a question about a field, and the question itself.

* By rules (`dilviz.fields.local_field`): all units at once, without an input size, wherever what
  units read repeats; what reads a whole map is left out.
* Backwards (`dilviz.fields.real_field`): one unit, with real sizes, whatever the operations.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

from dilviz.convolution.layer import Pair
from dilviz.errors import GeometryError
from dilviz.fields.gates import gates_before, without_positions
from dilviz.fields.jumps import jumps_of
from dilviz.fields.local_field import LocalField
from dilviz.fields.propagation import Budget
from dilviz.fields.real_field import RealField
from dilviz.fields.sized_network import SizedNetwork
from dilviz.fields.survey import Survey, survey_of
from dilviz.network.network import Network

GATES = ("apart", "follow")


FieldSource = LocalField | RealField  # what they know of one unit has the same names


@dataclass(frozen=True)
class Question:
    """A unit of a map of a network, for an input size or for all.

    What is prepared for one question, its survey and its sized network, serves others too.
    """

    network: Network
    target: str
    unit: Pair | None
    gates: str
    surveyed: Survey  # of the maps whose units follow rules
    sized: SizedNetwork | None
    ruled: frozenset[str]  # ids of these maps
    budget: Budget | None = None  # shared by several questions

    @classmethod
    def of(
        cls, network: Network, input_size: Pair | None, targets: tuple[str, ...], gates: str
    ) -> Question:
        """Prepare questions about several maps; this one is about the last.

        Raises
        ------
        GeometryError
            If gates are to be followed and there is no input size.
        """
        sized = None if input_size is None else SizedNetwork(network, input_size, targets)
        ruled = ruled_maps(network, sized, targets)
        surveyed = survey_of(network, sized, tuple(id_ for id_ in targets if id_ in ruled))
        target = targets[-1] if targets else network.output
        question = cls(network, target, None, gates, surveyed, sized, ruled)
        if gates == "follow" and sized is None:
            raise GeometryError(question._size_needed())
        return question

    @cached_property
    def source(self) -> FieldSource:
        """What answers the question."""
        if self.gates == "follow" and gates_before(self.network, self.target):
            return self._backwards(gates=True, real=True)
        return self._local

    @cached_property
    def _local(self) -> FieldSource:
        """What answers it without gates."""
        without = without_positions(self.network, self.target)
        if without == (True, True) or self.target in self.ruled:
            return LocalField.of(self.surveyed, self.target, self.unit, without)
        return self._backwards(gates=False, real=False)

    @cached_property
    def jump(self) -> tuple[float | None, float | None]:
        if isinstance(self._local, LocalField):
            return self._local.jump
        assert self.sized is not None
        return jumps_of(self.sized, self.target)

    @property
    def start(self) -> tuple[int | None, int | None]:
        return self._local.start

    @property
    def aligned(self) -> bool:
        return isinstance(self._local, LocalField) and self._local.aligned

    @cached_property
    def read_interval(self) -> tuple[Pair | None, Pair | None] | None:
        """First and last real sample of the unit; None without an input size."""
        if self.sized is None:
            return None
        return self._backwards(gates=self.gates == "follow", real=True).interval

    def _backwards(self, *, gates: bool, real: bool) -> RealField:
        if self.sized is None:
            raise GeometryError(self._size_needed())
        without = (False, False) if gates else without_positions(self.network, self.target)
        return RealField(self.sized, self.target, self.unit, gates, real, without, self.budget)

    def _size_needed(self) -> str:
        if self.gates == "follow":
            return (
                'gates="follow" counts in what reads a whole map, so the field depends on the '
                "input size. Give an input size."
            )
        before = self.network.local.before(self.target)
        node = next(node for node in before if node.id not in self.ruled)
        where = f" in {node.path}" if node.path else ""
        return (
            f"layer {node.id!r}{where} is a {node.op}: what its units read does not repeat from "
            "unit to unit, so the field depends on the input size. Give an input size."
        )


def ruled_maps(
    network: Network, sized: SizedNetwork | None, targets: tuple[str, ...]
) -> frozenset[str]:
    """The maps up to the targets whose units follow rules that repeat, gates left out."""
    ruled = {network.input}
    for node in network.local.before(*targets):
        has_rule = node.repeats and (sized is None or sized.has_rule(node))
        if has_rule and ruled.issuperset(node.inputs):
            ruled.add(node.id)
    return frozenset(ruled)


def with_unit(question: Question) -> Question:
    """Check the unit of a question, and set it to 0 along axes without positions.

    Along an axis without positions all entries read the same: the first stands for them.

    Raises
    ------
    GeometryError
        If the unit does not exist.
    """
    if question.unit is None:
        return question
    none = question.network.positionless[question.target]
    sizes = question.sized.sizes[question.target] if question.sized else (None, None)
    placed = [0 if free else unit for unit, free in zip(question.unit, none, strict=True)]
    for name, given, unit, size in zip(
        ("row", "column"), question.unit, placed, sizes, strict=True
    ):
        if given < 0 or (size is not None and unit >= size):
            most = "" if size is None else f" to {size - 1}"
            raise GeometryError(
                f"there is no unit in {name} {given}: {name}s go from 0{most}. "
                "Choose another unit" + ("." if size is None else " or a larger input.")
            )
    return replace(question, unit=(placed[0], placed[1]))
