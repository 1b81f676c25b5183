"""Pixels as files: exact where it matters, close where it is only looked at."""

from base64 import b64decode
from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from dilviz.figures.encode import data_address, jpeg, png

ROWS, COLS = np.mgrid[:24, :37]
SMOOTH = np.stack([ROWS * 9, COLS * 6, (ROWS + COLS) * 4], -1).astype(np.uint8)


def read(content):
    return np.asarray(Image.open(BytesIO(content)))


@pytest.mark.parametrize("picture", [SMOOTH, SMOOTH[..., 0], SMOOTH[::2, ::-1]])
def test_png_is_exact(picture):
    np.testing.assert_array_equal(read(png(picture)), picture)


def test_jpeg_is_close():
    assert np.abs(read(jpeg(SMOOTH)).astype(int) - SMOOTH).mean() < 3


def test_an_address_holds_the_whole_file():
    kind, content = data_address(png(SMOOTH), "image/png").split(";base64,")
    assert kind == "data:image/png" and b64decode(content) == png(SMOOTH)
