"""The Lesson page without a browser: links in, a panel and a figure that waits out."""

import json
from functools import partial
from pathlib import Path

import pytest

from dilviz.lesson.chosen_steps import NAMES, QUIZ
from dilviz.lesson.drawn_paper import drawn_paper
from dilviz.lesson.quiz import quiz
from dilviz.lesson.step import KINDS
from dilviz.lesson.steps import BY_NAME, STEPS
from dilviz.ui.lesson.settings import Place
from dilviz.ui.lesson.step_figures import EXPLORER_PARTS, FIGURES
from tests.ui.opening import open_page

PAGE = Path(__file__).parents[3] / "pages" / "lesson.py"


opened = partial(open_page, "lesson.py")


def mounted(page):
    return [json.loads(one.proto.json) for one in page.get("bidi_component")]


def panel(page):
    return mounted(page)[0]


def said(page):
    return " ".join(caption.value for caption in page.caption)


@pytest.fixture(scope="module")
def every_stop():
    """Each stop of one lesson, opened once."""
    return {name: opened(step=name, seed=7) for name in NAMES}


def test_every_step_asks_its_question_and_then_the_quiz_asks_ten(every_stop):
    assert (*BY_NAME, QUIZ) == NAMES
    for step in STEPS:
        page = every_stop[step.name]
        assert page.title[0].value == step.title
        record = json.loads(json.dumps(step.scene(7).question.as_record()))
        assert panel(page)["question"] == record
    asked = [one["question"] for one in panel(every_stop[QUIZ])["quiz"]]
    assert asked == json.loads(json.dumps([one.question.as_record() for one in quiz(7)]))


def test_every_step_brings_a_figure_that_is_hidden_until_the_panel_shows_it(every_stop):
    for step in STEPS:
        page = every_stop[step.name]
        assert len(mounted(page)) + len(page.table) >= 2, step.name
        styles = " ".join(one.proto.body for one in page.get("html"))
        assert f'html:not([data-lesson~="{step.name}-7"]) .st-key-lesson-figure' in styles
        assert f'[data-lesson-at]:not([data-lesson-at="{step.name}-7"])' in styles
        assert panel(page)["figure"] == f"{step.name}-7"


def test_no_place_of_the_prose_is_left_unfilled(every_stop):
    for step in STEPS:
        data = panel(every_stop[step.name])
        for part in ("ask", "reveal", "remember", "notes"):
            assert data[part] and "{" not in data[part] and "**" not in data[part], step.name


def test_a_step_tells_its_time_and_what_is_left(every_stop):
    first, last = panel(every_stop[NAMES[0]]), panel(every_stop[QUIZ])
    assert first["minutes_left"] == sum(stop["minutes"] for stop in first["stops"])
    assert last["minutes_left"] == last["minutes"]
    assert (first["previous"], first["next"]) == (None, NAMES[1])
    assert (last["previous"], last["next"]) == (NAMES[-2], None)


def test_jumping_keeps_the_numbers_and_the_view():
    stops = panel(opened(step=NAMES[2], seed=31, view="projector"))["stops"]
    assert stops[-1]["href"] == "lesson?step=quiz&seed=31&view=projector"
    assert Place().address == "lesson"


@pytest.mark.parametrize("stops", [NAMES, ("cost", "one-output", "quiz")])
@pytest.mark.parametrize("more", [{}, {"seed": 12, "view": "projector", "code": "ABC234"}])
def test_the_addresses_of_all_stops_are_those_of_each(stops, more):
    place = Place("cost", stops=stops, **more)
    assert place.addresses() == {name: place.at(name).address for name in stops}


def test_until_the_panel_has_told_the_view_the_page_is_dressed_as_its_link_says():
    dressed = {
        'html:not([data-lesson-view="usual"]) [data-testid="stHeader"]': {"view": "projector"},
        'html[data-lesson-view="projector"] [data-testid="stHeader"]': {},
    }
    for rule, link in dressed.items():
        assert any(rule in one.proto.body for one in opened(step="rate", **link).get("html"))


def test_other_numbers_give_another_question():
    asked = {json.dumps(panel(opened(step="rate", seed=seed))["question"]) for seed in range(1, 6)}
    assert len(asked) > 2


