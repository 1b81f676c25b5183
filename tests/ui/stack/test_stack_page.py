"""The Stack page without a browser: links in, sentences and figures out."""

import json
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dilviz.importing.exported import EXPORTED
from dilviz.learned.presets import LEARNED_PRESETS
from dilviz.network.presets import NETWORKS
from dilviz.ui.stack.presets import MORE, texts
from dilviz.ui.stack.settings import DEFAULT
from dilviz.ui.stack.views import caret
from tests.ui.opening import with_charts

PAGE = Path(__file__).parents[3] / "pages" / "stack.py"


def opened(embedded=False, **settings):
    app = AppTest.from_file(str(PAGE), default_timeout=60)
    for name, value in settings.items():
        app.query_params[name] = value
    if embedded:
        app.context = {"is_embedded": True}
    app.run()
    assert not app.exception
    return app


def mounted(app):
    return [json.loads(one.proto.json) for one in app.get("bidi_component")]


def figures(app):
    return {data["figure"]: data for data in mounted(app) if "figure" in data}


def chips(app):
    return next(data for data in mounted(app) if "chips" in data)


def button(app, label):
    return next(one for one in app.button if one.label == label)


def sentences(app):
    return " ".join(one.value for one in app.warning)


def test_opens_on_the_context_module():
    app = opened()
    assert figures(app)["overview"]["report"]["size"] == [67, 67]
    assert app.text_input(key="net").value == DEFAULT


def test_a_link_restores_the_network_and_the_size():
    report = figures(opened(net="conv3 s2, [conv1 | conv3x5 d6]", input="40x64", channels="3"))[
        "overview"
    ]["report"]
    assert report["input"] == [40, 64]
    assert report["layers"][-1]["output_size"] == [20, 32]
    assert report["layers"][0]["weights"] == 9 * 3 * 3


def test_older_names_of_a_link_are_read():
    link = {"net": "conv3 s2", "n": "40x64", "c": "3"}
    for embedded in (False, True):
        report = figures(opened(embedded, **link))["overview"]["report"]
        assert report["input"] == [40, 64] and report["weights"] == 9 * 3 * 3


def test_pasted_layers_are_a_network_and_shown_as_notation():
    app = opened(net="nn.Sequential(nn.Conv2d(3, 8, 3, dilation=2), nn.ReLU())", input="20x30")
    assert figures(app)["overview"]["report"]["size"] == [5, 5]
    assert "`conv3 d2 valid c8, relu`" in app.caption[0].value


def test_gates_are_followed_where_an_input_size_is_given():
    apart, sizeless = opened(net="conv3, [id | gap]"), opened(net="[id | gap]", gates="follow")
    assert "without its 1 gate" in figures(apart)["overview"]["report"]["gates_words"]
    assert any("give an input size" in one.value for one in sizeless.caption)
    shown = figures(opened(net="conv3, [id | gap]", input="20x30", gates="follow"))
    assert shown["overview"]["report"]["size"] == [20, 30]
    assert shown["overview"]["report"]["gates_words"] == "with its 1 gate"
    assert shown["unit"]["unit"]["field"] == [[0, 19], [0, 29]]


def test_a_network_without_gates_asks_for_none():
    app = opened(net="conv3")
    assert not [one for one in app.segmented_control if one.key == "gates"]


def test_points_at_the_character_that_cannot_be_read():
    app = opened(net="conv3, cnv3 d2")
    assert "Character 8" in sentences(app)
    assert [code.value for code in app.code] == ["conv3, cnv3 d2\n       ^"]
    assert figures(app) == {}


def test_says_how_a_size_was_read_that_is_written_otherwise():
    said = [one.value for one in opened(net="conv3", input="224,320").caption]
    assert "Read as 224x320: rows x columns." in said
    for usual in ("224x320", "224"):
        assert not any("Read as" in one.value for one in opened(net="conv3", input=usual).caption)


def test_says_so_when_the_input_is_too_small():
    app = opened(net="conv3 d9 valid", input="16")
    assert "reach 19 samples" in sentences(app)


def test_says_so_when_the_size_is_no_size():
    app = opened(net="conv3", input="big")
    assert "input size must be one whole number" in sentences(app).lower()
    assert figures(app)["overview"]["report"]["input"] is None


def test_channels_that_are_no_number_are_a_sentence_and_count_in_c():
    app = opened(net="conv3", channels="many")
    assert "whole number from 1 to 1000000" in sentences(app)
    assert figures(app)["overview"]["report"]["weights_words"] == "9 C²"


