"""Work that Streamlit does in each run, and need not."""

from __future__ import annotations

from copy import deepcopy
from types import SimpleNamespace
from typing import Any


def write_theme_once() -> None:
    """Keep what Streamlit sends of the theme with every run, until its settings are read anew.

    Why: it looks through all of its settings six times for each run, in the thread that all
    visitors wait for: a fifth of what a server does while a class works on Cost or the Lesson.
    Test: ``tests/test_compat.py``.
    Delete when: ``AppSession._create_new_session_message`` reads the theme once, or
    ``config.get_options_for_section`` does not look through the settings of other sections.
    """
    from streamlit import config
    from streamlit.proto.NewSession_pb2 import CustomThemeConfig
    from streamlit.runtime import app_session

    write = app_session._populate_theme_msg
    known: dict[str, CustomThemeConfig] = {}

    def write_known(msg: CustomThemeConfig, section: str = "theme") -> None:
        if section not in known:
            known[section] = CustomThemeConfig()
            write(known[section], section)
        if known[section].ByteSize():
            msg.MergeFrom(known[section])

    app_session._populate_theme_msg = write_known
    config.on_config_parsed(known.clear, force_connect=True)


def write_component_data_once() -> None:
    """Stop Streamlit from looking for tables in the data of components, and from writing it twice.

    Why: it tries on each value whether that is a table, then writes all as JSON, and once more with
    sorted keys for the identity of a component without a key. Ours hold no tables, and have keys.
    Both are a tenth of what an answer of Explore takes.
    Test: ``tests/test_compat.py``.
    Delete when: ``BidiComponentMixin._bidi_component`` takes data that is written already.
    """
    from streamlit.components.v2.bidi_component import serialization
    from streamlit.components.v2.bidi_component.main import BidiComponentMixin
    from streamlit.proto.BidiComponent_pb2 import BidiComponent

    identity = BidiComponentMixin._build_bidi_identity_kwargs

    def without_data(self: BidiComponentMixin, **known: Any) -> dict[str, Any]:
        return identity(self, **known | {"data": None, "proto": BidiComponent()})

    def as_it_is(data: dict[str, Any], arrow_blobs: dict | None = None) -> dict[str, Any]:
        return data

    BidiComponentMixin._build_bidi_identity_kwargs = without_data  # type: ignore[method-assign]
    serialization._extract_dataframes_from_dict = as_it_is


def copy_places_quickly() -> None:
    """Copy the cursors of a page, which say where the next element goes, without looking into them.

    Why: a fragment keeps copies of all of them each time it is shown, and they are copied by
    ``copy.deepcopy`` as any object is: a twentieth of an answer on Stack and Cost.
    Test: ``tests/test_compat.py``.
    Delete when: ``Cursor`` has a ``__deepcopy__`` of its own.
    """
    from streamlit.cursor import Cursor, SparseList

    def copied(self: Cursor, memo: dict[int, Any]) -> Cursor:
        made = object.__new__(type(self))
        held = self._transient_elements
        vars(made).update(vars(self))
        made._transient_elements = deepcopy(held, memo) if len(held) else SparseList()
        return made

    Cursor.__deepcopy__ = copied  # type: ignore[attr-defined]


def ask_for_one_text() -> None:
    """Let a text field look for its own value alone.

    Why: it asks whether its value is None by collecting those of all widgets: a tenth of what a run
    of the Stack page takes, which has five fields.
    Test: ``tests/test_compat.py``.
    Delete when: ``TextWidgetsMixin._text_input`` does not ask for ``filtered_state``.
    """
    from streamlit.elements.widgets import text_widgets
    from streamlit.runtime.state import get_session_state

    def by_key() -> SimpleNamespace:
        return SimpleNamespace(filtered_state=get_session_state())

    text_widgets.get_session_state = by_key  # type: ignore[assignment]
