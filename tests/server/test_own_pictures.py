"""Pictures of visitors by their secret names: as long as somebody holds them, and no longer."""

import numpy as np
import pytest

from dilviz.server import own_pictures
from dilviz.server.decoding import Picture
from dilviz.server.own_pictures import picture_of, secret_of


def picture(value=0):
    return Picture(np.full((3, 5, 3), value, np.uint8))


def test_each_picture_has_one_name_and_no_other_has_it():
    first, second = picture(), picture()
    assert secret_of(first) == secret_of(first) != secret_of(second)
    assert picture_of(secret_of(first)) is first


def test_a_name_says_nothing_and_cannot_be_guessed():
    mine = picture()
    assert len(secret_of(mine)) >= 32
    assert picture_of("") is None and picture_of(secret_of(mine)[:-1]) is None


def test_a_name_is_gone_with_the_last_who_held_the_picture():
    mine = picture()
    secret = secret_of(mine)
    del mine
    assert picture_of(secret) is None


def test_beyond_the_bound_a_picture_has_no_name(monkeypatch):
    known = picture()
    secret = secret_of(known)
    monkeypatch.setattr(own_pictures, "MOST", 0)
    assert secret_of(picture()) == "" and secret_of(known) == secret


@pytest.mark.parametrize("name", ["", "x", "\x00", "é" * 99])
def test_nonsense_names_nothing(name):
    assert picture_of(name) is None
