"""The values of conv2d: against the definition, laws, scipy, published grids, and its messages."""

import tracemalloc

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import ndimage, signal

from dilviz.convolution import convolve as convolution
from dilviz.convolution import correlate, tiles
from dilviz.convolution.convolve import conv2d, exact_dtype, largest_magnitude, result_dtype
from dilviz.convolution.geometry import PADDING_MODES, same_padding
from dilviz.convolution.layer import Layer
from dilviz.errors import GeometryError
from tests.definition import convolve

RNG = np.random.default_rng(sum(map(ord, "convolution")))
PICTURE = RNG.integers(-9, 10, (11, 14))
KERNEL = np.array([[1, -2, 3], [4, 5, -6]])
BOUNDS = [name for name in vars(tiles) if name.isupper()]


def zero_stuffed(kernel, dilation):
    rows, cols = dilation
    height, width = kernel.shape
    spread = np.zeros((rows * (height - 1) + 1, cols * (width - 1) + 1), kernel.dtype)
    spread[::rows, ::cols] = kernel
    return spread


def pairs(least, most):
    return st.tuples(st.integers(least, most), st.integers(least, most))


@st.composite
def calls(draw):
    """Draw x, weight, bias and settings that fit, in whole numbers."""
    groups, inputs, outputs = (draw(st.integers(1, most)) for most in (3, 2, 3))
    taps, stride, dilation = draw(pairs(1, 3)), draw(pairs(1, 4)), draw(pairs(1, 3))
    padding = draw(st.tuples(pairs(0, 3), pairs(0, 3)))
    reach = [d * (k - 1) + 1 for d, k in zip(dilation, taps, strict=True)]
    size = [
        draw(st.integers(max(n - sum(p), 4), max(n - sum(p), 4) + 5))
        for n, p in zip(reach, padding, strict=True)
    ]
    rng = np.random.default_rng(draw(st.integers(0, 2**32)))
    x = rng.integers(-9, 10, (draw(st.integers(1, 2)), groups * inputs, *size))
    weight = rng.integers(-9, 10, (groups * outputs, inputs, *taps))
    bias = rng.integers(-99, 100, groups * outputs)
    mode = draw(st.sampled_from(PADDING_MODES))
    return (x, weight, bias), {
        "stride": stride,
        "padding": padding,
        "dilation": dilation,
        "groups": groups,
        "padding_mode": mode,
    }


@settings(deadline=None, max_examples=150)
@given(calls(), st.sampled_from([np.int64, np.int16, np.float32, np.float64]))
def test_equals_the_definition(call, dtype):
    arrays, layer = call
    expected = convolve(*arrays, **layer)
    result = conv2d(*(array.astype(dtype) for array in arrays), **layer)
    np.testing.assert_array_equal(result, expected)


@settings(deadline=None, max_examples=60)
@given(calls(), st.sampled_from([np.int64, np.float64, object]), st.integers(1, 60))
def test_tiles_of_any_size_in_every_type_give_the_same_sums(call, dtype, size):
    (x, weight, bias), layer = call
    expected = convolve(x, weight, bias, **layer)
    for many, small in ((1, False), (1, True), (1000, False)):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(convolution, "exact_dtype", lambda _: np.dtype(dtype))
            patch.setattr(correlate, "tiling_of", tiles.tiling_of.__wrapped__)  # no cache
            for name in BOUNDS:
                patch.setattr(tiles, name, size)
            patch.setattr(correlate, "WORK_FOR_THREADS", size)
            patch.setattr(correlate, "PRODUCTS_FOR_BLAS", 0)
            patch.setattr(correlate, "multiplies_in_place", lambda small=small: small)
            patch.setattr(tiles, "MANY_OUTPUTS", many)
            np.testing.assert_array_equal(conv2d(x, weight, bias, **layer), expected)


# Laws


def test_dilation_1_is_ordinary_correlation():
    expected = signal.correlate2d(PICTURE, KERNEL, mode="valid")
    np.testing.assert_array_equal(conv2d(PICTURE, KERNEL), expected)


