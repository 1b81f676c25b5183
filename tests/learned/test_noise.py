import numpy as np
import pytest

from dilviz.learned.noise import MEASURED_ON, SIGMA, TRAINED_ON, gray, noisy, photograph, psnr
from dilviz.pictures.photographs import IMAGES


def test_no_photograph_is_trained_on_and_measured():
    assert not {*TRAINED_ON} & {*MEASURED_ON}
    assert {*TRAINED_ON, *MEASURED_ON} == {*IMAGES}


def test_the_noise_has_its_standard_deviation_and_is_the_same_again():
    clean = np.zeros((200, 300), np.float32)
    assert noisy(clean).std() == pytest.approx(SIGMA, rel=0.01)
    np.testing.assert_array_equal(noisy(clean), noisy(clean))
    assert noisy(clean).dtype == np.float32


def test_noise_alone_gives_the_psnr_that_follows_from_it():
    clean = np.full((200, 300), 0.5, np.float32)
    assert psnr(noisy(clean), clean) == pytest.approx(-20 * np.log10(SIGMA), abs=0.1)


def test_values_outside_the_range_do_not_count_as_errors():
    white = np.ones((3, 4))
    assert psnr(white * 1.7, white * 0.9) == pytest.approx(20)


def test_gray_is_read_from_all_three_colours():
    assert gray(np.array([[[255, 0, 0]]], np.uint8)).item() == pytest.approx(1 / 3)
    assert photograph("coffee").shape == (341, 512)
