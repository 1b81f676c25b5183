"""Polynomials in C: arithmetic before and after C is known, and their text."""

from hypothesis import given
from hypothesis import strategies as st

from dilviz.cost.channel_polynomial import C, ChannelPolynomial, grouped

polynomials = st.lists(st.integers(0, 50), max_size=3).map(
    lambda factors: ChannelPolynomial(tuple(factors))
)


@given(polynomials, polynomials, st.integers(1, 100))
def test_sum_and_product_evaluate_to_those_of_the_values(left, right, channels):
    assert (left + right).evaluate(channels) == left.evaluate(channels) + right.evaluate(channels)
    assert (left * right).evaluate(channels) == left.evaluate(channels) * right.evaluate(channels)


def test_number_is_none_only_where_c_remains():
    assert ChannelPolynomial.of(7).number == 7
    assert ChannelPolynomial.of(0).number == 0 == (ChannelPolynomial.of(0) * C).number
    assert C.number is None


def test_text_has_the_highest_power_first_and_no_zero_terms():
    assert str(ChannelPolynomial((5, 0, 64))) == "64 C² + 5"
    assert str(C) == "C" and str(ChannelPolynomial(())) == "0"


def test_text_groups_digits_from_ten_thousand_and_str_does_not():
    assert grouped(9999) == ChannelPolynomial.of(9999).text() == "9999"
    assert grouped(10000) == ChannelPolynomial.of(10000).text() == "10\u202f000"
    assert ChannelPolynomial((0, 0, 15422)).text(" ") == "15 422 C²"
    assert str(ChannelPolynomial.of(1234567)) == "1234567"