@pytest.fixture(scope="module")
def all_chips():
    app = opened(net="conv3 d7")
    first = chips(app)
    assert first["on"] is None and first["chips"][-1] == {"name": MORE, "link": {}}
    app.session_state["all presets"] = True
    app.run()
    return {chip["name"]: chip["link"] for chip in chips(app)["chips"]}


def test_the_last_chip_brings_all_networks(all_chips):
    assert list(all_chips) == [*NETWORKS, *EXPORTED, *LEARNED_PRESETS]


@pytest.mark.parametrize("name", NETWORKS)
def test_every_chip_shows_its_network_and_its_source(all_chips, name):
    link = all_chips[name]
    assert set(link) == {"net", "input", "channels", "at", "unit"}
    app = opened(**{key: value for key, value in link.items() if value})
    assert chips(app)["on"] == name and not app.warning
    assert figures(app)["overview"]["report"]["notation"] == str(NETWORKS[name].network)
    shows = NETWORKS[name].shows[:20]
    assert shows in " ".join(one.value for one in app.markdown).replace("\\", "")


def test_a_network_read_from_a_graph_is_chosen_and_found_again_by_its_link():
    app = opened(net=texts("EfficientNet-B0")[0])
    shown = figures(app)
    assert chips(app)["on"] == "EfficientNet-B0"
    assert "without its 16 gates" in shown["overview"]["report"]["gates_words"]
    assert shown["overview"]["report"]["stages"][-1]["path"].startswith("features.8")
    assert "BSD-3" in " ".join(one.value for one in app.markdown).replace("\\", "")


def crossing(length):
    """Paths that cross all the way, so that no brackets can hold them."""
    ids = ["x", *(f"n{number}" for number in range(length))]
    nodes = [
        {"id": id_, "op": "conv", "inputs": ids[max(0, at - 1) : at + 1], "kernel_size": 3}
        for at, id_ in enumerate(ids[1:])
    ]
    return json.dumps({"input": "x", "output": ids[-1], "nodes": nodes})


def test_a_network_whose_paths_cross_lives_in_the_link_as_json():
    app = opened(net=crossing(4), input="30x40")
    shown = figures(app)
    assert shown["overview"]["report"]["size"] == [9, 9]
    assert set(shown) == {"overview", "cone", "paths", "unit"}
    assert "its paths cross" in " ".join(one.value for one in app.caption)
    for panel in ("table", "share", "load"):
        app.session_state[panel] = True
    app.run()
    assert not app.exception
    link = next(code.value for code in app.code if "/stack?" in code.value)
    assert "net=%7B%22input%22" in link and link.endswith("&input=30x40")
    assert any("class Network" in code.value for code in app.code)


def test_a_pasted_network_is_shown_in_the_line_in_its_shortest_form():
    app = opened(load="1")
    app.session_state["load"] = True
    app.run()
    app.text_area(key="text").set_value(crossing(4))
    button(app, "Load the text").click().run()
    assert figures(app)["overview"]["report"]["size"] == [9, 9]
    assert json.loads(app.text_input(key="net").value)["nodes"][0]["kernel_size"] == 3
    app.text_area(key="text").set_value("4,2,1,SAME;4,1,1,SAME")
    button(app, "Load the text").click().run()
    assert app.text_input(key="net").value == "conv4 s2 same, conv4 same"


def test_an_unreadable_text_is_a_sentence_and_the_network_stays():
    app = opened(net="conv3 d2")
    app.session_state["load"] = True
    app.run()
    app.text_area(key="text").set_value('{"nodes": 3}')
    button(app, "Load the text").click().run()
    assert '"nodes" must be a list' in sentences(app).replace("\\", "")
    assert figures(app)["overview"]["report"]["size"] == [5, 5]


def test_a_shared_link_holds_everything_that_is_asked():
    app = opened(net="conv3, conv3", input="20x30", channels="3", at="1", unit="2,5")
    app.session_state["share"] = True
    app.run()
    link, light, whole = (code.value for code in app.code[:3])
    assert link.endswith("stack?net=2%2A%28conv3%29&input=20x30&channels=3&at=1&unit=2%2C5")
    assert "/embed?net=2%2A%28conv3%29&amp;input=20x30&amp;channels=3" in light
    assert "input=20x30&amp;channels=3" in whole and "embed=true" in whole


def test_an_embedded_view_counts_with_the_channels_of_its_link():
    report = figures(opened(embedded=True, net="conv3", channels="3"))["overview"]["report"]
    assert report["weights"] == 81


def charts(app):
    drawn = [chart.proto for chart in app.get("plotly_chart")]
    return {json.loads(one.spec)["layout"]["title"]["text"].split("<br>")[0]: one for one in drawn}


