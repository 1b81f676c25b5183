"""What the inspector computes in the browser is what the engine computes, for every output."""

import numpy as np
import pytest

from dilviz.convolution.layer import Layer
from dilviz.errors import GeometryError
from dilviz.figures.inspection import description, readings
from dilviz.figures.response import picture_of
from dilviz.pictures.filtering import Filtering, respond
from dilviz.pictures.kernel import Kernel
from dilviz.pictures.kernels import KERNELS
from dilviz.ui.components.bundle import FOLDER, bundle

PICTURE = np.random.default_rng(6).integers(0, 256, (19, 27, 3), dtype=np.uint8)
ODD = Kernel("odd", [[1, -2], [0.5, 3], [-1, 0]], "", "")
CASES = {
    "same": (KERNELS["sobel x"], {"dilation": 4, "padding": "same"}, "reflect", False),
    "stride": (
        KERNELS["laplacian of gaussian"],
        {"dilation": 2, "stride": 3, "padding": "same"},
        "zeros",
        False,
    ),
    "valid": (KERNELS["box"], {"dilation": 3, "stride": 2}, "zeros", True),
    "magnitude": (KERNELS["scharr magnitude"], {"dilation": 9, "padding": "same"}, "circular", 0),
    "sides": (ODD, {"dilation": 2, "padding": ((4, 0), (1, 6))}, "replicate", False),
}
SUMS = """([view, photo, rate]) => {
  const axes = view.axes.map((axis) => (rate ? atRate(axis, rate) : withTable(axis)));
  const seen = { ...view, axes };
  const at = (row, col) => valuesOf(seen, photo, termsOf(seen, [row, col])).map((one) => one.value);
  return axes[0].table.map((_, row) => axes[1].table.map((_, col) => at(row, col)));
}"""
TABLES = "([axes, rate]) => axes.map((axis) => atRate(axis, rate).table)"
PROBLEM = """([axis, rate]) => {
  try {
    atRate(axis, rate);
  } catch (problem) {
    return problem instanceof GeometryProblem ? problem.message : null;
  }
}"""
NEAREST = """(axis) => {
  const known = withTable(axis);
  return Array.from({ length: axis.samples }, (_, position) => {
    const taps = known.table[outputAt(known, position)];
    return (taps[0] + taps.at(-1)) / 2;
  });
}"""


@pytest.fixture(scope="module")
def inspector(browser):
    page = browser.new_page()
    page.add_script_tag(content=bundle(FOLDER / "inspector" / "reading_taps.js"))
    yield page
    page.close()


def applied(name, rate=None):
    kernel, layer, mode, colour = CASES[name]
    layer = {**layer, "dilation": rate or layer["dilation"]}
    filtering = Filtering(Layer.of(kernel.weights.shape, **layer), mode, bool(colour))
    return kernel, filtering


def view_of(name):
    kernel, filtering = applied(name)
    answer = picture_of(respond(PICTURE, kernel, filtering), is_signed=kernel.signed)
    return readings(PICTURE.shape[:2], kernel, filtering) | description(
        PICTURE.shape[:2], kernel, filtering, answer
    )


def photo():
    opaque = np.concatenate([PICTURE, np.full((*PICTURE.shape[:2], 1), 255, np.uint8)], 2)
    rows, cols = PICTURE.shape[:2]
    return {"rows": rows, "cols": cols, "values": opaque.ravel().tolist()}


@pytest.mark.parametrize("name", CASES)
def test_every_sum_equals_the_engine(inspector, name):
    sums = inspector.evaluate(SUMS, [view_of(name), photo(), None])
    expected = respond(PICTURE, *applied(name)).transpose(1, 2, 0)
    np.testing.assert_allclose(sums, expected, rtol=1e-5, atol=1e-3)


@pytest.mark.parametrize("rate", [1, 3, 6])
@pytest.mark.parametrize("name", CASES)
def test_every_sum_equals_the_engine_while_the_rate_is_dragged(inspector, name, rate):
    sums = inspector.evaluate(SUMS, [view_of(name), photo(), rate])
    kernel, filtering = applied(name, rate)
    expected = respond(PICTURE, kernel, filtering).transpose(1, 2, 0)
    np.testing.assert_allclose(sums, expected, rtol=1e-5, atol=1e-3)
    tables = inspector.evaluate(TABLES, [view_of(name)["axes"], rate])
    expected = filtering.layer.tap_tables(PICTURE.shape[:2])
    assert tables == [table.tolist() for table in expected]


@pytest.mark.parametrize("name, rate", [("valid", 30), ("sides", 30), ("same", 32)])
def test_an_impossible_rate_is_refused_with_the_sentence_of_the_engine(inspector, name, rate):
    with pytest.raises(GeometryError) as refusal:
        respond(PICTURE, *applied(name, rate))
    assert inspector.evaluate(PROBLEM, [view_of(name)["axes"][0], rate]) == str(refusal.value)


@pytest.mark.parametrize("name", ["stride", "valid"])
def test_the_output_pointed_at_has_its_field_around_the_pointer(inspector, name):
    for axis in view_of(name)["axes"]:
        middles = np.array(inspector.evaluate(NEAREST, axis))
        first, last = middles[0], middles[-1]
        reachable = np.clip(np.arange(axis["samples"]), first, last)
        assert (np.abs(middles - reachable) <= axis["stride"] / 2 + 0.5).all()
