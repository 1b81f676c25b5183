"""Pictures of visitors under secret names: found while a session holds them, and not after."""

import numpy as np
import pytest

from dilviz.server.decoding import Picture
from dilviz.server.own_pictures import MOST, picture_of, secret_of


def picture(value=0):
    return Picture(np.full((3, 5, 3), value, np.uint8))


def test_equal_pictures_have_names_of_their_own():
    first, second = picture(), picture()
    assert secret_of(first) == secret_of(first) != secret_of(second)
    assert picture_of(secret_of(first)) is first


def test_a_name_is_long_and_no_part_of_it_finds_the_picture():
    mine = picture()
    assert len(secret_of(mine)) >= 32
    assert picture_of("") is None and picture_of(secret_of(mine)[:-1]) is None


def test_a_name_finds_nothing_after_the_last_reference_is_gone():
    mine = picture()
    secret = secret_of(mine)
    del mine
    assert picture_of(secret) is None


def test_a_picture_beyond_the_bound_has_no_name_and_the_named_keep_theirs():
    known = picture()
    secret = secret_of(known)
    held = [picture() for _ in range(MOST)]
    assert [secret_of(other) for other in held].count("") >= 1
    assert secret_of(picture()) == "" and secret_of(known) == secret
    held.clear()
    assert secret_of(picture()) != ""


@pytest.mark.parametrize("name", ["", "x", "\x00", "é" * 99])
def test_an_unknown_name_finds_nothing(name):
    assert picture_of(name) is None