@pytest.mark.parametrize("dilation", [(1, 1), (1, 3), (2, 1), (3, 4), (10, 6)])
def test_equals_a_kernel_with_zeros_between_its_taps(dilation):
    expected = signal.correlate2d(PICTURE, zero_stuffed(KERNEL, dilation), mode="valid")
    np.testing.assert_array_equal(conv2d(PICTURE, KERNEL, dilation=dilation), expected)


@pytest.mark.parametrize("dilation", [(1, 1), (2, 3), (4, 2)])
@pytest.mark.parametrize(
    ("mode", "scipy_mode"),
    [("zeros", "constant"), ("reflect", "mirror"), ("replicate", "nearest"), ("circular", "wrap")],
)
def test_agrees_with_ndimage_in_every_padding_mode(dilation, mode, scipy_mode):
    kernel = RNG.integers(-9, 10, (3, 3))
    expected = ndimage.correlate(PICTURE, zero_stuffed(kernel, dilation), mode=scipy_mode)
    result = conv2d(PICTURE, kernel, padding=dilation, dilation=dilation, padding_mode=mode)
    np.testing.assert_array_equal(result, expected)


def test_a_kernel_turned_by_180_degrees_gives_true_convolution():
    expected = signal.convolve2d(PICTURE, zero_stuffed(KERNEL, (2, 3)), mode="valid")
    np.testing.assert_array_equal(conv2d(PICTURE, KERNEL[::-1, ::-1], dilation=(2, 3)), expected)


def test_an_impulse_returns_the_taps_mirrored():
    impulse = np.zeros((9, 12), int)
    impulse[4, 6] = 1
    result = conv2d(impulse, KERNEL, padding=((2, 0), (6, 0)), dilation=(2, 3))
    np.testing.assert_array_equal(result[4:7:2, 6:13:3], KERNEL[::-1, ::-1][:, :2])
    assert np.count_nonzero(result) == 4


def test_is_linear_in_both_and_shifts_with_the_bias():
    other, twin = RNG.integers(-9, 10, PICTURE.shape), RNG.integers(-9, 10, KERNEL.shape)
    result = conv2d(2 * PICTURE + other, KERNEL + 3 * twin, 7, dilation=2)
    parts = [conv2d(x, w, dilation=2) for x in (PICTURE, other) for w in (KERNEL, twin)]
    np.testing.assert_array_equal(result, 2 * parts[0] + 6 * parts[1] + parts[2] + 3 * parts[3] + 7)


def test_stride_s_keeps_every_sth_output():
    dense = conv2d(PICTURE, KERNEL, padding=2, dilation=2)
    result = conv2d(PICTURE, KERNEL, padding=2, dilation=2, stride=(3, 4))
    np.testing.assert_array_equal(result, dense[::3, ::4])


def test_groups_do_not_read_one_another():
    x, weight = RNG.integers(-9, 10, (2, 6, 5, 7)), RNG.integers(-9, 10, (4, 3, 2, 3))
    halves = [conv2d(x[:, :3], weight[:2]), conv2d(x[:, 3:], weight[2:])]
    np.testing.assert_array_equal(conv2d(x, weight, groups=2), np.concatenate(halves, axis=1))


@pytest.mark.parametrize("axes", [2, 3, 4])
def test_the_result_has_as_many_axes_as_the_input(axes):
    x = PICTURE.reshape((1,) * (axes - 2) + PICTURE.shape)
    weight = KERNEL if axes == 2 else KERNEL[None, None]
    assert conv2d(x, weight).shape == (1,) * (axes - 2) + (10, 12)


@settings(deadline=None)
@given(calls())
def test_values_agree_with_the_tap_table(call):
    (x, weight, _), layer = call
    x, weight = x[0, 0], weight[0, 0]
    settings_of = {name: layer[name] for name in ("stride", "padding", "dilation")}
    rows, cols = Layer.of(weight.shape, **settings_of).tap_tables(x.shape)
    inside = [(table >= 0) & (table < n) for table, n in zip((rows, cols), x.shape, strict=True)]
    samples = x[rows.clip(0, x.shape[0] - 1)][:, :, cols.clip(0, x.shape[1] - 1)]
    read = np.einsum("ri,cj->ricj", *inside) * samples  # (oH, kH, oW, kW)
    expected = np.einsum("ricj,ij->rc", read, weight)
    np.testing.assert_array_equal(conv2d(x, weight, **settings_of), expected)


