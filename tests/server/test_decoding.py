"""Uploaded files: every file is decoded or raises a PictureError, in bounded memory."""

import struct
import subprocess
import sys
import zlib
from io import BytesIO

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from dilviz.server import decoding
from dilviz.server.decoding import FORMATS, MOST_BYTES, PictureError, decode_picture

ROWS, COLS = 24, 40


def gradient(rows=ROWS, cols=COLS):
    """A picture whose pixels differ by their position."""
    down, right = np.mgrid[:rows, :cols]
    return np.stack([down * 9 % 256, right * 5 % 256, (down + right) * 3 % 256], -1).astype(
        np.uint8
    )


def saved(picture, file_format="PNG", **settings):
    if isinstance(picture, np.ndarray):
        picture = Image.fromarray(picture)
    buffer = BytesIO()
    picture.save(buffer, file_format, **settings)
    return buffer.getvalue()


def png_claiming(width, height):
    """A PNG of a few bytes whose header promises width times height pixels."""

    def chunk(kind, body):
        check = struct.pack(">I", zlib.crc32(kind + body))
        return struct.pack(">I", len(body)) + kind + body + check

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = zlib.compress(bytes(1000))
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", body) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize("file_format", ["PNG", "BMP", "TIFF"])
def test_a_lossless_file_comes_back_pixel_by_pixel(file_format):
    picture = decode_picture(saved(gradient(), file_format))
    np.testing.assert_array_equal(picture.pixels, gradient())
    assert picture.notes == () and not picture.pixels.flags.writeable


@pytest.mark.parametrize("file_format", FORMATS)
def test_every_named_format_is_read(file_format):
    pixels = decode_picture(saved(gradient(), file_format)).pixels
    assert pixels.shape == (ROWS, COLS, 3) and pixels.dtype == np.uint8
    assert np.abs(pixels.astype(int) - gradient()).mean() < 20


@pytest.mark.parametrize("file_format", ["JPEG", "PNG", "TIFF"])
@pytest.mark.parametrize(
    "orientation, corner",
    [
        (1, (0, 0)),
        (2, (0, -1)),
        (3, (-1, -1)),
        (4, (-1, 0)),
        (5, (0, 0)),
        (6, (0, -1)),
        (7, (-1, -1)),
        (8, (-1, 0)),
    ],
)
def test_the_exif_orientation_is_applied_once(orientation, corner, file_format):
    stored = np.zeros((16, 32, 3), np.uint8)
    stored[:4, :4] = 255  # the upper left corner of the stored picture
    exif = Image.Exif()
    exif[0x0112] = orientation
    pixels = decode_picture(saved(stored, file_format, exif=exif, quality=95)).pixels
    assert pixels.shape[:2] == ((16, 32) if orientation < 5 else (32, 16))
    corners = {(r, c): int(pixels[r, c].mean()) for r in (0, -1) for c in (0, -1)}
    assert max(corners, key=corners.get) == corner


@pytest.mark.parametrize("file_format", ["JPEG", "PNG"])
def test_a_turned_and_reduced_picture_is_noted_in_its_upright_size(file_format):
    exif = Image.Exif()
    exif[0x0112] = 6
    picture = decode_picture(saved(gradient(300, 4096), file_format, exif=exif))
    assert picture.pixels.shape == (1024, 75, 3)
    assert picture.notes == ("Reduced from 4096 × 300 to 1024 × 75 pixels.",)


def test_an_orientation_that_does_not_exist_is_ignored():
    exif = Image.Exif()
    exif[0x0112] = 99
    assert decode_picture(saved(gradient(), "PNG", exif=exif)).pixels.shape == (ROWS, COLS, 3)


def test_transparency_is_drawn_over_white_with_a_note():
    clear = np.zeros((5, 9, 4), np.uint8)
    clear[:, :4, 3] = 255
    clear[0, 8] = (0, 0, 0, 128)
    picture = decode_picture(saved(clear))
    assert (picture.pixels[:, :4] == 0).all() and (picture.pixels[1:, 4:] == 255).all()
    assert abs(int(picture.pixels[0, 8, 0]) - 127) <= 1
    assert "over white" in picture.notes[0]


