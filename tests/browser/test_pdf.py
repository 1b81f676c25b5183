"""PDFs written in the browser: its own outlines, and letters of fonts that are inside."""

import base64
import re
from io import BytesIO

import numpy as np
import pytest
from fontTools.ttLib import TTFont
from PIL import Image

from dilviz.ui.components.scripts import script
from tests.browser.pdf_reading import Pdf

WRITE = """async ([address, svg]) => {
  const { default: pdfOf } = await import(address);
  const blob = await pdfOf(svg, "a title");
  return [...new Uint8Array(await blob.arrayBuffer())];
}"""
MEASURE = """(outlines) => outlines.map((words) => {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.innerHTML = words;
  document.body.append(svg);
  const { x, y, width, height } = svg.firstChild.getBBox();
  const length = svg.firstChild.getTotalLength();
  svg.remove();
  return [x, y, width, height, length];
})"""
SHAPES = [
    '<rect x="10" y="20" width="50" height="30"/>',
    '<rect x="10" y="20" width="50" height="30" rx="8"/>',
    '<rect x="10" y="20" width="50" height="12" rx="6"/>',
    '<circle cx="40" cy="30" r="17"/>',
    '<ellipse cx="40" cy="30" rx="17" ry="9"/>',
    '<line x1="3" y1="4" x2="50" y2="61"/>',
    '<polyline points="1,2 30,4 17,50"/>',
    '<polygon points="1 2 30 4 17 50"/>',
    '<path d="M10 20h30v-12H5V9l3 4z m2,2 5 6 7-1"/>',
    '<path d="M10,80 Q 52.5,10 95,80 q5-9 11 2"/>',
    '<path d="M1e1 80C40 10 65 10 95 80c-4 7-9 8-3.5.5"/>',
    '<path d="M10 50A30 20 30 0 1 60 40"/>',
    '<path d="M10 50A30 20 30 1 0 60 40a9 9 0 1 1 5 5"/>',
    '<path d="M10 50A3 2 15 0 1 60 40"/>',  # too small to reach: it grows
    '<path d="M3.5,0A3.5,3.5 0 1,1 0,-3.5A3.5,3.5 0 0,1 3.5,0Z"/>',  # a dot of Plotly's
]


def svg(inside, width=200, height=120):
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f"font-family=\"'Source Sans', sans-serif\">{inside}</svg>"
    )


@pytest.fixture
def write(visit):
    """Turn SVG into the PDF that the app makes of it."""
    opened = visit("evidence")
    address = f"/{script('pdf').address}"
    return lambda drawn: Pdf(bytes(opened.evaluate(WRITE, [address, drawn])))


def outline(content):
    """The first outline of a page, as SVG writes it."""
    lines = re.search(r" d\n(.*?)\n[fS]\*?\n", content, re.DOTALL)[1].splitlines()
    words = [line.rpartition(" ") for line in lines]
    signs = {"m": "M", "l": "L", "c": "C", "h": "Z"}
    return " ".join(signs[operator] + numbers for numbers, _, operator in words)


def test_outlines_are_those_of_the_browser(write, visit):
    drawn = [write(svg(shape.replace("/>", ' stroke="black"/>'))) for shape in SHAPES]
    paths = [f'<path d="{outline(pdf.content)}"/>' for pdf in drawn]
    measured = visit("lesson").evaluate(MEASURE, SHAPES + paths)
    ours, theirs = np.array(measured[len(SHAPES) :]), np.array(measured[: len(SHAPES)])
    apart = np.abs(ours - theirs)
    apart[:, 4] *= 5 / theirs[:, 4]  # one percent: browsers measure circles coarsely
    assert [s for s, row in zip(SHAPES, apart, strict=True) if row.max() > 0.05] == []


