"""The handout's QR code, read by OpenCV."""

import re

import cv2
import numpy as np
import pytest

from dilviz.lesson.qr_code import qr_code

PIXELS = 8  # a module


def printed(svg):
    """The modules that the strokes of the SVG blacken, as a camera would see them."""
    side = int(re.search(r'viewBox="0 0 (\d+) \1"', svg)[1])
    paper = np.full((side, side), 255, np.uint8)
    strokes = re.search(r'<path[^>]*stroke="#000"[^>]*>', svg)[0]
    x = y = 0.0
    for move, across, down, length in re.findall(
        r"([Mm])([\d.-]+) ([\d.-]+)h(\d+)", re.search(r' d="([^"]*)"', strokes)[1]
    ):
        x, y = (x, y) if move == "m" else (0.0, 0.0)
        x, y = x + float(across), y + float(down)
        paper[int(y), int(x) : int(x) + int(length)] = 0
        x += int(length)
    return paper.repeat(PIXELS, axis=0).repeat(PIXELS, axis=1)


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:8501/lesson?seed=7",
        "https://school.example/a/long/path/lesson?seed=31&steps=rate,cost,gridding,quiz&class=ABC234",
    ],
)
def test_a_camera_reads_the_address(address):
    read, *_ = cv2.QRCodeDetector().detectAndDecode(printed(qr_code(address)))
    assert read == address
