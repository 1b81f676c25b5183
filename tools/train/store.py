"""Finished networks on disk: one file each, so that a run that was ended goes on where it was."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np

from dilviz.learned.initial import Weights
from tools.train.loop import Trained
from tools.train.plan import Job

FOLDER = Path(".training")


def path_of(job: Job, folder: Path = FOLDER) -> Path:
    """The file of one network and seed.

    >>> from dilviz.learned.networks import LEARNED
    >>> path_of(Job.of(LEARNED["digits/context module"], 3)).name
    'digits-context-module-3.npz'
    """
    words = job.network.key.replace("/", " ").replace(",", "").split()
    return folder / f"{'-'.join(words)}-{job.seed}.npz"


def save(job: Job, trained: Trained, folder: Path = FOLDER) -> None:
    """Write a finished network, in one step: a file that is there is whole."""
    folder.mkdir(exist_ok=True)
    about = {
        "settings": _settings(job),
        "result": trained.result,
        "curve": trained.curve,
        "seconds": trained.seconds,
    }
    arrays: dict[str, Any] = {
        f"{number}/{part}": array
        for number, pair in enumerate(trained.weights)
        for part, array in zip(("weight", "bias"), pair, strict=True)
    }
    unfinished = path_of(job, folder).with_suffix(".part.npz")
    np.savez(unfinished, about=np.array(json.dumps(about)), **arrays)
    unfinished.replace(path_of(job, folder))


def load(job: Job, folder: Path = FOLDER) -> Trained | None:
    """Read a finished network; None if there is none, or it was trained with other settings."""
    path = path_of(job, folder)
    if not path.exists():
        return None
    with np.load(path) as file:
        about = json.loads(str(file["about"]))
        weights: Weights = tuple(
            (file[f"{number}/weight"], file[f"{number}/bias"]) for number in range(len(file) // 2)
        )
    if about["settings"] != _settings(job):
        return None
    return Trained(weights, about["result"], about["curve"], about["seconds"])


def _settings(job: Job) -> dict[str, object]:
    """What a change of makes a network another one."""
    network = job.network
    return {
        "network": network.notation,
        "initialisation": network.initialisation,
        "seed": job.seed,
        **asdict(job.plan),
    }
