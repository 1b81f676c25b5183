"""Answering the lesson by keyboard: as the engine says, or as people are known to be wrong."""

from playwright.sync_api import expect

from dilviz.lesson.cells import Cells
from dilviz.lesson.question import Choice, Number
from tools.settling import PATIENCE


def right(question):
    """The answer as it is given in Python."""
    return question.answer


def wrong(question):
    """Something that people are known to answer instead."""
    if isinstance(question, Choice):
        return next(place for place, option in enumerate(question.options) if not option.right)
    if isinstance(question, Number):
        return next(iter(question.misses))
    return question.misses[0].cells


def give(opened, question, answer):
    """Answer by keyboard alone and wait for the verdict."""
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
    expect(opened.locator(".question > .verdict")).to_contain_text(
        question.verdict(answer).sentence
    )


def mark(keys, question, cells):
    """Walk over the grid with the arrow keys and press Space on each of the cells."""
    at = question.marked or (question.shape[0] // 2, question.shape[1] // 2)
    for cell in sorted(cells):
        for axis, (back, on) in enumerate([("ArrowUp", "ArrowDown"), ("ArrowLeft", "ArrowRight")]):
            for _ in range(abs(cell[axis] - at[axis])):
                keys.press(on if cell[axis] > at[axis] else back)
        keys.press("Space")
        at = cell
