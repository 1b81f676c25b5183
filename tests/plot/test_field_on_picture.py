"""A field on a picture lies where the unit's interval is."""

import numpy as np
import pytest

from dilviz import GeometryError, parse_network, receptive_field
from dilviz.plot import on_picture
from tests.dependencies import pixels_of

PICTURE = np.zeros((30, 44))


def test_the_outline_is_the_interval_of_the_unit():
    network = parse_network("conv3x5 s2, conv3 d2x4")
    (top, bottom), (left, right) = receptive_field(network, (30, 44), unit=(7, 11)).interval
    box = on_picture(network, picture=PICTURE, unit=(7, 11)).patches[0].get_bbox()
    assert list(box.extents) == [left - 0.5, top - 0.5, right + 0.5, bottom + 0.5]


def test_dots_are_the_pixels_read_where_there_are_gaps():
    network = parse_network("[conv3 d4 | conv3x5 d2]")
    [dots] = on_picture(network, picture=PICTURE, unit=(15, 20)).collections
    found = {(int(y), int(x)) for x, y in dots.get_offsets()}
    assert found == pixels_of(network, network.output, (15, 20))


def test_a_field_without_gaps_has_no_dots():
    assert not on_picture(parse_network("conv3"), picture=PICTURE).collections


def test_the_middle_unit_is_the_default():
    assert "(15, 22)" in on_picture(parse_network("conv3"), picture=PICTURE).get_title()


def test_a_photograph_of_dilviz_is_named():
    [image] = on_picture(parse_network("conv3"), picture="cameraman").images
    assert image.get_array().shape[:2] == (512, 512)


@pytest.mark.parametrize(
    ("picture", "words"),
    [("dog", "Choose one of astronaut"), (np.zeros(5), r"got \(5,\)"), (np.zeros((0, 4)), "got")],
)
def test_no_picture_is_explained(picture, words):
    with pytest.raises(GeometryError, match=words):
        on_picture(parse_network("conv3"), picture=picture)


def test_a_field_brings_its_layer_and_its_unit():
    network = parse_network("a: conv3, conv3 d2")
    field = receptive_field(network, at="a", unit=(7, 11))
    titles = [
        on_picture(shown, picture=PICTURE, **named).get_title()
        for shown, named in (
            (field, {}),
            (field, {"unit": (3, 4)}),
            (field, {"at": "2"}),
            (network, {"at": "a"}),
        )
    ]
    assert [title.split("\n")[0].split("unit ")[1] for title in titles] == [
        *("(7, 11)", "(3, 4)", "(15, 22)", "(15, 22)")
    ]
    assert [", at a" in title for title in titles] == [True, True, False, True]
