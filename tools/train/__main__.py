"""``python -m tools.train``: train what is not yet trained, then write the files of dilviz."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing import get_context

from tools.train import assemble, store
from tools.train.finished import train_and_keep
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
            for done in as_completed([pool.submit(train_and_keep, job) for job in wave]):
                yield done.result()


def _waves(missing: list[Job]) -> Iterator[list[Job]]:
    """Seed by seed: networks that read the picture, then those that need a trained front end."""
    for seed in sorted({job.seed for job in missing}):
        for behind in (False, True):
            yield [
                job for job in missing if job.seed == seed and bool(job.network.front_end) == behind
            ]


if __name__ == "__main__":
    main()
