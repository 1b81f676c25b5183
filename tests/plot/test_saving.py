"""Files: their fonts are inside, they have no date, and they are the kind that was asked for."""

import re
from io import BytesIO

import pytest
from PIL import Image

from dilviz import GeometryError, Layer, parse_network
from dilviz.plot import growth, save, taps


def written(axes, kind):
    content = BytesIO()
    save(axes, content, kind)
    return content.getvalue()


def test_pdf_embeds_its_fonts_as_truetype():
    content = written(taps(Layer.of(3, dilation=2)), "pdf")
    assert content.startswith(b"%PDF")
    assert b"/FontFile2" in content
    assert b"/Subtype /Type3" not in content


def test_svg_needs_no_font():
    text = written(taps(Layer.of(3, dilation=2)), "svg").decode()
    assert "<text" not in text
    assert "font-family" not in text


def test_svg_asks_for_nothing_elsewhere():
    text = written(growth(parse_network("conv3")), "svg").decode()
    assert not re.findall(r'(?:href|src)="(?!#)', text)


def test_png_is_sharp_enough_for_print(tmp_path):
    save(taps(Layer.of(3)), tmp_path / "taps.png")
    with Image.open(tmp_path / "taps.png") as picture:
        assert picture.size == (680, 680)


@pytest.mark.parametrize("kind", ["pdf", "svg", "png"])
def test_the_same_figure_is_the_same_file(kind):
    first, second = (written(taps(Layer.of(3)), kind) for _ in range(2))
    assert first == second


def test_a_dark_figure_stays_dark(tmp_path):
    save(taps(Layer.of(3), theme="dark"), tmp_path / "taps.png")
    with Image.open(tmp_path / "taps.png") as picture:
        assert picture.convert("RGB").getpixel((2, 2)) == (15, 19, 25)


def test_an_unknown_format_is_explained_and_nothing_is_written(tmp_path):
    with pytest.raises(GeometryError, match="pdf, svg, png, got 'jpg'"):
        save(taps(Layer.of(3)), tmp_path / "taps.jpg")
    assert list(tmp_path.iterdir()) == []
