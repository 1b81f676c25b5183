"""Colours stand in two files, and the two agree; small text can be read on its ground."""

import re
from itertools import combinations, product

import numpy as np
import pytest
from skimage.color import deltaE_ciede2000, rgb2lab

from dilviz.figures.style import DARK, LIGHT, ON_BOTH
from dilviz.ui.components.bundle import SHARED


def roles_in_css(selector):
    css = (SHARED / "roles.css").read_text(encoding="utf-8")
    block = css.split(selector + " {", 1)[1].split("}", 1)[0]
    return dict(re.findall(r"--([\w-]+): (#\w+);", block))


def test_figures_and_components_have_the_same_colours():
    assert roles_in_css(".dilviz") == dict(LIGHT)
    assert roles_in_css('.dilviz[data-theme="dark"]') == dict(DARK)


def luminance(colour):
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(first, second):
    low, high = sorted(map(luminance, (first, second)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("ground", ["bg", "card"])
@pytest.mark.parametrize("role", ["in", "tap", "out", "rf-ink", "ink", "mute"])
def test_text_is_readable_on_its_ground(theme, ground, role):
    assert contrast(theme[role], theme[ground]) >= 4.5


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_lines_are_seen_and_filled_cells_can_be_read(theme):
    for role, ground in product(("in", "tap", "out", "rf"), ("bg", "card")):
        assert contrast(theme[role], theme[ground]) >= 3
    for role in ("in", "tap", "out"):
        assert contrast(theme["on-role"], theme[role]) >= 4.5


@pytest.mark.parametrize("ground", [LIGHT["bg"], LIGHT["card"], DARK["bg"], DARK["card"]])
@pytest.mark.parametrize("role", ON_BOTH)
def test_lines_of_charts_are_seen_on_light_and_dark_grounds(role, ground):
    assert contrast(ON_BOTH[role], ground) >= 3


# What people see who lack one kind of cone, in linear RGB: Machado, Oliveira and Fernandes, "A
# Physiologically-based Model for Simulation of Color Vision Deficiency", 2009, severity 1.
SIGHT = {
    "full": np.eye(3),
    "no long cones": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "no middle cones": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
    "no short cones": [
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
    ],
}
FAR_ENOUGH = 10  # CIEDE2000; 1 is just seen when two patches touch


def lab_of(colour, sight):
    """CIELAB coordinates of a colour for eyes with this sight."""
    parts = np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    seen = np.clip(np.array(SIGHT[sight]) @ linear, 0, 1)
    back = np.where(seen <= 0.0031308, seen * 12.92, 1.055 * seen ** (1 / 2.4) - 0.055)
    return rgb2lab(back)


def difference(first, second, sight):
    """CIEDE2000 difference of two colours."""
    return float(deltaE_ciede2000(lab_of(first, sight), lab_of(second, sight)))


@pytest.mark.parametrize("theme", [LIGHT, DARK, ON_BOTH], ids=["light", "dark", "on both"])
@pytest.mark.parametrize("sight", SIGHT)
@pytest.mark.parametrize(("first", "second"), [*combinations(("in", "tap", "out", "rf"), 2)])
def test_roles_differ_for_colour_blind_eyes(theme, sight, first, second):
    assert difference(theme[first], theme[second], sight) >= FAR_ENOUGH


def test_the_colour_blind_check_can_fail():
    vermilion, amber = "#C24E00", "#B97A00"
    assert difference(vermilion, amber, "full") > 18
    assert difference(vermilion, amber, "no middle cones") < 7
