"""What stands beside a field without, or with, what reads whole maps."""

import pytest

from dilviz import Network, Node, parse_network
from dilviz.export.gates_text import gates_sentence
from dilviz.export.report import report
from dilviz.export.text_tables import field_text
from dilviz.network.whole_map import Global


def gate(id_, source, axes=(True, True), kind="pooling", path=""):
    pooled = Node(f"{id_}g", "global", (source,), settings=Global(axes, kind), path=path)
    return [pooled, Node(id_, "add", (source, f"{id_}g"))]


TWO = Network.of(
    [*gate("a", "x", path="block.0.se"), *gate("b", "a"), *gate("c", "b", kind="norm")]
)
STRIP = Network.of(gate("a", "x", (False, True), "recurrence"))


@pytest.mark.parametrize(
    ("network", "asked", "sentence"),
    [
        (parse_network("conv3"), {}, ""),
        (
            TWO,
            {},
            "without its 2 gates and 1 norm over the map; with them every unit sees the whole "
            "image, first in block.0.se",
        ),
        (TWO, {"gates": "follow"}, "with its 2 gates and 1 norm over the map"),
        (
            STRIP,
            {"unit": (1, 2)},
            "without its 1 recurrence both ways; with it the unit sees all columns, first in 'ag'",
        ),
        (
            parse_network("1d, conv3, [id | gap]"),
            {},
            "without its 1 gate; with it every unit sees the whole input, first in '2'",
        ),
    ],
)
def test_what_is_left_out_is_told(network, asked, sentence):
    gates = asked.get("gates", "apart")
    assert gates_sentence(report(network, 9, **asked), gates) == sentence


def test_the_sentence_stands_in_the_line_of_the_size():
    text = field_text(report(parse_network("conv3, [id | gap]"), 9))
    [line] = [line for line in text.splitlines() if "receptive field" in line]
    assert "3 x 3" in line and "without its 1 gate; with it every unit sees the whole image" in line


def test_pooled_values_alone_have_no_size():
    assert "none x none" in field_text(report(parse_network("conv3, gap"), 9))
