"""The Evidence page: all rows, filtered by the link, failing ones in red."""

import json
from functools import partial

from dilviz.papers.evidence import CORRECTIONS, claims
from tests.ui.opening import open_page

opened = partial(open_page, "evidence.py")


def rows(page):
    [ledger] = page.get("bidi_component")
    return json.loads(ledger.proto.json)


def test_shows_every_row_and_counts_them():
    page = opened()
    shown = rows(page)
    assert len(shown["claims"]) == len(claims()) and all(row["agrees"] for row in shown["claims"])
    assert len(shown["corrections"]) == len(CORRECTIONS)
    assert f"**{len(claims())} of {len(claims())}**" in page.markdown[0].value


def test_the_link_filters_by_words_and_group():
    found = rows(opened(q="context module 67"))
    assert found["claims"] and len(found["claims"]) < 20
    total = len(claims()) + len(CORRECTIONS)
    assert found["said"] == f"{len(found['claims'] + found['corrections'])} of {total} rows"
    only = rows(opened(group="the article, corrected"))
    assert not only["claims"] and len(only["corrections"]) == len(CORRECTIONS)


def test_says_when_nothing_is_found_and_nothing_of_all_rows():
    said = rows(opened(q="<b>nothing like this</b>"))["said"]
    assert said == "No row holds '<b>nothing like this</b>'. Search for fewer words."
    assert rows(opened())["said"] == ""


def test_computes_again_when_asked():
    page = opened(q="VGG")
    before = rows(page)
    page.button[0].click().run()
    assert not page.exception and rows(page) == before
