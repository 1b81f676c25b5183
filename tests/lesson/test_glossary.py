"""The glossary: every marked word is explained, and no word is used before."""

import re

from dilviz.lesson import prose
from dilviz.lesson.glossary import GLOSSARY
from dilviz.lesson.steps import STEPS

PAGES = {step.name: step.page(3) for step in STEPS}


def marked_in(*texts):
    return [term for text in texts for term in re.findall("<dfn>(.*?)</dfn>", prose.html(text))]


def words_of(page):
    asked = page.scene.question
    options = [option.text + option.why for option in getattr(asked, "options", ())]
    parts = [page.ask, asked.prompt, asked.because, *options, page.reveal, page.remember]
    return prose.plain("\n".join(parts)).lower()


def test_the_marked_words_are_the_entries_in_order_of_first_use():
    marked = [
        (term, name) for name, page in PAGES.items() for term in marked_in(page.ask, page.reveal)
    ]
    assert marked == [(entry.term, entry.step) for entry in GLOSSARY.values()]


def test_no_word_is_used_in_an_earlier_step():
    names = list(PAGES)
    for entry in GLOSSARY.values():
        for name in names[: names.index(entry.step)]:
            assert not re.search(rf"\b{entry.term}s?\b", words_of(PAGES[name])), (entry.term, name)


def test_nothing_is_marked_where_it_is_not_explained():
    for page in PAGES.values():
        assert not marked_in(page.remember, page.notes)


def test_a_meaning_is_one_sentence():
    for entry in GLOSSARY.values():
        assert re.fullmatch(r"[A-Z1-9][^.]*\.", entry.meaning), entry.meaning