# Numbers from elsewhere


@pytest.mark.parametrize("width", [9, 10])
@pytest.mark.parametrize("taps", [(h, w) for h in (1, 2, 3) for w in (1, 2, 3)])
@pytest.mark.parametrize("rate", [1, 2, 3])
@pytest.mark.parametrize("padding", ["SAME", "VALID"])
def test_tensorflows_grid_of_upsampled_filters(width, taps, rate, padding):
    """TensorFlow's testAtrousConv2DForward: arange values, height 9, against the spread filter."""
    x = np.arange(2 * 2 * 9 * width).reshape(2, 2, 9, width)
    weight = np.arange(2 * 2 * taps[0] * taps[1]).reshape(2, 2, *taps)
    spread = np.array([[zero_stuffed(k, (rate, rate)) for k in per] for per in weight])
    ends = [(0, 0), (0, 0)]
    if padding == "SAME":
        ends = [same_padding(n, k) for n, k in zip((9, width), spread.shape[2:], strict=True)]
    padded = np.pad(x, [(0, 0), (0, 0), *ends])
    expected = [
        [signal.correlate(picture, per, mode="valid")[0] for per in spread] for picture in padded
    ]
    np.testing.assert_array_equal(conv2d(x, weight, dilation=rate, padding=padding), expected)


@pytest.mark.parametrize(
    ("kernel", "padding", "expected"),
    [
        ([1, 2, 3], "valid", [16, 22, 28, 34, 40, 46]),
        ([1, 2, 3], "same", [6, 11, 16, 22, 28, 34, 40, 46, 22, 25]),
        ([3, 2, 1], "valid", [8, 14, 20, 26, 32, 38]),
        ([3, 2, 1], "same", [2, 5, 8, 14, 20, 26, 32, 38, 34, 39]),
    ],
)
def test_ten_samples_worked_by_hand(kernel, padding, expected):
    x = np.arange(10)
    for turn in (np.atleast_2d, lambda line: np.atleast_2d(line).T):
        result = conv2d(turn(x), turn(kernel), dilation=2, padding=padding)
        np.testing.assert_array_equal(result, turn(expected))


def test_an_even_kernel_pads_the_extra_sample_after():
    result = conv2d([[1, 2, 3, 4]], [[1, 1]], dilation=2, padding="same")
    np.testing.assert_array_equal(result, [[2, 4, 6, 3]])


# Types and exactness


@pytest.mark.parametrize(
    ("x", "weight", "expected"),
    [
        ("float32", "float32", "float32"),
        ("float64", "float64", "float64"),
        ("float16", "float16", "float32"),
        ("uint8", "float32", "float32"),
        ("int32", "float32", "float64"),
        ("float32", "float64", "float64"),
        ("uint8", "int8", "int64"),
        ("bool", "bool", "int64"),
        ("uint64", "int64", "int64"),
        (">f4", ">f4", "float32"),
        (">i2", ">i2", "int64"),
    ],
)
@pytest.mark.parametrize("outputs", [1, 4])
def test_returns_the_promised_type(x, weight, expected, outputs):
    picture = (np.arange(42) % 5).reshape(1, 6, 7)
    kernel = np.tile(np.array([[1, 0, 1]]), (outputs, 1, 1, 1))
    result = conv2d(picture.astype(x), kernel.astype(weight))
    assert result.dtype == np.dtype(expected)
    assert result.dtype.isnative
    values = picture.astype(x).astype(int)
    np.testing.assert_array_equal(result[-1], values[0, :, :-2] + values[0, :, 2:])


@pytest.mark.parametrize("largest", [2**20, 2**24, 2**40, 2**53, 2**61])
def test_whole_numbers_are_exact_at_every_magnitude(largest):
    x = np.array([[largest, 1, -largest, 3, largest - 1]])
    expected = [largest + 1 + 3, 2 + 3 - 2 * largest + largest - 1]
    result = conv2d(x, [[1, 2]], [3], dilation=1)[0, ::3]
    np.testing.assert_array_equal(result, [expected[0] + 1, 2 * (largest - 1) + 3 + 3])


