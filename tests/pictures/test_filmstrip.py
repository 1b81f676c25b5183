"""Networks on a picture equal the engine layer by layer; one bright pixel counts paths exactly."""

import numpy as np
import pytest

from dilviz import GeometryError, conv2d, parse_network, receptive_field
from dilviz.network.presets import NETWORKS
from dilviz.pictures.filmstrip import equal_weights, frames, impulse_frames, runs_on_a_picture
from tests import network_values

PICTURE = np.random.default_rng(2).integers(0, 256, (21, 34)).astype(np.float32)


def last_impulse(text):
    *_, last = impulse_frames(parse_network(text))
    return last.response


def last_frame(text, weights=equal_weights, **more):
    *_, last = frames(parse_network(text), PICTURE, weights, **more)
    return last


def unequal(size):
    """The weights of `tests.network_values`."""
    rows, cols = size
    return 0.5 + np.arange(rows)[:, None] * 0.37 + np.arange(cols) * 0.11


def test_frames_are_the_engine_layer_by_layer():
    first, second = frames(parse_network("conv3 d2, conv5x3"), PICTURE)
    after_one = conv2d(
        PICTURE, equal_weights((3, 3)), dilation=2, padding="same", padding_mode="reflect"
    )
    np.testing.assert_array_equal(first.response, after_one)
    after_two = conv2d(after_one, equal_weights((5, 3)), padding="same", padding_mode="reflect")
    np.testing.assert_array_equal(second.response, after_two)
    assert second.response.shape == PICTURE.shape


@pytest.mark.parametrize(
    "text",
    [
        "conv3 valid, conv3 d2 valid, conv1",
        "conv3 p4, conv2x5 d2 valid",
        "1d, conv2 causal, conv2 d2 causal, conv2 d4 causal",
        "id p9:3, 2*(conv3 valid), conv3 d2 valid",
        "[2*(conv3 d2) | id], relu, conv5x3 same",
        "[conv1 | conv3 d2 | conv3 d4] add, dwconv3",
        "conv3, maxpool3 s1 p1, avgpool2 s1, maxpool2x3 d2 s1",
    ],
)
def test_every_layer_runs_with_its_own_padding_and_kernel_size(text):
    network = parse_network(text)
    signed = PICTURE - 100.0
    *_, last = frames(network, signed, unequal, padding_mode="zeros")
    np.testing.assert_allclose(last.response, network_values.run(network, signed[None])[0])


def test_concatenated_maps_are_read_as_their_mean():
    joined, first, second = (
        last_frame(text, unequal)
        for text in ("[conv3 | conv3 d2], conv1 d1", "conv3, conv1", "conv3 d2, conv1")
    )
    np.testing.assert_allclose(joined.response, (first.response + second.response) / 2, rtol=1e-5)


def test_a_depthwise_layer_does_not_mix_channels():
    signed = PICTURE - 100.0
    *_, each = frames(parse_network("[id | maxpool3 s1 p1] concat, dwconv1, relu, conv1"), signed)
    *_, largest = frames(parse_network("maxpool3 s1 p1"), signed)
    expected = (np.maximum(signed, 0) + np.maximum(largest.response, 0)) / 2
    np.testing.assert_allclose(each.response, expected)


def test_a_maximum_ignores_the_padding():
    *_, largest = frames(parse_network("maxpool3x5 s1"), PICTURE - 300.0)
    network = parse_network("maxpool3x5 s1 p1x2")
    *_, padded = frames(network, PICTURE - 300.0)
    assert padded.response.shape == PICTURE.shape and padded.response.max() < 0
    np.testing.assert_array_equal(padded.response[1:-1, 2:-2], largest.response)


def test_a_depthwise_layer_keeps_channels_concatenated():
    added = last_frame("[id | relu] concat, dwconv3, [id | conv1]")
    np.testing.assert_allclose(added.response, 2 * last_frame("conv3").response, rtol=1e-5)


