"""What the training of the shipped networks wrote down, measured again by the engine."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from dilviz.learned.measuring import decibels, stated
from dilviz.learned.networks import LEARNED
from dilviz.papers.claim import TRAINED, Claim

SOURCE = "dilviz/learned/data/results.json, written by PyTorch in tools/train"
NOISE_MEASURED = ("noise/plain", "noise/equal rates 2")
PHOTOGRAPH = "cat"


def claims_of_the_training() -> Iterator[Claim]:
    """List what is measured again, to a hundredth of a dB; all held-out digits take too long."""
    for key in NOISE_MEASURED:
        yield Claim(
            TRAINED,
            key.replace("/", ", "),
            f"PSNR on {PHOTOGRAPH} (dB)",
            round(stated(key, PHOTOGRAPH), 2),
            SOURCE,
            partial(_measured, key),
            LEARNED[key].notation,
        )


def _measured(key: str) -> float:
    return round(decibels(key, PHOTOGRAPH), 2)
