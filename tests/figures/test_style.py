"""Colours stand in two files, and the two agree; small text can be read on its ground."""

import re

import pytest

from dilviz.figures.style import DARK, LIGHT
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


def contrast(one, other):
    low, high = sorted(map(luminance, (one, other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("ground", ["bg", "card"])
@pytest.mark.parametrize("role", ["in", "tap", "out", "rf-ink", "ink", "mute"])
def test_text_is_readable_on_its_ground(theme, ground, role):
    assert contrast(theme[role], theme[ground]) >= 4.5


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_lines_are_seen_and_filled_cells_can_be_read(theme):
    assert contrast(theme["rf"], theme["bg"]) >= 3
    for role in ("in", "tap", "out"):
        assert contrast(theme["on-role"], theme[role]) >= 4.5
