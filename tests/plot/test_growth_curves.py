"""Growth with depth: three curves that are told apart without colour."""

from dilviz import parse_network, receptive_fields
from dilviz.plot import growth

CONTEXT = "2*(conv3), conv3 d2, conv3 d4, conv3 d8, conv3 d16, conv3, conv1"


def test_the_curve_is_the_receptive_field_after_each_layer():
    network = parse_network(CONTEXT)
    sizes = [1, *(field.size[1] for field in receptive_fields(network).values())]
    axes = growth(network)
    assert axes.lines[0].get_xydata().tolist() == [list(point) for point in enumerate(sizes)]


def test_a_plain_and_a_doubling_stack_are_drawn_beside_the_network():
    axes = growth(parse_network("conv3, conv3 d2, conv3 d4"))
    assert [text.get_text() for text in axes.get_legend().get_texts()] == [
        "this network",
        "plain",
        "doubling",
    ]
    assert axes.lines[1].get_ydata().tolist() == [1, 3, 5, 7]


def test_curves_differ_without_colour():
    lines = growth(parse_network("conv3, conv3")).lines
    assert len({(line.get_linestyle(), line.get_marker()) for line in lines}) == 3


def test_axes_name_their_units():
    axes = growth(parse_network("conv3").named("a network of mine"))
    assert "input samples" in axes.get_ylabel()
    assert "layers" in axes.get_xlabel()
    assert "a network of mine" in axes.get_title()


def test_the_axis_can_be_logarithmic():
    assert growth(parse_network("conv3, conv3"), log=True).get_yscale() == "log"


def test_the_curve_ends_at_the_layer_named():
    axes = growth(parse_network("a: conv3, b: conv5"), at="a")
    assert axes.lines[0].get_ydata().tolist() == [1, 3]
