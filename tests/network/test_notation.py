"""The notation: what it accepts, what it means, and where its errors point."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dilviz import GeometryError, Layer, parse_network
from dilviz.network.resize import Resize
from dilviz.network.vocabulary import KINDS
from dilviz.network.whole_map import Global


def only_node(text):
    [node] = parse_network(text).nodes
    return node


@pytest.mark.parametrize("kind", KINDS)
def test_every_word_is_read_and_becomes_its_operation(kind):
    node = only_node(kind + ("3" if KINDS[kind].sized else ""))
    assert (node.kind, node.op) == (kind, KINDS[kind].op)


@pytest.mark.parametrize(
    ("text", "layer"),
    [
        ("conv3", Layer.of(3, padding=1)),
        ("conv3x5", Layer.of((3, 5), padding=(1, 2))),
        ("conv3 d2", Layer.of(3, dilation=2, padding=2)),
        ("conv3x5 d3x2 s1x4", Layer.of((3, 5), dilation=(3, 2), stride=(1, 4), padding=(3, 4))),
        ("conv4", Layer.of(4, padding=1)),
        ("conv3 p2", Layer.of(3, padding=2)),
        ("conv3 p1x2", Layer.of(3, padding=(1, 2))),
        ("conv3 p3:0", Layer.of(3, padding=((3, 0), (3, 0)))),
        ("conv3 p3:0x1:2", Layer.of(3, padding=((3, 0), (1, 2)))),
        ("conv3 same", Layer.of(3, padding="same")),
        ("conv3 valid", Layer.of(3)),
        ("conv3 d4 causal", Layer.of(3, dilation=4, padding=((8, 0), (8, 0)))),
        ("maxpool2", Layer.of(2, stride=2)),
        ("avgpool3 s1 p1", Layer.of(3, padding=1)),
        ("maxpool3x2", Layer.of((3, 2), stride=(3, 2))),
        ("tconv4 s2", Layer.of(4, stride=2, padding=1)),
        ("up2", Layer.of(1, stride=2)),
        ("up2x3", Layer.of(1, stride=(2, 3))),
        ("id p1:0", Layer.of(1, padding=((1, 0), (1, 0)))),
        ("crop2", Layer((1, 1), padding=((-2, -2), (-2, -2)))),
        ("crop2:3x0:1", Layer((1, 1), padding=((-2, -3), (0, -1)))),
    ],
)
def test_settings_and_their_defaults(text, layer):
    assert only_node(text).layer == layer


def test_pooling_and_resampling_are_settings_of_their_operation():
    assert only_node("gap").settings == Global()
    assert only_node("1d, gap").settings == Global((False, True))
    assert only_node("resize2").settings == Resize("linear", scales=(2, 2))
    assert only_node("resize2x3 cubic").settings == Resize("cubic", scales=(2, 3))
    assert only_node("1d, resize4 nearest").settings == Resize("nearest", scales=(None, 4))


def test_a_pooled_path_beside_an_identity_is_a_gate():
    gate = parse_network("[id | gap, conv1]")
    assert [node.op for node in gate.nodes] == ["global", "conv", "add"]


def test_channels_and_output_padding_are_kept():
    assert only_node("conv3 c64").channels == 64
    assert only_node("tconv3 s2 o1").output_padding == (1, 1)


@pytest.mark.parametrize(
    "text",
    [
        "CONV3  D2, Relu",
        "conv3 d2,relu",
        "conv3 d2\nrelu",
        "\n conv3\td2 \r\n\n relu\n",
        "conv3 d2,\nrelu,",
    ],
)
def test_whitespace_case_and_separators_are_free(text):
    assert parse_network(text) == parse_network("conv3 d2, relu")


def test_a_first_1d_makes_everything_act_on_columns():
    node = only_node("1d, conv3 d2 s2 p3:0")
    assert node.layer == Layer.of((1, 3), dilation=(1, 2), stride=(1, 2), padding=((0, 0), (3, 0)))
    assert parse_network("1d\nmaxpool2").nodes[0].layer == Layer.of((1, 2), stride=(1, 2))


def test_repeats_write_the_group_out():
    written = parse_network("conv3 d2, relu, conv3 d2, relu, conv1")
    assert parse_network("2*(conv3 d2, relu), conv1") == written
    assert len(parse_network("3 * ( 2*(conv3), relu )").nodes) == 9


def test_branches_read_the_same_map_and_are_joined():
    network = parse_network("conv3, [conv1 | conv3 d2, relu]")
    assert [(node.id, node.inputs) for node in network.nodes] == [
        ("1", ("input",)),
        ("2", ("1",)),
        ("3", ("1",)),
        ("4", ("3",)),
        ("5", ("2", "4")),
    ]
    assert network.nodes[-1].op == "concat"


def test_a_bare_identity_path_is_a_residual_connection():
    network = parse_network("[conv3, conv3 | id]")
    assert network.nodes[-1].op == "add"
    assert network.nodes[-1].inputs == ("2", "input")


def test_a_join_may_be_stated():
    assert parse_network("[conv3 | id] concat").nodes[-1].op == "concat"
    assert parse_network("[conv3 | conv1] ADD").nodes[-1].op == "add"


def test_names_reach_layers_groups_and_joins():
    network = parse_network("stem: conv7 s2, body: 2*(conv3), aspp: [conv1 | conv3 d6]")
    assert set(network.by_id) >= {"stem", "body", "aspp"}
    assert network.by_id["body"].inputs == ("2",)
    assert network.output == "aspp"


def test_fomoro_links_are_read():
    text = "4,2,1,SAME;4,2,1,SAME;4,1,2,VALID"
    expected = parse_network("conv4 s2 same, conv4 s2 same, conv4 d2 valid")
    assert parse_network(text) == expected
    assert parse_network("#" + text + ";") == expected
    assert parse_network("https://example.org/receptive-field#" + text) == expected


@pytest.mark.parametrize(
    ("text", "position", "message"),
    [
        ("", 0, "character 1: read the end, expected a layer"),
        ("conv3, cnv3", 7, "character 8: read 'cnv3', expected a layer"),
        ("conv", 0, "expected a size after conv, such as conv3"),
        ("relu3", 0, "expected relu alone"),
        ("conv3 q2", 6, "read 'q2', expected a dilation rate"),
        ("up2 d2", 4, "read 'd2', expected a comma before the next layer"),
        ("conv3 d0", 6, "dilation rate must be at least 1, got 0"),
        ("conv3 s0", 6, "stride must be at least 1, got 0"),
        ("conv0", 0, "kernel size must be at least 1, got 0"),
        ("up0", 0, "upsampling factor must be at least 1, got 0"),
        ("conv3 c0", 6, "number of channels must be at least 1, got 0"),
        ("conv3 g0", 6, "number of groups must be at least 1, got 0"),
        ("conv3, conv3 c8 g3", 7, "3 groups cannot share 8 channels evenly"),
        ("dwconv3 g2", 8, "read 'g2', expected a dilation rate"),
        ("conv999999999999999", 0, "kernel size must be at most 1000000"),
        ("conv1000 d10000", 0, "1000 taps at dilation rate 10000 reach 9990001 samples"),
        ("conv3 d2 d3", 9, "'d3' sets the dilation rate a second time"),
        ("conv3 p1 same", 9, "'same' sets the padding a second time"),
        ("tconv4 causal", 0, "a tconv cannot be causal"),
        ("3*(conv3", 8, r"or \) to end the group"),
        ("[conv1 | conv3", 14, r"or \] to end the paths"),
        ("[conv1 | ]", 9, "read ']', expected a layer"),
        ("conv3)", 5, "expected a comma before the next layer, or the end"),
        ("conv3 | conv3", 6, "expected a comma before the next layer, or the end"),
        ("conv3,, conv3", 6, "read ',', expected a layer"),
        ("0*(conv3)", 0, "number of repeats must be at least 1"),
        ("1d", 2, "expected a comma and the first layer after 1d"),
        ("1d, conv3x5", 4, "the kernel size 3x5 names two axes"),
        ("1d, conv3 p1x2", 10, "the padding names two axes"),
        ("[" * 60 + "conv3" + "]" * 60, 41, "groups are nested more than 40 deep"),
        ("30000*(conv3)", None, "stands for 30000 layers; at most 10000"),
        ("9999*(9999*(9999*(conv3)))", None, "stands for 999700029999 layers"),
        ("2*(a: conv3)", None, "the name 'a' stands inside a repeat"),
        ("a: conv3, a: conv1", None, "two nodes are called 'a'"),
        ("conv3," * 200_000, None, "the notation has 1200000 characters"),
    ],
)
def test_errors_point_at_the_character_and_say_what_was_expected(text, position, message):
    with pytest.raises(GeometryError, match=message) as caught:
        parse_network(text)
    assert caught.value.position == position


ALPHABET = "cdpsx123:*()[]|, \nonvmaxlrue"


@given(st.text(ALPHABET, max_size=40) | st.text(max_size=20))
def test_any_text_is_a_network_or_a_geometry_error(text):
    try:
        network = parse_network(text)
    except GeometryError as error:
        assert str(error).endswith((".", "?"))
        assert error.position is None or 0 <= error.position <= len(text)
    else:
        assert network.nodes


def test_layers_of_a_fomoro_link_are_separated_by_semicolons():
    assert str(parse_network("4,2,1,SAME ; 4,1,1,VALID;")) == "conv4 s2 same, conv4 valid"
    with pytest.raises(GeometryError, match="character 1: read '4', expected a layer"):
        parse_network("4,2,1,SAME;4,1,1,VALID4,1,1,VALID")


def test_layers_are_counted_while_they_are_read():
    with pytest.raises(GeometryError, match="more than 10000 layers are written out") as caught:
        parse_network("id," * 20_000)
    assert caught.value.position == 30_000


def test_a_layer_that_was_read_before_is_read_anew_where_it_means_something_else():
    wide, flat = parse_network("conv3 d2"), parse_network("1d, conv3 d2")
    assert wide.nodes[0].layer.kernel_size == (3, 3)
    assert flat.nodes[0].layer.kernel_size == (1, 3)
    for text in ("conv3 d2, conv3 d0", "conv3, conv3 d2, conv3 d0", "conv3 d2, conv3 d0"):
        with pytest.raises(GeometryError) as caught:
            parse_network(text)
        assert caught.value.position == text.index("d0")
