"""Charts say what their data say: asked of Plotly's figures, without a browser."""

import json
import subprocess
import sys

import numpy as np
import plotly.graph_objects as go
import pytest

from dilviz import parse_network, receptive_fields
from dilviz.cost.comparison import stack_costs
from dilviz.export.report import report
from dilviz.fields.effective import effective_field
from dilviz.figures import cost as cost_data
from dilviz.figures import effective as effective_data
from dilviz.figures import receptive
from dilviz.figures.charts.cost import cost, cost_words
from dilviz.figures.charts.growth import growth, growth_words
from dilviz.figures.charts.layers import layers
from dilviz.figures.charts.learned import learned
from dilviz.figures.charts.profile import profile
from dilviz.figures.charts.scores import scores
from dilviz.figures.charts.template import template
from dilviz.figures.learned_scores import AGAINST, UNITS, score_points
from dilviz.figures.module_tables import score_tables
from dilviz.figures.style import ON_BOTH

CONTEXT = parse_network("2*(conv3), conv3 d2, conv3 d4, conv3 d8, conv3 d16, conv3, conv1")
QUANTITIES = cost_data.curves((20, 30), 4, 33)


def growth_chart(network=CONTEXT, **settings):
    return growth(receptive.growth(network, receptive_fields(network)), "a network", **settings)


def charts():
    return {
        "growth": growth_chart(),
        "cost": cost(QUANTITIES, "multiply_adds", 33),
        "profile": profile(effective_data.profile(effective_field(CONTEXT)), "a network"),
        "layers": layers(report(CONTEXT), "a network"),
        "scores": scores(score_tables()),
        "learned": learned(score_points("noise", "field"), AGAINST["field"], UNITS["noise"]),
    }


@pytest.mark.parametrize("chart", charts().values(), ids=charts())
def test_every_chart_has_the_template_and_a_unit_on_its_axis(chart):
    assert chart.layout.template == template()
    titles = [axis.title.text or "" for axis in chart.select_xaxes()]
    titles += [axis.title.text or "" for axis in chart.select_yaxes()]
    assert any(unit in title for title in titles for unit in ("samples", "pixels", "%"))


@pytest.mark.parametrize("chart", charts().values(), ids=charts())
def test_plotly_finds_no_fault_in_any_chart(chart):
    checked = go.Figure(chart.to_plotly_json())  # raises for a property that there is not
    assert json.loads(checked.to_json()) == json.loads(chart.to_json())


@pytest.mark.parametrize("chart", charts().values(), ids=charts())
def test_every_trace_has_the_colour_of_a_role(chart):
    for trace in chart.data:
        colour = trace.marker.color or trace.line.color
        assert colour in ON_BOTH.values()


@pytest.mark.parametrize("name", ["growth", "cost"])
def test_curves_are_told_apart_without_colour(name):
    looks = {(trace.line.dash, trace.marker.symbol) for trace in charts()[name].data}
    assert len(looks) == len(charts()[name].data)


@pytest.mark.parametrize("name", ["growth", "profile", "layers"])
def test_the_title_names_the_network(name):
    assert "a network" in charts()[name].layout.title.text


def test_a_title_is_one_line_of_text_whatever_the_network_is_called():
    title = growth(receptive.growth(CONTEXT, receptive_fields(CONTEXT)), "<b>&" + " x" * 99)
    assert "<sup>&lt;b&gt;&amp; x x" in title.layout.title.text
    assert len(title.layout.title.text) < 160


def test_growth_is_the_field_after_each_layer():
    own = growth_chart().data[0]
    assert own.x == tuple(range(9))
    assert own.y == (1, 3, 5, 9, 17, 33, 65, 67, 67)


def test_growth_leaves_a_doubling_stack_through_the_top():
    low, high = growth_chart().layout.yaxis.range
    assert low == 0 and 67 < high < 75
    assert growth_chart(scale="log").layout.yaxis.type == "log"


