"""The Stack page in a real browser: typing, pointing, keys, fingers, links, an iframe elsewhere."""

import json
import re
import threading
from dataclasses import replace
from functools import partial
from http.server import HTTPServer, SimpleHTTPRequestHandler
from urllib.parse import quote
from xml.etree import ElementTree

import pytest
from onnx import TensorProto, helper
from playwright.sync_api import expect

import dilviz
from dilviz.ui.stack.layer_rows import COLUMNS
from dilviz.ui.stack.settings import DEFAULT
from tests.browser.saving import SAVE_ALL
from tests.browser.visits import PHONE
from tools.settling import settled

TOO_WIDE = "() => document.documentElement.scrollWidth - innerWidth"
THREE = "stack?net=" + quote("conv3, conv3 d2, conv3 d4")


def number(opened, name):
    return opened.locator(".numbers > div").filter(has_text=name).first.locator(".value")


def sentence(opened):
    return opened.locator(".cone-sentence")


def type_network(opened, text):
    line = opened.get_by_label("Network", exact=True)
    line.fill(text)
    line.press("Enter")


def test_a_link_without_a_network_shows_the_context_module(visit):
    opened = visit("stack")
    expect(number(opened, "Receptive field")).to_have_text("67 × 67")
    expect(opened.get_by_label("Network", exact=True)).to_have_value(DEFAULT)


def test_answers_what_is_typed_and_keeps_it_in_the_link(visit):
    opened = visit("stack")
    type_network(opened, "conv3, conv3 d2")
    expect(number(opened, "Receptive field")).to_have_text("7 × 7")
    opened.reload()
    expect(number(opened, "Receptive field")).to_have_text("7 × 7")


def test_an_older_link_becomes_one_of_today_and_survives_a_reload(page):
    opened = page("stack?net=conv3&n=20x30&c=3")
    expect(opened).to_have_url(re.compile(r"\?net=conv3&input=20x30&channels=3$"))
    settled(opened).reload()
    expect(settled(opened).get_by_label("Input size", exact=True)).to_have_value("20x30")


def test_a_typing_error_is_explained_and_can_be_corrected(visit):
    opened = visit("stack")
    type_network(opened, "conv3, cnv3")
    expect(opened.get_by_text("expected a layer")).to_be_visible()
    type_network(opened, "conv3，３×３ rate 2")  # a full-width comma, as Chinese keyboards have it
    expect(opened.get_by_text("Did you mean conv3, conv3 d2?")).to_be_visible()
    type_network(opened, "conv3, conv3")
    expect(number(opened, "Receptive field")).to_have_text("5 × 5")


def test_the_table_follows_and_leads(visit):
    opened = visit(THREE)
    opened.get_by_text("Edit as table").click()
    editor = opened.locator("[data-testid=stDataFrame]")
    expect(editor.locator("[role=gridcell]").get_by_text("4", exact=True)).to_be_attached()
    settled(opened)
    box = editor.bounding_box()
    opened.mouse.click(box["x"] + 60, box["y"] + 35 + 17)  # the name in the first row
    for number_of_column in range(1, COLUMNS.index("rate") + 1):
        expect(editor.get_by_test_id(f"glide-cell-{number_of_column}-0")).to_have_attribute(
            "aria-selected", "true"
        )
        opened.keyboard.press("ArrowRight")
    opened.keyboard.press("8")
    expect(opened.locator("textarea.gdg-input")).to_be_focused()
    expect(opened.locator("textarea.gdg-input")).to_have_value("8")
    opened.keyboard.press("Enter")
    expect(opened.get_by_label("Network", exact=True)).to_have_value("conv3 d8, conv3 d2, conv3 d4")
    expect(number(opened, "Receptive field")).to_have_text("29 × 29")


