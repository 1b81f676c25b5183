"""Inputs drawn by a seed: the same ones on every machine, thousands in seconds."""

import signal
import time
import traceback
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from random import Random

from tools.fuzz.entrances import Entrance
from tools.fuzz.mutation import mutated
from tools.fuzz.watch import Hang, Watch

ENDLESS = 20  # seconds of processor time after which an input is given up


@dataclass
class Outcome:
    """What came of a run.

    Attributes
    ----------
    failures : dict
        What went wrong and where -> the shortest input that does it.
    slowest : bytes
        The input whose step took longest.
    """

    name: str
    cases: int = 0
    seconds: float = 0.0
    watch: Watch = field(default_factory=lambda: Watch(1.0))
    failures: dict[str, bytes] = field(default_factory=dict)
    slowest: bytes = b""

    def __str__(self) -> str:
        slowest, step = self.watch.slowest
        return (
            f"{self.name}: {self.cases} cases in {self.seconds:.0f} s, {self.watch.refused} steps "
            f"refused with a sentence, slowest step {slowest:.2f} s ({step}), "
            f"{len(self.failures)} failures"
        )


def explore(
    name: str,
    entrance: Entrance,
    *,
    cases: int | None = None,
    seconds: float | None = None,
    seed: int = 0,
    slow: float = 1.0,
) -> Outcome:
    """Feed an entrance with changed seeds, so many or for so long."""
    random, outcome = Random(f"{name} {seed}"), Outcome(name, watch=Watch(slow))
    signal.signal(signal.SIGPROF, _give_up)
    first, start = entrance.found + entrance.seeds, time.monotonic()
    for number in count():
        outcome.seconds = time.monotonic() - start
        if number == cases or (seconds is not None and outcome.seconds > seconds):
            break
        data = (
            first[number]
            if number < len(first)
            else mutated(random, entrance.seeds, entrance.words)
        )
        _try(entrance, data, outcome)
    return outcome


def _try(entrance: Entrance, data: bytes, outcome: Outcome) -> None:
    outcome.cases += 1
    slowest = outcome.watch.slowest
    signal.setitimer(signal.ITIMER_PROF, ENDLESS)
    try:
        entrance.take(data, outcome.watch)
    except Exception as error:  # whatever it is, it is what we are looking for
        what = _described(error)
        if len(data) < len(outcome.failures.get(what, data + b" ")):
            outcome.failures[what] = data
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        if outcome.watch.slowest != slowest:
            outcome.slowest = data


def _described(error: Exception) -> str:
    """The same failure is described by the same words, whatever its numbers."""
    if isinstance(error, Hang):
        return f"Hang: {str(error).partition(' took ')[0]}"
    frames = traceback.extract_tb(error.__traceback__)
    own = [one for one in frames if "dilviz" in Path(one.filename).parts] or frames
    return f"{type(error).__name__} at {Path(own[-1].filename).name}:{own[-1].lineno}"


def _give_up(_signal, _frame) -> None:
    raise Hang(f"a step took more than {ENDLESS} s")
