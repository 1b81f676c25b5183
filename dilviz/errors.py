"""The one exception of the engine, and how its messages quote what was typed."""


class GeometryError(ValueError):
    """Settings that no layer can have, or that leave no output.

    The message is a sentence for people: what does not hold, the numbers on
    both sides, and which setting to change. The app shows it as it is.

    Attributes
    ----------
    position : int or None
        Where in a notation the error is, counted from 0.
    """

    def __init__(self, message: str, position: int | None = None):
        super().__init__(message)
        self.position = position


def quoted(text: str, most: int = 40) -> str:
    """Quote what was typed for a message, at most so many of its characters.

    >>> quoted("conv3"), quoted("3" * 100, most=5)
    ("'conv3'", "'3333…'")
    """
    return repr(text if len(text) <= most else text[: most - 1] + "…")