def test_the_switches_of_the_figures_are_kept_in_the_link(visit):
    opened = visit("stack?net=" + quote("conv3, conv3 d2x3, conv3 d4"))
    last = opened.locator("tbody tr").last
    expect(sentence(opened)).to_contain_text("17 of the 17 samples")
    opened.get_by_role("button", name="along the rows").click()
    expect(sentence(opened)).to_contain_text("15 of the 15 samples")
    opened.wait_for_url(re.compile("axis=rows"))  # see docs/figures.md on presses within one answer
    opened.locator(".st-key-scale button", has_text="log").click()
    opened.wait_for_url(re.compile("scale=log"))
    for convention, place in [
        ("0-based centre", "0"),
        ("first index", "−7, −8"),
        ("half-pixel centre", "0.5"),
    ]:
        opened.get_by_role("button", name=convention).click()
        assert last.locator("td").filter(has_text=place).count() >= 1
        assert opened.get_by_role("button", name=convention).get_attribute("aria-pressed") == "true"
    opened.wait_for_url(re.compile(r"(?=.*axis=rows)(?=.*scale=log)(?=.*where=half)"))
    settled(opened).reload()
    expect(sentence(opened)).to_contain_text("15 of the 15 samples")
    pressed = opened.locator("button[aria-pressed=true]")
    assert set(pressed.all_inner_texts()) >= {"along the rows", "half-pixel centre"}
    assert "scale=log" in opened.url


def test_the_cone_answers_the_pointer(visit):
    opened = visit(THREE)
    canvas = opened.locator(".cone canvas")
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    opened.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] - 45)  # the input
    expect(sentence(opened)).to_contain_text("Input sample")
    opened.mouse.move(box["x"] + box["width"] / 2, box["y"] + 18)  # the output
    expect(sentence(opened)).to_contain_text("of layer 3 (conv3 d4) reads 15 of the 15 samples")


def test_the_cone_answers_the_keys(visit):
    opened = visit(THREE)
    opened.locator(".cone canvas").focus()
    for key, words in [
        (
            "ArrowRight",
            "The unit at position 1 of layer 3 (conv3 d4) reads 15 of the 15 samples "
            "from −6 to 8: no holes.",
        ),
        (
            "ArrowDown",
            "The unit at position 1 of layer 2 (conv3 d2) reads 7 of the 7 samples "
            "from −2 to 4: no holes.",
        ),
        ("Home", "Input sample 1 reaches 15 units of layer 3 (conv3 d4)."),
    ]:
        opened.keyboard.press(key)
        expect(sentence(opened)).to_have_text(words)


def test_the_cone_answers_a_finger(visit):
    opened = visit(THREE, **PHONE)
    canvas = opened.locator(".cone canvas")
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    opened.touchscreen.tap(box["x"] + box["width"] * 0.7, box["y"] + 18)
    expect(sentence(opened)).not_to_contain_text("position 0 ")


def test_pointing_at_the_image_chooses_the_unit_and_the_link_keeps_it(visit):
    opened = visit(THREE + "&input=40x60")
    words = opened.locator(".unit p").first
    expect(words).to_contain_text("row 20, column 30")
    picture = opened.locator(".unit canvas")
    picture.scroll_into_view_if_needed()
    box = picture.bounding_box()
    opened.mouse.click(box["x"] + box["width"] * 0.2, box["y"] + box["height"] * 0.2)
    expect(words).not_to_contain_text("row 20, column 30")
    settled(opened)
    assert "unit=" in opened.url
    shown = words.inner_text()
    opened.reload()
    expect(words).to_have_text(shown)


def test_shares_links_tables_and_files(visit):
    opened = visit(THREE)
    opened.get_by_text("Share and export").click()
    expect(opened.locator("[data-testid=stCode]").first).to_contain_text("net=conv3")
    opened.get_by_role("tab", name="JSON and CSV").click()
    with opened.expect_download() as saved:
        opened.get_by_role("button", name="Table as CSV").click()
    assert "receptive field" in saved.value.path().read_text()
    opened.get_by_role("tab", name="One page").click()
    with opened.expect_download() as saved:
        opened.get_by_role("button", name="Download as one page").click()
    assert "Content-Security-Policy" in saved.value.path().read_text("utf-8")


FIGURES = ["network", "field after each layer", "growth with depth", "cone"]
FIGURES += ["path map", "effective receptive field", "field of one unit", "table of layers"]
PICTURES = ["path map", "field of one unit"]  # whose files hold pixels