@pytest.mark.parametrize(
    ("link", "sentence"),
    [
        ({"step": "nowhere"}, "asked for step = nowhere; the step is one of one-output"),
        (
            {"seed": "0"},
            "for seed: seeds go from 1 to 9999, got '0'. Choose one of them. This shows 1",
        ),
        ({"seed": "٣"}, "seeds go from 1 to 9999"),
        ({"steps": "rat,cost"}, "there is no step rat. Did you mean rate?"),
        ({"steps": "zzz"}, "there is no step zzz. There are one-output, formula"),
        (
            {"class": "ABC"},
            "a code has six letters and digits, got 'ABC'. Ask for it. This shows no class",
        ),
        ({"view": "cinema"}, "view is one of usual, projector, presenter, so this shows usual"),
    ],
)
def test_a_bad_link_falls_back_and_says_so(link, sentence):
    page = opened(**link)
    first = "cost" if "cost" in link.get("steps", "") else NAMES[0]
    assert panel(page)["name"] == first and panel(page)["seed"] == 1
    assert sentence in said(page).replace("\\", "")


def test_a_good_link_says_nothing():
    page = opened(step="cone", seed=12, view="projector")
    data = panel(page)
    assert (data["name"], data["seed"], data["view"]) == ("cone", 12, "projector")
    assert said(page) == ""


def test_the_explorer_lights_the_output_of_the_question_and_follows_the_pointer(every_stop):
    figure = BY_NAME["rate"].scene(7).figure
    shown = mounted(every_stop["rate"])[-1]
    row, col = map(int, figure.settings["pin"].split(","))
    assert shown["rest"] == {"row": row, "col": col}
    assert shown["settings"]["pin"] is None
    assert shown["settings"]["d"] == [int(figure.settings["d"])] * 2


def test_a_figure_that_stands_beside_an_open_question_has_no_sliders(every_stop):
    beside = {step.name: step.scene(7).neutral for step in STEPS}
    still = [name for name, one in beside.items() if one and one.kind in EXPLORER_PARTS]
    assert still
    views = {name: mounted(every_stop[name])[1]["view"] for name in still}
    assert views == {"one-output": "blank", "rate": "still", "nine-dots": "still"}


def test_every_open_question_has_something_beside_it_or_the_whole_page(every_stop):
    for step in STEPS:
        page, scene = every_stop[step.name], step.scene(7)
        alone = panel(page)["alone"]
        assert alone == (step.name in ("misreadings", "where-next"))
        bodies = [one.proto.body for one in page.get("html")]
        papers = [body for body in bodies if "lesson-paper" in body and "<style" not in body]
        assert len(papers) == (scene.neutral is None)
        assert scene.neutral or alone or "<img" in papers[0] or "<table" in papers[0]


def test_the_figure_before_the_answer_does_not_give_it_away():
    for seed in range(1, 21):
        asked = {step.name: step.scene(seed) for step in STEPS}
        for name in ("one-output", "rate"):
            before, after = asked[name].neutral.settings, asked[name].figure.settings
            assert before["n"] == after["n"] and before["d"] == "1"
        assert "pin" not in asked["one-output"].neutral.settings
        assert asked["cost"].neutral.settings["rates"] == "1"
        for scene in asked.values():
            shown = "".join(drawn_paper(one) for one in scene.paper if not scene.neutral)
            assert "<circle" not in shown


def test_a_lesson_of_some_steps_has_their_times_and_their_order():
    data = panel(opened(steps="cost,rate,quiz", step="rate", seed=7))
    assert [stop["name"] for stop in data["stops"]] == ["cost", "rate", "quiz"]
    assert (data["place"], data["previous"], data["next"]) == (2, "cost", "quiz")
    assert data["minutes_left"] == BY_NAME["rate"].minutes + 10
    assert data["stops"][0]["href"] == "lesson?step=cost&seed=7&steps=cost%2Crate%2Cquiz"
    assert data["handouts"]["for learners"] == "handout?seed=7&answers=0&steps=cost,rate,quiz"


def test_a_step_that_the_lesson_leaves_out_gives_way_to_the_first():
    assert panel(opened(steps="cost,rate", step="cone"))["name"] == "cost"
    items = panel(opened(steps="rate,quiz", step="quiz"))["quiz"]
    there = {item["step"]: item["href"] for item in items}
    assert "steps=" in there["rate"] and "steps=" not in there["cost"]


def test_the_presenters_window_has_the_words_and_no_figure():
    page = opened(step="rate", seed=7, view="presenter")
    [data] = mounted(page)
    assert data["notes"] and data["next_title"] == BY_NAME["nine-dots"].title


def test_what_a_learner_sets_in_a_figure_stays_out_of_the_link():
    page = opened(step="rate", seed=7)
    page.session_state["figure rate-7"] = {"link": {"n": "9x12", "d": "1", "echo": 1}}
    page.run()
    assert not page.exception
    shown = mounted(page)[-1]
    assert (shown["settings"]["n"], shown["settings"]["d"], shown["echo"]) == ([9, 12], [1, 1], 1)
    assert set(page.query_params) == {"step", "seed"}


def test_there_is_a_figure_for_every_kind():
    assert set(KINDS) == set(FIGURES) | set(EXPLORER_PARTS)
