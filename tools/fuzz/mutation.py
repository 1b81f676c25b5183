"""One input made into another: cut, doubled, mixed, with words of its kind put in."""

from collections.abc import Callable, Sequence
from random import Random

LONGEST = 20_000  # bytes
MOST_STEPS = 6

Change = Callable[[Random, bytes, Sequence[bytes], Sequence[bytes]], bytes]


def mutated(random: Random, seeds: Sequence[bytes], words: Sequence[bytes]) -> bytes:
    """Draw one of the seeds and change it a few times."""
    return changed(random, random.choice(seeds), seeds, words)


def changed(random: Random, data: bytes, seeds: Sequence[bytes], words: Sequence[bytes]) -> bytes:
    """Change an input a few times."""
    for _ in range(random.randint(1, MOST_STEPS)):
        data = random.choice(_CHANGES)(random, data, seeds, words)[:LONGEST]
    return data


def _cut(random: Random, data: bytes, _seeds, _words) -> bytes:
    start, end = _part(random, data)
    return data[:start] + data[end:]


def _doubled(random: Random, data: bytes, _seeds, _words) -> bytes:
    start, end = _part(random, data)
    return data[:end] + data[start:end] * random.choice((1, 2, 50)) + data[end:]


def _word_put_in(random: Random, data: bytes, _seeds, words: Sequence[bytes]) -> bytes:
    at = random.randint(0, len(data))
    return data[:at] + random.choice(words) + data[at:]


def _word_instead(random: Random, data: bytes, _seeds, words: Sequence[bytes]) -> bytes:
    start, end = _part(random, data, 8)
    return data[:start] + random.choice(words) + data[end:]


def _mixed(random: Random, data: bytes, seeds: Sequence[bytes], _words) -> bytes:
    other = random.choice(seeds)
    return data[: random.randint(0, len(data))] + other[random.randint(0, len(other)) :]


def _byte_instead(random: Random, data: bytes, _seeds, _words) -> bytes:
    if not data:
        return data
    at = random.randrange(len(data))
    return (
        data[:at]
        + bytes([random.choice((0, 127, 128, 255, random.randrange(256)))])
        + data[at + 1 :]
    )


def _number_instead(random: Random, data: bytes, _seeds, _words) -> bytes:
    """Another number where one stands in the text."""
    digits = [at for at, byte in enumerate(data) if 48 <= byte <= 57]
    if not digits:
        return data
    at = random.choice(digits)
    number = random.choice((0, 1, 2, 5, 30, 300, 20_000, 999_999, 10**9, random.randrange(100)))
    return data[:at] + str(number).encode() + data[at + 1 :]


def _part(random: Random, data: bytes, longest: int = 60) -> tuple[int, int]:
    start = random.randint(0, len(data))
    return start, min(len(data), start + random.randint(0, longest))


_CHANGES: tuple[Change, ...] = (
    _cut,
    _doubled,
    _word_put_in,
    _word_put_in,
    _word_instead,
    _word_instead,
    _mixed,
    _byte_instead,
    _number_instead,
    _number_instead,
)