def test_words_say_where_each_curve_ends():
    data = receptive.growth(CONTEXT, receptive_fields(CONTEXT))
    assert growth_words(data).startswith("this network: 67 samples after 8 layers; plain: 17 ")
    fields = [series["points"][-1][0] for series in QUANTITIES["weights"]["series"]]
    said = [
        int(end.split(" at a field of ")[1].strip("."))
        for end in cost_words(stack_costs(33, (20, 30), 4), "weights").split(";")
    ]
    assert said == fields


@pytest.mark.parametrize("quantity", QUANTITIES)
def test_cost_has_a_curve_for_every_kind_and_a_line_at_the_field(quantity):
    chart = cost(QUANTITIES, quantity, 33)
    for trace, series in zip(chart.data, QUANTITIES[quantity]["series"], strict=True):
        assert trace.name == series["name"]
        assert list(zip(trace.x, trace.y, strict=True)) == [tuple(p) for p in series["points"]]
    [line] = chart.layout.shapes
    assert line.x0 == line.x1 == 33


def test_the_profile_places_its_shares_on_the_samples():
    field = effective_field(CONTEXT)
    bars, gaussian = profile(effective_data.profile(field), "a network").data
    assert bars.x == tuple(range(-33, 34))
    np.testing.assert_allclose(bars.y, field.shares, atol=1e-9)
    np.testing.assert_allclose(gaussian.y, field.gaussian(), atol=1e-9)


def test_bars_of_a_wide_profile_stand_in_the_middle_of_their_samples():
    data = effective_data.profile(effective_field(parse_network("700*(conv3)")))
    bars = profile(data, "a network").data[0]
    assert len(bars.x) < 601
    assert bars.x[0] == (data["first"] + data["first"] + 2) / 2  # three samples a bar
    assert bars.x[-1] <= data["last"]


def test_layers_have_one_line_or_one_for_each_axis():
    assert [trace.name for trace in charts()["layers"].data] == ["receptive field"]
    rows, columns = layers(report(parse_network("conv3x5, conv3 s2")), "a network").data
    assert (rows.y, columns.y) == ((3, 5), (5, 7))
    assert columns.text == ("1: conv3x5", "2: conv3 s2")


def test_scores_are_all_there_each_in_its_table():
    tables = score_tables()
    chart = scores(tables)
    drawn = {
        (trace.yaxis, name, value)
        for trace in chart.data
        for name, value in zip(trace.y, trace.x, strict=True)
    }
    axes = ("y", "y2", "y3")
    assert drawn == {
        (axis, row["name"], row["value"])
        for axis, table in zip(axes, tables, strict=True)
        for row in table["rows"]
    }


def test_every_kind_of_score_stands_once_in_the_legend():
    told = [trace.name for trace in scores(score_tables()).data if trace.showlegend]
    assert sorted(told) == ["front end alone", "other networks", "with a context module"]


def test_scores_keep_the_order_of_their_table():
    order = scores(score_tables()).layout.yaxis.categoryarray
    assert order[::-1] == ("FCN-8s", "DeepLab", "DeepLab-Msc", "front end")


def test_no_other_figure_loads_plotly():
    code = (
        "import sys, dilviz.figures.cost, dilviz.figures.receptive, dilviz.figures.effective\n"
        "import dilviz.figures.module_tables, dilviz.figures.unit_field\n"
        "print('plotly' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_trained_networks_are_told_apart_and_have_their_spread():
    points = score_points("digits", "digit inside")
    chart = learned(points, AGAINST["digit inside"], UNITS["digits"])
    assert [trace.y[0] for trace in chart.data] == [point["mean"] for point in points]
    assert [trace.error_y.array[0] for trace in chart.data] == [each["spread"] for each in points]
    looks = {(trace.marker.symbol, trace.marker.color) for trace in chart.data}
    assert len(looks) == len(points)
