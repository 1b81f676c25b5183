"""The one exception of the engine."""


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
