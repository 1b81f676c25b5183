"""Inputs that follow the branches they open in the engine, by Atheris and libFuzzer."""

import sys
from pathlib import Path
from random import Random

LONGEST_CORPUS = 5000


def explore(name: str, *, seconds: int, slow: float, memory: int, folder: Path) -> None:
    """Run until the time is over or something fails; does not return.

    What was found is kept in the folder and is where the next run starts.
    """
    import atheris

    with atheris.instrument_imports(include=["dilviz"]):
        from tools.fuzz.entrances import ENTRANCES
        from tools.fuzz.mutation import changed
        from tools.fuzz.watch import Watch

    entrance, watch = ENTRANCES[name], Watch(slow)
    corpus = folder / name
    corpus.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(entrance.seeds):
        (corpus / f"seed-{number}").write_bytes(seed)

    def change(data, most, seed):
        if seed % 3 == 0:
            return atheris.Mutate(data, most)
        return changed(Random(seed), data, entrance.seeds, entrance.words)[:most]

    options = {
        "max_total_time": seconds,
        "timeout": 60,
        "rss_limit_mb": memory,
        "max_len": LONGEST_CORPUS,
        "artifact_prefix": f"{folder}/{name}-",
        "print_final_stats": 1,
    }
    arguments = [sys.argv[0], *(f"-{key}={value}" for key, value in options.items()), str(corpus)]
    atheris.Setup(arguments, lambda data: entrance.take(data, watch), custom_mutator=change)
    atheris.Fuzz()
