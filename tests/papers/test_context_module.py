"""The context module: Table 1, what it costs, and what it makes of maps."""

import numpy as np
import pytest

from dilviz.errors import GeometryError
from dilviz.papers.context_module import FORMS, RATES, ContextModule
from dilviz.papers.initialisation import identity_weights, smoothing_weights
from tests.definition import convolve

SIZE = (64, 64)


def layers(form, classes=21, padding="same", size=SIZE):
    return ContextModule(form, classes, padding).layers(size)


@pytest.mark.parametrize("padding", ["once", "same"])
@pytest.mark.parametrize("form", FORMS)
def test_has_the_eight_layers_of_table_1(form, padding):
    rows = layers(form, padding=padding)
    assert [row.dilation for row in rows] == [1, 1, 2, 4, 8, 16, 1, 1]
    assert [row.kernel_size for row in rows] == [3] * 7 + [1]
    assert [row.truncated for row in rows] == [True] * 7 + [False]
    assert [row.field for row in rows] == [3, 5, 9, 17, 33, 65, 67, 67]


def test_basic_has_28_224_weights_and_large_6_801_102():
    for form, weights, biases in (("Basic", 28_224, 168), ("Large", 6_801_102, 2_037)):
        assert sum(row.weights for row in layers(form)) == weights
        assert sum(row.biases for row in layers(form)) == biases
    assert [row.weights // 441 for row in layers("Large")] == [
        18,
        36,
        72,
        288,
        1152,
        4608,
        9216,
        32,
    ]
    assert sum(row.weights for row in layers("Basic", 19)) == 23_104


@pytest.mark.parametrize(
    ("form", "padding", "size", "total"),
    [
        ("Basic", "same", (64, 64), 115_605_504),
        ("Large", "same", (64, 64), 27_857_313_792),
        ("Basic", "once", (64, 64), 312_166_260),
        ("Large", "once", (64, 64), 32_941_380_528),
    ],
)
def test_counts_multiply_adds(form, padding, size, total):
    assert sum(row.multiply_adds for row in layers(form, 21, padding, size)) == total


def test_padded_once_shrinks_from_the_enlarged_map_to_its_own_size():
    rows = layers("Basic", padding="once", size=(66, 50))
    assert [row.output_size[0] for row in rows] == [130, 128, 124, 116, 100, 68, 66, 66]
    assert rows[-1].output_size == (66, 50)
    assert rows[-1].field == 1 + 2 * sum(RATES[:-1])


def test_the_weights_have_the_shapes_that_are_counted():
    for form in FORMS:
        module = ContextModule(form, 3)
        for row, weight in zip(module.layers((40, 50)), identity_weights(module), strict=True):
            assert weight.shape == (row.channels_out, row.channels_in, *[row.kernel_size] * 2)
            assert weight.size == row.weights


def whole_weights(random):
    return [random.integers(-1, 2, (2, 2, taps, taps)) for taps in [3] * 7 + [1]]


def test_maps_equal_the_definition():
    module = ContextModule("Basic", 2)
    random = np.random.default_rng(0)
    maps, weights = random.integers(-3, 4, (2, 5, 6)), whole_weights(random)
    expected = maps
    for number, (rate, weight) in enumerate(zip(RATES, weights, strict=True)):
        pad = rate * (weight.shape[-1] // 2)
        settings = {"padding": ((pad, pad), (pad, pad)), "dilation": (rate, rate)}
        settings |= {"stride": (1, 1), "groups": 1, "padding_mode": "zeros"}
        expected = convolve(expected[None], weight, [0, 0], **settings)[0].astype(int)
        expected = np.maximum(expected, 0) if number < 7 else expected
    np.testing.assert_array_equal(module.run(maps, weights)[-1], expected)


def test_padded_once_is_the_middle_of_a_far_larger_map():
    random = np.random.default_rng(3)
    maps, weights = (
        random.integers(0, 4, (2, 5, 6)),
        [abs(weight) for weight in whole_weights(random)],
    )
    far = np.pad(maps, ((0, 0), (70, 70), (70, 70)))
    middle = ContextModule("Basic", 2).run(far, weights)[-1][:, 70:75, 70:76]
    once = ContextModule("Basic", 2, "once").run(maps, weights)[-1]
    np.testing.assert_array_equal(once, middle)
    assert (once != ContextModule("Basic", 2).run(maps, weights)[-1]).any()


def test_negative_values_are_kept_without_truncation():
    module = ContextModule("Basic", 1)
    maps = np.array([[[-2.0, 3.0, -1.0]]])
    np.testing.assert_array_equal(
        module.run(maps, identity_weights(module), truncate=False)[-1], maps
    )


def test_an_impulse_spreads_over_the_receptive_field():
    module = ContextModule("Basic", 1)
    maps = np.zeros((1, 90, 80))
    maps[0, 45, 40] = 1
    for row, after in zip(
        module.layers((90, 80)), module.run(maps, smoothing_weights(module)), strict=True
    ):
        rows, cols = np.nonzero(after[0])
        assert np.ptp(rows) + 1 == np.ptp(cols) + 1 == row.field


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        (("Advanced", 21), "form must be one of Basic, Large, got 'Advanced'"),
        (("Basic", 0), "number of classes must be at least 1, got 0"),
        (("Basic", 1001), "at most 1000, got 1001"),
        (("Basic", 21, "twice"), "padding must be one of once, same, got 'twice'"),
    ],
)
def test_unknown_forms_and_paddings_are_an_error(settings, words):
    with pytest.raises(GeometryError, match=words):
        ContextModule(*settings)
