"""Patches of Streamlit change when something is computed, not what."""

import asyncio
import json
from copy import deepcopy

import pytest
from streamlit import config
from streamlit.components.v2.bidi_component import serialization
from streamlit.components.v2.bidi_component.main import BidiComponentMixin
from streamlit.cursor import Cursor, RunningCursor
from streamlit.elements.widgets import text_widgets
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session, forward_msg_queue, fragment
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.forward_msg_queue import ForwardMsgQueue
from streamlit.runtime.scriptrunner import ScriptRunnerEvent
from streamlit.runtime.state.query_params import QueryParams
from streamlit.runtime.state.safe_session_state import SafeSessionState
from streamlit.testing.v1 import AppTest

from dilviz import _compat


def one_part():
    import streamlit as st
    from streamlit.runtime.scriptrunner import get_script_run_ctx

    st.fragment(st.empty)()
    st.session_state["parts"] = get_script_run_ctx().shared.new_fragment_ids.snapshot()


class SessionWithoutFragments:
    def has_fragment(self, name):
        return False

    def get_pages(self):
        return {"hash": {"url_pathname": "stack"}}


@pytest.fixture
def runs(monkeypatch):
    """The runs that are asked for, as Streamlit hears of them."""
    asked = []
    monkeypatch.setattr(AppSession, "request_rerun", lambda _, said: asked.append(said))
    monkeypatch.setattr(fragment, "_make_fragment_identity", fragment._make_fragment_identity)
    for name, value in {"_before_step": {}, "_ended": 0, "_name_of_fragments": 0}.items():
        monkeypatch.setattr(QueryParams, name, value, raising=False)
    _compat.run_by_link_what_is_behind_it()
    return asked


def tell(session, link, widgets=(), **more):
    """Tell a session of a link, and of what its widgets hold."""
    said = ClientState(page_script_hash="hash", query_string=link, **more)
    said.context_info.url = f"http://127.0.0.1/stack?{link}"
    for widget, text in widgets:
        said.widget_states.widgets.add(id=widget, string_value=text)
    AppSession.request_rerun(session, said)


def test_a_press_in_a_fragment_that_is_gone_runs_the_page_with_what_was_pressed(runs):
    tell(SessionWithoutFragments(), "net=conv3", [("switch", "on")], fragment_id="gone")
    (run,) = runs
    assert (run.fragment_id, run.is_history_navigation) == ("", False)
    assert run.widget_states.widgets[0].string_value == "on"


def one_line():
    import streamlit as st

    st.text_input("Network", key="net", bind="query-params")


@pytest.mark.parametrize("steps", [["conv5"], ["conv5", "conv7"]])
def test_what_is_told_before_the_run_after_a_step_has_begun_is_behind_it(runs, steps):
    page = AppTest.from_function(one_line).run()
    page.text_input[0].set_value("conv3").run()
    session = SessionWithoutFragments()
    session.session_state = page.session_state._state._state
    for step in steps:
        tell(session, f"net={step}", is_history_navigation=True)
        if step != steps[-1]:
            page.text_input[0].set_value(step).run()  # the browser does not hear of it
    tell(session, f"net={steps[-1]}", [(page.text_input[0].proto.id, "conv3")])
    assert runs[-1].is_history_navigation
    assert not runs[-1].widget_states.widgets


def test_what_is_told_after_a_step_and_agrees_with_it_counts(runs):
    page = AppTest.from_function(one_line).run()
    page.text_input[0].set_value("conv3").run()
    session = SessionWithoutFragments()
    session.session_state = page.session_state._state._state
    tell(session, "net=conv5", is_history_navigation=True)
    tell(session, "net=conv5", [(page.text_input[0].proto.id, "conv5")])
    assert runs[-1].widget_states.widgets


def line_in_a_part():
    import streamlit as st

    @st.fragment
    def part():
        st.text_input("Network", key="net", bind="query-params")

    part()


@pytest.mark.parametrize("heard", [False, True])
def test_what_stood_there_before_a_step_can_be_typed_again_once_it_is_heard(runs, heard):
    page = AppTest.from_function(line_in_a_part).run()
    page.text_input[0].set_value("conv3").run()
    session = SessionOfParts(page)
    part = session.part_of("net")
    session.has_fragment, session.get_pages = part.__eq__, dict
    tell(session, "net=conv5", is_history_navigation=True)
    if heard:
        session.session_state.query_params._ended = 0
    tell(session, "net=conv5", [(page.text_input[0].proto.id, "conv3")], fragment_id=part)
    assert (runs[-1].fragment_id == part) == heard


