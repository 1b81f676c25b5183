"""What lasts: the imports of a page for the server, the page a visitor comes from."""

import gc

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

_HERE, _BEFORE = "page", "page before"


@st.cache_resource(show_spinner=False)
def keep_imports(page: str) -> None:
    """Take everything that this page has imported out of the garbage collector's sight.

    Streamlit collects garbage after every run. With the scientific packages
    loaded that takes 100 ms and more; after this, a few.
    """
    gc.collect()
    gc.freeze()


def forget_upload(file_id: str) -> None:
    """Free the bytes of a file that has been read.

    The server would hold them as long as the visitor stays: a class with
    photographs from its phones, half a gigabyte.
    """
    context = get_script_run_ctx()
    if context is not None:
        context.uploaded_file_mgr.remove_file(context.session_id, file_id)


def arrive_at(page: str) -> None:
    """Note which page this run shows, and which page the run before showed."""
    st.session_state[_BEFORE] = st.session_state.get(_HERE)
    st.session_state[_HERE] = page


def just_arrived() -> bool:
    """Say whether the visitor has come here from another page of the app."""
    before = st.session_state.get(_BEFORE)
    return before is not None and before != st.session_state.get(_HERE)
