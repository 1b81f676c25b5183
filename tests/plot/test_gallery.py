"""The gallery in docs/ is what the code draws today."""

import pytest

from dilviz.plot import FIGURES
from tools.gallery import DOCS, EXAMPLES, page, write


def test_every_figure_has_an_example():
    assert [example.name for example in EXAMPLES] == list(FIGURES)


def test_the_page_is_the_one_in_the_repository():
    assert (DOCS / "gallery.md").read_text("utf-8") == page()


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_the_picture_of_an_example_is_in_the_repository(example):
    content = (DOCS / "gallery" / f"{example.name}.svg").read_bytes()
    assert content.startswith(b"<?xml")
    assert len(content) < 400_000


def test_the_gallery_can_be_written_anew(tmp_path):
    write(tmp_path)
    files = sorted(path.relative_to(tmp_path) for path in tmp_path.rglob("*.*"))
    assert files == sorted(
        path.relative_to(DOCS) for path in [DOCS / "gallery.md", *(DOCS / "gallery").iterdir()]
    )
