"""The maps to run: real, small, and what their names say."""

import numpy as np
import pytest

from dilviz.papers.feature_maps import FEATURE_MAPS, SIZE, brightness, feature_maps
from dilviz.pictures.photographs import IMAGES


@pytest.mark.parametrize("name", FEATURE_MAPS)
@pytest.mark.parametrize("photograph", IMAGES)
def test_every_photograph_gives_maps_of_every_kind(name, photograph):
    maps = feature_maps(name, photograph, 3)
    assert maps.shape == (3, SIZE, SIZE) and maps.dtype == np.float32
    assert np.isfinite(maps).all() and maps.any()


def test_every_cell_has_exactly_one_class():
    np.testing.assert_array_equal(feature_maps("classes", "cat", 4).sum(axis=0), 1)


def test_soft_classes_add_up_to_one_everywhere():
    np.testing.assert_allclose(feature_maps("soft classes", "cat", 4).sum(axis=0), 1, rtol=1e-5)


def test_edges_have_values_below_zero():
    assert (feature_maps("edges", "cat", 4) < 0).mean() > 0.2


def test_brightness_is_the_mean_of_each_cell():
    from dilviz.pictures.photographs import load

    pixels = load("coffee")
    edge = min(pixels.shape[:2]) // SIZE * SIZE
    top, left = (pixels.shape[0] - edge) // 2, (pixels.shape[1] - edge) // 2
    cell = edge // SIZE
    corner = pixels[top + 3 * cell : top + 4 * cell, left + 7 * cell : left + 8 * cell]
    assert brightness("coffee")[3, 7] == pytest.approx(corner.mean() / 255)


def test_edges_turn_from_map_to_map():
    """Four directions: the first sees slopes along a row, the third along a column."""
    maps = feature_maps("edges", "cat", 4)
    gray = brightness("cat")
    inside = (slice(1, -1), slice(1, -1))
    across = gray[1:-1, 2:] - gray[1:-1, :-2]
    down = gray[2:, 1:-1] - gray[:-2, 1:-1]
    for number, slope in ((0, across), (2, down)):
        assert np.corrcoef(maps[number][inside].ravel(), slope.ravel())[0, 1] > 0.9
    np.testing.assert_allclose(maps[1], (maps[0] + maps[2]) / np.sqrt(2), atol=1e-5)
