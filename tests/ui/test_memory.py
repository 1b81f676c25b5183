"""What the server keeps, and what it frees."""

from types import SimpleNamespace

from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.uploaded_file_manager import UploadedFileRec

from dilviz.ui import memory


def held(files, session):
    return [file.file_id for file in files.get_files(session, ["read", "other"])]


def test_frees_a_file_that_was_read_and_no_other(monkeypatch):
    files = MemoryUploadedFileManager("/upload")
    for session in ("mine", "somebody else's"):
        for name in ("read", "other"):
            files.add_file(session, UploadedFileRec(name, "a.png", "image/png", bytes(1000)))
    context = SimpleNamespace(uploaded_file_mgr=files, session_id="mine")
    monkeypatch.setattr(memory, "get_script_run_ctx", lambda: context)

    memory.forget_upload("read")

    assert held(files, "mine") == ["other"]
    assert held(files, "somebody else's") == ["read", "other"]


def test_without_a_session_there_is_nothing_to_free():
    memory.forget_upload("read")
