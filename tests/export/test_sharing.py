"""Things to paste elsewhere: they lead back to the same network and cannot harm who pastes them."""

import csv
from io import StringIO
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from dilviz import parse_network
from dilviz.export.report import report
from dilviz.export.sharing import LISTENER, csv_table, iframe, link, markdown_table

NOTATION = "stem: conv7x3 s2, [conv1 | conv3 d6], 2*(conv3 d2)"


def test_a_link_brings_back_the_network_and_its_size():
    query = parse_qs(
        urlsplit(link("http://localhost/stack", NOTATION, input="40x60", embed="true")).query
    )
    assert query == {"net": [NOTATION], "input": ["40x60"], "embed": ["true"]}


def test_a_link_without_a_size_has_none():
    assert "input=" not in link("http://localhost/stack", "conv3").partition("?")[2][4:]


def test_an_iframe_escapes_its_address_and_title():
    assert '"><script>' not in iframe('http://x/?net="><script>', 'a"b')
    assert "&quot;&gt;&lt;script&gt;" in iframe('http://x/?net="><script>', "t")


def test_the_csv_has_a_line_for_each_layer():
    layers = report(parse_network(NOTATION), (40, 60))["layers"]
    lines = list(csv.DictReader(StringIO(csv_table(layers))))
    assert [line["layer"] for line in lines] == [layer["id"] for layer in layers]
    assert (lines[0]["kernel"], lines[0]["padding"], lines[0]["output size"]) == (
        "7x3",
        "3x1",
        "20x30",
    )


def test_a_name_from_a_file_cannot_become_a_formula():
    assert "'=1+1," in csv_table([{"id": "=1+1"}])
    assert "-3" in csv_table([{"id": "a", "start": (-3, -3)}]).splitlines()[1].split(",")


def test_the_markdown_table_has_equal_rows_and_its_link():
    layers = report(parse_network(NOTATION))["layers"]
    *table, _, last = markdown_table(NOTATION, layers, "http://x").splitlines()
    assert {line.count("|") for line in table} == {9}
    assert len(table) == 2 + len(layers)
    assert last.endswith("(http://x) in dilviz")


def test_what_has_no_window_has_no_kernel_in_the_tables():
    layers = report(parse_network("[conv3 | id], relu"))["layers"]
    rows = list(csv.DictReader(StringIO(csv_table(layers))))
    assert [(row["kind"], row["kernel"], row["stride"]) for row in rows] == [
        *(("conv", "3", "1"), ("add", "", ""), ("relu", "", ""))
    ]


def test_the_readme_shows_the_same_lines_for_the_height():
    assert LISTENER in (Path(__file__).parents[2] / "docs/using.md").read_text()


def test_a_bar_in_a_name_does_not_break_the_table():
    assert "a\\|b" in markdown_table("x", [{"id": "a|b"}], "http://x")
