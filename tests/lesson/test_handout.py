"""The handout: every question on paper, with blanks or with answers, and nothing from outside."""

import re
from html import escape
from html.parser import HTMLParser

import pytest

from dilviz.lesson.glossary import GLOSSARY
from dilviz.lesson.handout import handout
from dilviz.lesson.paper import Squares
from dilviz.lesson.qr_code import qr_code
from dilviz.lesson.question import Cells
from dilviz.lesson.quiz import quiz
from dilviz.lesson.steps import BY_NAME, STEPS

SEED = 12
BLANK, ANSWERED = handout(SEED), handout(SEED, answers=True)
SQUARES = [one for step in STEPS for one in step.scene(SEED).paper if isinstance(one, Squares)]
ASKED = [step.scene(SEED).question for step in STEPS] + [i.question for i in quiz(SEED)]


class Balanced(HTMLParser):
    """Reads a page and keeps what is still open."""

    def __init__(self):
        super().__init__()
        self.open = []

    def handle_starttag(self, tag, attrs):
        if tag not in ("meta",):
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_startendtag(self, tag, attrs):
        """A tag that closes itself leaves nothing open."""


@pytest.mark.parametrize("page", [BLANK, ANSWERED], ids=["blank", "answered"])
def test_every_question_is_there_and_the_page_is_whole(page):
    for asked in ASKED:
        assert escape(asked.prompt) in page
        for option in getattr(asked, "options", ()):
            assert escape(option.text) in page
    for entry in GLOSSARY.values():
        assert f"<dt>{entry.term}</dt>" in page
    reader = Balanced()
    reader.feed(page)
    assert reader.open == []


def test_only_the_second_one_gives_answers_away():
    for asked in ASKED:
        assert escape(asked.because) in ANSWERED
        assert escape(asked.because) not in BLANK
    given = [one for one in SQUARES if one.given]
    assert BLANK.count("<circle") == sum(len(one.filled) for one in given) == 3 * 9
    assert 'class="right"' in ANSWERED and 'class="right"' not in BLANK


def test_the_dots_are_the_answer():
    of_the_quiz = [asked for asked in ASKED[len(STEPS) :] if isinstance(asked, Cells)]
    drawn = sum(len(one.filled) for one in SQUARES)
    assert ANSWERED.count("<circle") == drawn + sum(len(asked.answer) for asked in of_the_quiz)
    for asked in ASKED[: len(STEPS)]:
        if isinstance(asked, Cells) and asked.shape[0] > 1:  # a row is part of a larger drawing
            assert Squares.of(asked) in SQUARES


def test_the_blank_tables_have_gaps_where_the_answers_were():
    gaps = BLANK.count("<td></td>")
    assert gaps and "<td></td>" not in ANSWERED
    assert BLANK.count("<td>") == ANSWERED.count("<td>")


def test_it_asks_for_nothing_from_anywhere():
    for page in (BLANK, ANSWERED):
        outside = re.findall(r'(?:https?:)?//[^\s"<]+', page.replace("http://www.w3.org", ""))
        assert not outside
        assert not re.search(r"<(script|link|img|iframe)\b|url\(|@import", page)


def test_it_says_its_seed_and_leads_to_the_other_one():
    assert f"Seed {SEED}:" in BLANK
    assert f"handout?seed={SEED}&amp;answers=1" in BLANK
    assert f"handout?seed={SEED}&amp;answers=0" in ANSWERED


def test_another_seed_has_other_numbers():
    assert handout(SEED) == BLANK
    assert handout(SEED + 1) != BLANK


@pytest.mark.parametrize("seed", [7, 31])
def test_a_false_sentence_is_struck_and_the_true_one_is_the_large_one(seed):
    false = BY_NAME["misreadings"].scene(seed).question
    page = handout(seed, answers=True)
    claim, true = escape(false.answer_words), escape(false.because)
    assert f"<s>{claim}</s>" in page and claim not in re.sub("<s>.*?</s>", "", page)
    assert f'This sentence is wrong: <s>{claim}</s> <b class="truth">{true}</b>' in page
    assert "<s>" not in handout(seed), "the blank sheet does not tell"


def test_it_leads_to_its_lesson_by_address_and_by_code():
    address = "https://school.example/lesson?seed=7&steps=rate,quiz"
    page = handout(7, address=address, chosen=("rate", "quiz"))
    assert escape(address) in page
    assert qr_code(address) in page and "QR code" in page
    assert "QR code" not in BLANK


def test_a_handout_of_some_steps_has_only_these_with_their_time():
    page = handout(7, chosen=("cost", "rate"))
    titles = re.findall(r"<h2><span>(\d)</span> ([^<]+)<", page)
    assert titles == [("1", BY_NAME["cost"].title), ("2", BY_NAME["rate"].title)]
    assert f"About {BY_NAME['cost'].minutes + BY_NAME['rate'].minutes} minutes" in page
    assert "Question 1" not in page
    assert "steps=cost,rate" in page
