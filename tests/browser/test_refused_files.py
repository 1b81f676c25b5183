"""A file of a kind that an uploader does not take is named in our words, and leaves it again."""

from playwright.sync_api import expect

from tests.browser.monkey import FILES
from tools.settling import settled

WORDS = {"name": "notes.txt", "mimeType": "text/plain", "buffer": b"no network, no picture"}
READ = FILES[1]


def choose(opened, file):
    opened.locator("[data-testid=stFileUploader] input[type=file]").set_input_files(file)


def is_refused(opened, ending):
    notice = opened.locator(".refused-file")
    expect(notice).to_contain_text("notes.txt is not read here")
    expect(notice).to_contain_text(ending)
    assert opened.get_by_test_id("stFileChip").count() == 0


def test_a_network_of_another_kind_is_refused_until_one_is_chosen_that_is_read(page):
    opened = page("stack?net=conv9")
    opened.get_by_text("Load JSON, ONNX or a Fomoro link").click()
    settled(opened)
    choose(opened, WORDS)
    is_refused(opened, ".json, .onnx")
    choose(opened, READ)
    expect(opened.get_by_text(f"Loaded {READ['name']}")).to_be_visible()
    assert opened.locator(".refused-file").count() == 0


def test_a_picture_of_another_kind_is_refused(page):
    opened = page("images?image=your+own")
    choose(opened, WORDS)
    is_refused(opened, ".jpg")
