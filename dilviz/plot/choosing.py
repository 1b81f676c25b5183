"""The figures of this room by name."""

from collections.abc import Callable, Mapping
from difflib import get_close_matches
from types import MappingProxyType

from dilviz.errors import GeometryError
from dilviz.plot.cone_slice import cone
from dilviz.plot.cost_curves import cost
from dilviz.plot.effective_profile import effective
from dilviz.plot.field_on_picture import on_picture
from dilviz.plot.growth_curves import growth
from dilviz.plot.nested_squares import squares
from dilviz.plot.pixel_maps import coverage, paths
from dilviz.plot.tap_grid import taps

FIGURES: Mapping[str, Callable] = MappingProxyType(
    {
        function.__name__: function
        for function in (taps, squares, growth, cone, coverage, paths, effective, on_picture, cost)
    }
)


def figure(name: str) -> Callable:
    """Return the function that draws a figure.

    Raises
    ------
    GeometryError
        If no figure has this name.

    Examples
    --------
    >>> figure("cones")
    Traceback (most recent call last):
    dilviz.errors.GeometryError: there is no figure 'cones': did you mean 'cone'? There are taps, \
squares, growth, cone, coverage, paths, effective, on_picture, cost.
    """
    if name in FIGURES:
        return FIGURES[name]
    close = get_close_matches(str(name), FIGURES, 1)
    hint = f": did you mean {close[0]!r}?" if close else "."
    raise GeometryError(f"there is no figure {name!r}{hint} There are {', '.join(FIGURES)}.")
