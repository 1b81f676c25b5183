"""The Evidence page: all rows, filtered by the link, failing ones in red."""

import json
from functools import partial

from dilviz.papers.claim import ARTICLE, RIGHT
from dilviz.papers.evidence import CORRECTIONS, claims
from tests.ui.opening import open_page

WRONG_OR_IMPRECISE = [one for one in CORRECTIONS if one.verdict != RIGHT]

opened = partial(open_page, "evidence.py")


def rows(page):
    [ledger] = page.get("bidi_component")
    return json.loads(ledger.proto.json)


def test_shows_every_row_and_counts_them():
    page = opened()
    shown = rows(page)
    assert len(shown["claims"]) == len(claims()) and all(row["agrees"] for row in shown["claims"])
    assert len(shown["corrections"]) == len(WRONG_OR_IMPRECISE)
    assert f"**{len(claims())} of {len(claims())}**" in page.markdown[0].value
    assert ARTICLE.replace("[", r"\[").replace("]", r"\]") in page.markdown[0].value


def test_no_claim_of_the_article_is_marked_right_and_papers_are_links():
    shown = rows(opened())
    assert {row["verdict"] for row in shown["corrections"]} == {"wrong", "imprecise"}
    addresses = [address for row in shown["claims"] for _, address in row["source"] if address]
    assert len(addresses) > 100 and any("arxiv.org" in address for address in addresses)


def test_the_link_filters_by_words_and_group():
    found = rows(opened(q="context module 67"))
    assert found["claims"] and len(found["claims"]) < 20
    total = len(claims()) + len(WRONG_OR_IMPRECISE)
    assert found["said"] == f"{len(found['claims'] + found['corrections'])} of {total} rows"
    only = rows(opened(group="OpenGenus IQ, corrected"))
    assert not only["claims"] and len(only["corrections"]) == len(WRONG_OR_IMPRECISE)


def test_says_when_nothing_is_found_and_nothing_of_all_rows():
    said = rows(opened(q="<b>nothing like this</b>"))["said"]
    assert said == "No row holds '<b>nothing like this</b>'. Search for fewer words."
    assert rows(opened())["said"] == ""


def test_the_button_computes_the_same_rows_again():
    page = opened(q="VGG")
    before = rows(page)
    page.button[0].click().run()
    assert not page.exception and rows(page) == before