def test_saves_every_figure_as_svg_png_and_pdf_light_on_a_dark_page(visit):
    network = quote("stem: conv3, [conv3x5 d2 | id]")
    opened = visit(f"stack?net={network}&input=20x30", color_scheme="dark")
    expect(opened.locator(".unit p").first).to_contain_text("row 10, column 15")
    with opened.expect_download() as saved:
        opened.get_by_role("button", name="Save cone as PNG").click()
    assert saved.value.path().read_bytes()[:4] == b"\x89PNG"
    wanted = [f"Save {figure} as SVG" for figure in FIGURES]
    wanted += [f"Save {figure} as PNG" for figure in PICTURES]
    wanted += [f"Save {figure} as PDF" for figure in FIGURES]
    files = opened.evaluate(SAVE_ALL, wanted)
    assert {label for label, *_ in files} == set(wanted)
    assert opened.get_by_role("button", name="as PNG").count() == len(FIGURES)
    for label, kind, size, text in files:
        assert size > 500, label
        if label.endswith("SVG"):
            assert len(list(ElementTree.fromstring(text).iter())) >= 7, label
            assert "@font-face" in text or "<text" not in text, label  # the font is inside
            assert "#0F1319" not in text and "#0f1319" not in text, label  # and the ground is light
        elif label.endswith("PDF"):
            assert kind == "application/pdf" and text.startswith("%PDF"), label
        else:
            assert kind == "image/png", label


def test_a_real_network_is_folded_by_its_modules_with_its_gates_told(visit):
    opened = visit("stack")
    opened.get_by_role("button", name="DeepLabV3 (ResNet-50)").click()
    expect(number(opened, "Receptive field")).to_have_text("1027 × 1027")
    numbers = opened.locator(".numbers > div").first
    expect(numbers).to_contain_text("without its 1 gate; with it every unit sees the whole image")
    opened.wait_for_url(re.compile("net=~"))
    rows = opened.locator(".table-card tbody tr")
    folded = rows.count()
    stage = rows.get_by_role("button", name=re.compile("layer4"))
    expect(stage).to_have_attribute("aria-expanded", "false")
    stage.press("Enter")
    expect(stage).to_have_attribute("aria-expanded", "true")
    expect(stage).to_be_focused()
    row = stage.locator("xpath=ancestor::tr")
    inside = int(re.search(r"(\d+) layers", row.inner_text())[1])
    expect(rows).to_have_count(folded + inside)
    opened.get_by_role("radio", name="follow").or_(
        opened.get_by_role("button", name="follow")
    ).click()
    expect(
        opened.get_by_text("To follow what reads a whole map, give an input size.")
    ).to_be_hidden()
    expect(number(opened, "Receptive field")).to_have_text("520 × 520")
    opened.wait_for_url(re.compile("gates=follow"))
    settled(opened).reload()
    expect(number(opened, "Receptive field")).to_have_text("520 × 520")


def crossing():
    """An ONNX model in which paths cross, with its last operation beyond all maps."""
    names = ["x", "a", "b", "c", "d"]
    window = {"kernel_shape": [3, 3], "pads": [1, 1, 1, 1]}  # maps of one size can be added
    nodes = [helper.make_node("Conv", ["x", "w"], ["a"], **window)]
    nodes += [helper.make_node("Add", names[at - 2 : at], [names[at]]) for at in (2, 3, 4)]
    nodes += [helper.make_node("Flatten", ["d"], ["flat"])]
    value = helper.make_tensor_value_info("x", TensorProto.FLOAT, (1, 1, None, None))
    flat = helper.make_tensor_value_info("flat", TensorProto.FLOAT, None)
    return helper.make_model(helper.make_graph(nodes, "", [value], [flat])).SerializeToString()


def test_the_input_size_that_a_file_fixes_takes_the_place_of_the_one_typed_before(visit):
    opened = visit(THREE + "&input=512")
    opened.get_by_text("Load JSON, ONNX or a Fomoro link").click()
    fixed = dilviz.network_to_json(replace(dilviz.parse_network("conv3 d2"), fixed_size=(20, 30)))
    model = {"name": "a.json", "mimeType": "application/json", "buffer": json.dumps(fixed).encode()}
    opened.locator("[data-testid=stFileUploader] input[type=file]").set_input_files(model)
    expect(opened.locator(".st-key-input input")).to_have_value("20x30")
    opened.wait_for_url(re.compile("input=20x30"))


