"""Whatever is pointed at, the right cells light up, in all directions: against the tap table."""

import json

import numpy as np
import pytest

from dilviz.ui.components.explore.component import view
from dilviz.ui.controls.explore_settings import from_link
from tests.browser.explorer_alone import data_of, open_alone
from tests.browser.layers_at_random import random_links

# Points at the middle of a cell, as a mouse does, and reads what is lit in the next frame.
POINT = """([grid, row, col]) => {
  const { explorer } = window, place = explorer.layout[grid], box = explorer.svg.getBoundingClientRect();
  const scale = box.width / explorer.layout.width;
  const at = {
    clientX: box.left + (place.x + (col - place.firstCol + 0.5) * place.cell) * scale,
    clientY: box.top + (place.y + (row - place.firstRow + 0.5) * place.cell) * scale,
  };
  const target = explorer.pointer.pads[grid];
  target.dispatchEvent(new PointerEvent('pointermove', { ...at, bubbles: true, pointerType: 'mouse' }));
  explorer.answer(); // what the next frame does
  const lit = (name) => [...explorer.marks.querySelectorAll(`:is(.lit, .ring)[data-grid=${name}]`)]
    .map((element) => element.dataset.at);
  const marks = { in: lit('in'), ker: lit('ker'), out: lit('out'), copy: lit('copy'), focus: explorer.focus };
  target.dispatchEvent(new PointerEvent('pointerleave', { pointerType: 'mouse' }));
  return marks;
}"""
MANY = f"""([data, cells]) => {{
  show(data);
  return cells.map({POINT});
}}"""


@pytest.fixture(scope="module")
def alone(browser):
    page = open_alone(browser)
    yield page
    page.close()


def cell_words(cells):
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
    found = set()
    for output in np.ndindex(shown.output.shape):
        for place in reads(shown, *output):
            if place == (row, col) or (inside and sample_at(shown, *place) == (row, col)):
                found.add(output)
    return found


@pytest.mark.parametrize("live", [False, True], ids=["settled", "while dragging"])
def test_the_right_cells_light_up_in_300_random_layers(alone, live):
    generator = np.random.default_rng(sum(map(ord, "directions")))
    for link in random_links(150, seed=live + 1):
        shown = view(from_link(link)[0])
        (top, bottom), (left, right) = shown.padding
        rows, cols = shown.values.shape
        output = tuple(int(generator.integers(size)) for size in shown.output.shape)
        sample = (
            int(generator.integers(-top, rows + bottom)),
            int(generator.integers(-left, cols + right)),
        )
        tap = tuple(int(generator.integers(size)) for size in shown.weights.shape)
        cells = [("out", *output), ("in", *sample), ("ker", *tap)]

        from_output, from_sample, from_tap = alone.evaluate(MANY, [data_of(link, live=live), cells])

        assert from_output["focus"] == {"grid": "out", "row": output[0], "col": output[1]}, link
        assert set(from_output["in"]) == cell_words(reads(shown, *output)), link
        assert len(from_output["ker"]) == shown.weights.size, link
        assert from_output["out"] == [f"{output[0]},{output[1]}"], link

        assert set(from_sample["out"]) == cell_words(readers(shown, *sample)), link
        assert from_sample["in"] == [f"{sample[0]},{sample[1]}"], link

        met = [
            (int(shown.taps[0][r][tap[0]]), int(shown.taps[1][c][tap[1]]))
            for r, c in np.ndindex(shown.output.shape)
        ]
        assert sorted(from_tap["in"]) == sorted(f"{r},{c}" for r, c in met), link
        assert set(from_tap["out"]) == cell_words(np.ndindex(shown.output.shape)), link


def test_numbers_while_dragging_are_the_engines(alone):
    for link in random_links(100, seed=3):
        shown = view(from_link(link)[0])
        text = alone.evaluate(
            "(data) => { show(data); return JSON.stringify(explorer.model); }",
            data_of(link, live=True),
        )
        model = json.loads(text)
        np.testing.assert_allclose(model["output"], shown.output, rtol=1e-12, atol=1e-9)
        np.testing.assert_array_equal(model["values"], shown.values)
        np.testing.assert_array_equal(model["weights"], shown.weights)
        for axis in (0, 1):
            np.testing.assert_array_equal(model["taps"][axis], shown.taps[axis])
            np.testing.assert_array_equal(model["sources"][axis], shown.sources[axis])


def test_the_sum_shows_every_term_and_its_total(alone):
    for link in random_links(40, seed=4):
        shown = view(from_link(link)[0])
        row, col = (size // 2 for size in shown.output.shape)
        alone.evaluate(MANY, [data_of(link), [("out", row, col)]])
        words = alone.evaluate(
            "([row, col]) => { explorer.light({ grid: 'out', row, col }); return explorer.sum.innerText; }",
            [row, col],
        )
        left, *middle, total = words.replace("\u2212", "-").split(" = ")
        assert len(middle[0].split(" + ")) == shown.weights.size
        assert float(total) == pytest.approx(float(shown.output[row, col]), rel=1e-3)
