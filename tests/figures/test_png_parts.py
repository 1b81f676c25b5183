"""A PNG in parts: Pillow reads back the very pixels, and no part is large."""

from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from dilviz.figures.encode import png
from dilviz.figures.png_parts import ROWS, png_parts
from dilviz.pictures.photographs import IMAGES, load


def read(file):
    """Red, green and blue, as a browser makes of it."""
    with Image.open(BytesIO(file)) as image:
        return np.asarray(image.convert("RGB"))


@pytest.mark.parametrize("rows", [1, 2, ROWS - 1, ROWS, ROWS + 1, 3 * ROWS + 5])
@pytest.mark.parametrize("cols", [1, 2, 37])
def test_every_size_reads_back_as_it_was(rows, cols):
    pixels = np.random.default_rng(rows).integers(0, 256, (rows, cols, 3), dtype=np.uint8)
    assert np.array_equal(read(b"".join(png_parts(pixels))), pixels)


@pytest.mark.parametrize("name", IMAGES)
def test_photographs_are_exact_and_no_larger_than_pillows(name):
    file = b"".join(png_parts(load(name)))
    assert np.array_equal(read(file), load(name))
    assert len(file) < 1.02 * len(png(load(name), level=1))


def test_a_gray_picture_is_a_third_and_one_pixel_of_colour_is_kept():
    gray = np.random.default_rng(5).integers(0, 256, (50, 70, 1), dtype=np.uint8).repeat(3, axis=2)
    almost = gray.copy()
    almost[-1, -1, 2] ^= 1
    small, large = (b"".join(png_parts(one)) for one in (gray, almost))
    assert 2 * len(small) < len(large)
    assert np.array_equal(read(small), gray) and np.array_equal(read(large), almost)


def test_rows_and_channels_may_lie_anyhow_in_memory():
    pixels = np.random.default_rng(3).integers(0, 256, (3, 90, 70), dtype=np.uint8)
    turned = pixels.transpose(2, 1, 0)[::-1]
    assert np.array_equal(read(b"".join(png_parts(turned))), turned)


def test_no_part_is_empty_or_holds_more_than_its_rows():
    pixels = np.random.default_rng(4).integers(0, 256, (10 * ROWS, 100, 3), dtype=np.uint8)
    sizes = [len(part) for part in png_parts(pixels)]
    assert len(sizes) > 8 and min(sizes) > 0 and max(sizes) < 3 * ROWS * 301