def test_an_onnx_model_whose_paths_cross_is_loaded_drawn_and_kept_in_the_link(visit):
    opened = visit(THREE)
    opened.get_by_text("Load JSON, ONNX or a Fomoro link").click()
    chooser = opened.locator("[data-testid=stFileUploader] input[type=file]")
    chooser.set_input_files({"name": "bad.json", "mimeType": "application/json", "buffer": b"{"})
    expect(opened.get_by_text("In bad.json: this is not JSON")).to_be_visible()
    expect(settled(opened).get_by_test_id("stFileUploader")).not_to_contain_text("bad.json")
    model = {"name": "model.onnx", "mimeType": "application/octet-stream", "buffer": crossing()}
    chooser.set_input_files(model)
    picture = opened.locator(".lanes-picture")
    expect(picture).to_have_attribute("aria-label", re.compile("c: add reads b and a"))
    expect(opened.get_by_text("Left out, because no spatial map is left there")).to_be_visible()
    expect(number(opened, "Receptive field")).to_have_text("3 × 3")
    opened.wait_for_url(re.compile("net=%7B"))
    settled(opened).reload()
    expect(picture).to_have_attribute("aria-label", re.compile("c: add reads b and a"))


@pytest.mark.parametrize(("width", "height"), [(640, 480), (390, 844)])
def test_an_embedded_view_does_not_scroll_sideways(visit, width, height):
    opened = visit(THREE + "&embed=true&input=64", width=width, height=height)
    assert opened.evaluate(TOO_WIDE) <= 0
    inner = "element => element.scrollWidth - element.clientWidth"
    assert opened.locator(".table-scroll").evaluate(inner) <= 1


def test_a_very_deep_network_does_not_freeze_the_browser(visit):
    opened = visit("stack?net=10000*(conv3)&embed=true")
    expect(number(opened, "Receptive field")).to_have_text("20\u202f001 × 20\u202f001")
    expect(opened.locator(".cone")).to_contain_text("first 64 of 10000 layers")


@pytest.fixture
def host(tmp_path, server):
    """A page of another origin with an embedded view, which writes down the heights it hears."""
    address = f"{server.address}/{THREE}&embed=true"
    (tmp_path / "index.html").write_text(f"""<!doctype html><title>A course</title>
      <script>window.heights = []; addEventListener("message", ({{data}}) => {{
        if (data?.type === "dilviz:height") {{ heights.push(data.height);
          document.querySelector("iframe").style.height = data.height + "px"; }} }});</script>
      <iframe src="{address}" style="width:640px;height:480px;border:0"></iframe>""")
    quiet = type("Quiet", (SimpleHTTPRequestHandler,), {"log_message": lambda *_: None})
    serving = HTTPServer(("127.0.0.1", 0), partial(quiet, directory=str(tmp_path)))
    threading.Thread(target=serving.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{serving.server_port}/"
    serving.shutdown()
    serving.server_close()


def test_works_inside_a_page_of_another_origin(browser, host):
    context = browser.new_context(viewport={"width": 900, "height": 1200})
    outside = context.new_page()
    outside.goto(host)
    view = outside.frame_locator("iframe")
    view.locator(".cone-sentence").wait_for(timeout=60_000)
    outside.wait_for_function("() => heights.length > 0 && heights.at(-1) > 600", timeout=60_000)
    line = view.get_by_label("Network", exact=True)
    line.fill("conv3, conv3")
    line.press("Enter")
    view.locator(".numbers .value", has_text="5 × 5").wait_for(timeout=60_000)
    context.close()


def test_a_chip_shows_its_network_and_says_where_it_is_from(visit):
    opened = visit(THREE)
    opened.get_by_role("radio", name="HDC 1 2 5").or_(
        opened.get_by_role("button", name="HDC 1 2 5")
    ).first.click()
    expect(number(opened, "Receptive field")).to_have_text("17 × 17")
    expect(opened.get_by_text("Source:")).to_be_visible()
    settled(opened)
    assert "d5" in opened.url


def test_figures_are_grey_while_the_line_holds_no_network_and_no_longer(page):
    opened = page("stack?net=conv9")
    line, figures = opened.locator(".st-key-net input"), opened.locator(".st-key-figures")
    expect(figures).to_have_css("filter", "none")
    line.fill("cnv3")
    line.press("Enter")
    expect(figures).to_have_css("filter", "grayscale(1)")
    line.fill("conv5")
    line.press("Enter")
    expect(figures).to_have_css("filter", "none")
    expect(figures).to_have_css("opacity", "1")