def test_letters_are_words_in_fonts_that_are_inside(write):
    pdf = write(
        svg(
            '<text x="5" y="20">σ ≤ 3 × 3 → “read”</text>'
            '<text x="5" y="40" font-weight="650">bold<tspan x="90" dy="4">apart</tspan></text>'
        )
    )
    assert pdf.words.splitlines() == ["σ ≤ 3 × 3 → “read”", "bold", "apart"]
    assert set(pdf.fonts) == {"regular", "bold"}
    for name in pdf.fonts:
        font = TTFont(BytesIO(pdf.font_file(name)))
        assert font["maxp"].numGlyphs > 500 and "Reserved Font Name" in str(font["name"].names[0])


def test_words_are_as_wide_as_in_the_browser_without_being_stretched(write):
    pdf = write(svg('<text x="5" y="20" font-size="16">multiply-adds of one unit</text>'))
    [stretch] = re.findall(r"([\d.]+) Tz", pdf.content)
    assert 97 < float(stretch) < 103  # kerning alone: it is the page's own font


def test_letters_of_other_scripts_are_painted(write):
    pdf = write(svg('<text x="5" y="20">畳み込み</text><text x="5" y="60">beside</text>'))
    assert pdf.words == "beside" and len(pdf.images) == 1


def test_drawings_inside_are_moved_scaled_and_cut(write):
    inner = '<svg x="20" y="10" width="50" height="40" viewBox="0 0 100 80"><circle r="9"/></svg>'
    content = write(svg(f'<g transform="translate(3 4)" opacity=".5">{inner}</g>')).content
    assert "1 0 0 1 3 4 cm" in content and "0.5 0 0 0.5 20 10 cm\n0 0 100 80 re W n" in content
    hole = '<clipPath id="c"><rect width="7" height="8"/></clipPath>'
    cut = write(svg(f'{hole}<g clip-path="url(#c)"><path d="M0 0h9v9"/></g>'))
    assert "0 0 m\n7 0 l\n7 8 l\n0 8 l\nh\nW n" in cut.content


def test_what_is_not_seen_is_left_out(write):
    hidden = '<circle r="9" fill="none"/><text x="5" y="9" visibility="hidden">unseen</text>'
    pdf = write(svg(f'{hidden}<g display="none"><rect width="9" height="9"/></g>'))
    assert pdf.words == "" and not re.search(r"\b[fS]\*?$", pdf.content, re.MULTILINE)


def test_opacities_multiply(write):
    shape = '<g opacity=".5"><circle r="9" fill="#f00" fill-opacity=".5"/></g>'
    pdf = write(svg(shape))
    assert "1 0 0 rg" in pdf.content and "/ca 0.25 /CA 0" in pdf.objects[3][0]


def test_pictures_keep_their_pixels_and_their_transparency(write):
    pixels = np.zeros((2, 3, 4), np.uint8)
    pixels[..., 0], pixels[..., 3] = [[10, 20, 30], [40, 50, 60]], 255
    pixels[1, 2, 3] = 0
    packed = BytesIO()
    Image.fromarray(pixels).save(packed, "PNG")
    address = "data:image/png;base64," + base64.b64encode(packed.getvalue()).decode()
    pdf = write(svg(f'<image href="{address}" width="90" height="60" preserveAspectRatio="none"/>'))
    pictures = {head: body for head, body in pdf.objects.values() if "/Subtype /Image" in head}
    colours = next(body for head, body in pictures.items() if "DeviceRGB" in head)
    alpha = next(body for head, body in pictures.items() if "DeviceGray" in head)
    assert list(colours[::3])[:5] == [10, 20, 30, 40, 50] and list(alpha) == [255] * 5 + [0]
    assert pdf.images == [pytest.approx(90 * 60 / (200 * 120))]


def test_the_first_picture_that_is_saved_has_its_letters(page):
    opened = page("cost?field=15&channels=2&image=32")
    saved = []
    for _ in range(2):
        with opened.expect_download() as file:
            opened.get_by_role("button", name="Save five ways to a field as PNG").click()
        saved.append(np.asarray(Image.open(file.value.path()).convert("L")))
    assert np.array_equal(*saved)
    assert (saved[0] < 60).sum() > 2000  # of these dark pixels letters alone are made
