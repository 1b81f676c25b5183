"""Kernels: the sums of their weights, and their responses to simple pictures."""

import numpy as np
import pytest

from dilviz import conv2d
from dilviz.pictures.kernel import normalised
from dilviz.pictures.kernel_formulas import LARGEST_SIDE
from dilviz.pictures.kernels import KERNELS

BLURS = ["box", "gaussian", "motion blur"]
ONE = [name for name, kernel in KERNELS.items() if not kernel.signed and kernel.partner is None]
ZERO = [name for name in KERNELS if name not in ONE]


def settings_of(kernel):
    """Every end and the default of each parameter, one parameter at a time."""
    yield {}
    for parameter in kernel.parameters:
        for value in (parameter.lowest, parameter.highest):
            yield {parameter.name: value}


ALL = [
    pytest.param(kernel.of(**settings), id=f"{name} {settings}")
    for name, kernel in KERNELS.items()
    for settings in settings_of(kernel)
]


@pytest.mark.parametrize("name", KERNELS)
def test_a_kernel_has_a_one_sentence_meaning_and_a_source(name):
    kernel = KERNELS[name]
    assert kernel.name == name == name.strip().lower()
    assert kernel.meaning.endswith(".") and kernel.meaning.count(". ") == 0
    assert kernel.source


@pytest.mark.parametrize("kernel", ALL)
def test_weights_are_finite_odd_sided_and_fit_the_editor(kernel):
    assert np.isfinite(kernel.weights).all() and kernel.weights.any()
    assert all(side % 2 and side <= LARGEST_SIDE for side in kernel.weights.shape)


@pytest.mark.parametrize("kernel", ALL)
def test_weights_sum_to_zero_if_signed_or_a_magnitude_else_to_one(kernel):
    expected = 1 if kernel.name in ONE else 0
    assert kernel.weights.sum() == pytest.approx(expected, abs=1e-12)


def test_emboss_is_unsigned_and_gabor_and_magnitudes_are_not():
    assert "emboss" in ONE and "gabor" in ZERO and "sobel magnitude" in ZERO


@pytest.mark.parametrize("name", KERNELS)
def test_kernels_are_read_only(name):
    with pytest.raises(ValueError, match="read-only"):
        KERNELS[name].weights[0, 0] = 7
    with pytest.raises(TypeError):
        KERNELS["mine"] = KERNELS[name]


@pytest.mark.parametrize("name", KERNELS)
def test_a_flat_picture_gives_the_sum_of_the_weights(name):
    flat = np.full((30, 21), 3.0)
    response = conv2d(flat, KERNELS[name].weights, dilation=2)
    np.testing.assert_allclose(response, 3 * KERNELS[name].weights.sum(), atol=1e-12)


def test_weights_are_those_published():
    assert KERNELS["sobel x"].weights.tolist() == [[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]]
    assert KERNELS["prewitt y"].weights.tolist() == [[-1, -1, -1], [0, 0, 0], [1, 1, 1]]
    assert KERNELS["scharr x"].weights[:, 2].tolist() == [3, 10, 3]
    assert KERNELS["laplacian 8"].weights[1, 1] == -8
    np.testing.assert_array_equal(256 * KERNELS["unsharp"].weights[2], [-6, -24, 476, -24, -6])


@pytest.mark.parametrize("name", ["sobel", "prewitt", "scharr"])
def test_a_magnitude_is_made_of_its_x_and_y(name):
    magnitude = KERNELS[f"{name} magnitude"]
    np.testing.assert_array_equal(magnitude.weights, KERNELS[f"{name} x"].weights)
    np.testing.assert_array_equal(magnitude.partner, KERNELS[f"{name} y"].weights)
    np.testing.assert_array_equal(magnitude.partner, magnitude.weights.T)


@pytest.mark.parametrize("name", ["sobel x", "prewitt x", "scharr x"])
def test_a_step_to_a_brighter_right_side_is_positive_in_x_and_zero_in_y(name):
    step = np.zeros((6, 9))
    step[:, 5:] = 1
    response = conv2d(step, KERNELS[name].weights)
    assert response.max() == KERNELS[name].weights[:, 2].sum() and response.min() == 0
    assert not conv2d(step, KERNELS[name.replace(" x", " y")].weights).any()


