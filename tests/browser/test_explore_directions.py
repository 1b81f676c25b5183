"""Whatever is pointed at, the right cells light up, in all directions: against the tap table."""

import json

import numpy as np
import pytest

from dilviz.ui.components.explore.component import view
from dilviz.ui.components.explore.settings import from_link
from tests.browser.explorer_alone import data_of, open_alone
from tests.browser.layers_at_random import random_links

# Points at the middle of a cell, as a mouse does, and reads what is lit in the next frame.
POINT = """
  const point = ([grid, row, col]) => {
    const place = explorer.layout[grid], box = explorer.svg.getBoundingClientRect();
    const clientX = box.left + place.x + (col - place.firstCol + 0.5) * place.cell;
    const clientY = box.top + place.y + (row - place.firstRow + 0.5) * place.cell;
    const send = (kind) => explorer.pointer.pads[grid].dispatchEvent(
      new PointerEvent(kind, { clientX, clientY, bubbles: true, pointerType: 'mouse' }));
    send('pointermove');
    explorer.answer(); // what the next frame does
    const lit = (name) => [...explorer.stage.querySelectorAll('.lit, .ring')]
      .filter((mark) => mark.dataset.grid === name).map((mark) => mark.dataset.at);
    const found = { in: lit('in'), ker: lit('ker'), out: lit('out'), focus: explorer.focus };
    found.sum = explorer.sum.textContent;
    send('pointerleave');
    return found;
  };
"""
# All layers in one go: nothing needs to be painted in between.
POINT_IN_ALL = f"""(layers) => {{
  {POINT}
  return JSON.stringify(layers.map(([data, cells]) => {{ show(data); return cells.map(point); }}));
}}"""
MODELS = """(all) => JSON.stringify(all.map((data) => { show(data); return explorer.model; }))"""


@pytest.fixture(scope="module")
def alone(browser):
    page = open_alone(browser)
    yield page
    page.close()


def pointed(page, cases, *, live=False):
    """Show each layer and point at its cells; return what lit up."""
    layers = [[data_of(link, live=live), cells] for link, cells in cases]
    return json.loads(page.evaluate(POINT_IN_ALL, layers))


def words(cells):
    return {f"{row},{col}" for row, col in cells}


def reads(shown, row, col):
    """By the tap table: what one output reads."""
    rows, cols = shown.taps
    return {(int(r), int(c)) for r in rows[row] for c in cols[col]}


def sample_at(shown, row, col):
    """The real sample that stands at a padded position, or None for a zero."""
    place = [
        int(axis[position + padding[0]])
        for axis, position, padding in zip(shown.sources, (row, col), shown.padding, strict=True)
    ]
    return None if -1 in place else tuple(place)


def readers(shown, row, col):
    """By the tap table, output for output: who reads this position, or the sample there."""
    inside = 0 <= row < shown.values.shape[0] and 0 <= col < shown.values.shape[1]
    return {
        output
        for output in np.ndindex(shown.output.shape)
        for place in reads(shown, *output)
        if place == (row, col) or (inside and sample_at(shown, *place) == (row, col))
    }


def taps_at(shown, row, col):
    """The weights through which this position, or the sample there, is read at all."""
    inside = 0 <= row < shown.values.shape[0] and 0 <= col < shown.values.shape[1]
    return {
        (tap_row, tap_col)
        for tap_row, tap_col in np.ndindex(shown.weights.shape)
        for r in shown.taps[0][:, tap_row]
        for c in shown.taps[1][:, tap_col]
        if (r, c) == (row, col) or (inside and sample_at(shown, r, c) == (row, col))
    }


def cells_at_random(shown, generator):
    """An output, a sample (perhaps in the padding) and a weight."""
    (top, bottom), (left, right) = shown.padding
    rows, cols = shown.values.shape
    output = [int(generator.integers(size)) for size in shown.output.shape]
    sample = [generator.integers(-top, rows + bottom), generator.integers(-left, cols + right)]
    tap = [int(generator.integers(size)) for size in shown.weights.shape]
    return ["out", *output], ["in", *map(int, sample)], ["ker", *tap]


@pytest.mark.parametrize("live", [False, True], ids=["settled", "while dragging"])
def test_the_right_cells_light_up_in_200_random_layers(alone, live):
    generator = np.random.default_rng(sum(map(ord, "directions")))
    links = random_links(100, seed=live + 1)
    views = [view(from_link(link)[0]) for link in links]
    chosen = [cells_at_random(shown, generator) for shown in views]
    lit = pointed(alone, list(zip(links, chosen, strict=True)), live=live)
    for link, shown, cells, (by_output, by_sample, by_tap) in zip(
        links, views, chosen, lit, strict=True
    ):
        (_, *output), (_, *sample), (_, *tap) = cells
        assert by_output["focus"] == {"grid": "out", "row": output[0], "col": output[1]}, link
        assert set(by_output["in"]) == words(reads(shown, *output)), link
        assert set(by_output["out"]) == words([output]), link

        assert set(by_sample["out"]) == words(readers(shown, *sample)), link
        assert set(by_sample["in"]) == words([sample]), link
        assert set(by_sample["ker"]) == words(taps_at(shown, *sample)), link
        if not by_sample["out"]:
            assert "read by no output" in by_sample["sum"], link

        rows, cols = shown.taps[0][:, tap[0]], shown.taps[1][:, tap[1]]
        assert sorted(by_tap["in"]) == sorted(f"{r},{c}" for r in rows for c in cols), link
        assert set(by_tap["out"]) == words(np.ndindex(shown.output.shape)), link


def test_numbers_while_dragging_equal_the_engine(alone):
    links = random_links(80, seed=3)
    models = json.loads(alone.evaluate(MODELS, [data_of(link, live=True) for link in links]))
    for link, model in zip(links, models, strict=True):
        shown = view(from_link(link)[0])
        np.testing.assert_allclose(model["output"], shown.output, rtol=1e-12, atol=1e-9)
        np.testing.assert_array_equal(model["values"], shown.values)
        np.testing.assert_array_equal(model["weights"], shown.weights)
        for axis in (0, 1):
            np.testing.assert_array_equal(model["taps"][axis], shown.taps[axis])
            np.testing.assert_array_equal(model["sources"][axis], shown.sources[axis])


def test_the_sum_shows_every_term_and_its_total(alone):
    links = random_links(40, seed=4)
    views = [view(from_link(link)[0]) for link in links]
    middles = [[size // 2 for size in shown.output.shape] for shown in views]
    lit = pointed(
        alone, [(link, [["out", *cell]]) for link, cell in zip(links, middles, strict=True)]
    )
    for shown, (row, col), [found] in zip(views, middles, lit, strict=True):
        _, terms, total = found["sum"].replace("\u2212", "-").split(" = ")
        factors = [term.split("·") for term in terms.split(" + ")]
        assert len(factors) == shown.weights.size
        written = sum(float(weight) * float(value.strip("()")) for weight, value in factors)
        assert written == pytest.approx(float(shown.output[row, col]), rel=1e-3, abs=1e-3)
        assert float(total) == pytest.approx(float(shown.output[row, col]), rel=1e-3, abs=1e-3)
