"""Write the files of ``dilviz/learned/data`` from the finished networks."""

from __future__ import annotations

import json
import platform
from typing import Any

import numpy as np

from dilviz.learned import digits
from dilviz.learned.networks import DIGITS, LEARNED, LearnedNetwork, of_task
from dilviz.learned.results import FILE as RESULTS
from dilviz.learned.trained_field import FILE as FIELDS
from dilviz.learned.trained_field import write_fields
from dilviz.learned.weights import FILE as WEIGHTS
from dilviz.learned.weights import SEED as SHIPPED
from tools.train import store
from tools.train.loop import Trained
from tools.train.plan import PLANS, SEEDS, Job


def write_held_out_digits() -> None:
    """Write the digits that are not trained on, as scikit-learn has them."""
    from sklearn.datasets import load_digits

    data = load_digits()
    np.savez_compressed(
        digits.FILE,
        digits=data.images[-digits.HELD_OUT :].astype(np.uint8),
        labels=data.target[-digits.HELD_OUT :].astype(np.uint8),
    )


def write() -> str:
    """Write weights and results; a sentence about what was written."""
    trained = {
        network.key: {
            seed: done for seed in SEEDS if (done := store.load(Job.of(network, seed))) is not None
        }
        for network in LEARNED.values()
    }
    np.savez_compressed(WEIGHTS, **_shipped_arrays(trained))
    results = {
        "versions": _versions(),
        "plans": {task: vars(plan) for task, plan in PLANS.items()},
        "networks": {
            key: [_result(seed, each) for seed, each in seeds.items()]
            for key, seeds in trained.items()
        },
    }
    RESULTS.write_text(json.dumps(results, separators=(",", ":")) + "\n", "utf-8")
    write_fields([network.key for network in of_task(DIGITS) if SHIPPED in trained[network.key]])
    count = sum(map(len, trained.values()))
    size = sum(file.stat().st_size for file in (WEIGHTS, RESULTS, FIELDS))
    return f"{count} networks: {size / 1000:.0f} kB of weights, results and fields"


def _shipped_arrays(trained: dict[str, dict[int, Trained]]) -> dict[str, Any]:
    """Weights of one seed of every network, in float16, without those of a front end."""
    arrays: dict[str, Any] = {}
    for key, seeds in trained.items():
        if SHIPPED in seeds:
            pairs = seeds[SHIPPED].weights[_layers_of_front_end(LEARNED[key]) :]
            for number, (weight, bias) in enumerate(pairs):
                arrays[f"{key}/{number}/weight"] = weight.astype(np.float16)
                arrays[f"{key}/{number}/bias"] = bias.astype(np.float16)
    return arrays


def _layers_of_front_end(network: LearnedNetwork) -> int:
    if not network.front_end:
        return 0
    front_end = LEARNED[f"{network.task}/{network.front_end}"].network
    return sum(node.op == "conv" for node in front_end.nodes)


def _result(seed: int, trained: Trained) -> dict[str, object]:
    return {
        "seed": seed,
        "result": trained.result,
        "curve": trained.curve,
        "seconds": round(trained.seconds, 1),
    }


def _versions() -> dict[str, str]:
    """What a training depends on besides its settings."""
    import sklearn
    import torch

    return {
        "python": platform.python_version(),
        "numpy": np.__version__,
        "torch": torch.__version__,
        "scikit-learn": sklearn.__version__,
    }
