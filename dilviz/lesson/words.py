"""Numbers of the lesson in words."""

from __future__ import annotations

from collections.abc import Iterable


def square(side: int) -> str:
    """Write the size of a square field.

    >>> square(15)
    '15 × 15'
    """
    return f"{side} × {side}"


def listed(numbers: Iterable[object]) -> str:
    """Write numbers with commas between them.

    >>> listed([1, 2, 4])
    '1, 2, 4'
    """
    return ", ".join(map(str, numbers))


def apart(distance: int) -> str:
    """Say how far apart taps are.

    >>> apart(1), apart(3)
    ('side by side', '3 apart')
    """
    return "side by side" if distance == 1 else f"{distance} apart"


def pixels_are(number: int) -> str:
    """Count pixels in words that end in a verb.

    >>> pixels_are(1), pixels_are(2)
    ('1 pixel is', '2 pixels are')
    """
    return "1 pixel is" if number == 1 else f"{number} pixels are"
