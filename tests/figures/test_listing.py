"""Code in pieces is the code, and every piece is what it is called."""

import pytest

from dilviz import parse_network
from dilviz.export.network_code import NETWORK_FRAMEWORKS, network_code
from dilviz.figures.listing import pieces

CODE = '''import torch


def network(channels=64):
    """A network
    of two lines."""
    return f(channels, "na\u00efve", 0.5)  # \u00d7
'''


def of_kind(kind, code):
    return [text for one, text in pieces(code) if one == kind]


def test_every_kind_of_token_is_named():
    assert of_kind("keyword", CODE) == ["import", "def", "return"]
    assert of_kind("call", CODE) == ["network", "f"]
    assert of_kind("number", CODE) == ["64", "0.5"]
    assert of_kind("string", CODE) == ['"""A network\n    of two lines."""', '"na\u00efve"']
    assert of_kind("comment", CODE) == ["# \u00d7"]


@pytest.mark.parametrize("framework", NETWORK_FRAMEWORKS)
def test_pieces_join_to_the_code_and_neighbours_differ_in_kind(framework):
    for code in (CODE, network_code(parse_network("conv3 d2, [conv3 | id], relu"), framework), ""):
        found = pieces(code)
        assert "".join(text for _, text in found) == code
        assert all(text for _, text in found)
        kinds = [kind for kind, _ in found]
        assert all(one != other for one, other in zip(kinds, kinds[1:], strict=False))
