from base64 import b64decode
from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from dilviz import receptive_field
from dilviz.figures.learned_labels import PAPER, labels_data
from dilviz.figures.learned_noise import middle, noise_data
from dilviz.figures.learned_scores import AGAINST, score_points, score_table
from dilviz.learned.digits import FIELD, INK
from dilviz.learned.drawing import read_drawing
from dilviz.learned.labelling import label
from dilviz.learned.networks import DIGITS, LEARNED, NOISE, of_task


def bytes_of(text):
    return np.frombuffer(b64decode(text), np.uint8)


def drawn(name, text="17"):
    data = labels_data(read_drawing(text), (name,))
    return data["panes"][0]


def test_labels_stand_on_ink_alone():
    labels = bytes_of(drawn("context module")["labels"]).reshape(FIELD, FIELD)
    drawing = read_drawing("17")
    np.testing.assert_array_equal(labels != PAPER, drawing.field >= INK)
    expected = label("digits/context module", drawing.field).labels
    np.testing.assert_array_equal(labels[labels != PAPER], expected[labels != PAPER])


def test_ten_shares_come_for_every_ink_pixel_in_order():
    pane = drawn("sawtooth")
    shares = bytes_of(pane["shares"]).reshape(-1, 10)
    labels = bytes_of(pane["labels"])
    best = shares[np.arange(len(shares)), labels[labels != PAPER]]
    assert (best == shares.max(1)).all()
    np.testing.assert_allclose(shares.sum(1), 255, atol=5)


@pytest.mark.parametrize("network", of_task(DIGITS), ids=lambda network: network.name)
def test_the_field_of_every_pixel_is_what_the_engine_says(network):
    fields = drawn(network.name)["fields"]
    assert len(fields) == FIELD
    field = receptive_field(network.network, FIELD, unit=(11, 30))
    assert (tuple(fields[11]), tuple(fields[30])) == field.interval


def test_only_a_network_with_holes_has_taps_to_show():
    assert drawn("equal rates 4")["tapped"] == list(range(0, 57, 4))
    assert drawn("context module")["tapped"] == []


def test_without_ink_there_is_nothing_to_label():
    pane = drawn("plain", "0" * 144)
    assert pane["words"] == "There is no ink yet."
    assert bytes_of(pane["shares"]).size == 0


def pixels_of(picture):
    content = b64decode(picture["image"].split(",")[1])
    return np.array(Image.open(BytesIO(content)))


def test_the_pictures_of_a_photograph_are_of_one_size_and_errors_are_gray_where_there_are_none():
    photograph = np.random.default_rng(1).integers(0, 256, (40, 60, 3), np.uint8)
    data = noise_data(photograph, ("plain", "equal rates 4"))
    titles = [picture["title"] for picture in data["pictures"]]
    assert titles == [
        *("Photograph", "With noise", "plain", "equal rates 4"),
        *("Error of plain", "Error of equal rates 4"),
    ]
    sizes = {pixels_of(picture).shape for picture in data["pictures"]}
    assert sizes == {(data["rows"], data["cols"])} == {(40, 60)}
    clean, _, result, _, error, _ = (pixels_of(picture).astype(int) for picture in data["pictures"])
    unchanged = clean == result
    np.testing.assert_allclose(error[unchanged], 128, atol=4)


def test_only_the_middle_of_a_large_photograph_is_run():
    assert middle(np.zeros((300, 700))).shape == (256, 256)
    assert middle(np.arange(258)[:, None] * np.ones(3))[0, 0] == 1


@pytest.mark.parametrize("task", [DIGITS, NOISE])
def test_every_network_has_a_row_and_a_point(task):
    names = [network.name for network in of_task(task)]
    assert [row["network"] for row in score_table(task)] == names
    for against in AGAINST:
        assert [point["name"] for point in score_points(task, against)] == names


def test_points_stand_where_the_networks_are():
    fields = [point["across"] for point in score_points(DIGITS, "field")]
    assert fields == [LEARNED[key].field for key in LEARNED if key.startswith("digits/")]
    shares = [point["across"] for point in score_points(DIGITS, "digit inside")]
    assert max(shares) == 100