@pytest.mark.parametrize(("heard", "same"), [(False, False), (True, True)])
def test_parts_of_a_page_left_and_come_back_to_unheard_are_others(runs, heard, same):
    session, page = SessionWithoutFragments(), AppTest.from_function(one_part).run()
    session.session_state = page.session_state._state._state
    session._fragment_storage = fragment.MemoryFragmentStorage()
    before = page.session_state["parts"]
    for step in ("another", "hash"):
        told = ClientState(page_script_hash=step, is_history_navigation=True)
        told.context_info.url = "http://127.0.0.1/stack" if step == "hash" else "http://127.0.0.1/"
        session._fragment_storage.register("part", None)
        AppSession.request_rerun(session, told)
        if heard:
            session.session_state.query_params._ended = 0
    assert session._fragment_storage.contains("part") == same
    assert (page.run().session_state["parts"] == before) == same


def three_parts():
    import streamlit as st

    def ask(key):
        st.text_input(key, key=key, bind="query-params")
        st.button("Use", key=f"use {key}")

    ask("of the page")
    for part in ("line", "chart"):
        st.fragment(ask)(part)
    st.session_state["quiet"] = {"chart"}


class SessionOfParts:
    def __init__(self, page):
        self.session_state = page.session_state._state._state

    def id_of(self, key):
        return next(name for name in self.widgets if name.endswith(f"-{key}"))

    @property
    def widgets(self):
        return self.session_state._new_widget_state.widget_metadata

    def part_of(self, key):
        return self.widgets[self.id_of(key)].fragment_id


@pytest.fixture
def parts(monkeypatch):
    """A page in parts, and what its session is asked to run."""
    asked = []
    monkeypatch.setattr(AppSession, "request_rerun", lambda _, said: asked.append(deepcopy(said)))
    _compat.run_all_parts_that_are_told_of(quiet="quiet")
    return SessionOfParts(AppTest.from_function(three_parts).run()), asked


def fields(session, **texts):
    """What the fields of a page in parts hold."""
    keys = ("of the page", "line", "chart")
    return [(session.id_of(key), texts.get(key.replace(" ", "_"), "")) for key in keys]


def test_what_is_told_of_two_parts_at_once_runs_both_and_a_press_once(parts):
    session, asked = parts
    line, chart = session.part_of("line"), session.part_of("chart")
    said = ClientState(fragment_id=chart)
    for widget, text in fields(session, line="conv3"):
        said.widget_states.widgets.add(id=widget, string_value=text)
    said.widget_states.widgets.add(id=session.id_of("use chart"), trigger_value=True)
    AppSession.request_rerun(session, said)
    assert [run.fragment_id for run in asked] == [chart, line]
    presses = [
        [one.trigger_value for one in run.widget_states.widgets].count(True) for run in asked
    ]
    assert presses == [1, 0]


def test_what_is_told_once_is_no_news_to_the_next_part(parts):
    session, asked = parts
    tell(session, "", fields(session, line="conv3"), fragment_id=session.part_of("line"))
    tell(session, "", fields(session, line="conv3"), fragment_id=session.part_of("chart"))
    assert [run.fragment_id for run in asked] == [session.part_of(key) for key in ("line", "chart")]


def test_what_asks_for_no_run_has_none_beside_another(parts):
    session, asked = parts
    tell(session, "", fields(session, chart="log"), fragment_id=session.part_of("line"))
    assert [run.fragment_id for run in asked] == [session.part_of("line")]


def test_what_is_told_of_a_part_and_of_the_page_runs_the_page(parts):
    session, asked = parts
    told = fields(session, of_the_page="1", line="conv3")
    tell(session, "", told, fragment_id=session.part_of("line"))
    assert [run.fragment_id for run in asked] == [""]


