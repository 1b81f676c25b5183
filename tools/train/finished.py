"""Train one network, after its front end, and keep it: what each process does."""

from __future__ import annotations

from dilviz.learned.initial import Weights
from dilviz.learned.networks import LEARNED
from tools.train import store
from tools.train.loop import train
from tools.train.plan import Job


def train_and_keep(job: Job) -> str:
    """Train a network and write it to disk; a line about it.

    It stands in a module of its own: a process that is started anew imports it by name.
    """
    trained = train(job, _front_end(job))
    store.save(job, trained)
    measured = ", ".join(f"{name} {value:.4g}" for name, value in trained.result.items())
    return f"{job.network.key}, seed {job.seed}: {measured} ({trained.seconds:.0f} s)"


def _front_end(job: Job) -> Weights:
    """The trained weights before it; none if it reads the picture."""
    if not job.network.front_end:
        return ()
    before = store.load(Job.of(LEARNED[f"{job.network.task}/{job.network.front_end}"], job.seed))
    assert before is not None, f"train {job.network.front_end!r} first"
    return before.weights
