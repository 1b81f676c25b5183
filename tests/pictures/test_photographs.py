"""The bundled photographs are real, small, free and documented."""

import numpy as np
import pytest

from dilviz.pictures.photographs import FOLDER, IMAGES, load

every_photograph = pytest.mark.parametrize("name", IMAGES)


@every_photograph
def test_loads_as_a_colour_picture_of_at_most_512_pixels(name):
    pixels = load(name)
    rows, cols, channels = pixels.shape
    assert pixels.dtype == np.uint8
    assert channels == 3
    assert 250 <= min(rows, cols) <= max(rows, cols) <= 512


@every_photograph
def test_has_many_gray_levels(name):
    pixels = load(name)
    assert pixels.std() > 15
    assert len(np.unique(pixels)) > 100


@every_photograph
def test_is_read_only(name):
    with pytest.raises(ValueError, match="read-only"):
        load(name)[0, 0, 0] = 1


@every_photograph
def test_is_read_from_disk_once(name):
    assert load(name) is load(name)


@every_photograph
def test_has_no_colour_profile_and_no_exif(name):
    from PIL import Image

    with Image.open(FOLDER / IMAGES[name].file) as picture:
        assert "icc_profile" not in picture.info
        assert not picture.getexif()


@every_photograph
def test_has_an_author_a_source_and_a_free_licence(name):
    photo = IMAGES[name]
    assert photo.name == name
    assert photo.licence in ("CC0", "Public domain")
    assert all((photo.title, photo.source, photo.author))
    assert photo.alt.endswith(".")
    assert 30 < len(photo.alt) < 150


@every_photograph
def test_is_in_the_list_of_licences_with_the_same_texts(name):
    photo = IMAGES[name]
    [row] = [line for line in licence_rows() if f"`{photo.file}`" in line]
    cells = [cell.strip() for cell in row.strip("|").split("|")]
    assert cells[1].startswith(photo.title)
    assert cells[2:4] == [photo.author, photo.licence]


def licence_rows():
    text = (FOLDER / "LICENCES.md").read_text("utf-8")
    return [line for line in text.splitlines() if line.startswith("| `")]


def test_files_entries_and_licences_are_the_same():
    files = {path.name for path in FOLDER.iterdir()} - {"LICENCES.md"}
    assert files == {photo.file for photo in IMAGES.values()}
    assert len(licence_rows()) == len(files)


def test_all_files_are_smaller_than_a_megabyte():
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < 1_000_000


def test_there_are_upright_wide_and_square_photographs():
    shapes = [load(name).shape[:2] for name in IMAGES]
    assert any(rows > cols for rows, cols in shapes), "an upright one"
    assert any(rows < cols for rows, cols in shapes), "a wide one"
    assert (512, 512) in shapes, "the size the benchmarks use"


def test_an_unknown_name_raises_a_key_error():
    with pytest.raises(KeyError, match="dog"):
        load("dog")
