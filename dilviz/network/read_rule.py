"""What one operation reads along one axis: a rule that repeats from output to output."""

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property, lru_cache
from math import gcd

from dilviz.errors import GeometryError

LARGEST_PERIOD = 4096  # units after which the pattern of a transposed convolution repeats


@dataclass(frozen=True)
class TapRun:
    """Equally spaced positions: `count` of them from `first`, `step` apart."""

    first: int
    step: int
    count: int


@dataclass(frozen=True)
class ReadRule:
    """The positions that each output of one operation reads along one axis.

    Output ``o`` reads ``runs[o % len(runs)]``, moved by ``stride`` input
    samples for every ``len(runs)`` outputs. A convolution has one run; a
    transposed convolution or an upsampling one for each of its phases.

    Attributes
    ----------
    stride : int
        Input samples from output ``o`` to output ``o + len(runs)``.
    runs : tuple of TapRun
        What the first outputs read.
    centre : int or Fraction
        Input position of output 0's centre. Output ``o`` is centred at
        ``centre + o * jump``.
    """

    stride: int
    runs: tuple[TapRun, ...]
    centre: int | Fraction

    @cached_property
    def jump(self) -> int | Fraction:
        """Input samples between neighbouring outputs; a fraction when there are more outputs."""
        return ratio(self.stride, len(self.runs))

    @cached_property
    def step(self) -> int:
        """Input samples from one position of a run to the next; the same in all runs."""
        return max(self.runs, key=lambda run: run.count).step

    @cached_property
    def counts(self) -> Counter[int]:
        """How many runs have one position, two, ...; runs without a position left out."""
        return Counter(run.count for run in self.runs if run.count)

    @cached_property
    def is_plain(self) -> bool:
        """Whether all outputs read alike, moved by one sample from output to output."""
        return self.stride == 1 == len(self.runs)

    @cached_property
    def is_identity(self) -> bool:
        """Whether every output is the sample in its own place."""
        [run, *others] = self.runs
        return self.stride == run.count == 1 and run.first == 0 and not others


IDENTITY = ReadRule(1, (TapRun(0, 1, 1),), 0)


@lru_cache(maxsize=4096)
def strided(start: int, step: int) -> ReadRule:
    """Describe a slice: output ``o`` reads ``start + o * step``; a negative step runs backwards.

    >>> strided(4, -1).jump
    -1
    """
    return ReadRule(step, (TapRun(start, 1, 1),), start)


@lru_cache(maxsize=4096)
def convolution(kernel_size: int, stride: int, dilation: int, before: int) -> ReadRule:
    """Describe a convolution or a pooling with `before` samples of padding in front.

    >>> convolution(3, stride=2, dilation=4, before=1).runs
    (TapRun(first=-1, step=4, count=3),)
    """
    centre = ratio(dilation * (kernel_size - 1) - 2 * before, 2)
    return ReadRule(stride, (TapRun(-before, dilation, kernel_size),), centre)


@lru_cache(maxsize=256)  # up to 4096 runs each
def upsampling(factor: int) -> ReadRule:
    """Describe nearest-neighbour upsampling: output ``o`` reads ``o // factor``.

    >>> upsampling(2).runs
    (TapRun(first=0, step=1, count=1), TapRun(first=0, step=1, count=1))
    """
    _check_period(factor)
    return ReadRule(1, (TapRun(0, 1, 1),) * factor, ratio(1 - factor, 2 * factor))


@lru_cache(maxsize=64)  # up to 4096 runs each, all different
def transposed_convolution(kernel_size: int, stride: int, dilation: int, before: int) -> ReadRule:
    """Describe a transposed convolution that drops its first `before` outputs.

    Input ``i`` writes through tap ``t`` to output ``i * stride - before + t * dilation``,
    so output ``o`` reads every ``i`` for which that is ``o``.

    Kernel size 4 and stride 2 give every output two inputs:

    >>> transposed_convolution(4, stride=2, dilation=1, before=1).runs
    (TapRun(first=-1, step=1, count=2), TapRun(first=0, step=1, count=2))
    """
    _check_period(stride)
    runs = tuple(_writers(phase + before, kernel_size, stride, dilation) for phase in range(stride))
    centre = ratio(2 * before - dilation * (kernel_size - 1), 2 * stride)
    return ReadRule(1, runs, centre)


def _writers(position: int, kernel_size: int, stride: int, dilation: int) -> TapRun:
    """List the inputs that write to `position` of the full, uncropped output."""
    common = gcd(stride, dilation)
    cycle = stride // common  # taps t and t + cycle write to the same phase
    step = dilation // common  # inputs between them
    if position % common:
        return TapRun(0, 1, 0)
    tap = position // common * pow(step, -1, cycle) % cycle  # the first that writes there
    if tap >= kernel_size:
        return TapRun(0, 1, 0)
    count = (kernel_size - 1 - tap) // cycle + 1
    nearest = (position - tap * dilation) // stride
    return TapRun(nearest - (count - 1) * step, step, count)


def ratio(numerator: int, denominator: int) -> int | Fraction:
    """Divide exactly; whole numbers stay ints, which are many times faster to add."""
    whole, rest = divmod(numerator, denominator)
    return Fraction(numerator, denominator) if rest else whole


def _check_period(period: int) -> None:
    if period > LARGEST_PERIOD:
        raise GeometryError(
            f"upsampling by {period} is more than the {LARGEST_PERIOD} that can be followed unit "
            "by unit. Lower the stride or the factor."
        )
