"""Answering the lesson by keyboard: as the engine says, or as people are known to be wrong."""

from playwright.sync_api import expect

from dilviz.lesson.cells import Cells
from dilviz.lesson.question import Choice, Number
from tests.lesson.judge import judge
from tools.settling import PATIENCE


def right(question):
    """The answer as it is given in Python."""
    return question.answer


def wrong(question, place=0):
    """Something that people are known to answer instead; `place` tells the ways apart."""
    if isinstance(question, Choice):
        return [at for at, option in enumerate(question.options) if not option.right][place]
    if isinstance(question, Number):
        return list(question.misses)[place]
    return question.misses[place].cells


def give(opened, question, answer):
    """Answer by keyboard alone and wait for the verdict."""
    begin(opened, question, answer)
    expect(opened.locator(".question > .verdict")).to_contain_text(judge(question, answer).sentence)


def give_wrong_twice(opened, question):
    """Answer wrong, hear why without the answer, and answer wrong again."""
    first, second = wrong(question), wrong(question, isinstance(question, Choice))
    begin(opened, question, first)
    hint = opened.locator(".question > .hint")
    expect(hint).to_contain_text(judge(question, first).sentence)
    expect(hint).to_contain_text("Try once more")
    expect(opened.locator(".question > .verdict")).to_be_empty()
    if isinstance(question, Choice):
        opened.keyboard.press(str(second + 1))
    else:
        opened.keyboard.press("Enter")  # the field and the grid still hold it
    expect(opened.locator(".question > .verdict")).to_contain_text(judge(question, second).sentence)


def begin(opened, question, answer):
    """Answer by keyboard alone."""
    prompt = opened.locator(".question > .prompt")
    expect(prompt).to_have_text(question.prompt, timeout=PATIENCE)
    keys = opened.keyboard
    if isinstance(question, Choice):
        keys.press(str(answer + 1))
    elif isinstance(question, Number):
        keys.press("Enter")
        keys.type(str(answer))
        keys.press("Enter")
    elif isinstance(question, Cells):
        keys.press("Enter")
        mark(keys, question, answer)
        keys.press("Enter")


def mark(keys, question, cells):
    """Walk over the grid with the arrow keys and press Space on each of the cells."""
    at = question.marked or (question.shape[0] // 2, question.shape[1] // 2)
    for cell in sorted(cells):
        for axis, (back, on) in enumerate([("ArrowUp", "ArrowDown"), ("ArrowLeft", "ArrowRight")]):
            for _ in range(abs(cell[axis] - at[axis])):
                keys.press(on if cell[axis] > at[axis] else back)
        keys.press("Space")
        at = cell
