"""The distinct input pixels that one unit reads: a union of rectangles of samples, one a path."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from dilviz.convolution.layer import Pair
from dilviz.errors import GeometryError
from dilviz.fields.footprint import Footprint
from dilviz.fields.positions import Samples
from dilviz.fields.propagation import Budget, Route, propagate
from dilviz.fields.rectangles import COMPARISON, Rectangle, pixels_in, rows_by_columns
from dilviz.network.read_rule import ReadRule

PathFootprints = tuple[Footprint[Samples], Footprint[Samples]]  # rows, columns: a bundle of paths

MOST_BUNDLES = 128


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

    Raises
    ------
    GeometryError
        If more than `MOST_BUNDLES` paths read different pixels.
    """
    budget = Budget()
    return {
        id_: pixels_in(rectangles_of(paths, units[id_]), budget)
        for id_, paths in _walk(routes)
        if id_ in units
    }


def paths_read(routes: tuple[Route, Route], target: str) -> tuple[PathFootprints, ...]:
    """What each path to a map reads along rows and columns, but for paths that read nothing new.

    Raises
    ------
    GeometryError
        As for `count_pixels`.
    """
    return next(paths for id_, paths in _walk(routes) if id_ == target)


def _walk(routes: tuple[Route, Route]) -> Iterator[tuple[str, tuple[PathFootprints, ...]]]:
    rows, cols = routes
    budget = Budget()

    def through(
        paths: tuple[PathFootprints, ...], rule: tuple[ReadRule, ReadRule]
    ) -> tuple[PathFootprints, ...]:
        memo: dict[tuple[int, int], Footprint[Samples]] = {}

        def moved(footprint: Footprint[Samples], axis_rule: ReadRule) -> Footprint[Samples]:
            key = (id(footprint), id(axis_rule))
            if key not in memo:
                budget.spend(footprint.work(axis_rule))
                memo[key] = footprint.through(axis_rule)
            return memo[key]

        return tuple((moved(row, rule[0]), moved(col, rule[1])) for row, col in paths)

    seed = Footprint(1, (Samples(0, 1),))
    by_node = dict(zip((node.id for node in cols.nodes), cols.rules, strict=True))
    steps = [
        (node, (rule, by_node[node.id]))
        for node, rule in zip(rows.nodes, rows.rules, strict=True)
        if node.id in by_node  # with positions along both axes
    ]
    return propagate(
        rows.input,
        [node for node, _ in steps],
        [rules for _, rules in steps],
        ((seed, seed),),
        through,
        lambda paths: _outermost(paths, budget),
    )


def _outermost(paths: tuple[PathFootprints, ...], budget: Budget) -> tuple[PathFootprints, ...]:
    """Drop the paths that read nothing another does not."""
    kept: list[PathFootprints] = []
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


def _covers(path: PathFootprints, other: PathFootprints) -> bool:
    return path is other or all(map(_covers_axis, path, other))


def _covers_axis(footprint: Footprint[Samples], other: Footprint[Samples]) -> bool:
    if footprint is other:
        return True
    if (footprint.advance, footprint.period) != (other.advance, other.period):
        return False
    pairs = zip(footprint.phases, other.phases, strict=True)
    return all(less is None or (more is not None and more.contains(less)) for more, less in pairs)


def rectangles_of(paths: Iterable[PathFootprints], unit: Pair) -> list[Rectangle]:
    """What one unit reads, as rectangles: one for each bundle of paths that reads anything."""
    read = ((rows.of_unit(unit[0]), cols.of_unit(unit[1])) for rows, cols in paths)
    return [(rows, cols) for rows, cols in read if rows and cols]


def read_by(paths: Iterable[PathFootprints], unit: Pair) -> tuple[Pair, dict[int, int]]:
    """Describe the pixels one unit reads: the first row and column, and columns -> rows.

    See `dilviz.fields.rectangles.rows_by_columns`.
    """
    return rows_by_columns(rectangles_of(paths, unit), Budget())
