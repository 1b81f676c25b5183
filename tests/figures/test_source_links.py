"""Sources lead to their addresses, and nothing of how they are cited is lost."""

import pytest

from dilviz.figures.source_links import source_parts
from dilviz.papers.evidence import CORRECTIONS, claims

SOURCES = sorted({row.source for row in (*claims(), *CORRECTIONS)})


@pytest.mark.parametrize("source", SOURCES)
def test_the_words_of_a_source_stay(source):
    assert "".join(text for text, _ in source_parts(source)) == source


@pytest.mark.parametrize("source", [s for s in SOURCES if "arxiv" in s.lower() or "tf.nn" in s])
def test_papers_and_documentation_are_links(source):
    assert any(address.startswith("https://") for _, address in source_parts(source))


def test_a_source_without_an_address_is_plain():
    assert source_parts("by counting") == [["by counting", ""]]


def test_two_sources_have_two_addresses():
    parts = source_parts("arXiv:1511.07122, Table 1; fyu/dilation, predict.py")
    assert [address for _, address in parts if address] == [
        "https://arxiv.org/abs/1511.07122",
        "https://github.com/fyu/dilation",
    ]
