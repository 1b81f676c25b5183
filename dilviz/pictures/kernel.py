"""A kernel with a name: weights, a sentence of meaning, a source, and what can be turned."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from math import isfinite

import numpy as np

from dilviz.errors import GeometryError
from dilviz.pictures.kernel_formulas import LARGEST_SIDE

CUSTOM = "custom"  # the name of every kernel that is not in the registry


def _fixed(weights) -> np.ndarray:
    """A read-only float copy: registries are shared by everybody."""
    array = np.array(weights, float)
    array.setflags(write=False)
    return array


@dataclass(frozen=True)
class Parameter:
    """One number that shapes a family of kernels.

    Attributes
    ----------
    name : str
        The argument of the formula, and the word in a link.
    lowest, highest, step, default : float
    unit : str
    """

    name: str
    lowest: float
    highest: float
    step: float
    default: float
    unit: str


@dataclass(frozen=True, eq=False)
class Kernel:
    """A kernel with a name.

    Attributes
    ----------
    name : str
        The words people read, and the word in a link.
    weights : ndarray of float, shape (kH, kW), read-only
        Applied unflipped: ``weights[0, 0]`` meets the upper left sample.
    meaning : str
        One sentence: what the output shows.
    source : str
    signed : bool
        Whether the response swings around zero, so that it needs a scale with
        two directions.
    partner : ndarray or None
        The second kernel of a magnitude: the response is
        ``sqrt(a**2 + b**2)`` of the two responses.
    parameters : tuple of Parameter
        What can be turned, for a family given by a formula.
    turned : tuple of (str, float)
        What the parameters are turned to; empty while all are at their defaults.
    """

    name: str
    weights: np.ndarray
    meaning: str
    source: str
    signed: bool = False
    partner: np.ndarray | None = None
    parameters: tuple[Parameter, ...] = ()
    formula: Callable[..., np.ndarray] | None = field(default=None, repr=False)
    turned: tuple[tuple[str, float], ...] = ()

    def __post_init__(self):
        object.__setattr__(self, "weights", _fixed(self.weights))
        if self.partner is not None:
            object.__setattr__(self, "partner", _fixed(self.partner))

    def of(self, **settings: float) -> "Kernel":
        """Turn the parameters of a family.

        Examples
        --------
        >>> from dilviz.pictures.kernels import KERNELS
        >>> KERNELS["gaussian"].of(sigma=2.0).weights.shape
        (9, 9)
        """
        wanted = {p.name: settings.get(p.name, p.default) for p in self.parameters}
        if self.formula is None or all(wanted[p.name] == p.default for p in self.parameters):
            return self
        return replace(self, weights=self.formula(**wanted), turned=tuple(wanted.items()))

    @property
    def is_separable(self) -> bool:
        """Whether the weights are one column times one row."""
        return bool(np.linalg.matrix_rank(self.weights) == 1)


def custom_kernel(weights: np.ndarray) -> Kernel:
    """Make a kernel of somebody's own weights.

    Parameters
    ----------
    weights : array_like, shape (kH, kW)

    Returns
    -------
    Kernel
        Signed if the weights sum to 0, as far as rounding lets them.

    Examples
    --------
    >>> custom_kernel([[-1, 0, 1]]).signed, custom_kernel([[1, 1]]).signed
    (True, False)
    """
    weights = np.asarray(weights, float)
    balanced = abs(weights.sum()) <= 1e-6 * np.abs(weights).sum()
    signed = bool(balanced and weights.any())
    return Kernel(CUSTOM, weights, "Your own weights.", "typed here", signed=signed)


def normalised(weights: np.ndarray) -> np.ndarray:
    """Scale weights so that the response stays in the range of the picture.

    Weights with a sum are divided by it, so a flat picture keeps its values.
    Weights that sum to 0 are divided by the sum of their positive part, so a
    step from black to white gives at most the full range.

    Parameters
    ----------
    weights : array_like, shape (kH, kW)

    Returns
    -------
    ndarray of float, shape (kH, kW)

    Examples
    --------
    >>> normalised(np.array([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]]))[1]
    array([-0.5,  0. ,  0.5])
    """
    weights = np.asarray(weights, float)
    size = np.abs(weights).sum()
    total = weights.sum()
    if size == 0:
        return weights
    return weights / (total if abs(total) > 1e-6 * size else size / 2)


LARGEST_WEIGHT = 1e6


def parse_weights(text: str) -> np.ndarray:
    """Read the weights of a kernel.

    Parameters
    ----------
    text : str
        Numbers with spaces or commas between them; a semicolon or a new line
        ends a row.

    Returns
    -------
    ndarray of float, shape (kH, kW)
        1 to 9 taps a side.

    Raises
    ------
    GeometryError
        If a word is no number, rows differ in length, or there are too many.

    Examples
    --------
    >>> parse_weights("-1 0 1; -2 0 2")
    array([[-1.,  0.,  1.],
           [-2.,  0.,  2.]])
    """
    lines = re.split(r"\s*[;\n][;\s]*", text.strip("; \n\t"))
    rows = [[_number(word) for word in re.split(r"[\s,]+", line) if word] for line in lines]
    lengths = [len(row) for row in rows]
    if min(lengths) != max(lengths):
        raise GeometryError(
            f"all rows of a kernel have the same length, but these have {lengths}. "
            "Add or remove weights."
        )
    if not (0 < lengths[0] <= LARGEST_SIDE and len(rows) <= LARGEST_SIDE):
        raise GeometryError(
            f"a kernel has 1 × 1 to {LARGEST_SIDE} × {LARGEST_SIDE} weights, "
            f"this one {len(rows)} × {lengths[0]}. Add or remove weights."
        )
    return np.array(rows)


def weights_text(weights: np.ndarray, digits: int = 6) -> str:
    """Write weights so that `parse_weights` reads them back to so many digits; 17 are exact.

    Examples
    --------
    >>> weights_text(np.array([[1, 0], [-0.5, 1 / 3]]))
    '1 0; -0.5 0.333333'
    """
    return "; ".join(
        " ".join(f"{weight:.{digits}g}" for weight in row) for row in np.asarray(weights)
    )


def _number(word: str) -> float:
    try:
        number = float(word.replace("−", "-"))
    except ValueError:
        raise GeometryError(f"weights are numbers, got {word[:20]!r}. Correct it.") from None
    if not isfinite(number) or abs(number) > LARGEST_WEIGHT:
        raise GeometryError(
            f"a weight lies between -{LARGEST_WEIGHT:g} and {LARGEST_WEIGHT:g}, "
            f"got {word[:20]}. Lower it."
        )
    return number