def test_charts_name_the_network_and_say_in_words_what_they_show():
    app = with_charts(opened(net="conv3, conv3 d2, conv3 d4", scale="log"), "growth", "profile")
    growth = charts(app)["Receptive field against depth"]
    assert "this network: 15 samples after 3 layers" in growth.alt
    layout = json.loads(growth.spec)["layout"]
    assert layout["title"]["text"].endswith("<sup>conv3, conv3 d2, conv3 d4</sup>")
    assert layout["yaxis"]["type"] == "log"
    assert len(charts(app)) == 2


def test_a_long_network_also_has_the_field_after_each_layer():
    app = with_charts(opened(net="20*(conv3, conv3 d2)"), "layers")
    chart = charts(app)["Receptive field after each layer"]
    assert len(json.loads(chart.spec)["data"][0]["y"]) == 40


def test_layers_without_a_field_of_their_own_are_not_charted():
    shown = [data.get("chart") for data in mounted(opened(net="gap, 45*(conv3)"))]
    assert "growth" in shown and "layers" not in shown


def test_an_embedded_view_has_no_chart():
    assert not [data for data in mounted(opened(embedded=True, net="conv3")) if "chart" in data]


def test_writes_the_code_that_builds_it():
    app = opened(net="conv3 d6")
    app.session_state["share"] = True
    app.run()
    assert not app.exception
    assert any("dilation=6" in code.value for code in app.code)


def test_places_the_unit_that_is_asked_for():
    placed = figures(opened(net="conv3, conv3 d2", input="20x30", at="1", unit="0,29"))["unit"][
        "unit"
    ]
    assert placed["field"] == [[-1, 1], [28, 30]]
    assert placed["padding_share"] == pytest.approx(5 / 9)


def test_a_unit_that_does_not_exist_is_a_sentence_and_the_rest_stays():
    app = opened(net="conv3", input="20", unit="99")
    assert "there is no unit in row 99" in sentences(app).lower()
    assert "cone" in figures(app)


def test_an_embedded_view_is_bare():
    app = opened(embedded=True, net="conv3")
    assert not app.title
    assert list(figures(app)) == ["overview", "cone", "height"]


def test_a_very_deep_network_answers_with_a_bounded_picture():
    app = opened(net="10000*(conv3)")
    report = figures(app)["overview"]["report"]
    assert report["size"] == [20001, 20001]
    assert len(report["layers"]) < 1000 < report["layers_total"]


@pytest.mark.parametrize("text", ["-3", "3x", "1e3", "0", "9" * 30])
def test_a_bad_input_size_shows_a_sentence(text):
    assert "Input size must be one whole number" in sentences(opened(net="conv3", n=text))


def test_the_caret_stands_under_its_character_in_long_lines_too():
    text = ", ".join(["conv3"] * 40) + ", cnv"
    line, below = caret(text, text.index("cnv")).split("\n")
    assert line[below.index("^") :].startswith("cnv")
    assert len(line) < 100


def test_a_typo_keeps_the_last_figures_in_grey_with_all_that_is_offered():
    app = opened(net="conv3 d2")
    app.text_input(key="net").set_value("cnv3 d4").run()
    assert "Did you mean" in sentences(app)
    assert figures(app)["overview"]["report"]["size"] == [5, 5]
    assert "In grey, the last network that could be read: `conv3 d2`" in [
        one.value for one in app.caption
    ]
    app.session_state["share"] = app.session_state["load"] = True
    app.run()
    assert any("net=conv3+d2" in code.value for code in app.code)
    app.text_input(key="net").set_value("conv3 d4").run()
    assert figures(app)["overview"]["report"]["size"] == [9, 9]
    assert "In grey" not in " ".join(one.value for one in app.caption)


def test_the_notation_is_explained_with_examples_that_open_here():
    app = opened(net="conv3 d2")
    app.session_state["notation"] = True
    app.run()
    [table] = [one.value for one in app.markdown if one.value.startswith("| piece")]
    assert "[`3*(conv3 d2)`](stack?net=3%2A%28conv3+d2%29)" in table


@pytest.mark.parametrize(("typed", "asked"), [("<b>", ""), ("24x32", "24x32")])
def test_a_chart_is_saved_without_a_size_that_cannot_be_read(typed, asked):
    shown = [json.loads(one.proto.json) for one in opened(input=typed).get("bidi_component")]
    saved = [one["paper"]["query"] for one in shown if one.get("paper")]
    assert [query["input"] for query in saved] == [asked] * 2  # growth and effective field
