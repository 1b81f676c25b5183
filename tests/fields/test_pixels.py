"""Unions of products, counted without drawing them."""

from hypothesis import given
from hypothesis import strategies as st

from dilviz import parse_network
from dilviz.fields.footprint import Footprint
from dilviz.fields.pixels import _outermost, count_pixels, rectangles_of
from dilviz.fields.positions import Samples
from dilviz.fields.propagation import Budget
from dilviz.fields.rectangles import pixels_in
from dilviz.fields.survey import survey

sets = st.sets(st.integers(-6, 9), min_size=1, max_size=5)


def paths_of(products):
    return [tuple(Footprint(1, (samples(axis),)) for axis in product) for product in products]


def samples(positions):
    first = min(positions)
    return Samples(first, sum(1 << position - first for position in positions))


def drawn(products):
    return {(row, col) for rows, cols in products for row in rows for col in cols}


@given(st.lists(st.tuples(sets, sets), min_size=1, max_size=6))
def test_the_union_of_products_is_counted_exactly(products):
    assert pixels_in(rectangles_of(paths_of(products), (0, 0)), Budget()) == len(drawn(products))


@given(st.lists(st.tuples(sets, sets), min_size=1, max_size=6))
def test_dropping_covered_paths_changes_nothing(products):
    kept = _outermost(tuple(paths_of(products)), Budget())
    assert len(kept) <= len(products)
    assert pixels_in(rectangles_of(kept, (0, 0)), Budget()) == len(drawn(products))


def test_of_two_paths_one_inside_the_other_one_is_kept():
    inner, outer = ({0}, {0, 2}), ({0, 1}, {0, 2, 4})
    assert len(_outermost(tuple(paths_of([inner, outer])), Budget())) == 1
    assert len(_outermost(tuple(paths_of([outer, inner])), Budget())) == 1
    assert len(_outermost(tuple(paths_of([outer, ({5}, {0})])), Budget())) == 2


def test_counts_several_maps_in_one_walk():
    network = parse_network("[conv1 | conv3 d3], conv1x3")
    axes = survey(network, None, ("3", "4")).axes
    routes = tuple(axis.routes[0] for axis in axes)
    assert count_pixels(routes, {"3": (0, 0), "4": (0, 0)}) == {"3": 9, "4": 27}