def test_an_opaque_alpha_channel_adds_no_note():
    opaque = np.dstack([gradient(), np.full((ROWS, COLS), 255, np.uint8)])
    assert decode_picture(saved(opaque)).notes == ()


def test_a_transparent_palette_entry_becomes_white():
    picture = Image.new("P", (9, 5), 1)
    picture.putpalette([255, 0, 0, 0, 0, 255])
    picture.putpixel((0, 0), 0)
    pixels = decode_picture(saved(picture, transparency=0)).pixels
    assert pixels[0, 0].tolist() == [255, 255, 255] and pixels[2, 3].tolist() == [0, 0, 255]


@pytest.mark.parametrize("mode", ["L", "LA", "1", "P", "RGBA"])
def test_every_mode_becomes_colour(mode):
    picture = Image.fromarray(gradient()).convert(mode)
    assert decode_picture(saved(picture)).pixels.shape == (ROWS, COLS, 3)


def test_grayscale_has_three_equal_channels():
    gray = gradient()[..., 0]
    pixels = decode_picture(saved(gray)).pixels
    np.testing.assert_array_equal(pixels, np.repeat(gray[..., None], 3, -1))


def test_cmyk_becomes_the_same_colours():
    red = Image.new("CMYK", (16, 8), (0, 255, 255, 0))
    pixels = decode_picture(saved(red, "JPEG", quality=95)).pixels
    assert np.abs(pixels[4, 8].astype(int) - [255, 0, 0]).max() < 6


def test_sixteen_bits_keep_their_brightness():
    gray = gradient()[..., 1]
    picture = decode_picture(saved(gray.astype(np.uint16) * 257))
    np.testing.assert_array_equal(picture.pixels[..., 0], gray)
    assert picture.notes == ()


def test_twelve_bits_in_sixteen_are_stretched_with_a_note():
    picture = decode_picture(saved(gradient()[..., 1].astype(np.uint16) * 16))
    assert picture.pixels.max() == 255 and "stretched" in picture.notes[0]


def test_floating_point_samples_are_stretched_and_nan_and_infinity_are_black():
    samples = np.linspace(-3, 5, ROWS * COLS, dtype=np.float32).reshape(ROWS, COLS)
    samples[0, 0] = np.nan
    samples[0, 1] = np.inf
    picture = decode_picture(saved(samples, "TIFF"))
    assert picture.pixels[0, 0, 0] == picture.pixels[0, 1, 0] == 0
    assert picture.pixels[-1, -1, 0] == 255 and "stretched" in picture.notes[0]


@pytest.mark.parametrize("value", [0.0, 7.5, np.nan])
def test_a_constant_floating_point_picture_is_black(value):
    samples = np.full((5, 9), value, np.float32)
    assert (decode_picture(saved(samples, "TIFF")).pixels == 0).all()


@pytest.mark.parametrize("file_format", ["GIF", "WEBP", "PNG"])
def test_an_animation_gives_its_first_frame_with_a_note(file_format):
    frames = [Image.new("RGB", (9, 5), colour) for colour in ("red", "blue", "lime")]
    data = saved(frames[0], file_format, save_all=True, append_images=frames[1:])
    picture = decode_picture(data)
    assert picture.pixels[2, 4, 0] > 240 and picture.pixels[2, 4, 2] < 15
    assert picture.notes == ("The file holds 3 frames; this is the first.",)


def test_one_pixel_is_decoded():
    assert decode_picture(saved(np.full((1, 1, 3), 9, np.uint8))).pixels.shape == (1, 1, 3)


def test_a_large_picture_is_reduced_with_a_note():
    picture = decode_picture(saved(gradient(300, 4096)))
    assert picture.pixels.shape == (75, 1024, 3)
    assert picture.notes == ("Reduced from 300 × 4096 to 75 × 1024 pixels.",)


def test_a_strip_of_30000_pixels_keeps_at_least_one_row_or_column():
    assert decode_picture(saved(gradient(3, 30_000))).pixels.shape == (1, 1024, 3)
    assert decode_picture(saved(gradient(30_000, 3))).pixels.shape == (1024, 1, 3)


