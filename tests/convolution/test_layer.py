"""Settings along both axes: their forms, and the sizes that follow from them."""

from dataclasses import FrozenInstanceError

import numpy as np
import pytest

from dilviz.convolution.geometry import tap_table
from dilviz.convolution.layer import Layer, pair, sides
from dilviz.errors import GeometryError


def test_one_number_stands_for_both_axes():
    assert Layer.of(3, stride=2, dilation=4, padding=5) == Layer(
        (3, 3), (2, 2), (4, 4), ((5, 5), (5, 5))
    )


@pytest.mark.parametrize(
    ("padding", "expected"),
    [
        (2, ((2, 2), (2, 2))),
        ((1, 3), ((1, 1), (3, 3))),
        (((1, 2), (3, 4)), ((1, 2), (3, 4))),
        ([[1, 2], [3, 4]], ((1, 2), (3, 4))),
        ((1, (3, 4)), ((1, 1), (3, 4))),
        ("valid", ((0, 0), (0, 0))),
        ("VALID", ((0, 0), (0, 0))),
        ("Same", "same"),
    ],
)
def test_every_form_of_padding_is_read(padding, expected):
    assert sides(padding) == expected


def test_the_default_is_an_ordinary_dense_layer():
    layer = Layer.of((2, 3))
    assert layer.effective_kernel_size == (2, 3)
    assert layer.output_size((9, 7)) == (8, 5)


def test_rows_and_columns_do_not_mix():
    layer = Layer.of((2, 3), stride=(1, 2), dilation=(4, 3), padding=((1, 0), (2, 5)))
    size = (10, 13)
    rows, cols = layer.tap_tables(size)
    assert layer.effective_kernel_size == (5, 7)
    assert layer.padding_for(size) == ((1, 0), (2, 5))
    assert rows.tolist() == tap_table(10, 2, dilation=4, padding=(1, 0)).tolist()
    assert cols.tolist() == tap_table(13, 3, stride=2, dilation=3, padding=(2, 5)).tolist()
    assert layer.output_size(size) == (len(rows), len(cols)) == (7, 7)


def test_same_padding_gives_size_over_stride_outputs():
    layer = Layer.of((3, 2), stride=(2, 3), dilation=(1, 2), padding="same")
    assert layer.padding_for((4, 7)) == ((0, 1), (1, 1))
    assert layer.padding_for((5, 8)) == ((1, 1), (0, 1))
    assert layer.output_size((4, 7)) == (2, 3)


def test_a_layer_cannot_be_changed():
    with pytest.raises(FrozenInstanceError):
        Layer.of(3).stride = (2, 2)


def test_layers_with_equal_settings_are_equal_keys():
    assert len({Layer.of(3, padding=1), Layer.of((3, 3), padding=((1, 1), (1, 1)))}) == 1


@pytest.mark.parametrize(
    ("good", "bad", "message"),
    [
        ({"kernel_size": 1}, {"kernel_size": 0}, "kernel size must be at least 1, got 0"),
        (
            {"kernel_size": 3},
            {"kernel_size": "3"},
            r"kernel size must be .* \(rows, cols\), got '3'",
        ),
        ({"stride": (1, 2)}, {"stride": (1, 0)}, "stride must be at least 1, got 0"),
        ({"dilation": 1}, {"dilation": -1}, "dilation rate must be at least 1, got -1"),
        ({"dilation": (1, 1)}, {"dilation": (1,)}, r"dilation rate must be .* got \(1,\)"),
        ({"padding": (0, 1)}, {"padding": (0, -1)}, "padding must be at least 0, got -1"),
        ({"padding": "same"}, {"padding": "sane"}, '"valid" or "same", got \'sane\''),
        (
            {"padding": ((1, 2), (3, 4))},
            {"padding": ((1, 2), (3, 4), (5, 6))},
            r"\(\(top, bottom\), \(left, right\)\), got \(\(1, 2\), \(3, 4\), \(5, 6\)\)",
        ),
        ({"padding": ((1, 2), 0)}, {"padding": ((1, 2, 3), 0)}, r"padding must be .* \(1, 2, 3\)"),
    ],
)
def test_a_bad_setting_raises_an_error_with_its_name(good, bad, message):
    Layer.of(**{"kernel_size": 3} | good)
    with pytest.raises(GeometryError, match=message):
        Layer.of(**{"kernel_size": 3} | bad)


def test_a_bad_pair_raises_an_error_with_its_name():
    assert pair([2, 3], "stride") == (2, 3)
    with pytest.raises(GeometryError, match=r"stride must be one whole number or a pair"):
        pair((1, 2, 3), "stride")


def test_settings_may_be_numpy_arrays():
    layer = Layer.of(
        np.array([3, 5]),
        stride=np.array([2, 1]),
        dilation=np.array(2),
        padding=np.array([[1, 0], [2, 3]]),
    )
    assert layer == Layer((3, 5), (2, 1), (2, 2), ((1, 0), (2, 3)))
