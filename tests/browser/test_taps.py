"""The arithmetic in JavaScript says what the engine says, sentence by sentence."""

import json

import numpy as np
import pytest

from dilviz.convolution import geometry
from dilviz.errors import GeometryError
from dilviz.ui.components.bundle import SHARED, bundle

CALLS = """(cases) => cases.map(([name, ...args]) => {
  try {
    return { value: window.taps[name](...args) };
  } catch (problem) {
    if (problem instanceof GeometryProblem) return { problem: problem.message };
    throw problem;
  }
})"""
NAMES = "effectiveSize, samePadding, outputSize, tapTable, paddedSources"


@pytest.fixture(scope="module")
def taps(browser):
    page = browser.new_page()
    page.add_script_tag(content=f"{bundle(SHARED / 'taps.js')}\nwindow.taps = {{{NAMES}}};")
    yield page
    page.close()


def said(function, *args, **settings):
    try:
        return {
            "value": json.loads(json.dumps(function(*args, **settings), default=np.ndarray.tolist))
        }
    except GeometryError as error:
        return {"problem": str(error)}


def random_axes(count):
    generator = np.random.default_rng(sum(map(ord, "taps")))
    for _ in range(count):
        size, kernel, stride, dilation = (
            int(generator.integers(1, high)) for high in (33, 10, 9, 17)
        )
        padding = [int(side) for side in generator.integers(0, 17, 2)]
        yield size, kernel, stride, dilation, padding


def test_sizes_paddings_and_tap_tables_equal_the_engines(taps):
    cases, expected = [], []
    for size, kernel, stride, dilation, padding in random_axes(400):
        settings = {"stride": stride, "dilation": dilation}
        axis = {"kernelSize": kernel, **settings}
        padded = {**settings, "padding": tuple(padding)}
        cases += [
            ("effectiveSize", kernel, dilation),
            ("samePadding", size, axis),
            ("outputSize", size, {**axis, "padding": padding}),
            ("tapTable", size, {**axis, "padding": padding}),
        ]
        expected += [
            said(geometry.effective_kernel_size, kernel, dilation),
            said(geometry.same_padding, size, kernel, **settings),
            said(geometry.output_size, size, kernel, **padded),
            said(geometry.tap_table, size, kernel, **padded),
        ]
    assert taps.evaluate(CALLS, cases) == expected


def test_padding_holds_the_engines_samples_in_every_mode(taps):
    cases, expected = [], []
    for size, _, _, _, padding in random_axes(200):
        for mode in geometry.PADDING_MODES:
            cases.append(("paddedSources", size, padding, mode))
            expected.append(said(geometry.padded_sources, size, tuple(padding), mode))
    assert any("problem" in answer for answer in expected)
    assert taps.evaluate(CALLS, cases) == expected