def test_a_fragment_that_starts_leaves_the_end_of_another_one(monkeypatch):
    update = forward_msg_queue._update_script_finished_message
    monkeypatch.setattr(forward_msg_queue, "_update_script_finished_message", update)
    _compat.keep_end_of_fragments()
    queue = forward_msg_queue.ForwardMsgQueue()
    ends = ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY, ForwardMsg.FINISHED_SUCCESSFULLY
    for end in ends:
        queue.enqueue(ForwardMsg(script_finished=end))
    queue.clear(retain_lifecycle_msgs=True, fragment_ids_this_run=["another"])
    assert tuple(message.script_finished for message in queue.flush()) == ends
    queue.enqueue(ForwardMsg(script_finished=ends[1]))
    queue.clear(retain_lifecycle_msgs=True)  # a whole run ends what is not heard of
    assert queue.flush()[0].script_finished == ForwardMsg.FINISHED_EARLY_FOR_RERUN


class EndedRunner:
    def request_rerun(self, _):
        return False


class SessionWithAnEndedRun(AppSession):
    def __init__(self):
        self._event_loop, self._scriptrunner = asyncio.get_running_loop(), EndedRunner()
        self._state = app_session.AppSessionState.APP_NOT_RUNNING
        self.sent = []

    def __del__(self):
        """Nothing was begun that has to be ended."""

    def _create_scriptrunner(self, _):
        self._scriptrunner = "the next"

    def _enqueue_forward_msg(self, message):
        self.sent.append(message.ref_hash)


async def sent_of_an_ended_run():
    """What is sent of a run that said something before the next was asked for, and after."""
    session = SessionWithAnEndedRun()
    ended = session._scriptrunner
    shows, ends = ScriptRunnerEvent.ENQUEUE_FORWARD_MSG, ScriptRunnerEvent.SHUTDOWN
    session._on_scriptrunner_event(ended, shows, ForwardMsg(ref_hash="before"))
    session.request_rerun(None)
    session._on_scriptrunner_event(ended, ends)
    await asyncio.sleep(0)
    session._on_scriptrunner_event(ended, shows, ForwardMsg(ref_hash="after"))
    await asyncio.sleep(0)
    assert session._scriptrunner == "the next"
    return session.sent


def test_what_a_run_has_shown_is_sent_though_another_is_asked_for_before(monkeypatch):
    for name in ("request_rerun", "_handle_scriptrunner_event_on_event_loop"):
        monkeypatch.setattr(AppSession, name, getattr(AppSession, name))
    _compat.hear_ended_runs_to_their_end()
    assert asyncio.run(sent_of_an_ended_run()) == ["before"]


def delta(path, fragment=""):
    message = ForwardMsg()
    message.metadata.delta_path[:] = path
    message.delta.fragment_id = fragment
    message.delta.add_block.SetInParent()
    return message


def reference(path):
    message = ForwardMsg(ref_hash="known to the browser")
    message.metadata.delta_path[:] = path
    return message


def paths_when_it_starts_again(*waiting):
    queue = forward_msg_queue.ForwardMsgQueue()
    for message in waiting:
        queue.enqueue(message)
    queue.clear(retain_lifecycle_msgs=True, fragment_ids_this_run=["fragment"])
    queue.enqueue(delta([0, 1], "fragment"))
    return [list(message.metadata.delta_path) for message in queue.flush()]


FRAGMENT, WITHIN, BEHIND = delta([0, 1], "fragment"), [0, 1, 0], delta([0, 2])


@pytest.mark.parametrize("others", [[delta(WITHIN, "another")], [reference(WITHIN)], [BEHIND]])
def test_what_stands_in_a_fragment_or_behind_it_is_sent_after_it(monkeypatch, others):
    monkeypatch.setattr(ForwardMsgQueue, "clear", ForwardMsgQueue.clear)
    _compat.keep_what_waits_around_fragments()
    sent = [[0, 1], *(list(other.metadata.delta_path) for other in others), [0, 1]]
    assert paths_when_it_starts_again(FRAGMENT, *others) == sent


def test_what_a_fragment_alone_has_to_say_is_sent_once_when_it_starts_again(monkeypatch):
    monkeypatch.setattr(ForwardMsgQueue, "clear", ForwardMsgQueue.clear)
    _compat.keep_what_waits_around_fragments()
    assert paths_when_it_starts_again(FRAGMENT, delta(WITHIN, "fragment")) == [[0, 1]]


