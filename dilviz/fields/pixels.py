"""The distinct input pixels that one unit reads: a union of rectangles of samples, one a path."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from dilviz.convolution.layer import Pair
from dilviz.errors import GeometryError
from dilviz.fields.footprint import Footprint
from dilviz.fields.positions import Samples
from dilviz.fields.propagation import Budget, Route, carry
from dilviz.network.reading import Reading

Paths = tuple[Footprint[Samples], Footprint[Samples]]  # rows and columns read by a bundle of paths

MOST_BUNDLES = 128
COMPARISON = 5  # of two bundles both ways, in operations on small numbers


def count_pixels(routes: tuple[Route, Route], units: Mapping[str, Pair]) -> dict[str, int]:
    """Count the pixels that one unit of each map reads.

    Along one path a unit reads every row sample with every column sample. The
    union over paths is not such a product, so paths are kept apart, except
    those that read nothing another does not.

    Parameters
    ----------
    routes : (Route, Route)
        Along the rows and along the columns.
    units : mapping of id to (row, col)

    Returns
    -------
    dict of id to int

    Raises
    ------
    GeometryError
        If more than `MOST_BUNDLES` paths read different pixels.
    """
    budget = Budget()
    return {
        id_: _union_size(paths, units[id_], budget) for id_, paths in _walk(routes) if id_ in units
    }


def paths_read(routes: tuple[Route, Route], target: str) -> tuple[Paths, ...]:
    """What each path to a map reads along rows and columns, but for paths that read nothing new.

    Raises
    ------
    GeometryError
        As for `count_pixels`.
    """
    return next(paths for id_, paths in _walk(routes) if id_ == target)


def _walk(routes: tuple[Route, Route]) -> Iterator[tuple[str, tuple[Paths, ...]]]:
    rows, cols = routes
    budget = Budget()

    def through(paths: tuple[Paths, ...], reading: tuple[Reading, Reading]) -> tuple[Paths, ...]:
        memo: dict[tuple[int, int], Footprint[Samples]] = {}

        def one(footprint: Footprint[Samples], axis_reading: Reading) -> Footprint[Samples]:
            key = (id(footprint), id(axis_reading))
            if key not in memo:
                budget.spend(footprint.work(axis_reading))
                memo[key] = footprint.through(axis_reading)
            return memo[key]

        return tuple((one(row, reading[0]), one(col, reading[1])) for row, col in paths)

    seed = Footprint(1, (Samples(0, 1),))
    readings = zip(rows.readings, cols.readings, strict=True)
    return carry(
        rows.input,
        rows.nodes,
        readings,
        ((seed, seed),),
        through,
        lambda paths: _outermost(paths, budget),
    )


def _outermost(paths: tuple[Paths, ...], budget: Budget) -> tuple[Paths, ...]:
    """Drop the paths that read nothing another does not."""
    kept: list[Paths] = []
    for path in paths:
        budget.spend(COMPARISON * len(kept))
        if any(_covers(other, path) for other in kept):
            continue
        kept = [other for other in kept if not _covers(path, other)]
        kept.append(path)
    if len(kept) > MOST_BUNDLES:
        raise GeometryError(
            f"more than {MOST_BUNDLES} paths read different pixels, too many to count their union; "
            "size, samples read and interval are still exact. Ask about an earlier layer."
        )
    return tuple(kept)


def _covers(one: Paths, other: Paths) -> bool:
    return one is other or all(map(_covers_axis, one, other))


def _covers_axis(one: Footprint[Samples], other: Footprint[Samples]) -> bool:
    if one is other:
        return True
    if (one.advance, one.period) != (other.advance, other.period):
        return False
    pairs = zip(one.phases, other.phases, strict=True)
    return all(less is None or (more is not None and more.contains(less)) for more, less in pairs)


def _union_size(paths: Iterable[Paths], unit: Pair, budget: Budget) -> int:
    _, rows_by_columns = read_by(paths, unit, budget)
    return sum(cols.bit_count() * rows.bit_count() for cols, rows in rows_by_columns.items())


def read_by(
    paths: Iterable[Paths], unit: Pair, budget: Budget | None = None
) -> tuple[Pair, dict[int, int]]:
    """Describe the pixels one unit reads: the first row and column, and a dict.

    The dict sorts rows into those that read the same columns: columns -> rows, both as bits.
    """
    budget = budget or Budget()
    products = [(row.of_unit(unit[0]), col.of_unit(unit[1])) for row, col in paths]
    full = [(row, col) for row, col in products if row and col]
    if not full:
        return (0, 0), {}
    top, left = (min(axis.first for axis in axes) for axes in zip(*full, strict=True))
    rows_by_columns: dict[int, int] = {}
    for row, col in full:
        longest = max(row.bits.bit_length(), col.bits.bit_length())
        budget.spend(COMPARISON * len(rows_by_columns) * (1 + (longest >> 16)))
        rows_by_columns = _with_product(
            rows_by_columns, row.bits << (row.first - top), col.bits << (col.first - left)
        )
    return (top, left), rows_by_columns


def _with_product(rows_by_columns: dict[int, int], rows: int, cols: int) -> dict[int, int]:
    """Add the product of two sets; every row stays under exactly one set of columns."""
    result: dict[int, int] = {}
    for known_cols, known_rows in rows_by_columns.items():
        for key, part in ((known_cols, known_rows & ~rows), (known_cols | cols, known_rows & rows)):
            if part:
                result[key] = result.get(key, 0) | part
        rows &= ~known_rows
    if rows:
        result[cols] = result.get(cols, 0) | rows
    return result