def test_a_large_bias_is_exact_too():
    assert conv2d([[1, 2]], [[1]], 2**60 + 1).tolist() == [[2**60 + 2, 2**60 + 3]]


def test_sums_that_pass_int64_on_the_way_are_exact():
    huge = 2**62
    x = np.array([[huge, huge, huge, -huge, -huge]])
    assert conv2d(x, np.ones((1, 5), int)).tolist() == [[huge]]


def test_a_sum_beyond_int64_raises_an_error():
    with pytest.raises(OverflowError, match="too large"):
        conv2d(np.full((2, 3), 2**62), np.ones((2, 3), int))


def test_float32_stays_within_a_millionth_of_float64():
    x, weight = RNG.standard_normal((8, 40, 50)), RNG.standard_normal((6, 8, 3, 3))
    for outputs in (1, 6):
        exact = conv2d(x, weight[:outputs], padding=2, dilation=2)
        single = conv2d(x.astype("f4"), weight[:outputs].astype("f4"), padding=2, dilation=2)
        assert np.abs(single - exact).max() < 1e-6 * np.abs(exact).max()


@pytest.mark.parametrize("kind", ["complex64", "longdouble", "object", "U1", "M8[s]"])
def test_types_beyond_float64_and_int64_raise_an_error(kind):
    unsupported = np.zeros((4, 5), kind)
    with pytest.raises(TypeError, match="cannot hold"):
        conv2d(unsupported, np.ones((2, 3)))
    assert conv2d(np.zeros((4, 5)), np.ones((2, 3))).shape == (3, 3)


@pytest.mark.parametrize(
    ("largest_sum", "dtype"),
    [
        (0, "float32"),
        (2**24, "float32"),
        (2**24 + 1, "float64"),
        (2**53, "float64"),
        (2**53 + 1, "int64"),
        (2**63 - 1, "int64"),
        (2**63, "object"),
    ],
)
def test_the_exact_dtype_holds_the_largest_sum(largest_sum, dtype):
    assert exact_dtype(largest_sum) == np.dtype(dtype)
    for value in (largest_sum, largest_sum - 1, -largest_sum):
        assert int(np.array(value, dtype=dtype)) == value


@pytest.mark.parametrize(
    ("values", "dtype", "largest"),
    [
        ([-128, 5], "int8", 128),
        ([-(2**63), 1], "int64", 2**63),
        ([2**64 - 1], "uint64", 2**64 - 1),
        ([True, False], "bool", 1),
        ([], "int32", 0),
        ([-3, -7], "int16", 7),
    ],
)
def test_the_largest_magnitude_does_not_overflow(values, dtype, largest):
    assert largest_magnitude(np.array(values, dtype)) == largest


def test_mixed_types_follow_numpy_and_whole_numbers_stay_int64():
    kinds = ["uint8", "int64", "uint64", "float16", "float32", "float64", "bool"]
    for first in kinds:
        for second in kinds:
            result = result_dtype(np.zeros(1, first), np.zeros(1, second))
            common = np.result_type(first, second)
            whole = not (first.startswith("float") or second.startswith("float"))
            expected = "int64" if whole else max(common, np.dtype("f4"), key=lambda d: d.itemsize)
            assert result == np.dtype(expected)


# Not-a-number and infinity


@pytest.mark.parametrize("outputs", [1, 5])
@pytest.mark.parametrize("mode", PADDING_MODES)
@pytest.mark.parametrize("value", [np.nan, np.inf])
def test_nan_and_infinity_reach_only_the_outputs_that_read_them(outputs, mode, value):
    x = np.ones((1, 9, 12))
    x[0, 4, 11] = value
    marked = np.zeros(x.shape, int)
    marked[0, 4, 11] = 1
    weight = np.ones((outputs, 1, 3, 2), int)
    layer = {"padding": ((2, 1), (0, 3)), "dilation": (2, 3), "padding_mode": mode}
    for stride in (1, 2):
        reads = conv2d(marked, weight, **layer, stride=stride) > 0
        result = conv2d(x, weight.astype(float), **layer, stride=stride)
        np.testing.assert_array_equal(~np.isfinite(result), reads)
        assert 0 < reads.sum() < reads.size


