"""The style sheet: nothing of the process changes, given axes keep their own."""

import subprocess
import sys

import matplotlib
import pytest
from matplotlib.figure import Figure

from dilviz import GeometryError, Layer, parse_network
from dilviz.plot import FIGURES, growth, taps
from dilviz.plot.style import style_sheet
from tests.written_gates import GATED, POOLED


@pytest.mark.parametrize("name", FIGURES)
def test_every_figure_draws_on_the_axes_given(name):
    axes = Figure().subplots()
    settings = dict(matplotlib.rcParams)
    drawn = parse_network("conv3, conv3x5 d2").plot(name, axes)
    assert drawn is axes
    assert axes.has_data()
    assert dict(matplotlib.rcParams) == settings


@pytest.mark.parametrize("name", FIGURES)
def test_every_figure_has_a_title_and_names_its_axes(name):
    axes = parse_network("conv3, conv3x5 d2").plot(name)
    assert axes.get_title()
    assert "samples" in axes.get_xlabel() + axes.get_ylabel()


@pytest.mark.parametrize("name", sorted(set(FIGURES) - {"taps"}))
def test_every_figure_names_its_network(name):
    assert "mine" in parse_network("conv3, conv3 d2").named("mine").plot(name).get_title()


@pytest.mark.parametrize("name", FIGURES)
def test_a_network_with_a_gate_is_drawn_without_it(name):
    assert GATED.plot(name).has_data()


@pytest.mark.parametrize("name", ["cone", "coverage", "paths", "effective", "on_picture", "cost"])
def test_a_map_without_positions_is_explained(name):
    with pytest.raises(GeometryError, match="positions|reads no input"):
        POOLED.plot(name)


def test_a_new_figure_has_the_colours_of_its_theme():
    dark = growth(parse_network("conv3"), theme="dark")
    assert matplotlib.colors.to_hex(dark.figure.get_facecolor()) == "#0f1319"
    assert matplotlib.colors.to_hex(dark.title.get_color()) == "#eceff3"


def test_a_notebook_shows_the_axes_as_a_picture():
    assert growth(parse_network("conv3"))._repr_png_().startswith(b"\x89PNG")


def test_no_figure_touches_pyplot():
    code = (
        "import sys, dilviz\n"
        "for name in ('taps', 'squares', 'cone'): dilviz.parse_network('conv3').plot(name)\n"
        "print('matplotlib.pyplot' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_a_theme_that_does_not_exist_is_explained():
    with pytest.raises(GeometryError, match="light, dark, got 'blue'"):
        style_sheet("blue")


def test_what_is_not_a_network_is_explained():
    with pytest.raises(GeometryError, match="got str"):
        taps("conv3")
    assert taps(Layer.of(3)).has_data()