@pytest.mark.parametrize("name", ["laplacian 4", "laplacian 8", "laplacian of gaussian"])
def test_laplacians_are_zero_on_slopes_and_negative_on_bright_spots(name):
    rows, cols = np.mgrid[:11, :13].astype(float)
    slope = conv2d(2 * rows - 3 * cols, KERNELS[name].weights)
    np.testing.assert_allclose(slope, 0, atol=1e-9)
    spot = np.zeros((5, 5))
    spot[2, 2] = 1
    assert conv2d(spot, KERNELS[name].weights, padding="same")[2, 2] < 0


def test_symmetric_kernels_equal_themselves_turned_by_90_degrees():
    for name in ("laplacian 4", "laplacian 8", "laplacian of gaussian", "gaussian", "box"):
        weights = KERNELS[name].weights
        np.testing.assert_allclose(weights, np.rot90(weights), atol=1e-15)


def test_laplacian_4_gives_the_second_derivative_of_a_parabola():
    rows, cols = np.mgrid[:5, :7].astype(float)
    assert (conv2d(rows**2 + cols**2, KERNELS["laplacian 4"].weights) == 4).all()


def test_blurs_never_leave_the_range_of_the_picture():
    picture = np.random.default_rng(7).integers(0, 256, (31, 23)).astype(float)
    for name in BLURS:
        response = conv2d(picture, KERNELS[name].weights, dilation=2)
        assert picture.min() <= response.min() and response.max() <= picture.max()
        assert response.std() < picture.std()


def test_a_gaussian_has_about_the_given_standard_deviation():
    weights = KERNELS["gaussian"].of(sigma=1.5).weights
    offsets = np.arange(len(weights)) - len(weights) // 2
    spread = np.sqrt(weights.sum(axis=0) @ offsets**2)
    assert spread == pytest.approx(1.5, rel=0.12)  # the tails beyond 2 sigma are cut off


def test_a_gabor_responds_most_to_its_own_stripes():
    kernel = KERNELS["gabor"]
    _, cols = np.mgrid[:21, :33]
    stripes = np.cos(2 * np.pi * cols / 4)

    def strongest(weights):
        return np.abs(conv2d(stripes, weights)).max()

    own = strongest(kernel.weights)
    assert own > 2 * strongest(kernel.of(angle=90).weights)
    assert own > 2 * strongest(kernel.of(wavelength=8).weights)


def test_dilating_a_gabor_multiplies_its_wavelength():
    _, cols = np.mgrid[:41, :61]
    response = conv2d(np.cos(2 * np.pi * cols / 8), KERNELS["gabor"].weights, dilation=2)
    same = conv2d(np.cos(2 * np.pi * cols / 4), KERNELS["gabor"].weights)
    assert np.abs(response).max() == pytest.approx(np.abs(same).max(), rel=1e-6)


def test_a_motion_blur_keeps_lines_along_it_and_spreads_lines_across_it():
    along, across = np.zeros((9, 11)), np.zeros((9, 11))
    along[4], across[:, 5] = 1, 1
    weights = KERNELS["motion blur"].weights
    assert conv2d(along, weights).max() == pytest.approx(1)
    assert conv2d(across, weights).max() == pytest.approx(1 / 5)


def test_default_parameters_give_the_same_kernel():
    kernel = KERNELS["gaussian"]
    assert kernel.of(sigma=0.85) is kernel
    near = kernel.formula(0.85)
    np.testing.assert_allclose(near, kernel.weights, atol=1e-3)


def test_normalised_weights_keep_a_picture_in_its_range():
    assert normalised([[1, 2], [3, 4]]).sum() == pytest.approx(1)
    step = np.zeros((5, 8))
    step[:, 4:] = 255
    assert conv2d(step, normalised(KERNELS["scharr x"].weights)).max() == pytest.approx(255)
    assert not normalised([[0, 0]]).any()
    assert normalised([[-1, -1]]).sum() == pytest.approx(1)
