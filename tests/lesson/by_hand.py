"""The lesson's mathematics done the slow way: loops over taps, and nothing of the engine."""

import re


def offsets_read(rates, taps=3):
    """Where the paths of a stack end, relative to the first place."""
    ends = {0}
    for rate in rates:
        ends = {end + tap * rate for end in ends for tap in range(taps)}
    return ends


def span(rates, taps=3):
    """Samples from the first to the last that is read."""
    ends = offsets_read(rates, taps)
    return max(ends) - min(ends) + 1


def outputs(size, rate, padding, taps=3):
    """Places at which all taps lie on the padded input, counted one by one."""
    padded = range(-padding, size + padding)
    return sum(all(start + tap * rate in padded for tap in range(taps)) for start in padded)


def square_read(middle, rows_rate, cols_rate):
    """The nine cells around a place."""
    steps = (-1, 0, 1)
    return {(middle[0] + i * rows_rate, middle[1] + j * cols_rate) for i in steps for j in steps}


def number_after(words, text):
    """The number that follows some words of a prompt."""
    return int(re.search(rf"{words} (\d+)", text)[1])


def numbers_after(words, text):
    """The numbers, apart by commas, that follow some words."""
    return [int(one) for one in re.search(rf"{words} (\d+(?:, \d+)*)", text)[1].split(", ")]