@pytest.mark.parametrize(
    "text, place",
    [
        ("conv3 d2 valid, conv3 valid", (3, 3)),
        ("id p5, conv3 d2 valid", (-3, -3)),
        ("1d, conv2 d4 causal", (0, 0)),
        ("conv5x3 d1x2 p1", (1, 1)),
    ],
)
def test_a_response_has_its_position_on_the_picture(text, place):
    assert last_frame(text).place == place


@pytest.mark.parametrize("text, gain", [("conv3", 1), ("[conv3 | id]", 2), ("[conv1|conv3]", 1)])
def test_the_gain_is_the_response_to_a_flat_picture_of_ones(text, gain):
    flat = np.ones((9, 14))
    *_, last = frames(parse_network(text), flat)
    assert last.gain == pytest.approx(gain)
    np.testing.assert_allclose(last.response, gain, rtol=1e-6)


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


@pytest.mark.parametrize("text", ["2*(conv3 valid)", "id p7, 2*(conv3 valid)", "2*(conv3 p3)"])
def test_the_pattern_of_one_bright_pixel_does_not_depend_on_the_padding(text):
    np.testing.assert_array_equal(last_impulse(text), last_impulse("2*(conv3)"))


def test_a_pixel_reaches_only_later_outputs_of_causal_layers():
    np.testing.assert_array_equal(
        last_impulse("1d, conv2 causal, conv2 d2 causal, conv3 d4 causal"), np.ones((1, 12))
    )
    first, *_ = impulse_frames(parse_network("1d, conv2 causal, conv2 d2 causal"))
    np.testing.assert_array_equal(first.response, [[1, 1, 0, 0]])


def test_a_pooling_counts_every_path():
    np.testing.assert_array_equal(last_impulse("maxpool3 s1 p1, conv1"), np.ones((3, 3)))


def test_relu_sets_negative_values_to_zero():
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
        ("conv3, maxpool2", "has stride 2 × 2"),
        ("up2", "changes the resolution"),
        ("[conv3 valid | id]", "give maps of 19 × 32 and 21 × 34"),
        ("conv3 valid d17x1", "layer '1': the dilated kernel does not fit: 3 taps"),
        ("maxpool40x1 s1 valid", "layer '1': the dilated kernel does not fit"),
        ("conv3 p5000", "pads its map of 21 × 34 to 10021 × 10034"),
        ("5*([id | id] concat)", "32 maps side by side, at most 16"),
        ("[[id|id] concat | [id|id|id] concat] add", "adds maps of 2 and 3 channels"),
        ("33*(conv3)", "at most 32 layers with 800 taps together, these are 33 with 297"),
        ("conv31", "with 961"),
    ],
)
def test_networks_that_cannot_run_on_a_picture_raise_an_error(text, sentence):
    with pytest.raises(GeometryError, match=sentence):
        list(frames(parse_network(text), PICTURE))


def test_a_field_too_large_to_draw_raises_an_error():
    with pytest.raises(GeometryError, match="601 × 601 is too large"):
        last_impulse("conv3 d300")
    assert last_impulse("conv3 d255").shape == (511, 511)


def test_weights_of_another_size_raise_an_error():
    with pytest.raises(GeometryError, match="has 5 × 5 taps, but the chosen kernel 3 × 3"):
        list(frames(parse_network("conv5"), PICTURE, lambda size: np.ones((3, 3))))


def test_every_preset_that_keeps_the_resolution_runs():
    chosen = [preset.network for preset in NETWORKS.values() if runs_on_a_picture(preset.network)]
    assert len(chosen) > 10
    for network in chosen:
        *_, last = frames(network, PICTURE, padding_mode="zeros")
        assert last.response.shape == PICTURE.shape
        *_, pattern = impulse_frames(network)
        assert pattern.response.shape == receptive_field(network).size


def test_too_many_joined_paths_raise_an_error():
    doubled = ", ".join(["[id | id] add"] * 201)
    with pytest.raises(GeometryError, match="402 paths meet"):
        list(impulse_frames(parse_network(doubled)))
