"""Which pixels ever meet, against a search through every output."""

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from dilviz import GeometryError, parse_network
from dilviz.gridding.pixel_classes import axis_classes, pixel_classes
from tests.dependencies import pixels_of
from tests.networks_at_random import networks


def classes_by_search(network, size):
    """Join the pixels of every output, one output after another."""
    label = {}
    rows, cols = network.sizes(size)[network.output]
    for unit in np.ndindex(rows, cols):
        read = pixels_of(network, network.output, unit, size)
        inside = [at for at in read if 0 <= at[0] < size[0] and 0 <= at[1] < size[1]]
        groups = {id(label[at]): label[at] for at in inside if at in label}
        joined = set(inside).union(*groups.values())
        label.update(dict.fromkeys(joined, joined))
    names = {}
    found = np.full(size, -1)
    for at in np.ndindex(*size):
        if at in label:
            found[at] = names.setdefault(id(label[at]), len(names))
    return found


@settings(max_examples=60)
@given(networks(longest=4), st.integers(3, 9), st.integers(3, 9))
def test_pixels_meet_if_and_only_if_an_output_joins_them(network, rows, cols):
    try:
        outputs = network.sizes((rows, cols))[network.output]
    except GeometryError:
        assume(False)
    assume(outputs[0] * outputs[1] <= 400)
    expected = classes_by_search(network, (rows, cols))
    np.testing.assert_array_equal(pixel_classes(network, (rows, cols)), expected)


def test_rates_with_a_common_factor_never_mix_its_residues():
    network = parse_network("conv3 d3, conv3 d6, conv3 d9")
    np.testing.assert_array_equal(axis_classes(network, 1, (4, 40)), np.arange(40) % 3)
    assert pixel_classes(network, (20, 24)).max() == 8


def test_branches_may_join_diagonally_what_each_axis_keeps_apart():
    network = parse_network("[conv3 d2 | conv1 p2:0x2:0, conv1 p0:1]")
    classes = pixel_classes(network, (6, 7))
    np.testing.assert_array_equal(classes, classes_by_search(network, (6, 7)))


def test_what_a_stride_skips_is_in_no_class():
    classes = axis_classes(parse_network("conv1 s3"), 1, 7)
    assert classes.tolist() == [0, -1, -1, 1, -1, -1, 2]


def test_a_large_input_with_branches_is_refused_with_the_numbers():
    with pytest.raises(GeometryError, match="more than the 3000000 that are followed"):
        pixel_classes(parse_network("[conv3 d2, conv3 d4 | conv3 d3]"), (900, 800))


def test_too_many_units_are_refused():
    with pytest.raises(GeometryError, match="1000039 units along one axis"):
        axis_classes(parse_network("tconv4 s2 p0 o999997"), 1, 20)
