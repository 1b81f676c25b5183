"""What holds of every step, for many seeds, however it is made."""

import re

import pytest

from dilviz.lesson import prose
from dilviz.lesson.question import Cells, Choice, Number
from dilviz.lesson.step import KINDS
from dilviz.lesson.steps import BY_NAME, STEPS
from dilviz.network.notation import parse_network
from dilviz.pictures.kernels import KERNELS
from dilviz.pictures.photographs import IMAGES
from tests.lesson.by_hand import number_after

SEEDS = range(1, 51)


@pytest.fixture(params=BY_NAME, scope="module")
def every_page(request):
    """All pages of one step."""
    return [BY_NAME[request.param].page(seed) for seed in SEEDS]


def test_every_step_builds_and_every_place_in_its_words_is_filled(every_page):
    for page in every_page:
        for words in (page.ask, page.reveal, page.remember, page.notes):
            assert words and not re.search(r"[{}]", words)


def test_every_number_that_is_computed_is_said(every_page):
    page = every_page[0]
    said = re.findall(r"{(\w+)}", "".join(prose.sections(page.step.name).values()))
    assert set(said) == set(page.scene.numbers)


def test_one_seed_gives_one_lesson_and_other_seeds_others(every_page):
    again = every_page[0].step.page(SEEDS[0])
    assert again == every_page[0]
    assert len({page.scene.question.prompt + str(page.scene.question) for page in every_page}) > 2


def test_every_figure_and_every_link_is_one_that_the_app_has(every_page):
    for page in every_page:
        for figure in filter(None, (page.scene.figure, page.scene.neutral)):
            assert figure.kind in KINDS
            for net in filter(None, [figure.settings.get("net")]):
                parse_network(net)
            assert figure.settings.get("image", "cat") in [*IMAGES, "64", "256"]
            assert figure.settings.get("kernel", "box") in KERNELS
        parse_network(page.scene.link.settings.get("net", "conv3"))


def test_the_figure_beside_an_open_question_does_not_answer_it():
    for page in map(BY_NAME["nine-dots"].page, SEEDS):
        rate = str(number_after("dilation rate", page.scene.question.prompt))
        assert rate not in page.scene.neutral.settings["rates"]
    for page in map(BY_NAME["photograph"].page, SEEDS):
        assert page.scene.neutral.settings["rates"] == "1"
    for page in map(BY_NAME["doubling"].page, SEEDS):
        assert "d" not in page.scene.neutral.settings["net"]


def test_choices_have_one_right_answer_and_stand_in_changing_places(every_page):
    asked = [page.scene.question for page in every_page]
    if not isinstance(asked[0], Choice):
        return
    assert all(sum(option.right for option in one.options) == 1 for one in asked)
    assert all(len({option.text for option in one.options}) == len(one.options) for one in asked)
    assert len({one.answer for one in asked}) == len(asked[0].options)


def test_no_foreseen_miss_is_the_answer(every_page):
    for asked in (page.scene.question for page in every_page):
        if isinstance(asked, Number):
            assert asked.answer not in asked.misses
        if isinstance(asked, Cells):
            rows, cols = asked.shape
            for miss in asked.misses:
                assert miss.cells != asked.answer
                assert all(0 <= row < rows and 0 <= col < cols for row, col in miss.cells)


# What may stand in the prose as typed: settings, and formulas. Results are computed.
TYPED = (
    r"`[^`]*`|stride 1",
    r"\{\w+\}",
    r"[31] × [31]",
    r"[rR]ates? (1, 2, 3|1, 2, 4|1, 2 and 3|[12])\b",
    r"t = −1, 0, 1|t = −1|t = 0|t = 1|first one, 0, 1, 2|p − 1\b|d = 1\b",
    r"\b2016\b|Fig\. 1",
    r"2 · [dp]( \+ 1)?|k − 1\)( − 1| \+ 1)?|plus 1|\+ 1 pixels",
    r"[Pp]adding 2\b|2 pixels|layer 1\b|start at 1|output 0\b|Step 6\b",
    r"lose 2 · d|above 1\b|At rate 3\b|it is 1\.|stride is 1\b",
)


@pytest.mark.parametrize("name", BY_NAME)
def test_no_result_is_typed_by_hand(name):
    for text in prose.sections(name).values():
        left = re.sub("|".join(TYPED), "", text)
        assert not re.search(r"\d", left), left


def test_the_lesson_fits_a_lesson():
    assert 12 <= len(STEPS) <= 16
    assert 40 <= sum(step.minutes for step in STEPS) <= 60
    assert all(re.fullmatch(r"[a-z-]+", step.name) for step in STEPS)
