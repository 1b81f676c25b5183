"""Design: the search against every stack there is, laws of what it returns, why none exists."""

from itertools import combinations_with_replacement, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dilviz import GeometryError, receptive_field
from dilviz.gridding.coverage import axis_coverage
from dilviz.gridding.design import designs
from dilviz.gridding.design_request import LARGEST_DESIGNED_FIELD, MOST_LAYERS, DesignRequest
from dilviz.gridding.reachable_fields import ReachableFields, counted_taps


def read_by(layers):
    """Every offset that a unit reads, layer by layer: (taps, rate, stride) each."""
    read, jump = {0}, 1
    for taps, rate, stride in layers:
        read = {at + tap * rate * jump for at in read for tap in range(taps)}
        jump *= stride
    return read


def price(layers, dimensions):
    """(multiply-adds an input sample, weights, layers), in units of C^2."""
    cost, jump = 0, 1
    for taps, _, stride in layers:
        jump *= stride
        cost += taps**dimensions / jump**dimensions
    return cost, sum(taps**dimensions for taps, _, _ in layers), len(layers)


def all_stacks(wanted):
    """Every stack within the bounds, with what it reads."""
    highest = min(wanted.largest_rate or wanted.size, wanted.size)
    for stem_taps in wanted.kernel_sizes:
        stem = [(stem_taps, 1, 2)] * wanted.halvings
        for count in range(wanted.layers - wanted.halvings + 1):
            options = list(product(wanted.kernel_sizes, range(1, highest + 1), [1]))
            for rest in combinations_with_replacement(options, count):
                layers = [*stem, *rest]
                if layers:
                    yield layers, read_by(layers)


def best_by_kernel_sizes(wanted):
    """For each choice of kernel sizes: (price, field, largest rate) of its best stack."""
    best = {}
    for layers, read in all_stacks(wanted):
        size = max(read) + 1
        fits = size == wanted.size if wanted.exactly else size >= wanted.size
        if not fits or (wanted.hole_free and len(read) < size):
            continue
        behind = layers[wanted.halvings :]
        key = (layers[0][0] if wanted.halvings else 0, tuple(sorted(taps for taps, *_ in behind)))
        rank = (size, max((rate for _, rate, _ in layers), default=1))
        if key not in best or rank < best[key][1]:
            best[key] = (price(layers, wanted.dimensions), rank)
    return sorted(best.values())


def described(design):
    layers = list(zip(design.kernel_sizes, design.rates, design.strides, strict=True))
    dimensions = 1 if design.one_dimensional else 2
    return price(layers, dimensions), (design.size, max(design.rates))


@settings(max_examples=60)
@given(
    size=st.integers(2, 19),
    exactly=st.booleans(),
    layers=st.integers(1, 3),
    kernel_sizes=st.sets(st.sampled_from([2, 3, 5]), min_size=1, max_size=2),
    output_stride=st.sampled_from([1, 2, 4]),
    hole_free=st.booleans(),
    largest_rate=st.sampled_from([None, 1, 3]),
    one_dimensional=st.booleans(),
)
def test_the_search_finds_what_trying_every_stack_finds(**asked):
    wanted = DesignRequest(**{**asked, "kernel_sizes": tuple(asked["kernel_sizes"])})
    expected = best_by_kernel_sizes(wanted)
    if not expected:
        with pytest.raises(GeometryError, match="none exists: "):
            designs(wanted)
        return
    assert [described(design) for design in designs(wanted, most=1000)] == expected
    assert designs(wanted, most=2) == designs(wanted, most=1000)[:2]


@pytest.mark.parametrize(
    "wanted",
    [
        DesignRequest(67, exactly=True),
        DesignRequest(200, layers=9, kernel_sizes=(3, 5)),
        DesignRequest(300, layers=8, output_stride=8),
        DesignRequest(120, layers=6, kernel_sizes=(2, 7), output_stride=4),
        DesignRequest(1024, exactly=True, layers=10, kernel_sizes=(2,), one_dimensional=True),
        DesignRequest(99, exactly=True, layers=4, hole_free=False, largest_rate=16),
    ],
    ids=str,
)
def test_a_design_has_the_stated_field_weights_and_cost(wanted):
    for design in designs(wanted):
        network = design.network
        field = receptive_field(network)
        assert field.size[1] == design.size >= wanted.size
        assert field.jump[1] == wanted.output_stride
        assert len(network.nodes) == len(design.rates) <= wanted.layers
        assert set(design.kernel_sizes) <= set(wanted.kernel_sizes)
        _, cols = axis_coverage(network)
        assert not (wanted.hole_free and cols.holes)


