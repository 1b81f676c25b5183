"""Links of random layers: every setting of Explore, rows and columns apart."""

import numpy as np

from dilviz.errors import GeometryError
from dilviz.ui.components.explore.settings import from_link


def random_links(count, seed):
    """Draw links whose layers are possible."""
    generator = np.random.default_rng(seed)
    found = []
    while len(found) < count:
        link = random_link(generator)
        try:
            settings, _ = from_link(link)
            if possible(settings):
                found.append(link)
        except GeometryError:
            continue
    return found


def possible(settings):
    """Say whether the engine accepts these settings."""
    from dilviz.ui.components.explore.component import view

    try:
        return view(settings).output.size > 0
    except GeometryError:
        return False


def random_link(generator):
    """Draw one link, possible or not."""

    def pair(low, high):
        return "x".join(map(str, generator.integers(low, high + 1, 2)))

    def sides():
        return ":".join(map(str, generator.integers(0, 5, 2)))

    padding = generator.choice(["same", "valid", pair(0, 4), f"{sides()}x{sides()}"])
    return {
        "n": pair(1, 14),
        "k": pair(1, 4),
        "d": pair(1, 4),
        "s": pair(1, 3),
        "p": str(padding),
        "mode": str(generator.choice(["zeros", "reflect", "replicate", "circular"])),
        "flip": str(generator.integers(0, 2)),
        "dims": str(generator.choice(["2d", "2d", "2d", "1d"])),
        "values": str(generator.choice(["photo", "ramp", "impulse", "checkerboard"])),
    }
