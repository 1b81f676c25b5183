"""The table, the curves and the derivation: words and points against the counts."""

import csv
from io import StringIO

import pytest

from dilviz.cost.chain_cost import chain_cost
from dilviz.cost.comparison import STACKS, stack_costs, stack_network
from dilviz.cost.timing import Timing
from dilviz.figures.cost import (
    QUANTITIES,
    byte_words,
    csv_table,
    curves,
    derivation,
    second_words,
    table_rows,
)

COUNTED = stack_costs(17, (24, 32), 3)


def test_a_row_for_each_stack_with_its_time_or_why_there_is_none():
    timings = {"plain stack": Timing((0.002, 0.001, 0.003)), "one dense kernel": "Too much."}
    rows = {row["name"]: row for row in table_rows(COUNTED, timings, 17)}
    assert list(rows) == list(STACKS)
    assert (rows["plain stack"]["time"], rows["plain stack"]["spread"]) == (
        "2 ms",
        "1 ms to 3 ms, 3 runs",
    )
    assert rows["one dense kernel"]["spread"] == "Too much."
    assert rows["pooled stack"]["spread"] == "not measured yet"


def test_the_file_holds_the_counts_as_plain_numbers():
    timings = {"plain stack": Timing((0.5, 0.25, 1.0))}
    rows = {row["name"]: row for row in csv.DictReader(StringIO(csv_table(COUNTED, timings, 17)))}
    for name, one in COUNTED.items():
        assert int(rows[name]["multiply_adds"]) == one.multiply_adds
        assert rows[name]["network"] == str(stack_network(name, 17))
    assert rows["plain stack"]["seconds_median"] == "0.5"
    assert rows["strided stack"]["seconds_median"] == ""


def test_points_of_the_curves_are_the_counts_of_their_networks():
    drawn = curves((24, 32), 3, 63)
    for key in QUANTITIES:
        for series in drawn[key]["series"]:
            sizes = [size for size, _ in series["points"]]
            assert sizes == sorted(set(sizes))
            for size, value in series["points"]:
                one = chain_cost(stack_network(series["name"], size), (24, 32), 3)
                assert (one.size, getattr(one, key)) == (size, value)


@pytest.mark.parametrize(("size", "taps", "channels", "rate"), [(64, 3, 16, 4), (10, 5, 2, 1)])
def test_the_derivation_counts_positions(size, taps, channels, rate):
    steps = {step["step"]: step["value"] for step in derivation(size, taps, channels, rate)}
    pairs = taps * channels**2
    plain, dilated = size - taps + 1, size - rate * (taps - 1)
    ends = {
        "All positions without padding": plain,
        "A dilated kernel reaches further": dilated,
        "With padding that keeps the size, d is gone": size,
    }
    for step, positions in ends.items():
        assert steps[step].startswith(f"{positions} × ")
        assert steps[step].replace("\u202f", "").endswith(f"= {positions * pairs}")


def test_a_kernel_that_does_not_fit_has_no_positions():
    [step] = [one for one in derivation(16, 3, 2, 9) if one["step"].startswith("A dilated")]
    assert step["value"] == "none fits"


def test_amounts_are_written_for_people():
    assert byte_words(5 * 2**30) == "5 GiB" and byte_words(1020 * 1024) == "1020 KiB"
    assert second_words(1.234567) == "1.23 s"


def test_the_derivation_speaks_of_no_article_that_it_does_not_name():
    assert not any("article" in step["step"] for step in derivation(16, 3, 2, 9))
