"""Compressed texts of links: the same text again, and hostile ones refused in a sentence."""

import zlib
from base64 import urlsafe_b64encode

import pytest

from dilviz import GeometryError
from dilviz.network.network_text import LONGEST_LINK, link_text, network_from_text
from dilviz.network.packed_text import LONGEST_TEXT, MARK, packed, unpacked


@pytest.mark.parametrize("text", ["", "conv3 d2", '{"name": "Größe ≥ 3"}', "conv3, " * 9000])
def test_a_text_comes_back_as_it_was(text):
    assert unpacked(packed(text)) == text


def test_a_link_holds_the_text_itself_while_it_fits():
    assert link_text("conv3") == "conv3"
    long = "conv3, " * 3000 + "conv3"
    assert link_text(long).startswith(MARK) and len(link_text(long)) < LONGEST_LINK
    assert str(network_from_text(link_text(long))) == str(network_from_text(long))


def letters(content):
    return MARK + urlsafe_b64encode(content).decode().rstrip("=")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (packed("conv3, " * 50)[:-4], "cut short or changed"),
        (MARK, "cut short or changed"),
        (MARK + "é", "cut short or changed"),
        (letters(zlib.compress(b"\xff\xfe")), "cut short or changed"),
        (letters(zlib.compress(bytes(LONGEST_TEXT + 1))), f"more than {LONGEST_TEXT} characters"),
        (letters(zlib.compress(zlib.compress(bytes(10**8)))), "cut short|expected a layer"),
    ],
)
def test_what_is_no_compressed_network_is_refused(text, sentence):
    with pytest.raises(GeometryError, match=sentence):
        network_from_text(text)


def test_a_name_that_only_a_browser_knows_asks_for_the_json():
    with pytest.raises(GeometryError, match="Send its JSON along"):
        network_from_text("@" + "0a" * 16)
