"""Polynomials in C, the unknown number of input channels, and numbers written as text."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import zip_longest

_POWERS = ("", " C", " C²", " C³")
NARROW_SPACE = "\u202f"


def grouped(number: int, mark: str = NARROW_SPACE) -> str:
    """Write a number, from 10 000 on with a mark between groups of three digits.

    >>> grouped(1234567, mark=" "), grouped(9999)
    ('1 234 567', '9999')
    """
    return f"{number:,}".replace(",", mark) if abs(number) >= 10_000 else str(number)


@dataclass(frozen=True)
class ChannelPolynomial:
    """A polynomial in C: ``coefficients[i]`` belongs to the i-th power.

    Weights and multiply-adds are written so where the channels of the input are
    not stated. Fractions appear where groups share the channels.

    >>> str(ChannelPolynomial.of(9) * C * C + C * ChannelPolynomial.of(2))
    '9 C² + 2 C'
    >>> (ChannelPolynomial.of(64) * C * C).evaluate(21)
    28224
    """

    coefficients: tuple[int | Fraction, ...]

    @classmethod
    def of(cls, number: int) -> ChannelPolynomial:
        """Make a polynomial without C."""
        return cls((number,) if number else ())

    @property
    def number(self) -> int | None:
        """Its value, or None where it depends on C."""
        if len(self.coefficients) > 1:
            return None
        value = self.coefficients[0] if self.coefficients else 0
        assert isinstance(value, int), value  # only a multiple of C may be shared unevenly
        return value

    def evaluate(self, channels: int) -> int:
        """Compute its value at ``C = channels``, a multiple of all groups."""
        terms = (factor * channels**power for power, factor in enumerate(self.coefficients))
        value = _simplified(sum(terms))
        assert isinstance(value, int), value
        return value

    def divided_by(self, divisor: int) -> ChannelPolynomial:
        """Divide every coefficient.

        >>> str((ChannelPolynomial.of(9) * C * C).divided_by(2))
        '9/2 C²'
        """
        quotients = (_simplified(Fraction(factor) / divisor) for factor in self.coefficients)
        return ChannelPolynomial(tuple(quotients))

    def __add__(self, other: ChannelPolynomial) -> ChannelPolynomial:
        pairs = zip_longest(self.coefficients, other.coefficients, fillvalue=0)
        return ChannelPolynomial(tuple(left + right for left, right in pairs))

    def __mul__(self, other: ChannelPolynomial) -> ChannelPolynomial:
        if not self.coefficients or not other.coefficients:
            return ChannelPolynomial(())
        product: list[int | Fraction] = [0] * (len(self.coefficients) + len(other.coefficients) - 1)
        for i, left in enumerate(self.coefficients):
            for j, right in enumerate(other.coefficients):
                product[i + j] = _simplified(product[i + j] + left * right)
        return ChannelPolynomial(tuple(product))

    def __str__(self) -> str:
        return self.text(mark="")

    def text(self, mark: str = NARROW_SPACE) -> str:
        """Write it, highest power first, its coefficients as `grouped` writes numbers."""
        powers = reversed(range(len(self.coefficients)))
        terms = [_term(self.coefficients[power], power, mark) for power in powers]
        return " + ".join(filter(None, terms)) or "0"


C = ChannelPolynomial((0, 1))


def _simplified(number: int | Fraction) -> int | Fraction:
    """The same number, as an int if it is whole."""
    return number.numerator if number.denominator == 1 else number


def _term(factor: int | Fraction, power: int, mark: str) -> str:
    if not factor:
        return ""
    if factor == 1 and power:
        return _POWERS[power].strip()
    below = f"/{grouped(factor.denominator, mark)}" if factor.denominator > 1 else ""
    return grouped(factor.numerator, mark) + below + _POWERS[power]
