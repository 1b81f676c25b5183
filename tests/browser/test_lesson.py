"""The lesson in a real browser: walked by keyboard on a projector and a phone, judged at once."""

import re
from math import prod
from random import Random

import pytest
from playwright.sync_api import expect

from dilviz.lesson.chosen_steps import TITLES
from dilviz.lesson.question import Choice
from dilviz.lesson.quiz import quiz
from dilviz.lesson.steps import BY_NAME, STEPS
from dilviz.ui.components.bundle import FOLDER, bundle
from tests.browser.lesson_answers import give, give_wrong_twice, right, wrong
from tests.lesson.judge import judge
from tools.settling import PATIENCE, settled

LEGIBLE = 16  # px at 1280 x 720: what 10 m away can be read
TOO_WIDE = "() => document.documentElement.scrollWidth - innerWidth"

# The smallest letters in sight, in pixels of the screen: what zoom and pictures do is counted in.
SMALLEST = """() => {
  const letters = [];
  const visit = (root, zoom) => {
    for (const element of root.children) {
      const style = getComputedStyle(element);
      const own = zoom * (parseFloat(style.zoom) || 1);
      if (element.shadowRoot) visit(element.shadowRoot, own);
      const written = [...element.childNodes].filter((node) => node.nodeType === 3);
      const words = written.map((node) => node.textContent.trim()).join("");
      const seen = element.getBoundingClientRect().width > 1 && element.checkVisibility();
      if (words && seen && element.closest("[data-testid=stMain], .dilviz")) {
        const drawn = element.ownerSVGElement;
        const view = drawn && (drawn.viewBox.baseVal.width || drawn.width.baseVal.value);
        const scale = view ? drawn.getBoundingClientRect().width / view : own;
        letters.push([parseFloat(style.fontSize) * scale, words.slice(0, 30)]);
      }
      visit(element, own);
    }
  };
  visit(document.body, 1);
  return letters.sort((a, b) => a[0] - b[0])[0];
}"""


# What is cut off at a projector's size, in its pixels: the words, the picture, and both sideways.
CUT = """() => {
  const halves = [...document.querySelectorAll("[data-testid=stMain] [data-testid=stColumn] > *")];
  const seen = halves.map((half) => half.getBoundingClientRect()).filter(({ height }) => height);
  const main = document.querySelector("[data-testid=stMain]");
  return Math.max(
    ...seen.map(({ bottom }) => bottom - innerHeight),
    ...seen.map(({ right }) => right - innerWidth),
    main.scrollHeight - main.clientHeight - 1,
    document.documentElement.scrollWidth - innerWidth,
  );
}"""
WALLS = ({"width": 1920, "height": 1080}, {"width": 1280, "height": 720})


def arrive(opened, name):
    heading = opened.get_by_role("heading", level=1)
    expect(heading).to_have_text(TITLES[name], timeout=PATIENCE)


def figure(opened):
    return opened.locator(".st-key-lesson-figure")


def fits_every_wall(opened):
    """Wait until nothing is cut off, at both sizes."""
    for size in WALLS:
        opened.set_viewport_size(size)
        opened.wait_for_function(f"() => ({CUT})() <= 0", timeout=PATIENCE)
    expect(opened.locator(".question > .prompt")).to_be_in_viewport(ratio=1)
    opened.wait_for_function(f"() => ({SMALLEST})()[0] >= {LEGIBLE}", timeout=PATIENCE)


def numbers_missing(opened):
    """Cells of the input and of the output that show no number."""
    words = figure(opened).locator("svg.base text").all_text_contents()
    names = " ".join(word for word in words if re.match("Input|Output", word))
    cells = [prod(map(int, re.findall(r"\d+", size))) for size in names.split("Output")]
    return sum(cells) - sum(word.isdigit() for word in words)


def test_a_wall_shows_every_step_whole_before_and_after_the_answer(page):
    opened = page("lesson?seed=12&view=projector", width=1280, height=720)
    expect(opened.get_by_test_id("stHeader")).to_be_hidden()
    for step in STEPS:
        arrive(opened, step.name)
        question = step.scene(12).question
        expect(opened.locator(".question > .prompt")).to_have_text(question.prompt)
        settled(opened)
        fits_every_wall(opened)
        give(opened, question, right(question))
        expect(opened.locator(".question > .verdict")).to_contain_text("Right.")
        expect(figure(opened)).to_be_visible(timeout=PATIENCE)
        fits_every_wall(opened)
        if step.scene(12).figure.kind == "explore":
            assert numbers_missing(opened) == 0, step.name
        opened.keyboard.press("PageDown")
    arrive(opened, "quiz")
    for item in quiz(12):
        give(opened, item.question, right(item.question))
        opened.keyboard.press("ArrowRight")
    expect(opened.get_by_role("heading", name="10 of 10 right")).to_be_focused()
    assert opened.url.endswith("step=quiz&seed=12&view=projector")
    opened.keyboard.press("Escape")
    expect(opened.get_by_test_id("stHeader")).to_be_visible()


