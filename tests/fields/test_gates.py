"""What reads whole maps: left out, followed, named."""

import pytest

from dilviz import GeometryError, Layer, Network, Node, parse_network, receptive_field
from dilviz.network.lookup import Along
from dilviz.network.whole_map import Global

BOTH, ROWS, COLS = (True, True), (True, False), (False, True)


def conv(id_, *inputs, **settings):
    return Node(id_, "conv", inputs, Layer.of(3, padding=1, **settings))


def pooled(id_, source, axes=BOTH, kind="pooling", path=""):
    return Node(id_, "global", (source,), settings=Global(axes, kind), path=path)


def add(id_, *inputs):
    return Node(id_, "add", inputs)


GATED = Network.of([conv("a", "x"), pooled("g", "a", path="block.se"), add("y", "a", "g")])


def test_a_gate_is_left_out_and_told():
    field = receptive_field(GATED)
    assert field.size == (3, 3) and field.pixels_read == 9 and field.interval == ((-1, 1), (-1, 1))
    assert field.sees_everything == (True, True)
    assert field.gates == (("g", "block.se", "pooling"),)
    assert (field.gates[0].id, field.gates[0].path) == ("g", "block.se")


def test_a_followed_gate_counts_the_whole_map_in():
    field = receptive_field(GATED, (7, 9), unit=(3, 3), gates="follow")
    assert field.size == (7, 9) and field.pixels_read == 63 and field.coverage == 1.0
    assert field.read_interval == field.interval == ((0, 6), (0, 8))
    assert (field.jump, field.start, field.aligned) == ((1, 1), (-1, -1), True)


def test_a_pooled_map_reads_what_its_units_read_and_no_more():
    field = receptive_field(parse_network("conv2 s3 valid, [id | gap]"), (10, 12), gates="follow")
    assert field.read_interval == ((0, 7), (0, 10)) and field.samples_read == (6, 8)
    assert field.pixels_read == 48


def test_pooling_along_one_axis_sees_everything_there_only():
    strip = Network.of([conv("a", "x"), pooled("g", "a", COLS), conv("b", "g"), add("y", "a", "b")])
    field = receptive_field(strip, (9, 11), unit=(4, 5))
    assert field.sees_everything == (False, True)
    assert field.read_interval == ((3, 5), (4, 6))
    whole = receptive_field(strip, (9, 11), unit=(4, 5), gates="follow")
    assert whole.read_interval == ((2, 6), (0, 10))


def test_gates_along_either_axis_make_a_cross():
    cross = Network.of([pooled("r", "x", ROWS), pooled("c", "x", COLS), add("y", "x", "r", "c")])
    field = receptive_field(cross, (7, 9), unit=(2, 3), gates="follow")
    assert field.pixels_read == 7 + 9 - 1
    assert field.size == field.samples_read == (7, 9)
    assert field.mask.sum() == 15 and field.mask[2].all() and field.mask[:, 3].all()


def test_a_map_of_pooled_values_alone_has_no_size_apart():
    alone = receptive_field(GATED, (7, 9), at="g")
    assert alone.size == alone.samples_read == alone.interval == (None, None)
    assert alone.pixels_read is alone.coverage is None and alone.read_interval == (None, None)
    assert alone.sees_everything == (True, True)
    followed = receptive_field(GATED, (7, 9), at="g", gates="follow")
    assert followed.size == (7, 9) and followed.pixels_read == 63


def test_a_map_pooled_along_one_axis_keeps_its_field_along_the_other():
    strip = Network.of([conv("a", "x"), pooled("g", "a", COLS), conv("b", "g")])
    field = receptive_field(strip, (9, 11), unit=(4, 0))
    assert field.size == (5, None) and field.interval == ((2, 6), None)
    assert field.read_interval == ((2, 6), None)


def test_pooled_values_spread_out_again_have_no_field_of_their_own():
    product = Network.of([pooled("r", "x", ROWS), pooled("c", "x", COLS), add("rc", "r", "c")])
    assert receptive_field(product, (7, 9)).size == (None, None)
    assert receptive_field(product, (7, 9), unit=(1, 2), gates="follow").pixels_read == 15


def test_only_the_units_that_reach_a_gate_see_everything():
    halves = Network.of(
        [pooled("g", "x"), add("y", "x", "g"), Node("z", "concat", ("x", "y"), settings=Along(0))]
    )
    assert receptive_field(halves, (4, 5), unit=(1, 1)).sees_everything == (False, False)
    assert receptive_field(halves, (4, 5), unit=(5, 1)).sees_everything == (True, True)
    assert receptive_field(halves, (4, 5)).sees_everything == (True, True)


def test_after_a_transposition_rows_are_the_columns_of_the_input():
    turned = Network.of(
        [Node("t", "transpose", ("x",)), pooled("g", "t", ROWS), add("y", "t", "g")]
    )
    field = receptive_field(turned, (4, 6), unit=(5, 1))
    assert field.sees_everything == (False, True)
    assert field.interval == ((1, 1), (5, 5))
    whole = receptive_field(turned, (4, 6), unit=(5, 1), gates="follow")
    assert whole.interval == ((1, 1), (0, 5))


def test_kinds_are_told_in_order():
    network = Network.of(
        [pooled("n", "x", kind="norm"), add("a", "x", "n"), pooled("s", "a", COLS, "softmax"),
         add("b", "a", "s")]
    )  # fmt: skip
    assert [gate.kind for gate in receptive_field(network).gates] == ["norm", "softmax"]
    assert [gate.kind for gate in receptive_field(network, at="a").gates] == ["norm"]


def test_without_gates_to_follow_the_field_is_the_same():
    plain = parse_network("conv3, conv3 d2")
    assert receptive_field(plain, 9, gates="follow") == receptive_field(plain, 9)


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"gates": "follow"}, "depends on the input size. Give an input size."),
        ({"gates": "cut"}, 'gates must be "apart" or "follow", got \'cut\''),
        ({"input_size": 9, "unit": (0, 99)}, "no unit in column 99: columns go from 0 to 8"),
        ({"at": "g", "input_size": 9, "unit": (0, -1)}, "no unit in column -1"),
    ],
)
def test_questions_that_have_no_answer(settings, message):
    with pytest.raises(GeometryError, match=message):
        receptive_field(GATED, **settings)


def test_paths_that_are_too_many_to_unite_leave_the_pixels_open():
    shifted = [
        Node(f"p{r}", "pad", ("x",), Layer((1, 1), padding=((r, 0), (200 - r, 0))))
        for r in range(200)
    ]
    joined = add("sum", *(node.id for node in shifted))
    network = Network.of([*shifted, joined, pooled("g", "x"), add("y", "sum", "g")], output="sum")
    gated = Network.of([*network.nodes], output="y")
    assert receptive_field(gated, (260, 260), unit=(230, 230), gates="follow").pixels_read == 260**2
    alone = Network.of([*network.nodes, pooled("h", "sum", COLS), add("z", "sum", "h")], output="z")
    assert receptive_field(alone, (260, 260), unit=(230, 230), gates="follow").size == (200, 260)
