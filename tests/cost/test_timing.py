"""Timing runs the given network, and summarises the runs of a given clock."""

from itertools import count

import numpy as np
import pytest

from dilviz import GeometryError, parse_network
from dilviz.cost.timing import FEWEST_RUNS, MOST_RUNS, runner, timed


@pytest.mark.parametrize(
    "text", ["conv5", "conv3 d2, conv3 d4", "conv3 s2, conv3 s2", "conv3, maxpool2, conv3"]
)
def test_a_run_returns_a_map_of_the_output_size(text):
    network = parse_network(text)
    output = runner(network, (18, 25), channels=3)()
    assert output.shape == (
        3,
        *network.sizes((18, 25))["3" if text.count(",") > 1 else network.output],
    )
    assert output.dtype == np.float32
    assert np.abs(output).max() > 0


def test_every_run_returns_the_same_values():
    run = runner(parse_network("conv3 d2, maxpool2"), (9, 14), channels=2)
    np.testing.assert_array_equal(run(), run())


def test_slow_functions_are_timed_least_often_and_quick_ones_most():
    runs = []
    ticks = count(0, 10)
    slow = timed(lambda: runs.append(1), clock=lambda: next(ticks))
    assert slow.seconds == (10,) * FEWEST_RUNS and len(runs) == 1 + FEWEST_RUNS
    quick = timed(lambda: None, clock=lambda: 0.0)
    assert quick.seconds == (0,) * MOST_RUNS


def test_median_and_spread_are_of_all_runs():
    times = iter([0, 3, 0, 1, 0, 2])
    timing = timed(lambda: None, clock=lambda: next(times))
    assert (timing.median, timing.spread) == (2, (1, 3))


@pytest.mark.parametrize(
    ("text", "channels", "sentence"),
    [
        ("conv99", 300, "multiply-adds, more than the"),
        ("conv1 s64", 8000, "numbers in memory, more than the"),
        ("avgpool2", 2, "'1' is avgpool, which is not timed"),
        ("maxpool3", 2, "'1' is maxpool, which is not timed"),
    ],
)
def test_networks_that_cannot_be_timed_raise_an_error(text, channels, sentence):
    with pytest.raises(GeometryError, match=sentence):
        runner(parse_network(text), (64, 96), channels)
