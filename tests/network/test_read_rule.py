"""What one operation reads along one axis, against the definitions."""

import pytest

from dilviz import GeometryError, Layer, Node
from dilviz.convolution.geometry import tap_table
from dilviz.network.read_rule import convolution, transposed_convolution, upsampling
from tests.dependencies import reads_on_axis


def positions(rule, output):
    block, phase = divmod(output, len(rule.runs))
    run = rule.runs[phase]
    return {run.first + block * rule.stride + i * run.step for i in range(run.count)}


SETTINGS = [
    (taps, stride, rate, before)
    for taps in (1, 2, 3, 5)
    for stride in (1, 2, 3, 4)
    for rate in (1, 2, 3, 6)
    for before in (0, 1, 4)
]


@pytest.mark.parametrize("op", ["conv", "conv_transpose"])
def test_reads_what_the_definition_says(op):
    describe = {"conv": convolution, "conv_transpose": transposed_convolution}[op]
    for taps, stride, rate, before in SETTINGS:
        node = Node("n", op, ("x",), Layer.of(taps, stride=stride, dilation=rate))
        rule = describe(taps, stride, rate, before)
        for output in range(9):
            assert positions(rule, output) == reads_on_axis(node, 0, output, before)


def test_a_convolution_reads_the_rows_of_the_tap_table():
    for taps, stride, rate, before in SETTINGS:
        table = tap_table(40, taps, stride=stride, dilation=rate, padding=(before, 2))
        rule = convolution(taps, stride, rate, before)
        assert [positions(rule, o) for o in range(len(table))] == [set(row) for row in table]


def test_upsampling_repeats_each_sample():
    assert [positions(upsampling(3), output) for output in range(4)] == [{0}, {0}, {0}, {1}]


@pytest.mark.parametrize(
    "rule", [convolution(4, 3, 2, 1), transposed_convolution(6, 3, 1, 2), upsampling(4)]
)
def test_the_centre_of_a_full_period_is_the_mean_of_what_it_reads(rule):
    outputs = range(len(rule.runs))
    ends = [positions(rule, output) for output in outputs]
    middle = sum(min(end) + max(end) for end in ends) / 2
    assert middle == sum(rule.centre + output * rule.jump for output in outputs)


def test_upsampling_is_bounded():
    with pytest.raises(GeometryError, match="upsampling by 5000 is more than the 4096"):
        upsampling(5000)
    with pytest.raises(GeometryError, match="upsampling by 5000"):
        transposed_convolution(3, 5000, 1, 0)


def test_of_a_wide_transposed_convolution_the_taps_are_not_tried_one_by_one():
    rule = transposed_convolution(3, stride=4096, dilation=4095, before=7)
    read = {
        (phase, run.first + i * run.step)
        for phase, run in enumerate(rule.runs)
        for i in range(run.count)
    }
    written = {(position % 4096, -(position // 4096)) for position in (-7, 4088, 8183)}
    assert read == written
