"""Amounts with C in them."""

from hypothesis import given
from hypothesis import strategies as st

from dilviz.cost.channel_polynomial import Amount, C

amounts = st.lists(st.integers(0, 50), max_size=3).map(lambda some: Amount(tuple(some)))


@given(amounts, amounts, st.integers(1, 100))
def test_sums_and_products_can_be_taken_before_or_after_the_channels_are_known(one, two, channels):
    assert (one + two).at(channels) == one.at(channels) + two.at(channels)
    assert (one * two).at(channels) == one.at(channels) * two.at(channels)


def test_a_plain_number_is_one():
    assert Amount.of(7).number == 7
    assert Amount.of(0).number == 0 == (Amount.of(0) * C).number
    assert C.number is None


def test_words_have_the_highest_power_first_and_no_empty_terms():
    assert str(Amount((5, 0, 64))) == "64 C² + 5"
    assert str(C) == "C" and str(Amount(())) == "0"


def test_large_numbers_are_grouped_for_people():
    assert Amount.of(9999).words() == "9999"
    assert Amount((0, 0, 15422)).words(" ") == "15 422 C²"
    assert str(Amount.of(1234567)) == "1234567"
