"""The maps to run: real, small, and what their names say."""

import numpy as np
import pytest

from dilviz.feature_maps import FEATURE_MAPS, SIZE, brightness, feature_maps
from dilviz.images import IMAGES


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
    from dilviz.images import load

    pixels = load("coffee")
    edge = min(pixels.shape[:2]) // SIZE * SIZE
    top, left = (pixels.shape[0] - edge) // 2, (pixels.shape[1] - edge) // 2
    cell = edge // SIZE
    corner = pixels[top + 3 * cell : top + 4 * cell, left + 7 * cell : left + 8 * cell]
    assert brightness("coffee")[3, 7] == pytest.approx(corner.mean() / 255)
