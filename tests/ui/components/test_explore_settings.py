"""Explore's settings: what a link can say, what it cannot, and that writing it loses nothing."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dilviz.ui.components.explore.settings import (
    DEFAULT,
    ExploreSettings,
    from_link,
)

NONSENSE = [
    "-3",
    "0x",
    "1e9",
    "abc",
    "3x3x3",
    "<b>x</b>",
    "NaN",
    "1;2,3",
    "💥",
    "9" * 999,
    "²",
    "٣",
]
NUMBERS = ("-3", "٣")  # a kernel or an input of one number
IMPOSSIBLE = [
    (name, words)
    for name, words in itertools.product(ExploreSettings.names(), NONSENSE)
    if not (name in "vw" and words in NUMBERS)
]


def link_written(link):
    settings, complaints = from_link(link)
    assert complaints == []
    return settings, settings.to_link()


@pytest.mark.parametrize(
    ("link", "field", "value"),
    [
        ({"n": "9x12"}, "n", (9, 12)),
        ({"k": "5"}, "k", (5, 5)),
        ({"d": "3"}, "d", (3, 3)),
        ({"p": "valid"}, "p", "valid"),
        ({"p": "2x1"}, "p", ((2, 2), (1, 1))),
        ({"p": "1:0x2:3"}, "p", ((1, 0), (2, 3))),
        ({"flip": "1"}, "flip", True),
        ({"pin": "in:-1,3"}, "pin", ("in", -1, 3)),
        ({"rates": "1,2,4"}, "rates", (1, 2, 4)),
    ],
)
def test_reads_what_a_link_says(link, field, value):
    settings, written = link_written(link)
    assert getattr(settings, field) == value
    assert written == link


def test_defaults_are_left_out():
    assert DEFAULT.to_link() == {}
    assert link_written({"n": "9", "k": "3", "d": "3", "s": "1", "p": "same"})[1] == {"d": "3"}
    assert link_written({"w": "sobel x"})[1] == {}


@pytest.mark.parametrize(("name", "words"), IMPOSSIBLE)
def test_nonsense_falls_back_and_says_so(name, words):
    settings, complaints = from_link({name: words, "d": "3"} if name != "d" else {name: words})
    assert getattr(settings, name) == getattr(DEFAULT, name)
    assert len(complaints) == 1
    assert complaints[0].startswith(f"The link asked for {name}")
    assert len(complaints[0]) < 250


@pytest.mark.parametrize("name", ExploreSettings.names())
@pytest.mark.parametrize("blank", ["", " "])
def test_blank_means_the_default(name, blank):
    assert from_link({name: blank})[0] == DEFAULT


def test_the_sentence_tells_bounds_and_what_is_shown():
    assert from_link({"d": "99"})[1] == [
        "The link asked for d: dilation rate must be one whole number or rows x columns, "
        "from 1 to 16, got '99'. Write 3 or 3x5. This shows 2."
    ]


def test_a_kernel_alone_says_its_size():
    settings, _ = from_link({"w": "1,2,3;4,5,6"})
    assert settings.k == (2, 3)
    assert from_link({"w": "gabor"})[0].k == (9, 9)


def test_a_kernel_of_another_size_gives_way():
    settings, [complaint] = from_link({"w": "sobel x", "k": "5"})
    assert settings.kernel_name == "ones"
    assert settings.weights().shape == (5, 5)
    assert "no kernel of 5 x 5 weights" in complaint


def test_typed_values_are_continued_by_zeros():
    settings, _ = from_link({"values": "typed", "v": "1,2;3,4", "n": "2x3"})
    np.testing.assert_array_equal(settings.samples(), [[1, 2, 0], [3, 4, 0]])


def test_typed_values_that_are_missing_give_way():
    settings, [complaint] = from_link({"values": "typed"})
    assert settings.values == "photo"
    assert "holds none" in complaint


def test_one_dimension_is_one_row():
    settings, _ = from_link({"dims": "1d", "n": "9x20", "k": "3", "s": "2", "p": "4x3:1"})
    assert settings.input_size == (1, 20)
    assert settings.layer.kernel_size == (1, 3)
    assert settings.layer.stride == (1, 2)
    assert settings.layer.padding == ((0, 0), (3, 1))
    assert settings.samples().shape == (1, 20)


pairs = {name: st.tuples(st.integers(1, high), st.integers(1, high)) for name, high in
         {"n": 32, "k": 9, "d": 16, "s": 8}.items()}  # fmt: skip
side = st.tuples(st.integers(0, 16), st.integers(0, 16))
settings_at_random = st.builds(
    ExploreSettings,
    **pairs,
    p=st.sampled_from(["same", "valid"]) | st.tuples(side, side),
    mode=st.sampled_from(["zeros", "reflect", "replicate", "circular"]),
    flip=st.booleans(),
    dims=st.sampled_from(["1d", "2d"]),
    values=st.sampled_from(["photo", "ramp"]),
    pin=st.none() | st.tuples(st.sampled_from(["in", "out"]), *[st.integers(-16, 48)] * 2),
    rates=st.tuples(*[st.integers(1, 8)] * 3),
)  # fmt: skip


@given(settings_at_random)
def test_what_is_written_is_read_again(settings):
    assert from_link(settings.to_link()) == (settings, [])