def written():
    theme = CustomThemeConfig()
    app_session._populate_theme_msg(theme)
    app_session._populate_theme_msg(theme.light, "theme.light")
    app_session._populate_theme_msg(theme.dark.sidebar, "theme.dark.sidebar")
    return theme


def never(*_):
    raise AssertionError("the settings are read again")


@pytest.fixture
def theme_is_written_once(monkeypatch):
    monkeypatch.setattr(app_session, "_populate_theme_msg", app_session._populate_theme_msg)
    _compat.write_theme_once()


def test_theme_is_what_streamlit_writes_and_its_settings_are_read_once(request, monkeypatch):
    expected = written()
    assert expected.light.primary_color and not expected.dark.HasField("sidebar")
    request.getfixturevalue("theme_is_written_once")
    assert written() == expected
    monkeypatch.setattr(config, "get_options_for_section", never)
    assert written() == expected


def test_theme_is_written_anew_after_its_settings_were_read_anew(
    theme_is_written_once, monkeypatch
):
    written()
    monkeypatch.setattr(config, "get_options_for_section", lambda _: {"primaryColor": "#123456"})
    config._on_config_parsed.send()
    assert written().primary_color == "#123456"


DRAWN = {"b": [1, 2], "a": {"text": "é"}, "none": None}


def mounted():
    """Show a component, and say what the browser is sent of it."""

    def page():
        import streamlit as st

        show = st.components.v2.component("one", html="<p></p>\n", js="export default () => {}\n")
        show(key="drawn", data={"b": [1, 2], "a": {"text": "é"}, "none": None})

    app = AppTest.from_function(page).run()
    assert not app.exception
    return app.get("bidi_component")[0].proto


@pytest.fixture
def component_data_is_written_once(monkeypatch):
    identity = BidiComponentMixin._build_bidi_identity_kwargs
    monkeypatch.setattr(BidiComponentMixin, "_build_bidi_identity_kwargs", identity)
    name = "_extract_dataframes_from_dict"
    monkeypatch.setattr(serialization, name, getattr(serialization, name))
    _compat.write_component_data_once()


def test_a_component_is_sent_the_same_and_its_data_is_written_once(request, monkeypatch):
    expected = mounted()
    request.getfixturevalue("component_data_is_written_once")
    written, write = [], json.dumps
    monkeypatch.setattr(json, "dumps", lambda *a, **more: written.append(a[0]) or write(*a, **more))
    monkeypatch.setattr(serialization, "is_dataframe_like", lambda value: written.append(value))
    assert mounted() == expected
    assert written.count(DRAWN) == 1 and not [data for data in written if data in ([1, 2], None)]


def held(place):
    return {**vars(place), "_transient_elements": list(place.transient_elements.items())}


@pytest.mark.parametrize("waits", [False, True])
def test_a_place_is_copied_as_it_is_and_goes_on_alone(monkeypatch, waits):
    place = RunningCursor(0, (3, 1))
    place.lock_element()
    if waits:
        place.get_transient_cursor().transient_elements[2] = "a spinner"
    expected = held(deepcopy(place))
    monkeypatch.setattr(Cursor, "__deepcopy__", None, raising=False)
    _compat.copy_places_quickly()
    monkeypatch.setattr(Cursor, "__reduce_ex__", never)
    copied = deepcopy({0: place})[0]
    assert held(copied) == held(place) == expected
    copied.transient_elements[5] = "another"
    copied.open_block()
    assert held(place) == expected


def texts():
    """Show text fields of which one holds None, and say what the browser is sent of them."""

    def page():
        import streamlit as st

        st.session_state.setdefault("none", None)
        st.session_state.setdefault("words", "conv3")
        st.text_input("Cleared", "default", key="none")
        st.text_input("Network", "default", key="words")
        st.text_input("Without a key", "default")

    app = AppTest.from_function(page).run()
    assert not app.exception
    return [field.proto for field in app.text_input]


def test_a_text_field_is_sent_the_same_and_no_other_values_are_collected(monkeypatch):
    expected = texts()
    assert [field.HasField("default") for field in expected] == [False, True, True]
    monkeypatch.setattr(text_widgets, "get_session_state", text_widgets.get_session_state)
    _compat.ask_for_one_text()
    monkeypatch.setattr(SafeSessionState, "filtered_state", property(never))
    assert texts() == expected
