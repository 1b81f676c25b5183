"""The stops of the lesson, the steps and the closing quiz, as the browser needs them."""

from __future__ import annotations

from html import escape
from typing import Any

from dilviz.lesson import prose
from dilviz.lesson.chosen_steps import NAMES, QUIZ, TITLES
from dilviz.lesson.glossary import GLOSSARY
from dilviz.lesson.handout import sheet_link
from dilviz.lesson.quiz import quiz
from dilviz.lesson.seed import FIRST_SEED, LARGEST_SEED
from dilviz.lesson.step import Page
from dilviz.lesson.steps import BY_NAME, STEPS
from dilviz.ui.lesson.settings import USUAL, Place
from dilviz.ui.shared_results import shared

DEFAULTS = {"step": NAMES[0], "seed": FIRST_SEED, "view": USUAL, "steps": "", "class": ""}
MINUTES = {step.name: step.minutes for step in STEPS} | {QUIZ: 10}


def panel_data(place: Place) -> dict[str, Any]:
    """Collect what the panel shows at one stop."""
    return _around(place) | (quiz_data(place) if place.step == QUIZ else step_data(place))


def _around(place: Place) -> dict[str, Any]:
    stops = place.stops
    at = stops.index(place.step)
    return {
        "name": place.step,
        "figure": place.figure,
        "title": place.title,
        "seed": place.seed,
        "seeds": [FIRST_SEED, LARGEST_SEED],
        "steps": place.to_link().get("steps", ""),
        "class": place.code,
        "defaults": DEFAULTS,
        "place": at + 1,
        "minutes": MINUTES[place.step],
        "minutes_left": sum(MINUTES[name] for name in stops[at:]),
        "previous": stops[at - 1] if at else None,
        "next": stops[at + 1] if at + 1 < len(stops) else None,
        "stops": [
            {"name": name, "title": TITLES[name], "minutes": MINUTES[name], "href": address}
            for name, address in place.addresses().items()
        ],
        "handouts": {
            "for learners": sheet_link(place.seed, False, stops),
            "with answers": sheet_link(place.seed, True, stops),
        },
        "terms": {term: entry.meaning for term, entry in GLOSSARY.items()},
        "view": place.view,
    }


def page(place: Place) -> Page:
    """Fill the step of this place: once for its panel and its figures, which ask at one time."""
    return _page(place.step, place.seed)


@shared(most=300)
def _page(step: str, seed: int) -> Page:
    return BY_NAME[step].page(seed)


def step_data(place: Place) -> dict[str, Any]:
    """What the panel shows of one step: its words as HTML, its question as a record."""
    shown = page(place)
    return {
        "question": shown.scene.question.as_record(),
        "alone": not (shown.scene.neutral or shown.scene.paper),
        "ask": _html(shown.ask),
        "reveal": _html(shown.reveal),
        "remember": _html(shown.remember),
        "notes": _html(shown.notes),
        "next_title": _title_after(place),
        "link": {"href": shown.scene.link.address, "words": shown.scene.link.words},
    }


def _title_after(place: Place) -> str:
    after = place.stops[place.stops.index(place.step) + 1 :]
    return TITLES[after[0]] if after else ""


def quiz_data(place: Place) -> dict[str, Any]:
    """The ten questions, each with the step that explains it."""
    return {
        "quiz": [
            {
                "question": item.question.as_record(),
                "step": item.step,
                "title": TITLES[item.step],
                "href": place.at(item.step).address,
            }
            for item in quiz(place.seed)
        ]
    }


def _html(text: str) -> str:
    return prose.html(text, _term)


def _term(word: str) -> str:
    """A word of the glossary, to be opened by a press."""
    if word not in GLOSSARY:
        return escape(word)
    return f'<button type="button" class="term" data-term="{escape(word)}">{escape(word)}</button>'
