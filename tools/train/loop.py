"""Train one network with one seed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from time import perf_counter

import numpy as np
import torch
from torch import nn

from dilviz.learned.initial import Weights, initial_weights
from dilviz.learned.networks import DIGITS
from dilviz.network.notation import parse_network
from tools.train.digit_batches import DigitBatches
from tools.train.module import torch_module, weights_of
from tools.train.noise_batches import NoiseBatches
from tools.train.plan import Job, Plan

CURVE = 25  # points of a learning curve
RISE = 0.1  # share of the steps in which the learning rate rises


@dataclass(frozen=True)
class Trained:
    """A finished network.

    Attributes
    ----------
    weights : tuple of (weight, bias)
        Of all its layers, those of its front end first.
    result : dict of str to float
        What was measured, by name.
    curve : list of (step, loss)
        The loss, averaged over the steps since the point before.
    seconds : float
    """

    weights: Weights
    result: dict[str, float]
    curve: list[tuple[int, float]]
    seconds: float


@cache
def batches_of(task: str) -> DigitBatches | NoiseBatches:
    """The data of a task, read once."""
    return DigitBatches() if task == DIGITS else NoiseBatches()


def train(job: Job, front_end: Weights = ()) -> Trained:
    """Train one network on one thread: the same numbers every time on one machine.

    Parameters
    ----------
    job : Job
    front_end : tuple of (weight, bias)
        The trained layers before it, which stay as they are.
    """
    torch.set_num_threads(1)
    start = perf_counter()
    batches = batches_of(job.network.task)
    layers = parse_network(job.network.layers)
    trained = torch_module(
        layers, initial_weights(job.network, job.seed), normalised=job.normalised
    )
    whole = nn.Sequential(_frozen(job, front_end), trained)
    curve = _descend(whole, trained, job.plan, batches, np.random.default_rng(job.seed))
    weights = rounded(weights_of(whole))
    result = batches.result(torch_module(job.network.network, weights))
    return Trained(weights, result, curve, perf_counter() - start)


def rounded(weights: Weights) -> Weights:
    """Round to float16, as the weights are shipped."""
    return tuple(
        (weight.astype(np.float16).astype(np.float32), bias.astype(np.float16).astype(np.float32))
        for weight, bias in weights
    )


def _frozen(job: Job, front_end: Weights) -> nn.Sequential:
    """The front end, or nothing."""
    if not job.network.front_end:
        return nn.Sequential()
    before = parse_network(job.network.notation.removesuffix(job.network.layers).rstrip(", "))
    return torch_module(before, front_end).requires_grad_(False)


def _descend(
    whole: nn.Module,
    trained: nn.Module,
    plan: Plan,
    batches: DigitBatches | NoiseBatches,
    random: np.random.Generator,
) -> list[tuple[int, float]]:
    """Take every step; return the learning curve."""
    learned = [weight for weight in trained.parameters() if weight.requires_grad]
    optimiser = torch.optim.AdamW(learned, plan.learning_rate, weight_decay=plan.weight_decay)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimiser, plan.learning_rate, total_steps=plan.steps, pct_start=RISE
    )
    curve, losses = [], []
    for step in range(1, plan.steps + 1):
        pictures, wanted = batches.draw(random, plan.batch)
        loss = batches.loss(whole(pictures), wanted)
        optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(learned, 1.0)
        optimiser.step()
        schedule.step()
        losses.append(loss.item())
        if step * CURVE // plan.steps > (step - 1) * CURVE // plan.steps:
            curve.append((step, round(float(np.mean(losses)), 4)))
            losses.clear()
    return curve
