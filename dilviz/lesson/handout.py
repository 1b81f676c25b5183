"""The lesson on paper: one page of HTML that prints, with blanks or with answers."""

from __future__ import annotations

from functools import cache
from html import escape
from pathlib import Path
from string import Template

from dilviz.lesson import prose
from dilviz.lesson.drawn_paper import drawn_paper
from dilviz.lesson.glossary import GLOSSARY
from dilviz.lesson.paper import Squares, Table
from dilviz.lesson.question import Cells, Choice, Option, Question
from dilviz.lesson.quiz import Item, quiz
from dilviz.lesson.step import Page
from dilviz.lesson.steps import STEPS

SHEET = Path(__file__).parent / "sheet"
LINE = '<span class="line"></span>'


def handout(seed: int, answers: bool = False, note: str = "") -> str:
    """Write the whole lesson of one seed as a page to print.

    Parameters
    ----------
    seed : int
        The same seed gives the numbers of the screen.
    answers : bool
        Whether answers, explanations and the sentences to remember are filled in.
    note : str
        A sentence at the top, on the screen only.

    Returns
    -------
    str
        HTML that needs nothing else.
    """
    pages = [step.page(seed) for step in STEPS]
    items = quiz(seed)
    return _template().substitute(
        style=(SHEET / "handout.css").read_text(encoding="utf-8"),
        kind="with answers" if answers else "for learners",
        seed=seed,
        minutes=sum(step.minutes for step in STEPS),
        note=escape(note),
        other=f"handout?seed={seed}&amp;answers={int(not answers)}",
        other_words="Without answers" if answers else "With answers",
        lesson=f"lesson?seed={seed}",
        person="" if answers else f'<p class="person">Name {LINE} Date {LINE}</p>',
        steps="\n".join(_step(place, page, answers) for place, page in enumerate(pages, 1)),
        quiz="\n".join(_item(place, item, answers) for place, item in enumerate(items, 1)),
        glossary="\n".join(
            f"<dt>{escape(entry.term)}</dt><dd>{escape(entry.meaning)}</dd>"
            for entry in GLOSSARY.values()
        ),
    )


@cache
def _template() -> Template:
    return Template((SHEET / "handout.html").read_text(encoding="utf-8"))


def _step(place: int, page: Page, answers: bool) -> str:
    question, paper = page.scene.question, page.scene.paper
    remember = prose.html(page.remember) if answers else f"<p>{LINE}</p>"
    return (
        f'<section class="step"><h2><span>{place}</span> {escape(page.step.title)}'
        f"<small>{page.step.minutes} min</small></h2>{prose.html(page.ask)}"
        f"{_question(question, paper, answers)}"
        f'<div class="remember"><b>Remember</b>{remember}</div></section>'
    )


def _item(place: int, item: Item, answers: bool) -> str:
    asked = item.question
    paper = (Squares.of(asked),) if isinstance(asked, Cells) else ()
    return (
        f'<section class="item"><h3>Question {place}</h3>{_question(asked, paper, answers)}'
        "</section>"
    )


def _question(question: Question, paper: tuple[Squares | Table, ...], answers: bool) -> str:
    drawn = "".join(drawn_paper(one, answers) for one in paper)
    choices = _choices(question, answers) if isinstance(question, Choice) else ""
    return (
        f'<p class="prompt">{escape(question.prompt)}</p>{choices}'
        f'<div class="paper">{drawn}</div>{_answer(question, answers)}'
    )


def _choices(question: Choice, answers: bool) -> str:
    options = (_option(question, option, answers) for option in question.options)
    return f'<ol class="options">{"".join(options)}</ol>'


def _option(question: Choice, option: Option, answers: bool) -> str:
    text = escape(option.text)
    if not (answers and option.right):
        return f'<li class="open">{text}</li>'
    return f"<li><s>{text}</s></li>" if question.finds_false else f'<li class="right">{text}</li>'


def _answer(question: Question, answers: bool) -> str:
    if answers and isinstance(question, Choice) and question.finds_false:
        return (
            f'<p class="answer">This sentence is wrong: <s>{escape(question.answer_words)}</s> '
            f'<b class="truth">{escape(question.because)}</b></p>'
        )
    if answers:
        words = question.answer_words
        stop = "" if words.endswith((".", "…")) else "."
        return f'<p class="answer"><b>{escape(words)}{stop}</b> {escape(question.because)}</p>'
    unit = getattr(question, "unit", "")
    if isinstance(question, Cells | Choice):
        return f'<p class="blank">Why? {LINE}</p>'
    return f'<p class="blank">Answer {LINE} {escape(unit)}</p>'
