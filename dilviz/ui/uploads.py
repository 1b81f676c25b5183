"""Files that visitors upload: read once, then freed."""

from __future__ import annotations

import streamlit as st
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.uploaded_file_manager import UploadedFile

from dilviz.server import process_memory
from dilviz.server.upload_quota import UPLOADS


def key_of(widget: str) -> str:
    """The key of an upload widget; it changes after each refused file.

    A widget goes on showing its file; a new one is empty.
    """
    refused = st.session_state.get(_refusals(widget), 0)
    return f"{widget} {refused}" if refused else widget


def refuse(widget: str) -> None:
    """Have the file taken out of an upload widget by the next run."""
    st.session_state[_refusals(widget)] = st.session_state.get(_refusals(widget), 0) + 1


def _refusals(widget: str) -> str:
    return f"files refused by {widget}"


def uploaded_file(key: str) -> UploadedFile | None:
    """Find the file of an upload widget; None if there is none, or it was freed already.

    Once a file is freed, Streamlit holds a placeholder without name or bytes in its place, and
    calls `on_change` for it.
    """
    file = st.session_state.get(key)
    return file if isinstance(file, UploadedFile) else None


def free(file: UploadedFile, key: str) -> None:
    """Free the bytes of a file that has been read, and those of the widget with this key.

    The server would hold them as long as the visitor stays, and the widget a
    copy until the page runs again: a class with photographs from its phones,
    a third of a gigabyte each.
    """
    context = get_script_run_ctx()
    if context and isinstance(context.uploaded_file_mgr, MemoryUploadedFileManager):
        context.uploaded_file_mgr.remove_file(context.session_id, file.file_id)
    for copied in (file, uploaded_file(key)):
        if copied is not None:
            copied.truncate(0)  # not closed: Streamlit may yet copy it
    UPLOADS.release(file.file_id)
    process_memory.trim()
