"""What somebody sees who opens the app for the first time."""

from urllib.parse import unquote

from playwright.sync_api import expect

from tests.browser.visits import PHONE
from tools.settling import settled

SCREENS = [(1280, 720), (1366, 768)]
TOGETHER = ["input[aria-label='Dilation rate']", ".stage .base", ".play", ".sum"]


def bottom(opened, selector):
    box = opened.locator(selector).first.bounding_box()
    return box["y"] + box["height"]


def test_explore_shows_settings_figure_player_and_sum_without_scrolling(page):
    opened = page(width=1280, height=720, reduced_motion="no-preference")
    for width, height in SCREENS:
        opened.set_viewport_size({"width": width, "height": height})
        opened.reload()
        settled(opened)
        below = {name: bottom(opened, name) for name in TOGETHER if bottom(opened, name) > height}
        assert below == {}, f"{width} x {height}"
    for words in ("edit the weights", "click to pin"):
        expect(opened.locator(".stage")).to_contain_text(words)
    for words in ("Output 41 of 81", "Speed"):
        expect(opened.locator(".player")).to_contain_text(words)
    size = opened.locator(".stage .extent")
    assert size.bounding_box()["y"] < opened.locator(".pad[data-grid=in]").bounding_box()["y"]
    opened.get_by_role("link", name="New here? Start the lesson").click()
    opened.wait_for_url("**/lesson")
    assert settled(opened).title() == "Lesson · dilviz"


def test_settings_of_each_axis_stay_beside_the_figure(visit):
    opened = visit("?k=3x5&d=2x3&s=1x2&p=1:2x3:4", width=1366, height=768)
    settings, figure = (
        opened.locator(".bar").bounding_box(),
        opened.locator(".stage").bounding_box(),
    )
    right = settings["x"] + settings["width"]
    assert right <= figure["x"]
    name = opened.get_by_text("Output 8 × 2", exact=True).bounding_box()  # two narrow columns
    assert name["x"] + name["width"] <= figure["x"] + figure["width"]
    for control in opened.locator(".bar").locator("input:visible, button:visible").all():
        box = control.bounding_box()
        assert box["width"] >= 20 and box["x"] + box["width"] < right, control.get_attribute(
            "aria-label"
        )


def test_chosen_colours_survive_a_reload(page):
    opened = page("stack", color_scheme="light")
    ground = "() => getComputedStyle(document.querySelector('.stApp')).backgroundColor"
    assert opened.evaluate(ground) == "rgb(255, 255, 255)"
    opened.get_by_label("Colours", exact=True).select_option("dark")
    opened.wait_for_function(f"({ground})() === 'rgb(15, 19, 25)'")
    opened.reload()
    assert settled(opened).evaluate(ground) == "rgb(15, 19, 25)"
    expect(opened.locator(".st-key-overview .dilviz").first).to_have_attribute("data-theme", "dark")


def test_a_long_page_has_contents_that_follow_and_a_menu_with_a_name(visit):
    opened = visit("stack", **PHONE)
    expect(opened.get_by_role("button", name="Pages", exact=True)).to_be_visible()
    menu = opened.locator(".around summary")
    for words in ("Cone", "Top of the page"):
        menu.click()
        entry = opened.get_by_role("navigation", name="Contents of this page").get_by_role("button")
        entry.filter(has_text=words).first.click()
        expect(menu).to_be_in_viewport()
    expect(opened.get_by_role("heading", level=1)).to_be_in_viewport()


def holds(weights):
    return lambda url: f"w={weights}" in unquote(url)


def test_own_weights_survive_a_change_of_the_kernel_size(visit):
    opened = visit("?w=1,2,3;4,5,6;7,8,9")
    opened.get_by_role("button", name="Kernel size, one more").click()
    opened.get_by_role("button", name="Kernel size, one more").click()
    expect(opened.locator(".done")).to_have_text("Your weights stay, with zeros around them.")
    opened.wait_for_url(holds("0,0,0,0,0;0,1,2,3,0;0,4,5,6,0;0,7,8,9,0;0,0,0,0,0"))
    for _ in range(2):
        opened.get_by_role("button", name="Kernel size, one less").click()
    expect(opened.locator(".done")).to_have_text("Of your weights, the middle stays.")
    opened.wait_for_url(holds("1,2,3;4,5,6;7,8,9"))
    field = opened.locator("input[type=number][aria-label='Kernel size']")
    field.fill("99")
    field.press("Enter")
    expect(opened.locator(".done")).to_contain_text("expected a whole number from 1 to 9")