def test_a_large_photograph_keeps_its_mean_when_reduced():
    large = gradient(1500, 2000)
    pixels = decode_picture(saved(large, "JPEG", quality=95)).pixels
    assert pixels.shape == (768, 1024, 3)
    assert np.abs(pixels.mean((0, 1)) - large.mean((0, 1))).max() < 3


@pytest.mark.parametrize(
    "data, sentence",
    [
        (b"", "has 0 bytes"),
        (b"\0" * 40, "not a picture this page can read"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "Save it as PNG"),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", "not a picture"),
        (b"\x89PNG\r\n\x1a\n", "not a picture"),
        (png_claiming(9, 5), None),
        (png_claiming(6000, 9000), "this file claims 9000 × 6000"),
        (png_claiming(60_000, 60_000), "at most 50 million are read"),
        (bytes(MOST_BYTES + 1), "too large: 50 MB, at most 50 MB"),
        (bytes(104_857_600), "too large: 105 MB"),
    ],
    ids=lambda value: str(value)[:30] if not isinstance(value, bytes) else f"{len(value)} bytes",
)
def test_unreadable_data_raises_an_error_with_numbers(data, sentence):
    if sentence is None:  # the same small file, with a size its content can fill
        assert decode_picture(data).pixels.shape == (5, 9, 3)
        return
    with pytest.raises(PictureError, match=sentence) as caught:
        decode_picture(data)
    assert str(caught.value).endswith(".")


@pytest.mark.filterwarnings("ignore:Image size:PIL.Image.DecompressionBombWarning")
def test_a_decompression_bomb_of_which_pillow_only_warns_raises_an_error():
    with pytest.raises(PictureError, match="too many pixels"):
        decode_picture(png_claiming(10_000, 12_000))


@pytest.mark.parametrize("file_format", ["PNG", "JPEG", "WEBP", "GIF", "BMP", "TIFF"])
@pytest.mark.parametrize("share", [0.2, 0.6, 0.9])
def test_a_truncated_file_raises_an_error(file_format, share):
    noise = np.random.default_rng(3).integers(0, 256, (64, 96, 3), dtype=np.uint8)
    whole = saved(noise, file_format)
    with pytest.raises(PictureError, match=r"cut short|not a picture"):
        decode_picture(whole[: int(len(whole) * share)])


def test_a_renamed_file_is_read_by_its_content():
    np.testing.assert_array_equal(decode_picture(saved(gradient(), "BMP")).pixels, gradient())


@pytest.mark.filterwarnings("ignore::UserWarning")  # Pillow's remarks on the damage
@pytest.mark.parametrize("file_format", FORMATS)
def test_a_damaged_file_is_decoded_or_raises_an_error(file_format):
    whole = saved(gradient(), file_format)

    @given(st.lists(st.tuples(st.integers(0, len(whole) - 1), st.integers(0, 255)), max_size=8))
    def damaged(changes):
        data = bytearray(whole)
        for place, value in changes:
            data[place] = value
        try:
            assert max(decode_picture(bytes(data)).pixels.shape) <= decoding.LARGEST_SIDE
        except PictureError as error:
            assert str(error).endswith(".")

    damaged()


MEMORY = """
import resource, sys
import numpy as np
from dilviz.server.decoding import decode_picture
import PIL.PngImagePlugin
data = sys.stdin.buffer.read()
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(decode_picture(data).pixels.shape)
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
"""


@pytest.mark.parametrize("mode, most_mb", [("RGB", 350), ("RGBA", 600)])
def test_the_largest_picture_is_decoded_in_bounded_memory(mode, most_mb):
    data = saved(Image.new(mode, (7000, 7100)), compress_level=1)
    run = [sys.executable, "-c", MEMORY]
    shape, used = subprocess.run(run, input=data, capture_output=True, check=True).stdout.split(
        b"\n"
    )[:2]
    assert shape == b"(1024, 1010, 3)"
    assert int(used) < most_mb