def rising_rates(layers, reach=1, lowest=1):
    """All rates of three-tap layers without holes, in rising order, with their field."""
    if not layers:
        yield (), reach
        return
    for rate in range(lowest, reach + 1):
        for rest, size in rising_rates(layers - 1, reach + 2 * rate, rate):
            yield (rate, *rest), size


@pytest.mark.parametrize("layers", [3, 4])
def test_no_rates_of_the_same_field_have_a_smaller_largest_rate(layers):
    gentlest = {}
    for rates, size in rising_rates(layers):
        gentlest[size] = min(gentlest.get(size, size), rates[-1])
    for size, largest in gentlest.items():
        found = designs(DesignRequest(size, exactly=True, layers=layers), most=9)
        [own] = [design for design in found if len(design.rates) == layers]
        assert max(own.rates) == largest


def test_the_same_request_gives_the_same_list():
    wanted = DesignRequest(150, layers=8, kernel_sizes=(3, 5, 7))
    assert designs(wanted) == designs(wanted)


def test_wavenet_is_the_only_design_of_ten_two_tap_layers_with_its_field():
    wanted = DesignRequest(1024, exactly=True, layers=10, kernel_sizes=(2,), one_dimensional=True)
    [found] = designs(wanted)
    assert found.rates == tuple(2**i for i in range(10))
    assert found.notation.startswith("1d, conv2 causal, conv2 d2 causal")


@pytest.mark.parametrize(
    ("wanted", "sentence"),
    [
        (
            DesignRequest(28, layers=3),
            "3 layers of 3 taps without holes reach 27 samples, fewer than 28",
        ),
        (DesignRequest(66, exactly=True), "exactly 66 samples; the nearest fields are 65 and 67"),
        (
            DesignRequest(9, layers=2, output_stride=8),
            "takes 3 layers of stride 2, but there may be 2",
        ),
        (
            DesignRequest(9, layers=1, largest_rate=3, hole_free=False),
            "1 layer of 3 taps of rate 3 or less",
        ),
        (DesignRequest(5, exactly=True, layers=5, output_stride=8), "the nearest fields are 15"),
    ],
)
def test_an_impossible_request_is_explained(wanted, sentence):
    with pytest.raises(GeometryError, match=sentence):
        designs(wanted)


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"size": 1}, "receptive field must be at least 2, got 1"),
        (
            {"size": LARGEST_DESIGNED_FIELD + 1},
            f"must be at most {LARGEST_DESIGNED_FIELD}, got {LARGEST_DESIGNED_FIELD + 1}",
        ),
        ({"size": 9, "layers": MOST_LAYERS + 1}, "number of layers must be at most 12, got 13"),
        ({"size": 9, "kernel_sizes": ()}, "kernel sizes must be from 2, 3, 5, 7, got none"),
        ({"size": 9, "kernel_sizes": (4,)}, "must be from 2, 3, 5, 7, got 4"),
        ({"size": 9, "output_stride": 3}, "output stride must be from 1, 2, 4, 8, 16, 32, got 3"),
        ({"size": 9, "largest_rate": 0}, "largest dilation rate must be at least 1, got 0"),
    ],
)
def test_a_request_out_of_bounds_is_an_error(asked, sentence):
    with pytest.raises(GeometryError, match=sentence):
        DesignRequest(**asked)


@given(
    sizes=st.lists(st.sampled_from([2, 3, 5]), min_size=1, max_size=3),
    first=st.integers(1, 3),
    limit=st.sampled_from([None, 2, 5]),
    hole_free=st.booleans(),
)
def test_reachable_fields_are_those_of_all_rates(sizes, first, limit, hole_free):
    most = 20
    reached = set()
    for rates in product(range(1, min(limit or most, most) + 1), repeat=len(sizes)):
        size = first + sum((k - 1) * rate for k, rate in zip(sizes, rates, strict=True))
        read = read_by([(first, 1, 1), *zip(sizes, rates, [1] * len(sizes), strict=True)])
        if size <= most and (not hole_free or len(read) == size):
            reached.add(size)
    fields = ReachableFields(most, first, hole_free, limit)
    bits = fields.of(counted_taps(sizes))
    assert {size for size in range(most + 1) if bits >> size & 1} == reached
    for size in reached:
        pairs = fields.rates_for(counted_taps(sizes), size)
        assert counted_taps(taps for _, taps in pairs) == counted_taps(sizes)
        assert first + sum((taps - 1) * rate for rate, taps in pairs) == size
