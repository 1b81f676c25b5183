"""The calculator as one file: complete, small, safe, and the same numbers."""

import json
import re
from base64 import b64encode
from hashlib import sha256
from html import unescape

import pytest

from dilviz import GeometryError, network_from_json, parse_network
from dilviz.export.report import report
from dilviz.network.presets import NETWORKS
from dilviz.page.one_file import one_file

TWENTY = "stem: conv7x5 s2, 9*(conv3 d2, relu), [conv3x1 | id], conv1"
HOSTILE = '"><script>alert(1)</script>'


def part(page, pattern):
    return re.search(pattern, page, re.DOTALL)[1]


def data_of(page):
    return json.loads(part(page, r'id="report">(.*?)</script>'))


def script_of(page):
    return part(page, r'<script type="module">(.*?)</script>')


def test_the_numbers_are_those_of_the_report():
    network = parse_network(TWENTY)
    assert data_of(one_file(network, input_size=(64, 80), at="stem"))["report"] == report(
        network, (64, 80), "stem"
    )


def test_twenty_layers_take_less_than_150_kilobytes():
    network = parse_network(TWENTY)
    assert len(network.nodes) > 20
    assert len(one_file(network, input_size=(224, 320), channels=3).encode()) < 150_000


@pytest.mark.parametrize("name", NETWORKS)
def test_every_preset_has_a_page(name):
    network = parse_network(NETWORKS[name].notation).named(name)
    assert f'<h1 class="heading">Receptive field of {name}' in unescape(one_file(network))


def test_only_its_own_script_may_run_and_nothing_may_be_asked_for():
    page = one_file(parse_network("conv3"))
    policy = unescape(part(page, r'Content-Security-Policy" content="(.*?)"'))
    digest = b64encode(sha256(script_of(page).encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}';" in policy
    assert "default-src 'none'" in policy
    assert "connect-src" not in policy  # so the default holds: none
    assert page.count("<script") == 2  # the data, and the script that the policy names


def test_nothing_in_it_has_an_address_elsewhere():
    page = one_file(parse_network("conv3"))
    addresses = set(re.findall(r"https?://[^\s\"'<)]+", page))
    assert addresses == {"http://www.w3.org/2000/svg"}  # a name of SVG, not a place
    assert not re.search(r"\bfetch\(|XMLHttpRequest|import\(|@import|url\(", page)


def test_what_a_file_names_never_becomes_markup():
    graph = {
        "name": HOSTILE,
        "input": "x",
        "output": HOSTILE,
        "nodes": [{"id": HOSTILE, "op": "identity"}],
    }
    graph["nodes"][0]["inputs"] = ["x"]
    page = one_file(network_from_json(graph))
    assert "<script>alert" not in page
    assert data_of(page)["report"]["layers"][0]["id"] == HOSTILE


def test_to_html_writes_the_same_page(tmp_path):
    network = parse_network("conv3x5 d2")
    assert network.to_html(tmp_path / "rf.html", theme="dark") is None
    assert (tmp_path / "rf.html").read_text("utf-8") == network.to_html(theme="dark")


def test_a_page_is_written_in_utf_8(tmp_path):
    parse_network("conv3").named("Körner’s net").to_html(tmp_path / "rf.html")
    assert "Körner’s net" in (tmp_path / "rf.html").read_bytes().decode("utf-8")


def test_a_network_too_large_for_the_curves_has_a_page_without_them():
    page = one_file(parse_network("1d, 400*(conv3 d7, tconv4 s2 p1, conv2 s2)"))
    assert data_of(page)["growth"] is None or data_of(page)["growth"]["series"]


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"theme": "sepia"}, "auto, light, dark, got 'sepia'"),
        ({"at": "b"}, "no layer is called 'b'"),
    ],
)
def test_what_cannot_be_shown_is_explained(settings, words):
    with pytest.raises(GeometryError, match=words):
        one_file(parse_network("conv3"), **settings)
