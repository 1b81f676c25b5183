"""Prose: the small Markdown of the lesson, safe as HTML."""

import pytest

from dilviz.lesson import prose
from dilviz.lesson.steps import BY_NAME


def test_what_is_not_marked_is_escaped():
    shown = prose.html('a < b & "c" `<i>` [x](stack?net=conv3&n=9) **<b>**')
    assert shown == (
        '<p>a &lt; b &amp; "c" <code>&lt;i&gt;</code> '
        '<a href="stack?net=conv3&amp;n=9">x</a> <dfn>&lt;b&gt;</dfn></p>'
    )


def test_a_term_can_be_shown_in_another_way():
    assert prose.html("a **tap**", term=str.upper) == "<p>a TAP</p>"


def test_stress_is_not_a_term():
    assert prose.html("*not* this") == "<p><em>not</em> this</p>"


def test_lists_and_paragraphs_apart():
    assert prose.html("one\ntwo\n\n- a\n- b") == "<p>one two</p>\n<ul><li>a</li><li>b</li></ul>"


def test_a_number_that_is_missing_is_an_error():
    with pytest.raises(KeyError):
        prose.filled("{span} pixels", {"size": 3})


@pytest.mark.parametrize("name", BY_NAME)
def test_every_text_has_its_sections_and_no_more(name):
    assert tuple(prose.sections(name)) == prose.SECTIONS


def test_every_text_belongs_to_a_step():
    assert {path.stem for path in prose.TEXT.glob("*.md")} == set(BY_NAME)


def test_a_text_without_its_sections_is_refused(tmp_path, monkeypatch):
    (tmp_path / "short.md").write_text("## Ask\n\nWhy?\n", encoding="utf-8")
    monkeypatch.setattr(prose, "TEXT", tmp_path)
    with pytest.raises(ValueError, match="short.md needs the sections"):
        prose.sections("short")
