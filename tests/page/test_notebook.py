"""What a notebook shows: complete markup, no script, legible on white and on black."""

import re
from xml.etree import ElementTree

import pytest

from dilviz import network_from_json, parse_network, receptive_field
from dilviz.network.presets import NETWORKS
from dilviz.page.notebook import MOST_LAYERS, field_html, network_html
from tests.written_gates import GATED, POOLED


def elements(html):
    """All elements of the markup, which must be well formed."""
    return list(ElementTree.fromstring(f"<body>{html}</body>").iter())


@pytest.mark.parametrize("name", NETWORKS)
def test_every_preset_is_shown_as_well_formed_markup(name):
    tags = {
        element.tag for element in elements(parse_network(NETWORKS[name].notation)._repr_html_())
    }
    assert {"p", "table", "svg"} - tags in (set(), {"svg"})
    assert not tags & {"script", "style", "link", "img", "iframe"}


def test_the_cone_has_a_dot_for_every_sample_read():
    html = network_html(parse_network("conv3x5, conv3 d2"))
    circles = [element for element in elements(html) if element.tag == "circle"]
    assert len(circles) == 9 + 3 + 1  # along the columns


def test_the_table_lists_the_layers():
    html = network_html(parse_network("conv3x5 s2, conv3 d2"))
    rows = re.findall("<tr>(.*?)</tr>", html)
    cells = re.findall("<td[^>]*>(.*?)</td>", rows[2])
    assert cells == ["conv3 d2", "3", "1", "2", "11, 13", "2", "−5, −6", "9, 13", "81.8 %"]


def test_a_long_network_is_shortened():
    html = network_html(parse_network("100*(conv3)"))
    assert html.count("<tr>") == 1 + MOST_LAYERS
    assert "and 88 more layers" in html


def test_letters_take_the_colour_of_the_notebook():
    texts = [e for e in elements(network_html(parse_network("conv3"))) if e.tag == "text"]
    assert texts
    assert {text.get("fill") for text in texts} == {"currentColor"}


def test_what_a_file_names_is_escaped():
    hostile = "<script>alert(1)</script>"
    nodes = [{"id": "a", "op": "conv", "inputs": ["x"], "kernel_size": [3, 3]}]
    graph = {"name": hostile, "input": "x", "output": "a", "nodes": nodes}
    assert "<script" not in network_html(network_from_json(graph))


def test_what_cannot_be_followed_is_explained_in_place():
    html = network_html(parse_network("conv3 s2 same, 3*(tconv3 s3), conv3 s7 same").named("odd"))
    assert "odd" in html


@pytest.mark.parametrize("network", [GATED, POOLED], ids=lambda network: network.name)
def test_what_pools_a_whole_map_is_shown(network):
    assert network.name in network_html(network)
    assert network.name in field_html(receptive_field(network))
    assert "coverage=" in repr(receptive_field(network))
    assert network.name in network.to_html()


def test_a_field_shows_its_own_unit():
    field = receptive_field(parse_network("a: conv3x5 d2, conv3"), at="a", unit=(4, 6))
    html = field_html(field)
    assert "at a" in html
    assert "receptive field 5 × 9 samples; 15 pixels read (33.3 %)" in html


def test_a_repr_is_one_line_and_says_what_matters():
    network = parse_network("30*(conv3, conv5 d2, maxpool2, conv3 s2 p3:0, [conv3 | conv1 | id])")
    assert len(repr(network)) <= 100 and "\n" not in repr(network)
    assert repr(parse_network("conv3, conv3 d2")) == "<Network conv3, conv3 d2: 2 layers>"
    assert repr(parse_network("conv3")) == "<Network conv3: 1 layer>"
    words = repr(receptive_field(parse_network("3*(conv3 d2)")))
    assert "samples_read=(7, 7), coverage=0.2899" in words
    assert len(words) <= 120


def test_the_arrays_of_a_field_are_there_for_other_libraries():
    field = receptive_field(parse_network("conv3x5 d2"))
    assert field.mask.shape == field.size == (5, 9)
    assert field.mask.sum() == field.pixels_read
    assert field.path_shares.sum() == pytest.approx(1)
