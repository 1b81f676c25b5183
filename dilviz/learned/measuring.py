"""Measure a shipped network again: what the training wrote down for its seed."""

from __future__ import annotations

from statistics import fmean

import numpy as np

from dilviz.learned.denoising import denoise
from dilviz.learned.digits import INK, held_out, held_out_corners, place
from dilviz.learned.labelling import label
from dilviz.learned.noise import noisy, photograph, psnr
from dilviz.learned.results import results
from dilviz.learned.weights import SEED


def percent_right(key: str) -> float:
    """Percent of the held-out digits' ink pixels that a digits network labels right.

    Takes a few seconds: it runs on all of them.
    """
    digits, labels = held_out()
    fields = place(digits, held_out_corners())
    right = [
        label(key, field).labels[field >= INK] == digit
        for field, digit in zip(fields, labels, strict=True)
    ]
    return 100 * float(np.concatenate(right).mean())


def decibels(key: str, name: str) -> float:
    """PSNR that a noise network reaches on one of the photographs."""
    clean = photograph(name)
    return psnr(denoise(key, noisy(clean)), clean)


def stated(key: str, name: str = "") -> float:
    """What the training wrote down for the shipped weights: percent, or dB on a photograph."""
    [result] = [each for each in results(key) if each.seed == SEED]
    if "right" in result.measured:
        return result.score
    return result.measured[name] if name else fmean(result.measured.values())