def test_the_whole_lesson_by_keyboard_answered_wrong_on_a_phone(page):
    opened = page("lesson?seed=31", width=390, height=844, touch=True, color_scheme="dark")
    for step in STEPS:
        arrive(opened, step.name)
        question = step.scene(31).question
        give_wrong_twice(opened, question)
        false = isinstance(question, Choice) and question.finds_false
        said = "This sentence is wrong" if false else "The answer"
        expect(opened.locator(".question > .verdict")).to_contain_text(
            f"{said}: {question.answer_words}"[:-1]
        )
        struck = opened.locator(".question > .verdict s")
        expect(struck).to_have_text([question.answer_words] if false else [])
        expect(opened.locator(".question > .verdict")).to_contain_text(question.because)
        expect(opened.get_by_role("button", name="Next step")).to_be_in_viewport()
        assert opened.evaluate(TOO_WIDE) <= 1, step.name
        opened.keyboard.press("ArrowRight")
    arrive(opened, "quiz")
    items = quiz(31)
    for place, item in enumerate(items):
        give(opened, item.question, (right if place % 3 else wrong)(item.question))
        opened.keyboard.press("ArrowRight")
    expect(opened.get_by_role("heading", name="6 of 10 right")).to_be_visible()
    opened.reload()
    settled(opened)
    expect(opened.get_by_role("heading", name="6 of 10 right")).to_be_visible()
    missed = [item for place, item in enumerate(items) if place % 3 == 0]
    expect(opened.locator(".misses .prompt")).to_have_text([one.question.prompt for one in missed])
    assert opened.evaluate(TOO_WIDE) <= 1
    opened.get_by_role("link", name=TITLES[missed[1].step]).last.click()
    arrive(opened, missed[1].step)


def test_the_figure_appears_after_the_answer_and_takes_keys_and_pointer(page):
    opened = page("lesson?step=rate&seed=7")
    keys, question = opened.keyboard, BY_NAME["rate"].scene(7).question
    expect(figure(opened)).to_be_hidden()
    expect(opened.locator(".st-key-lesson-neutral svg.base")).to_be_visible()
    for row, col in sorted(question.answer):
        opened.get_by_role("gridcell", name=f"row {row}, column {col}").first.click()
    opened.get_by_role("button", name="Check").click()
    expect(opened.locator(".question > .verdict")).to_contain_text("Right.")
    expect(figure(opened)).to_be_visible(timeout=PATIENCE)

    pad = opened.get_by_role("application", name=re.compile("Output grid"))
    pad.focus()
    keys.press("ArrowRight")
    row, col = question.marked
    sentence = figure(opened).locator(".sentence")
    expect(sentence).to_contain_text(f"Output row {row}, column {col + 1} reads 9")
    slider = opened.get_by_role("slider", name="Dilation rate")
    slider.focus()
    keys.press("Home")
    settled(opened)
    expect(sentence).to_contain_text(f"rows {row - 1}, {row}, {row + 1};")
    assert opened.url.endswith("lesson?step=rate&seed=7")

    keys.press("ArrowLeft")  # the slider's own key, though it can go no lower
    opened.get_by_role("heading", level=1).click()
    keys.press("n")
    expect(opened.get_by_role("complementary", name="Speaker notes")).to_contain_text("Expected")
    keys.press("?")
    dialog = opened.get_by_role("dialog")
    expect(dialog).to_contain_text("speaker notes and expected answer")
    keys.press("ArrowRight")
    keys.press("Escape")
    expect(dialog).to_be_hidden()
    term = opened.locator("button.term").first
    term.click()
    expect(opened.locator(".meaning")).to_contain_text(term.inner_text())
    arrive(opened, "rate")

    keys.press("ArrowRight")
    keys.press("ArrowRight")
    arrive(opened, "cost")
    keys.press("ArrowLeft")
    arrive(opened, "nine-dots")

    opened.get_by_text("All steps").click()
    opened.get_by_role("link", name=TITLES["cone"]).click()
    arrive(opened, "cone")
    expect(opened.get_by_role("heading", level=1)).to_be_focused()
    keys.press("r")
    expect(opened.locator(".question > .verdict")).to_contain_text("The answer:")
    keys.press("p")
    opened.wait_for_url("**/lesson?step=cone&seed=7&view=projector")
    expect(opened.get_by_test_id("stHeader")).to_be_hidden()
    expect(opened.locator(".question > .verdict")).to_contain_text("The answer:")
    opened.get_by_role("button", name="Leave projector mode").click()
    opened.wait_for_url("**/lesson?step=cone&seed=7")
    expect(opened.get_by_test_id("stHeader")).to_be_visible()
    expect(opened.locator(".cell.hit, .question .right")).to_have_count(0)
    opened.get_by_role("button", name="New seed").click()
    opened.wait_for_url(re.compile(r"step=cone(&seed=(?!7$)\d+)?$"))
    expect(opened.locator(".question > .verdict")).to_be_empty()
    opened.go_back()
    opened.wait_for_url("**/lesson?step=cone&seed=7")
    expect(opened.locator(".question > .verdict")).to_contain_text("The answer:")
    opened.get_by_role("button", name="Answer again").click()
    expect(opened.locator(".question > .verdict")).to_be_empty()
    expect(figure(opened)).to_be_hidden()
    opened.get_by_label("Seed").fill("31")
    opened.get_by_label("Seed").press("Enter")
    opened.wait_for_url("**/lesson?step=cone&seed=31")


