"""The table of the notation: readable examples, and the same in the documentation."""

from pathlib import Path

import pytest

import dilviz
from dilviz.network import notation_guide
from dilviz.network.vocabulary import KINDS

DOCUMENT = Path(__file__).parents[2] / "docs" / "notation.md"
EXAMPLES = [one for piece in notation_guide.PIECES for one in piece.examples.items()]


@pytest.mark.parametrize(("shown", "network"), EXAMPLES)
def test_every_example_can_be_read(shown, network):
    assert shown in network
    assert dilviz.parse_network(network).nodes


def test_every_word_of_the_notation_is_in_the_table():
    shown = notation_guide.table()
    assert [word for word in KINDS if f"`{word}" not in shown] == []


def test_the_documentation_has_the_same_table():
    document = DOCUMENT.read_text(encoding="utf-8")
    assert notation_guide.table() in document
    assert notation_guide.LEFT_OUT in " ".join(document.split())
