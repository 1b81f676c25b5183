"""What the Gridding page draws on a photograph has the pixels that Python computes."""

from base64 import b64decode, b64encode

import numpy as np
import pytest

from dilviz.fields.path_map import path_map
from dilviz.figures.gridding_photo import photo_data
from dilviz.figures.overlay import field_over_photograph
from dilviz.gridding.pixel_classes import classes_of_axes
from dilviz.network.notation import parse_network
from dilviz.pictures.blocks import block_means
from dilviz.pictures.photographs import load
from dilviz.ui.components.bundle import FOLDER, bundle

DRAW = """([pixels, cols, data]) => {
  const values = new Uint8ClampedArray(bytesIn(pixels).buffer);
  const small = shrunk({ rows: values.length / 4 / cols, cols, values }, data.block);
  return data.pictures.map(({ kind }) => {
    const { width, height, data: { buffer } } = drawn(kind, small, data);
    if (`${sizeOf(kind, data)}` !== `${[height, width]}`) throw new Error(`${kind}: not its size`);
    const bytes = [...new Uint8Array(buffer)].map((byte) => String.fromCharCode(byte));
    return [height, width, btoa(bytes.join(""))];
  });
}"""


@pytest.fixture(scope="module")
def draw(browser):
    """Draw pictures of a network on a photograph, as the page does: what they show."""
    context = browser.new_context()
    opened = context.new_page()
    opened.add_script_tag(content=bundle(FOLDER / "gridding" / "lighting.js"))

    def pictures(network, name):
        opaque = np.dstack([load(name), np.full(load(name).shape[:2], 255, np.uint8)])
        data = photo_data(network, name)
        pixels = b64encode(opaque.tobytes()).decode()
        shown = opened.evaluate(DRAW, [pixels, opaque.shape[1], data])
        return data, [
            np.frombuffer(b64decode(text), np.uint8).reshape(*size, 4) for *size, text in shown
        ]

    yield pictures
    context.close()


def shrunk(name, block):
    rows, cols = (size // block * block for size in load(name).shape[:2])
    sums = block_means(block_means(load(name)[:rows, :cols].astype(float), block), block, axis=1)
    return sums.round().astype(np.uint8)


def seen(picture):
    assert (picture[..., 3] == 255).all()
    return picture[..., :3]


@pytest.mark.parametrize("name", ["rocket", "astronaut"])
@pytest.mark.parametrize(
    "text",
    [
        "3*(conv3 d2)",
        "conv2x3 d3 causal, conv3 d2",
        "conv3 d70",
        "[conv3x5 d2 causal | conv5x3 d9]",
        "[conv3 d120 causal | conv2x3 d99 | conv3 d3]",
    ],
)
def test_an_output_and_a_pixel_light_what_the_engine_counts(draw, text, name):
    network = parse_network(text)
    data, (read, reached, *_) = draw(network, name)
    pixels, shares = shrunk(name, data["block"]), path_map(network)[1]
    (top, left), (bottom, right) = data["field"]["window"]
    middle = (pixels.shape[0] // 2, pixels.shape[1] // 2)
    for picture, lit in ((read, shares), (reached, shares[::-1, ::-1])):
        whole = field_over_photograph(pixels, lit, middle)
        np.testing.assert_array_equal(seen(picture), whole[top:bottom, left:right])


@pytest.mark.parametrize("text", ["conv3 d2, conv3x5 d4", "conv3 d3 s2 valid", "conv3x5 d5"])
def test_every_pixel_of_a_class_is_in_its_tile(draw, text):
    network = parse_network(text)
    data, (*_, picture) = draw(network, "coffee")
    pixels = shrunk("coffee", data["block"])
    rows, cols = classes_of_axes(network, pixels.shape[:2])
    top = 0
    for row in range(rows.max() + 1):
        left = 0
        for col in range(cols.max() + 1):
            tile = pixels[rows == row][:, cols == col]
            height, width = tile.shape[:2]
            cut = seen(picture)[top : top + height + 4, left : left + width + 4]
            np.testing.assert_array_equal(cut[:height, :width], tile)
            assert (cut[height:] == 128).all() and (cut[:, width:] == 128).all()
            left += width + 4
        top += height + 4
    assert picture.shape[:2] == (top - 4, left - 4)
