"""How well every network did, with every seed: written by the training."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from statistics import fmean, stdev

from dilviz.learned.networks import LEARNED

FILE = Path(__file__).parent / "data" / "results.json"


@dataclass(frozen=True)
class Result:
    """One network, trained with one seed.

    Attributes
    ----------
    seed : int
    measured : dict of str to float
        "right": the share of ink pixels that are labelled with their digit. Or the PSNR in dB
        by the name of a photograph.
    curve : tuple of (step, loss)
        Averages over the steps since the point before.
    seconds : float
        That the training took.
    """

    seed: int
    measured: dict[str, float]
    curve: tuple[tuple[int, float], ...]
    seconds: float

    @property
    def score(self) -> float:
        """The one number of a network: percent of ink pixels right, or the mean PSNR in dB."""
        if "right" in self.measured:
            return 100 * self.measured["right"]
        return fmean(self.measured.values())


@dataclass(frozen=True)
class Summary:
    """All seeds of one network.

    Attributes
    ----------
    mean : float
        Of the scores.
    spread : float
        Their standard deviation (n - 1); 0 for one seed.
    seeds : int
    """

    mean: float
    spread: float
    seeds: int

    def __str__(self) -> str:
        """The mean and the spread.

        >>> str(Summary(93.71, 0.349, 5))
        '93.7 ± 0.3'
        """
        return f"{self.mean:.1f} ± {self.spread:.1f}"


@lru_cache(maxsize=1)
def _file() -> dict:
    return json.loads(FILE.read_text("utf-8"))


@lru_cache(maxsize=len(LEARNED))
def results(key: str) -> tuple[Result, ...]:
    """Read how a network did with every seed.

    Parameters
    ----------
    key : str
        Of `LEARNED`.

    Examples
    --------
    >>> results("digits/plain")[0].seed
    0
    """
    return tuple(
        Result(
            each["seed"],
            each["result"],
            tuple(map(tuple, each["curve"])),
            each["seconds"],
        )
        for each in _file()["networks"][key]
    )


def summary(key: str) -> Summary:
    """Average the scores of a network over its seeds.

    >>> summary("digits/plain").mean < summary("digits/context module").mean
    True
    """
    scores = [result.score for result in results(key)]
    return Summary(fmean(scores), stdev(scores) if len(scores) > 1 else 0.0, len(scores))
