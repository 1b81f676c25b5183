"""A file that was read is freed: its bytes, its room, and what the widget holds of it."""

from copy import deepcopy

import pytest
from streamlit.testing.v1 import AppTest

from dilviz.server.upload_quota import UPLOADS


def page():
    """Read an uploaded file once, and say how many bytes it had."""
    import asyncio

    import streamlit as st

    from dilviz.server.upload_quota import UPLOADS
    from dilviz.ui import uploads

    def take():
        if (file := uploads.uploaded_file("file")) is not None:
            st.session_state["read"] = [*st.session_state.get("read", []), len(file.getvalue())]
            asyncio.run(UPLOADS.reserve(file.file_id, 1000))  # as the server does when it comes
            uploads.free(file, "file")

    st.file_uploader("File", key="file", on_change=take)
    st.text_input("Words", key="words")


@pytest.fixture
def app():
    opened = AppTest.from_function(page, default_timeout=60).run()
    opened.file_uploader(key="file").upload("a.png", bytes(1000)).run()
    assert not opened.exception
    return opened


def test_a_file_is_read_once_with_all_its_bytes(app):
    assert app.session_state["read"] == [1000]


def test_what_the_widget_holds_on_to_is_empty_and_can_be_copied(app):
    held = app.session_state["file"]
    assert deepcopy(held).getvalue() == b""


def test_after_a_file_was_freed_other_widgets_work_and_nothing_is_read_again(app):
    app.text_input(key="words").set_value("conv3").run()
    assert not app.exception
    assert app.session_state["read"] == [1000]


def test_a_freed_file_makes_room_for_the_next_upload(app):
    assert UPLOADS.reserved == 0
