"""How every network is trained: the same for all networks of a task."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from types import MappingProxyType

from dilviz.learned.networks import DIGITS, LEARNED, NOISE, LearnedNetwork

SEEDS = (0, 1, 2, 3, 4)


@dataclass(frozen=True)
class Plan:
    """The training of one task.

    Attributes
    ----------
    steps : int
    batch : int
        Pictures in one step, 48 x 48 each.
    learning_rate : float
        The highest: it rises over the first part of the steps and falls to zero (one cycle).
    normalised : bool
        Whether batch normalisation stands before each ReLU; afterwards it is multiplied into the
        weights.
    weight_decay : float
    """

    steps: int
    batch: int
    learning_rate: float
    normalised: bool
    weight_decay: float = 1e-3


PLANS = MappingProxyType(
    {
        DIGITS: Plan(steps=600, batch=8, learning_rate=1e-2, normalised=True),
        NOISE: Plan(steps=350, batch=6, learning_rate=5e-3, normalised=False),
    }
)


@dataclass(frozen=True)
class Job:
    """One network, one seed, and how it is trained."""

    network: LearnedNetwork
    seed: int
    plan: Plan

    @classmethod
    def of(cls, network: LearnedNetwork, seed: int) -> Job:
        """Train a network as all of its task are."""
        return cls(network, seed, PLANS[network.task])

    @property
    def normalised(self) -> bool:
        """Whether it has batch normalisation: a module after a front end has none, as in 2016."""
        return self.plan.normalised and not self.network.front_end


def jobs(seeds: tuple[int, ...] = SEEDS) -> list[Job]:
    """Everything to train: all networks with the first seed, then with the second.

    A network stands after its front end.
    """
    return [Job.of(network, seed) for seed, network in product(seeds, LEARNED.values())]
