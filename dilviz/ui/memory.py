"""What lasts: the imports of a page for the server, the page a visitor comes from."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.uploaded_file_manager import UploadedFile

from dilviz.server import process_memory
from dilviz.server.upload_quota import UPLOADS

_TURNS = threading.BoundedSemaphore(3)
_HERE, _BEFORE = "page", "page before"


@st.cache_resource(show_spinner=False)
def keep_imports(page: str) -> None:
    """Take everything that this page has imported out of the garbage collector's sight.

    With the scientific packages loaded, to look through all objects takes
    100 ms and more; after this, a few. `dilviz.server.process_memory` repeats it.
    """
    process_memory.collect_and_freeze()


@contextmanager
def turn() -> Iterator[None]:
    """Let few pages run at the same time; the others wait in line.

    All of a class at once would share the processor evenly, so that everybody
    waits for the last, and hold what all of them compute with.
    """
    with _TURNS:
        yield


def forget_upload(file: UploadedFile, key: str) -> None:
    """Free the bytes of a file that has been read, and those of the widget with this key.

    The server would hold them as long as the visitor stays, and the widget a
    copy until the page runs again: a class with photographs from its phones,
    a third of a gigabyte each.
    """
    context = get_script_run_ctx()
    if context and isinstance(context.uploaded_file_mgr, MemoryUploadedFileManager):
        context.uploaded_file_mgr.remove_file(context.session_id, file.file_id)
    for copied in (file, st.session_state.get(key)):
        if isinstance(copied, UploadedFile):
            copied.truncate(0)  # not closed: Streamlit may yet copy it
    UPLOADS.release(file.file_id)
    process_memory.trim()


def arrive_at(page: str) -> None:
    """Note which page this run shows, and which page the run before showed."""
    st.session_state[_BEFORE] = st.session_state.get(_HERE)
    st.session_state[_HERE] = page


def stay() -> None:
    """Note that the page has been shown: its parts may now run again on their own."""
    st.session_state[_BEFORE] = st.session_state.get(_HERE)


def just_arrived() -> bool:
    """Say whether the visitor has come here from another page of the app."""
    before = st.session_state.get(_BEFORE)
    return before is not None and before != st.session_state.get(_HERE)
