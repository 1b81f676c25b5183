"""A PNG in parts: Pillow reads back the very pixels, and no part is large."""

from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from dilviz.figures.encode import png
from dilviz.figures.png_parts import ROWS, png_parts
from dilviz.images import IMAGES, load


@pytest.mark.parametrize("rows", [1, 2, ROWS - 1, ROWS, ROWS + 1, 3 * ROWS + 5])
@pytest.mark.parametrize("cols", [1, 2, 37])
def test_every_size_reads_back_as_it_was(rows, cols):
    pixels = np.random.default_rng(rows).integers(0, 256, (rows, cols, 3), dtype=np.uint8)
    file = Image.open(BytesIO(b"".join(png_parts(pixels))))
    assert file.format == "PNG" and np.array_equal(np.asarray(file), pixels)


@pytest.mark.parametrize("name", IMAGES)
def test_photographs_are_exact_and_no_larger_than_pillows(name):
    file = b"".join(png_parts(load(name)))
    assert np.array_equal(np.asarray(Image.open(BytesIO(file))), load(name))
    assert len(file) < 1.02 * len(png(load(name), level=1))


def test_rows_and_channels_may_lie_anyhow_in_memory():
    pixels = np.random.default_rng(3).integers(0, 256, (3, 90, 70), dtype=np.uint8)
    turned = pixels.transpose(2, 1, 0)[::-1]
    assert np.array_equal(np.asarray(Image.open(BytesIO(b"".join(png_parts(turned))))), turned)


def test_no_part_is_empty_or_holds_more_than_its_rows():
    pixels = np.random.default_rng(4).integers(0, 256, (10 * ROWS, 100, 3), dtype=np.uint8)
    sizes = [len(part) for part in png_parts(pixels)]
    assert len(sizes) > 8 and 0 < min(sizes) and max(sizes) < 3 * ROWS * 301
