"""The Cost page without a browser: links in, counts and measured times out."""

import json
from functools import partial

from tests.ui.opening import open_page, with_charts

opened = partial(open_page, "cost.py")


def figures(app):
    shown = [json.loads(one.proto.json) for one in app.get("bidi_component")]
    return {data["figure"]: data for data in shown if "figure" in data}


def chart(app):
    return json.loads(app.get("plotly_chart")[0].proto.spec)


def rows(app):
    return {row["name"]: row for row in figures(app)["table"]["rows"]}


def test_opens_on_the_field_of_the_context_module():
    found = rows(opened())
    assert found["plain stack"]["layers"] == 33 and found["doubling rates"]["layers"] == 6
    assert {row["spread"] for row in found.values()} == {"not measured yet"}


def test_a_link_restores_the_setting():
    app = opened(field="31", channels="4", image="40", rate="3")
    found = rows(app)
    assert found["doubling rates"]["weights"] == "576"  # 4 layers of 9 x 4 x 4
    assert found["one dense kernel"]["output"] == "40 × 40"
    steps = {one["step"]: one["value"] for one in figures(app)["derivation"]["steps"]}
    assert steps["A dilated kernel reaches further"].startswith("34 × ")


def test_a_press_measures_and_another_setting_forgets():
    app = opened(field="7", channels="2", image="32")
    app.button(key="measure").click().run()
    assert not app.exception
    assert all("runs" in row["spread"] for row in rows(app).values())
    app.slider(key="channels").set_value(3).run()
    assert {row["spread"] for row in rows(app).values()} == {"not measured yet"}


def test_what_takes_too_long_is_not_measured_and_says_so():
    app = opened(field="255", channels="256", image="64")
    app.button(key="measure").click().run()
    assert not app.exception
    spread = rows(app)["one dense kernel"]["spread"]
    work = f"{(255 * 256 * 64) ** 2:,}".replace(",", "\u202f")
    assert spread.startswith(f"One run takes {work} multiply-adds, more than the")


def test_the_chart_follows_the_field_and_its_own_controls():
    app = opened(field="31", channels="4", image="40", quantity="weights", scale="linear")
    assert not app.get("plotly_chart")  # until a visitor is near it
    app = with_charts(app, "curves")
    drawn, words = chart(app), app.get("plotly_chart")[0].proto.alt
    assert drawn["layout"]["shapes"][0]["x0"] == 31
    assert drawn["layout"]["yaxis"]["type"] == "linear"
    assert "doubling rates: 720 at a field of 63" in words  # 5 layers of 9 x 4 x 4
    app.slider(key="field").set_value(99).run()
    assert chart(app)["layout"]["shapes"][0]["x0"] == 99


def test_the_price_of_resolution_is_told():
    price = figures(opened())["price"]
    assert (price["strided"], price["dilated"], price["ratio"]) == ("37.8", "518.6", "13.7")
