"""A network on a picture: frame by frame the engine, and the exact pattern of one bright pixel."""

import numpy as np
import pytest

from dilviz import GeometryError, conv2d, parse_network, receptive_field
from dilviz.filmstrip import equal_weights, frames, impulse_frames

PICTURE = np.random.default_rng(2).integers(0, 256, (21, 34)).astype(np.float32)


def last_impulse(text):
    network = parse_network(text)
    *_, last = impulse_frames(network, receptive_field(network).size)
    return last.response


def test_frames_are_the_engine_layer_by_layer():
    first, second = frames(parse_network("conv3 d2, conv5x3"), PICTURE)
    after_one = conv2d(
        PICTURE, equal_weights((3, 3)), dilation=2, padding="same", padding_mode="reflect"
    )
    np.testing.assert_array_equal(first.response, after_one)
    after_two = conv2d(after_one, equal_weights((5, 3)), padding="same", padding_mode="reflect")
    np.testing.assert_array_equal(second.response, after_two)
    assert second.response.shape == PICTURE.shape


def test_equal_weights_keep_a_flat_picture():
    for frame in frames(parse_network("3*(conv3 d2)"), np.full((9, 14), 7.0)):
        np.testing.assert_allclose(frame.response, 7)


@pytest.mark.parametrize(
    "text, counts",
    [
        ("3*(conv3 d2)", [1, 0, 3, 0, 6, 0, 7, 0, 6, 0, 3, 0, 1]),
        ("conv3, conv3 d2, conv3 d3", [1, 1, 2, 2, 3, 3, 3, 3, 3, 2, 2, 1, 1]),
        ("conv3, conv3 d2, conv3 d5", [1, 1, 2, 1, 2, 2, 2, 2, 1, 2, 2, 2, 2, 1, 2, 1, 1]),
    ],
)
def test_one_bright_pixel_becomes_the_path_counts(text, counts):
    np.testing.assert_array_equal(last_impulse(text), np.outer(counts, counts))


@pytest.mark.parametrize("text", ["3*(conv3 d2)", "conv3, conv3 d2, conv3 d9", "conv5 d3"])
def test_the_pixels_reached_are_as_many_as_the_pixels_read(text):
    field = receptive_field(parse_network(text))
    assert np.count_nonzero(last_impulse(text)) == field.pixels_read


def test_paths_that_meet_are_added():
    residual = last_impulse("[conv3 d2 | id]")
    assert residual[2, 2] == 2 and residual.sum() == 10


def test_relu_cuts_what_is_negative():
    network = parse_network("conv3, relu, conv1")
    edge = np.array([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]], np.float32)

    def weights(size):
        return edge if size == (3, 3) else np.ones(size, np.float32)

    before, after = frames(network, PICTURE, weights)
    np.testing.assert_array_equal(after.response, np.maximum(before.response, 0))
    assert before.response.min() < 0


@pytest.mark.parametrize(
    "text, sentence",
    [
        ("conv3, conv3 s2", "stride 2 × 2"),
        ("conv3, maxpool2", "maxpool"),
        ("up2", "cannot be filtered"),
        ("25*(conv3)", "at most 24 layers with 800 taps together, these are 25 with 225"),
        ("conv31", "with 961"),
    ],
)
def test_what_cannot_run_on_a_picture_is_a_sentence(text, sentence):
    with pytest.raises(GeometryError, match=sentence):
        list(frames(parse_network(text), PICTURE))


def test_a_field_too_large_to_draw_is_a_sentence():
    with pytest.raises(GeometryError, match="601 × 601 is too large"):
        last_impulse("conv3 d300")
    assert last_impulse("conv3 d255").shape == (511, 511)


def test_a_kernel_of_another_size_is_refused():
    with pytest.raises(GeometryError, match="has 5 × 5 taps, but the chosen kernel 3 × 3"):
        list(frames(parse_network("conv5"), PICTURE, lambda size: np.ones((3, 3))))
