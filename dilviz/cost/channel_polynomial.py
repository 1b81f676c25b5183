"""Whole numbers that may hold C, the channels of an input that nobody stated."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import zip_longest

_POWERS = ("", " C", " C²", " C³")
NARROW_SPACE = "\u202f"


@dataclass(frozen=True)
class Amount:
    """A polynomial in C: ``coefficients[i]`` counts the i-th power.

    Examples
    --------
    >>> str(Amount.of(9) * C * C + C * Amount.of(2))
    '9 C² + 2 C'
    >>> (Amount.of(64) * C * C).at(21)
    28224
    """

    coefficients: tuple[int | Fraction, ...]

    @classmethod
    def of(cls, number: int) -> Amount:
        """A plain number."""
        return cls((number,) if number else ())

    @property
    def number(self) -> int | None:
        """Its value, or None where it depends on C."""
        if len(self.coefficients) > 1:
            return None
        value = self.coefficients[0] if self.coefficients else 0
        assert isinstance(value, int), value  # only a multiple of C may be shared unevenly
        return value

    def at(self, channels: int) -> int:
        """Its value for so many channels, which its groups share evenly."""
        parts = (factor * channels**power for power, factor in enumerate(self.coefficients))
        value = _whole(sum(parts))
        assert isinstance(value, int), value
        return value

    def shared(self, parts: int) -> Amount:
        """Divide it.

        >>> str((Amount.of(9) * C * C).shared(2))
        '9/2 C²'
        """
        return Amount(tuple(_whole(Fraction(factor) / parts) for factor in self.coefficients))

    def __add__(self, other: Amount) -> Amount:
        pairs = zip_longest(self.coefficients, other.coefficients, fillvalue=0)
        return Amount(tuple(one + two for one, two in pairs))

    def __mul__(self, other: Amount) -> Amount:
        if not self.coefficients or not other.coefficients:
            return Amount(())
        product: list[int | Fraction] = [0] * (len(self.coefficients) + len(other.coefficients) - 1)
        for i, one in enumerate(self.coefficients):
            for j, two in enumerate(other.coefficients):
                product[i + j] = _whole(product[i + j] + one * two)
        return Amount(tuple(product))

    def __str__(self) -> str:
        return self.words("")

    def words(self, thousands: str = NARROW_SPACE) -> str:
        """Write it for people, highest power first; from 10 000 on with a mark for thousands."""
        terms = [
            (factor, power) for power, factor in reversed([*enumerate(self.coefficients)]) if factor
        ]
        return " + ".join(_term(factor, power, thousands) for factor, power in terms) or "0"


C = Amount((0, 1))


def _whole(number: int | Fraction) -> int | Fraction:
    """The same number, as an int if it is whole."""
    return number.numerator if number.denominator == 1 else number


def _term(factor: int | Fraction, power: int, thousands: str) -> str:
    if factor == 1 and power:
        return _POWERS[power].strip()
    above, below = (
        f"{part:,}".replace(",", thousands) if part >= 10_000 else str(part)
        for part in (factor.numerator, factor.denominator)
    )
    return above + (f"/{below}" if factor.denominator > 1 else "") + _POWERS[power]
