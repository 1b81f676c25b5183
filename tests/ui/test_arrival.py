"""A page is found as its link says, with nothing that another page left under the same name."""

from streamlit.testing.v1 import AppTest


def page():
    """Two pages that share a name; which of them is shown stands in the state."""
    import streamlit as st

    from dilviz.ui import arrival
    from dilviz.ui.controls.numbers import Slider

    shown = st.session_state.get("shown", "one")
    arrival.arrive_at(shown)
    st.session_state["arrives"] = arrival.is_arrival()
    st.session_state["kept"] = st.session_state.get("kept", 0) + 1
    Slider("k", shown, 3, lowest=1, highest=9 if shown == "one" else 5).ask()


def test_a_widget_of_another_page_leaves_no_value_and_other_state_stays():
    app = AppTest.from_function(page, default_timeout=60).run()
    app.slider(key="k").set_value(8).run()
    assert app.slider(key="k").value == 8
    app.session_state["shown"] = "two"
    app.run()
    assert not app.exception
    assert app.slider(key="k").value == 3
    assert app.session_state["kept"] == 3


def test_a_value_lasts_while_the_page_stays():
    app = AppTest.from_function(page, default_timeout=60).run()
    app.slider(key="k").set_value(8).run()
    app.run()
    assert app.slider(key="k").value == 8


def test_a_page_is_arrived_at_once():
    app = AppTest.from_function(page, default_timeout=60).run()
    assert app.session_state["arrives"]
    app.slider(key="k").set_value(8).run()
    assert not app.session_state["arrives"]
    app.session_state["shown"] = "two"
    assert app.run().session_state["arrives"]