@pytest.mark.parametrize("outputs", [1, 5])
def test_zero_times_infinity_is_nan(outputs):
    x = np.array([[[1.0, np.inf, 2.0, 3.0]]])
    weight = np.tile([[1.0, 0.0]], (outputs, 1, 1, 1))
    np.testing.assert_array_equal(conv2d(x, weight)[-1], [[np.nan, np.inf, 2.0]])


def test_a_kernel_of_zeros_gives_zeros():
    assert not conv2d(PICTURE.astype(float), np.zeros((2, 3))).any()


# Memory: layouts, views, empty arrays


VIEWS = {
    "contiguous": lambda a: a.copy(),
    "Fortran": np.asfortranarray,
    "transposed": lambda a: np.ascontiguousarray(a.T).T,
    "backwards": lambda a: np.ascontiguousarray(a[..., ::-1, ::-1])[..., ::-1, ::-1],
    "every second": lambda a: np.repeat(np.repeat(a, 2, -1), 2, -2)[..., ::2, ::2],
    "other endian": lambda a: a.astype(a.dtype.newbyteorder()),
    "list": lambda a: a.tolist(),
}


@pytest.mark.parametrize("view", VIEWS.values(), ids=VIEWS)
@pytest.mark.parametrize("outputs", [1, 4])
@pytest.mark.parametrize("padding", [0, 1])
def test_any_memory_layout_is_read_and_not_changed(view, outputs, padding):
    x, weight = RNG.standard_normal((2, 3, 6, 8)), RNG.standard_normal((outputs, 3, 2, 3))
    expected = conv2d(x, weight, padding=padding, stride=(1, 2))
    given_arrays = view(x), view(weight)
    for array in given_arrays:
        if isinstance(array, np.ndarray):
            array.flags.writeable = False
    result = conv2d(*given_arrays, padding=padding, stride=(1, 2))
    np.testing.assert_allclose(result, expected, rtol=1e-12, atol=1e-12)
    np.testing.assert_array_equal(given_arrays[0], x)
    np.testing.assert_array_equal(given_arrays[1], weight)


@pytest.mark.parametrize("dtype", [np.int64, np.float32, np.float64])
def test_the_result_is_new_and_writeable_even_for_a_kernel_of_one(dtype):
    x, weight = np.ones((1, 4, 5), dtype), np.ones((1, 1, 1, 1), dtype)
    result = conv2d(x, weight)
    result[...] = 7
    assert not np.shares_memory(result, x)
    assert (x == 1).all()


@pytest.mark.parametrize(
    ("x", "weight", "expected"),
    [
        ((0, 3, 5, 7), (4, 3, 2, 3), (0, 4, 4, 5)),
        ((2, 0, 5, 7), (4, 0, 2, 3), (2, 4, 4, 5)),
        ((2, 3, 5, 7), (0, 3, 2, 3), (2, 0, 4, 5)),
        ((0, 5, 7), (4, 0, 2, 3), (4, 4, 5)),
    ],
)
@pytest.mark.parametrize("dtype", [int, float])
def test_axes_of_length_zero_give_the_bias_or_an_empty_result(x, weight, expected, dtype):
    bias = np.arange(weight[0])
    result = conv2d(np.ones(x, dtype), np.ones(weight, dtype), bias)
    assert result.shape == expected
    if weight[1] == 0:
        np.testing.assert_array_equal(result, np.broadcast_to(bias[:, None, None], expected))


def test_padding_may_be_larger_than_the_picture():
    assert conv2d([[5]], [[3]]).tolist() == [[15]]
    assert conv2d([[5]], [[1, 2, 3]], padding=(0, 4), dilation=4).tolist() == [[10]]


def test_an_empty_picture_follows_the_formula():
    x = np.ones((0, 4))
    assert conv2d(x, np.ones((1, 2)), padding=(1, 0)).shape == (2, 3)
    assert not conv2d(x, np.ones((1, 2)), padding=(1, 0)).any()


