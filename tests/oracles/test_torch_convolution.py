"""conv2d beside PyTorch over random layers: exact for whole numbers, close for the others."""

import numpy as np
import pytest
import torch
from torch.nn import functional

from dilviz.convolution.convolve import conv2d
from dilviz.errors import GeometryError

TORCH_MODES = {
    "zeros": "constant",
    "reflect": "reflect",
    "replicate": "replicate",
    "circular": "circular",
}


def draw(seed):
    """Draw one call in whole numbers: x, weight, bias and settings."""
    rng = np.random.default_rng(seed)
    groups, inputs, outputs = rng.choice([1, 1, 2, 3]), *rng.integers(1, 5, 2)
    taps, stride, dilation, padding = (
        rng.integers(*ends, 2) for ends in ((1, 4), (1, 5), (1, 4), (0, 5))
    )
    x = rng.integers(-9, 10, (rng.integers(1, 3), groups * inputs, *rng.integers(7, 16, 2)))
    weight = rng.integers(-9, 10, (groups * outputs, inputs, *taps))
    bias = rng.integers(-99, 100, groups * outputs)
    layer = {
        "stride": tuple(stride.tolist()),
        "padding": tuple(padding.tolist()),
        "dilation": tuple(dilation.tolist()),
        "groups": int(groups),
        "padding_mode": str(rng.choice(list(TORCH_MODES))),
    }
    return (x, weight, bias), layer


def with_torch(arrays, *, padding, padding_mode, **layer):
    x, weight, bias = map(torch.from_numpy, arrays)
    rows, cols = padding
    padded = functional.pad(x, (cols, cols, rows, rows), mode=TORCH_MODES[padding_mode])
    return functional.conv2d(padded, weight, bias, **layer).numpy()


@pytest.mark.parametrize("seed", range(400))
def test_whole_numbers_equal_torch(seed):
    arrays, layer = draw(seed)
    expected = with_torch([array.astype(float) for array in arrays], **layer)
    for dtype in (np.int64, np.float32, np.float64):
        result = conv2d(*(array.astype(dtype) for array in arrays), **layer)
        np.testing.assert_array_equal(result, expected)


@pytest.mark.parametrize("seed", range(100))
@pytest.mark.parametrize(("dtype", "close"), [(np.float32, 2e-5), (np.float64, 1e-12)])
def test_real_numbers_are_close_to_torch(seed, dtype, close):
    arrays, layer = draw(seed)
    rng = np.random.default_rng(seed)
    arrays = [rng.standard_normal(array.shape).astype(dtype) for array in arrays]
    result = conv2d(*arrays, **layer)
    np.testing.assert_allclose(result, with_torch(arrays, **layer), rtol=close, atol=close)
    assert result.dtype == dtype


@pytest.mark.filterwarnings("ignore:Using padding='same':UserWarning")  # torch, on even kernels
@pytest.mark.parametrize("padding", ["same", "valid"])
@pytest.mark.parametrize("taps", [(3, 3), (2, 4), (1, 5)])
@pytest.mark.parametrize("rate", [1, 2, 3])
def test_padding_words_equal_torch_at_stride_1(padding, taps, rate):
    rng = np.random.default_rng(rate)
    x, weight = rng.standard_normal((1, 2, 13, 16)), rng.standard_normal((4, 2, *taps))
    tensors = torch.from_numpy(x), torch.from_numpy(weight)
    expected = functional.conv2d(*tensors, padding=padding, dilation=rate).numpy()
    result = conv2d(x, weight, padding=padding, dilation=rate)
    np.testing.assert_allclose(result, expected, rtol=1e-12, atol=1e-12)


@pytest.mark.parametrize(("mode", "most"), [("reflect", 5), ("circular", 6)])
def test_refuses_the_paddings_that_torch_refuses(mode, most):
    x, weight = np.ones((1, 1, 6, 9)), np.ones((1, 1, 3, 3))
    layer = {"stride": 1, "dilation": 1, "padding_mode": mode}
    expected = with_torch((x, weight, np.zeros(1)), padding=(most, 0), **layer)
    np.testing.assert_array_equal(conv2d(x, weight, padding=(most, 0), **layer), expected)
    with pytest.raises(RuntimeError):
        with_torch((x, weight, np.zeros(1)), padding=(most + 1, 0), **layer)
    with pytest.raises(GeometryError):
        conv2d(x, weight, padding=(most + 1, 0), **layer)
