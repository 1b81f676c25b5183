"""Maps as data: what is drawn is what the engine gave, in the right place."""

from base64 import b64decode

import numpy as np

from dilviz.figures.maps import filmstrip, first_of_blocks, frame, padding_comparison
from dilviz.papers.context_module import ContextModule
from dilviz.papers.initialisation import identity_weights


def values_of(described, frames=()):
    written = described["values"]
    if not isinstance(written, str):
        written = frames[written]["values"]
    rows, cols = described["rows"], described["cols"]
    return np.frombuffer(b64decode(written), np.float32).reshape(rows, cols)


def test_a_frame_holds_the_values_exactly():
    values = np.random.default_rng(0).normal(size=(3, 5)).astype(np.float32)
    shown_map = frame("a", "b", "c", values)
    np.testing.assert_array_equal(values_of(shown_map), values)
    assert shown_map["most"] == np.abs(values).max()


def film(form, padding, chosen=1):
    module = ContextModule(form, 2, padding)
    maps = np.random.default_rng(0).random((2, 12, 9)).astype(np.float32)
    after = module.run(maps, identity_weights(module))
    return maps, after, filmstrip(module, maps, first_of_blocks(after, 2), chosen)


def test_the_film_begins_with_the_input_and_has_eight_layers():
    maps, after, strip = film("Basic", "same")
    first, *rest = strip["frames"]
    np.testing.assert_array_equal(values_of(first), maps[1])
    assert [shown_map["field"] for shown_map in rest] == [3, 5, 9, 17, 33, 65, 67, 67]
    for shown_map, values in zip(rest, after, strict=True):
        np.testing.assert_array_equal(values_of(shown_map, strip["frames"]), values[1])


def test_a_wider_layer_shows_the_first_map_of_the_same_block():
    _, after, strip = film("Large", "same")
    np.testing.assert_array_equal(values_of(strip["frames"][6], strip["frames"]), after[5][32])
    assert "map 33 of 64" in strip["frames"][6]["note"]


def test_equal_values_are_written_once():
    _, _, strip = film("Basic", "same")
    later = [shown_map["values"] for shown_map in strip["frames"][1:]]
    assert later == [0] * 8  # nothing was negative


def test_maps_larger_than_the_input_begin_before_it():
    maps, _, strip = film("Basic", "once")
    for shown_map in strip["frames"]:
        assert shown_map["origin"] == [(12 - shown_map["rows"]) // 2, (9 - shown_map["cols"]) // 2]
        row, col = (3 - shown_map["origin"][0], 5 - shown_map["origin"][1])
        value = values_of(shown_map, strip["frames"])[row, col]
        assert value == maps[1, 3, 5]  # identity: the same place everywhere


def test_the_differing_cells_are_marked_and_counted():
    once, same = np.array([[1, 2, 3]]), np.array([[1, 5, 3]])
    marks = padding_comparison(once, same)["frames"][2]
    assert values_of(marks).tolist() == [[0, 1, 0]]
    assert marks["note"] == "1 of 3 cells" and marks["words"] == {0: "equal", 1: "different"}
