"""The lesson on paper: one page of HTML that prints, with blanks or with answers."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from html import escape
from pathlib import Path
from string import Template

from dilviz.lesson import prose
from dilviz.lesson.chosen_steps import NAMES, QUIZ
from dilviz.lesson.drawn_paper import drawn_paper
from dilviz.lesson.glossary import GLOSSARY
from dilviz.lesson.paper import Squares, Table
from dilviz.lesson.qr_code import qr_code
from dilviz.lesson.question import Cells, Choice, Option, Question
from dilviz.lesson.quiz import Item, quiz
from dilviz.lesson.step import Page
from dilviz.lesson.steps import BY_NAME

SHEET = Path(__file__).parent / "sheet"
LINE = '<span class="line"></span>'


def handout(
    seed: int,
    answers: bool = False,
    note: str = "",
    address: str = "",
    chosen: Sequence[str] = NAMES,
) -> str:
    """Write a lesson of one seed as a page to print.

    Parameters
    ----------
    seed : int
        The same seed gives the numbers of the screen.
    answers : bool
        Whether answers, explanations and the sentences to remember are filled in.
    note : str
        A sentence at the top, on the screen only.
    address : str
        Where the lesson is on the screen: printed, and as a QR code.
    chosen : sequence of str
        Names of its steps, in their order; "quiz" for the quiz.

    Returns
    -------
    str
        HTML that needs nothing else.
    """
    steps = [BY_NAME[name] for name in chosen if name != QUIZ]
    return _template().substitute(
        style=(SHEET / "handout.css").read_text(encoding="utf-8"),
        kind="with answers" if answers else "for learners",
        seed=seed,
        minutes=sum(step.minutes for step in steps),
        note=escape(note),
        other=escape(sheet_link(seed, not answers, chosen)),
        other_words="Without answers" if answers else "With answers",
        lesson=escape(lesson_link(seed, chosen)),
        where=_where(address) if address else "",
        person="" if answers else f'<p class="person">Name {LINE} Date {LINE}</p>',
        steps="\n".join(
            _step(place, step.page(seed), answers) for place, step in enumerate(steps, 1)
        ),
        quiz=_quiz(seed, answers) if QUIZ in chosen else "",
        glossary="\n".join(
            f"<dt>{escape(entry.term)}</dt><dd>{escape(entry.meaning)}</dd>"
            for entry in GLOSSARY.values()
        ),
    )


def lesson_link(seed: int, chosen: Sequence[str] = NAMES) -> str:
    """The link of the lesson on the screen.

    >>> lesson_link(7), lesson_link(7, ("rate", "quiz"))
    ('lesson?seed=7', 'lesson?seed=7&steps=rate,quiz')
    """
    return f"lesson?seed={seed}{_steps_in_link(chosen)}"


def sheet_link(seed: int, answers: bool, chosen: Sequence[str] = NAMES) -> str:
    """The link of this page.

    >>> sheet_link(7, True)
    'handout?seed=7&answers=1'
    """
    return f"handout?seed={seed}&answers={int(answers)}{_steps_in_link(chosen)}"


def _steps_in_link(chosen: Sequence[str]) -> str:
    return "" if tuple(chosen) == NAMES else f"&steps={','.join(chosen)}"


def _where(address: str) -> str:
    code = f'<div class="code" role="img" aria-label="QR code">{qr_code(address)}</div>'
    return f'<div class="where">{code}<p>{escape(address)}</p></div>'


def _quiz(seed: int, answers: bool) -> str:
    items = "\n".join(_item(place, item, answers) for place, item in enumerate(quiz(seed), 1))
    return f'<h1 class="part">Quiz</h1>\n{items}'


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
    drawn = "".join(drawn_paper(drawing, answers) for drawing in paper)
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