def test_a_class_answers_and_a_window_and_a_phone_steer_the_wall(page, witness):
    steps = "steps=cost,rate,nine-dots"
    wall = page(f"lesson?step=cost&seed=7&{steps}", width=1280, height=720)
    wall.get_by_role("button", name="Open a class").click()
    wall.wait_for_url(re.compile("class=[A-Z2-9]{6}"))
    code = re.search(r"class=(\w+)", wall.url)[1]
    wall.keyboard.press("p")
    expect(wall.get_by_test_id("stHeader")).to_be_hidden()
    learner = page(f"lesson?step=cost&seed=7&{steps}&class={code}", width=390, height=844)
    expect(learner.get_by_text("Your answers are counted")).to_be_visible()
    learner.keyboard.press("2")
    expect(wall.get_by_text("1 of 1 answered")).to_be_visible()
    expect(wall.locator(".tally")).to_have_count(0)
    wall.keyboard.press("c")
    expect(wall.locator(".tally")).to_have_text(["0 of 1", "1 of 1", "0 of 1", "0 of 1"])

    with wall.context.expect_page() as opening:
        wall.keyboard.press("n")
    presenter = settled(opening.value)
    expect(wall.locator(".notes:visible")).to_have_count(0)
    expect(presenter.get_by_role("complementary", name="Speaker notes")).to_contain_text("Expected")
    expect(presenter.locator(".clock")).to_have_text(re.compile(r"\d+:\d\d"))
    expect(presenter.get_by_text(f"Next: {TITLES['rate']}")).to_be_visible()
    presenter.get_by_role("button", name="Show the answer").click()
    expect(wall.locator(".question > .verdict")).to_contain_text("The answer:")
    presenter.keyboard.press("ArrowRight")
    arrive(wall, "rate")
    settled(wall).keyboard.press("ArrowRight")
    arrive(presenter, "nine-dots")

    key = wall.evaluate("(code) => sessionStorage.getItem(`dilviz class ${code}`)", code)
    link = f"lesson?step=nine-dots&seed=7&{steps}&class={code}&view=presenter#{key}"
    phone = page(link, width=390, height=844)
    phone.get_by_role("button", name="Show the answer").click()
    expect(wall.locator(".question > .verdict")).to_contain_text("The answer:")
    phone.get_by_role("button", name="Previous step").click()
    arrive(wall, "rate")
    wall.get_by_role("button", name="Close the class").click()
    wall.wait_for_url(re.compile(r"^((?!class=).)*$"))
    for other in (learner, presenter, phone):
        other.close()


@pytest.fixture(scope="module")
def judging(browser):
    judge = browser.new_page()
    script = bundle(FOLDER / "lesson" / "judging.js")
    judge.add_script_tag(content=f"{script}\nwindow.judged = judged;")
    yield judge
    judge.close()


def answers(question, roll):
    """Everything foreseen, everything near it, and nonsense."""
    if question.as_record()["kind"] == "choice":
        return [*range(len(question.options)), 99]
    if question.as_record()["kind"] == "number":
        near = [question.answer + by for by in (-3, -1, 0, 1, 10**9)]
        return [*near, *question.misses, "", "x", "1e3", " 0 7 ", "\N{MINUS SIGN}4", "٣"]
    cells = [(row, col) for row in range(question.shape[0]) for col in range(question.shape[1])]
    drawn = [frozenset(roll.sample(cells, roll.randrange(len(cells)))) for _ in range(3)]
    part = frozenset(sorted(question.answer)[:2])
    more = question.answer | {cells[0], cells[-1]}
    return [
        question.answer,
        part,
        more,
        frozenset(),
        *drawn,
        *(one.cells for one in question.misses),
    ]


def test_the_browser_judges_every_answer_as_python_does(judging):
    roll = Random("judging")
    cases, expected = [], []
    for seed in range(1, 6):
        asked = [step.scene(seed).question for step in STEPS]
        for question in [*asked, *(item.question for item in quiz(seed))]:
            record = question.as_record()
            for answer in answers(question, roll):
                verdict = judge(question, answer)
                told = sorted(map(list, answer)) if isinstance(answer, frozenset) else answer
                cases.append([record, told])
                nothing = not verdict.right and verdict.sentence == record["empty"]
                expected.append(
                    None if nothing else {"right": verdict.right, "sentence": verdict.sentence}
                )
    assert {None} < {one and one["right"] for one in expected}
    assert (
        judging.evaluate("(cases) => cases.map(([q, given]) => judged(q, given))", cases)
        == expected
    )