def test_a_stride_beyond_the_picture_gives_the_first_output():
    first = conv2d(PICTURE, KERNEL)[:1, :1]
    np.testing.assert_array_equal(conv2d(PICTURE, KERNEL, stride=1_000_000), first)


# Messages, each beside the nearest call that works

X = np.ones((4, 8, 9))
WEIGHT = np.ones((6, 2, 2, 3))


@pytest.mark.parametrize(
    ("good", "bad", "message"),
    [
        ({}, {"x": np.ones(5)}, r"\(N, C, H, W\), got shape \(5,\). Add or remove axes"),
        ({}, {"weight": np.ones((2, 3))}, r"x of shape \(4, 8, 9\) needs .* got shape \(2, 3\)"),
        ({}, {"groups": 3}, r"C = 4, but .*\(6, 2, 2, 3\) with groups = 3 reads C = 2 x 3 = 6"),
        ({}, {"weight": np.ones((5, 2, 2, 3))}, r"O = 5 .* groups = 2 .* Change the first axis"),
        (
            {"bias": np.ones(6)},
            {"bias": np.ones(5)},
            r"must have shape \(6,\), .* got shape \(5,\). Change the bias",
        ),
        ({}, {"bias": 1}, r"must have shape \(6,\), .* got shape \(\)"),
        ({}, {"groups": 0}, "groups must be at least 1, got 0"),
        ({"dilation": 4}, {"dilation": 5}, "3 taps at dilation rate 5 reach 11 .* has 9"),
        ({"dilation": 1}, {"dilation": 0}, "dilation rate must be at least 1, got 0"),
        ({"stride": 1}, {"stride": 0}, "stride must be at least 1, got 0"),
        ({"padding": 0}, {"padding": -1}, "padding must be at least 0, got -1"),
        ({"padding": "same"}, {"padding": "full"}, '"valid" or "same", got \'full\''),
        ({"stride": (1, 2)}, {"stride": (1, 2, 3)}, r"pair \(rows, cols\), got \(1, 2, 3\)"),
        (
            {"padding": 7, "padding_mode": "reflect"},
            {"padding": 8, "padding_mode": "reflect"},
            "reflect padding of 8 samples needs .* at least 9 samples, got 8",
        ),
        (
            {"padding": 8, "padding_mode": "circular"},
            {"padding": 9, "padding_mode": "circular"},
            "circular padding of 9 samples needs .* at least 9 samples, got 8",
        ),
        (
            {"padding_mode": "replicate"},
            {"padding_mode": "mirror"},
            "one of zeros, reflect, replicate, circular, got 'mirror'",
        ),
        ({}, {"weight": np.ones((6, 2, 0, 3))}, "kernel size must be at least 1, got 0"),
    ],
)
def test_settings_that_do_not_fit_raise_an_error_with_the_numbers(good, bad, message):
    call = {"x": X, "weight": WEIGHT, "groups": 2}
    assert conv2d(**call | good).ndim == 3
    with pytest.raises(GeometryError, match=message):
        conv2d(**call | bad)


def test_an_unknown_padding_mode_raises_an_error_even_without_pictures():
    with pytest.raises(GeometryError, match="got 'mirror'"):
        conv2d(np.ones((0, 1, 4, 5)), np.ones((1, 1, 2, 3)), padding_mode="mirror")


def test_a_weight_of_four_axes_needs_a_picture_with_channels():
    with pytest.raises(GeometryError, match=r"needs a weight of shape \(kH, kW\), got .*1, 1, 2"):
        conv2d(np.ones((4, 5)), np.ones((1, 1, 2, 3)))
    assert conv2d(np.ones((1, 4, 5)), np.ones((1, 1, 2, 3))).shape == (1, 3, 3)


@pytest.mark.parametrize(("taps", "rate"), [(3, 2), (7, 8), (9, 32)])
def test_memory_of_a_large_picture_stays_within_a_few_tiles(taps, rate):
    x = np.ones((1500, 1030), np.float32)
    kernel = np.ones((taps, taps), np.float32)
    tracemalloc.start()
    result = conv2d(x, kernel, dilation=rate, padding="same")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    tile = tiles.TILE_SIZE * x.itemsize
    assert peak - result.nbytes < 2 * 4 * tile  # two threads: stack, rows read, room to add
