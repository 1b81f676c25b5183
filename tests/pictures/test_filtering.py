"""Kernels applied to pictures equal the engine channel by channel; luminance and ranges."""

from dataclasses import replace

import numpy as np
import pytest

from dilviz import GeometryError, conv2d
from dilviz.convolution.layer import Layer
from dilviz.pictures.filtering import Filtering, luminance, planes, respond
from dilviz.pictures.kernels import KERNELS

PICTURE = np.random.default_rng(5).integers(0, 256, (29, 43, 3), dtype=np.uint8)


def filtering_for(kernel, dilation=2, stride=1, padding="same", **more):
    layer = Layer.of(kernel.weights.shape, dilation=dilation, stride=stride, padding=padding)
    return Filtering(layer, **more)


@pytest.mark.parametrize("name", KERNELS)
@pytest.mark.parametrize("colour", [False, True])
def test_every_kernel_equals_the_engine_on_each_channel(name, colour):
    kernel = KERNELS[name]
    response = respond(PICTURE, kernel, filtering_for(kernel, colour=colour))
    channels = planes(PICTURE, colour=colour).astype(float)
    for channel, values in zip(channels, response, strict=True):
        settings = {"dilation": 2, "padding": "same", "padding_mode": "reflect"}
        expected = conv2d(channel, kernel.weights, **settings)
        if kernel.partner is not None:
            expected = np.hypot(expected, conv2d(channel, kernel.partner, **settings))
        np.testing.assert_allclose(values, expected, atol=2e-3)


def test_a_picture_is_never_changed_and_the_response_is_single_precision():
    frozen = PICTURE.copy()
    frozen.setflags(write=False)
    response = respond(frozen, KERNELS["sharpen"], filtering_for(KERNELS["sharpen"]))
    assert response.dtype == np.float32
    np.testing.assert_array_equal(frozen, PICTURE)


def test_identity_returns_the_picture_at_every_rate():
    kernel = KERNELS["identity"]
    for rate in (1, 7, 13):
        response = respond(PICTURE, kernel, filtering_for(kernel, rate, colour=True))
        np.testing.assert_array_equal(response.transpose(1, 2, 0), PICTURE)


def test_stride_keeps_every_other_output():
    kernel = KERNELS["box"]
    dense = respond(PICTURE, kernel, filtering_for(kernel, padding="valid"))
    sparse = respond(PICTURE, kernel, filtering_for(kernel, padding="valid", stride=(2, 3)))
    np.testing.assert_allclose(sparse, dense[:, ::2, ::3], rtol=1e-6)


def test_scaled_weights_keep_an_edge_response_within_the_range():
    kernel = KERNELS["scharr x"]
    unscaled = respond(PICTURE, kernel, filtering_for(kernel))
    scaled = respond(PICTURE, kernel, filtering_for(kernel, normalise=True))
    assert np.abs(unscaled).max() > 255 >= np.abs(scaled).max()
    np.testing.assert_allclose(scaled * 16, unscaled, atol=1e-2)


def test_luminance_of_gray_is_the_gray_itself():
    gray = np.arange(256, dtype=np.uint8)
    picture = np.repeat(gray[None, :, None], 3, axis=2)
    np.testing.assert_array_equal(luminance(picture)[0], gray)


def test_luminance_is_exact_for_every_rounding():
    colours = np.random.default_rng(9).integers(0, 256, (700, 300, 3), dtype=np.uint8)
    red, green, blue = (colours[..., channel].astype(int) for channel in range(3))
    exact = (299 * red + 587 * green + 114 * blue + 500) // 1000
    np.testing.assert_array_equal(luminance(colours), exact)


def test_green_is_brighter_than_red_and_red_than_blue():
    primaries = (255 * np.eye(3)[None]).astype(np.uint8)
    assert luminance(primaries).tolist() == [[76, 150, 29]]


def test_a_kernel_larger_than_the_picture_raises_an_error():
    kernel = KERNELS["box"]
    with pytest.raises(GeometryError, match="reach 31 samples"):
        respond(PICTURE, kernel, filtering_for(kernel, 15, padding="valid"))
    respond(PICTURE, kernel, filtering_for(kernel, 14, padding="valid"))


def test_one_pixel_cannot_be_padded_by_reflection_but_with_zeros():
    kernel, dot = KERNELS["box"], np.full((1, 1, 3), 90, np.uint8)
    with pytest.raises(GeometryError, match="reflect padding of 2 samples"):
        respond(dot, kernel, filtering_for(kernel))
    zeros = filtering_for(kernel, padding_mode="zeros")
    assert respond(dot, kernel, zeros)[0, 0, 0] == pytest.approx(10)


def test_a_layer_of_another_size_raises_an_error():
    wrong = replace(filtering_for(KERNELS["box"]), layer=Layer.of(5))
    with pytest.raises(GeometryError, match=r"\(5, 5\) taps, but the kernel \(3, 3\)"):
        respond(PICTURE, KERNELS["box"], wrong)
