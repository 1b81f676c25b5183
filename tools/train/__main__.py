"""``python -m tools.train``: train what is not yet trained, then write the files of dilviz."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from multiprocessing import get_context

from dilviz.learned.initial import Weights
from dilviz.learned.networks import LEARNED
from tools.train import assemble, store
from tools.train.loop import train
from tools.train.plan import SEEDS, Job, jobs


def main() -> None:
    """Read the arguments, train, and write."""
    parser = ArgumentParser(prog="python -m tools.train", description=__doc__)
    parser.add_argument("--workers", type=int, default=2, help="networks trained at a time")
    parser.add_argument("--seeds", type=int, default=len(SEEDS), help="how often each is trained")
    parser.add_argument("--only", default="", help="part of the names of the networks to train")
    arguments = parser.parse_args()
    wanted = [job for job in jobs(SEEDS[: arguments.seeds]) if arguments.only in job.network.key]
    assemble.write_held_out_digits()
    missing = [job for job in wanted if store.load(job) is None]
    print(f"{len(wanted) - len(missing)} of {len(wanted)} networks are trained", flush=True)
    for number, line in enumerate(_trained(missing, arguments.workers), 1):
        print(f"{number}/{len(missing)} {line}", flush=True)
    print(assemble.write(), flush=True)


def _trained(missing: list[Job], workers: int) -> Iterator[str]:
    """Train in processes of one thread each; a line for each network that is finished."""
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        for wave in _waves(missing):
            for done in as_completed([pool.submit(_train, job) for job in wave]):
                yield _line(done)


def _waves(missing: list[Job]) -> Iterable[list[Job]]:
    """Networks that read the picture, then those that need a trained front end."""
    yield [job for job in missing if not job.network.front_end]
    yield [job for job in missing if job.network.front_end]


def _train(job: Job) -> str:
    """Train one network and keep it."""
    front_end: Weights = ()
    if job.network.front_end:
        before = store.load(
            Job.of(LEARNED[f"{job.network.task}/{job.network.front_end}"], job.seed)
        )
        assert before is not None, f"train {job.network.front_end!r} first"
        front_end = before.weights
    trained = train(job, front_end)
    store.save(job, trained)
    measured = ", ".join(f"{name} {value:.4g}" for name, value in trained.result.items())
    return f"{job.network.key}, seed {job.seed}: {measured} ({trained.seconds:.0f} s)"


def _line(done: Future[str]) -> str:
    return done.result()


if __name__ == "__main__":
    main()
