"""The cone's trees, drawn in the browser, are those of the Python engine."""

import pytest
from hypothesis import HealthCheck, given, seed, settings

from dilviz import GeometryError, parse_network, receptive_field
from dilviz.export.report import report
from dilviz.ui.components.bundle import SHARED, bundle
from tests.networks_at_random import networks

SIZE = (9, 14)


def tree_one_by_one(network, axis, unit):
    """What leads to a unit of the output through real units only: the input's real samples."""
    sizes = network.sizes(SIZE)
    lit = {network.output: {unit}}
    for node in reversed(network.nodes):
        met = min(sizes[id_][axis] for id_ in node.inputs)
        before, _ = node.padding(axis, met) or (0, 0)
        rule = node.read_rule(axis, before)
        for above in lit.get(node.id, set()):
            turn, phase = divmod(above, len(rule.runs))
            run = rule.runs[phase]
            read = {turn * rule.stride + run.first + t * run.step for t in range(run.count)}
            for id_ in node.inputs:
                known = lit.setdefault(id_, set())
                known |= {place for place in read if 0 <= place < sizes[id_][axis]}
    return sorted(lit.get(network.input, set()))


def some_networks(count):
    """Random networks that leave an output for the input, all that lead to it."""
    found = []

    @seed(1)
    @settings(max_examples=6 * count, database=None, suppress_health_check=list(HealthCheck))
    @given(networks(longest=6))
    def collect(network):
        try:
            network.sizes(SIZE)
        except GeometryError:
            return
        if len(network.before(network.output)) == len(network.nodes):
            found.append(network)

    collect()
    return found[:count]


@pytest.fixture(scope="module")
def model(browser):
    """The cone's model in a page of its own."""
    script = bundle(SHARED / "cone_model.js")
    context = browser.new_context()
    opened = context.new_page()
    opened.add_script_tag(content=script)
    yield opened
    context.close()


BELOW = """(cases) => cases.map(([report, axis, unit]) => {
  const model = coneModel(report, axis);
  const tree = treeBelow(model, model.rows.length - 1, unit);
  return { read: tree.lit[0], field: tree.field, top: model.rows.at(-1).id };
})"""

READERS = """(reports) => reports.map((report) => {
  const model = coneModel(report, "cols");
  const top = model.rows.length - 1;
  const below = [], above = [];
  for (let unit = 0; unit < model.rows[top].size; unit++) {
    for (const p of treeBelow(model, top, unit).lit[0]) below.push(`${unit} ${p}`);
  }
  for (let p = 0; p < model.inputSize; p++) {
    for (const unit of treeAbove(model, p).lit[top]) above.push(`${unit} ${p}`);
  }
  return [below.sort(), above.sort()];
})"""


def cases():
    """(network, axis, unit): the first, the middle and the last unit along both axes."""
    for network in some_networks(80):
        for axis, size in enumerate(network.sizes(SIZE)[network.output]):
            for unit in sorted({0, size // 2, size - 1}):
                yield network, axis, unit


@pytest.fixture(scope="module")
def trees(model):
    """Every case with the tree that the browser finds."""
    asked = list(cases())
    found = model.evaluate(
        BELOW,
        [[report(network, SIZE), ("rows", "cols")[axis], unit] for network, axis, unit in asked],
    )
    assert len(asked) > 200
    return list(zip(asked, found, strict=True))


def test_lights_the_samples_that_lead_to_a_unit_and_no_others(trees):
    for (network, axis, unit), tree in trees:
        assert tree["top"] == network.output
        assert tree["read"] == tree_one_by_one(network, axis, unit), f"{network} {axis} {unit}"


def test_its_bracket_is_the_receptive_field(trees):
    compared = 0
    for (network, axis, unit), tree in trees:
        interval = receptive_field(
            network, SIZE, unit=(unit, 0) if axis == 0 else (0, unit)
        ).interval
        if None not in interval:  # a unit that reads nothing along one axis reads no pixel
            assert tree["field"] == list(interval[axis]), f"{network.nodes} {axis} {unit}"
            compared += 1
    assert compared > 200


def test_an_input_reaches_the_units_that_read_it(model):
    for below, above in model.evaluate(READERS, [report(one, SIZE) for one in some_networks(40)]):
        assert below == above


def test_draws_a_bounded_part_of_a_very_deep_network(model):
    described = report(parse_network("10000*(conv3)"))
    rows = model.evaluate("(report) => coneModel(report, 'cols').rows.length", described)
    assert rows == 1 + model.evaluate("() => MOST_ROWS")


def test_says_in_one_sentence_what_a_unit_reads(model):
    say = """([report, unit]) => {
      const model = coneModel(report, "cols");
      return coneSentence(model, treeBelow(model, model.rows.length - 1, unit));
    }"""
    gridding = report(parse_network("3*(conv3 d2)"))
    assert model.evaluate(say, [gridding, 0]) == (
        "The unit at position 0 of layer 3 (conv3 d2) reads 7 of the 13 samples "
        "from −6 to 6: 6 are holes."
    )
    at_the_border = report(parse_network("conv3, conv3 d2, conv3 d4"), 20)
    assert model.evaluate(say, [at_the_border, 0]) == (
        "The unit at position 0 of layer 3 (conv3 d4) has a field of 15 samples from −7 to 7. "
        "7 of them are padding; of the 8 in the image it reads 8: no holes."
    )
