import pytest

from dilviz.learned.comparison import compared, mean_share_inside
from dilviz.learned.networks import DIGITS, NOISE


def by_name(task):
    return {each.network.name: each for each in compared(task)}


def test_dilation_costs_no_weight_and_no_product():
    digits = by_name(DIGITS)
    for name in ("context module", "equal rates 4", "sawtooth"):
        assert digits[name].weights == digits["plain"].weights
        assert digits[name].multiply_adds == digits["plain"].multiply_adds


def test_the_same_field_without_dilation_costs_five_times_as_much():
    digits = by_name(DIGITS)
    deep, module = digits["33 plain layers"], digits["context module"]
    assert deep.weights == 1 * 9 * 16 + 16 + 32 * (16 * 16 * 9 + 16) + 16 * 10 + 10
    assert 5 < deep.multiply_adds / module.multiply_adds < 6


def test_strides_save_most_products():
    digits = by_name(DIGITS)
    assert digits["strided"].multiply_adds < digits["plain"].multiply_adds / 4


def test_the_larger_the_field_the_more_of_the_digit_is_inside():
    shares = [mean_share_inside(size) for size in (15, 23, 35, 51)]
    assert shares == sorted(shares)
    assert shares[0] == pytest.approx(0.3, abs=0.1)


def test_noise_has_no_digit_to_be_inside():
    assert {each.inside for each in compared(NOISE)} == {None}
