"""Patches of Streamlit change when something is computed, not what."""

import pytest
from streamlit import config
from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session

from dilviz import _compat


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
