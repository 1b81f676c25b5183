"""Printing a network: canonical, stable, and the same network when read again."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dilviz import GeometryError, Layer, Network, Node, parse_network, receptive_field
from dilviz.network.borders import Pad, Pool
from dilviz.network.moves import Roll
from dilviz.network.network_text import network_from_text, network_text
from dilviz.network.resize import Resize
from dilviz.network.spelling import layer_notation
from dilviz.network.whole_map import Global
from tests.networks_at_random import networks


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("conv3 p1 d1 s1", "conv3"),
        ("CONV3X3 D2X2 P2", "conv3 d2"),
        ("conv3 c8 p0 d2 s2", "conv3 d2 s2 valid c8"),
        ("conv1 valid", "conv1"),
        ("conv3 g32 c64 d2", "conv3 d2 c64 g32"),
        ("conv3 g1, tconv4 g2 o1 s2", "conv3, tconv4 s2 o1 g2"),
        ("conv3 d2 p4:0", "conv3 d2 causal"),
        ("maxpool2 s2", "maxpool2"),
        ("maxpool3 s2 p1", "maxpool3 s2 p1"),
        ("conv3x5 p0x1:2", "conv3x5 p0x1:2"),
        ("tconv4 s2 p1 o1", "tconv4 s2 o1"),
        ("conv3, conv3, conv1", "2*(conv3), conv1"),
        ("conv3, relu, conv3, relu", "2*(conv3, relu)"),
        ("2*(conv3, conv3, relu)", "2*(2*(conv3), relu)"),
        ("[conv3, conv3 | id] add", "[2*(conv3) | id]"),
        ("[conv3 | conv1] add", "[conv3 | conv1] add"),
        ("[conv3 | id] concat", "[conv3 | id] concat"),
        ("1d, conv2 d2 causal", "1d, conv2 d2 causal"),
        ("1d, up2, conv3 p1:0", "1d, up2, conv3 p1:0"),
        ("a: 2*(conv3)", "conv3, a: conv3"),
        ("a: conv3, b: conv3", "a: conv3, b: conv3"),
        ("join: [conv1 | [conv3 | id]]", "join: [conv1 | [conv3 | id]]"),
        ("id p1:0", "id p1:0"),
        ("[id | gap, conv1] add", "[id | gap, conv1]"),
        ("resize2, RESIZE2x3 Nearest", "resize2 linear, resize2x3 nearest"),
        ("crop2:3x2:3, crop1x1, crop1:1x0", "crop2:3, crop1, crop1x0"),
        ("1d, [id | gap], resize2 cubic, crop0:2", "1d, [id | gap], resize2 cubic, crop0:2"),
        ("crop2 : conv3", "crop2: conv3"),
        ("4,2,1,SAME;4,2,1,SAME", "2*(conv4 s2 same)"),
    ],
)
def test_canonical_text(text, canonical):
    assert str(parse_network(text)) == canonical
    assert str(parse_network(canonical)) == canonical


def test_equal_networks_print_alike():
    assert str(parse_network("3*(conv3, conv3 d2)")) == str(
        parse_network("conv3, conv3 d2, 2*(conv3 p1, conv3 p2 d2)")
    )


words = st.sampled_from(
    [
        "conv3",
        "conv3 d2",
        "conv1x3 s2",
        "maxpool2",
        "relu",
        "up2",
        "tconv4 s2",
        "dwconv5 same c8",
        "conv3 c6 g3",
    ]
)
texts = st.recursive(
    words,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(", ".join),
        st.tuples(st.integers(1, 3), inner).map(lambda pair: f"{pair[0]}*({pair[1]})"),
        st.lists(inner | st.just("id"), min_size=1, max_size=3).map(
            lambda paths: "[" + " | ".join(paths) + "]"
        ),
    ),
    max_leaves=6,
)


@settings(deadline=None)
@given(texts, st.booleans())
def test_a_round_trip_is_stable_and_keeps_the_network(text, one_dimensional):
    if one_dimensional:
        text = "1d, " + text.replace("1x3", "3")
    network = parse_network(text)
    again = parse_network(str(network))
    assert str(again) == str(network)
    assert again == network or str(network) == "id"


@settings(deadline=None, max_examples=60)
@given(networks(longest=4))
def test_any_graph_prints_as_notation_of_the_same_network_or_is_an_error(network):
    try:
        text = str(network)
    except GeometryError as error:
        assert "paths cross at" in str(error)
        return
    again = receptive_field(parse_network(text))
    field = receptive_field(network)
    assert (again.size, again.start, again.aligned) == (field.size, field.start, field.aligned)
    assert again.pixels_read == field.pixels_read


@pytest.mark.parametrize(
    ("op", "layer", "settings"),
    [
        ("global", Layer((1, 1)), Global((False, True))),
        ("global", Layer((1, 1)), Global(kind="norm")),
        ("resize", Layer((1, 1)), Resize("linear", "align_corners", scales=(2.0, 2.0))),
        ("resize", Layer((1, 1)), Resize("linear", scales=(1.5, 2.0))),
        ("resize", Layer((1, 1)), Resize("linear", scales=(0.5, 2.0))),
        ("pad", Layer((1, 1), padding=((-1, 1), (0, 0))), None),
        ("pad", Layer.of(1, padding=1), Pad("reflect")),
        ("pool", Layer.of(2), Pool(ceil_mode=True)),
        ("roll", Layer((1, 1)), Roll((0, 1))),
        ("transpose", Layer((1, 1)), None),
        ("conv", Layer.of(3, padding="same_lower"), None),
    ],
)
def test_what_has_no_word_travels_as_json(op, layer, settings):
    network = Network.of([Node("a", op, ("x",), layer, settings=settings)])
    with pytest.raises(GeometryError, match="'a'.*Keep it as JSON|of 'a'.*Keep it as JSON"):
        str(network)
    assert network_from_text(network_text(network)) == network


def test_what_travels_as_json_still_has_a_caption():
    rolled = Node("a", "roll", ("x",), settings=Roll((0, 1)))
    assert layer_notation(rolled) == "roll"
    assert layer_notation(Node("a", "transpose", ("x",))) == "transpose"
    halved = Node("a", "resize", ("x",), settings=Resize("linear", scales=(0.5, 2.0)))
    assert layer_notation(halved) == "resize"


def test_crossing_paths_have_no_notation():
    nodes = [
        Node("a", "conv", ("x",), Layer.of(3)),
        Node("b", "conv", ("a",), Layer.of(3)),
        Node("c", "add", ("a", "b")),
        Node("d", "add", ("b", "c")),
    ]
    with pytest.raises(GeometryError, match="paths cross at 'b'. Keep it as JSON"):
        str(Network.of(nodes, "x"))


def test_ten_thousand_layers_print_as_one_repeat():
    assert str(parse_network("10000*(conv3)")) == "10000*(conv3)"
