"""A kernel with a name: weights, meaning, source, and the parameters of its formula."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

import numpy as np

CUSTOM = "custom"  # the name of every kernel that is not in `dilviz.pictures.kernels.KERNELS`


def _fixed(weights) -> np.ndarray:
    """A read-only float copy: the kernels are shared by all sessions."""
    array = np.array(weights, float)
    array.setflags(write=False)
    return array


@dataclass(frozen=True)
class Parameter:
    """One number that shapes a family of kernels.

    Attributes
    ----------
    name : str
        The argument of the formula; in links too.
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
        In labels and in links.
    weights : ndarray of float, shape (kH, kW), read-only
        Applied unflipped: ``weights[0, 0]`` belongs to the upper left pixel.
    meaning : str
        One sentence: what the output shows.
    source : str
    signed : bool
        Whether the response is around zero, so that its colour scale needs
        two directions.
    partner : ndarray or None
        The second kernel of a magnitude: the response is
        ``sqrt(a**2 + b**2)`` of the two responses.
    parameters : tuple of Parameter
        Of the formula, if the kernel has one.
    parameter_values : tuple of (str, float)
        Their values; empty while all are the defaults.
    """

    name: str
    weights: np.ndarray
    meaning: str
    source: str
    signed: bool = False
    partner: np.ndarray | None = None
    parameters: tuple[Parameter, ...] = ()
    formula: Callable[..., np.ndarray] | None = field(default=None, repr=False)
    parameter_values: tuple[tuple[str, float], ...] = ()

    def __post_init__(self):
        object.__setattr__(self, "weights", _fixed(self.weights))
        if self.partner is not None:
            object.__setattr__(self, "partner", _fixed(self.partner))

    def of(self, **settings: float) -> "Kernel":
        """Compute the kernel for other parameter values; those left out are the defaults.

        >>> from dilviz.pictures.kernels import KERNELS
        >>> KERNELS["gaussian"].of(sigma=2.0).weights.shape
        (9, 9)
        """
        defaults = {parameter.name: parameter.default for parameter in self.parameters}
        values = {name: settings.get(name, default) for name, default in defaults.items()}
        if self.formula is None or values == defaults:
            return self
        return replace(self, weights=self.formula(**values), parameter_values=tuple(values.items()))


def custom_kernel(weights: np.ndarray) -> Kernel:
    """Make a kernel of typed weights.

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
