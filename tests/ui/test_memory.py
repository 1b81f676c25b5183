"""What the server keeps, and what it frees."""

import asyncio
import threading
from contextlib import ExitStack
from copy import deepcopy
from types import SimpleNamespace

import pytest
from streamlit.proto.Common_pb2 import FileURLs
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.uploaded_file_manager import UploadedFile, UploadedFileRec

from dilviz.server.upload_quota import UploadQuota
from dilviz.ui import memory

READ = UploadedFileRec("read", "a.png", "image/png", bytes(1000))


def held(files, session):
    return [file.file_id for file in files.get_files(session, ["read", "other"])]


def test_frees_a_file_that_was_read_and_no_other(monkeypatch):
    files = MemoryUploadedFileManager("/upload")
    for session in ("mine", "somebody else's"):
        for name in ("read", "other"):
            files.add_file(session, UploadedFileRec(name, "a.png", "image/png", bytes(1000)))
    context = SimpleNamespace(uploaded_file_mgr=files, session_id="mine")
    monkeypatch.setattr(memory, "get_script_run_ctx", lambda: context)

    memory.forget_upload(UploadedFile(READ, FileURLs()), "upload")

    assert held(files, "mine") == ["other"]
    assert held(files, "somebody else's") == ["read", "other"]


def test_the_file_that_a_widget_goes_on_holding_is_empty_and_can_be_copied(monkeypatch):
    held = UploadedFile(READ, FileURLs())
    given = deepcopy(held)  # as Streamlit does
    monkeypatch.setattr(memory.st, "session_state", {"upload": held})
    memory.forget_upload(given, "upload")
    for file in (held, given):
        assert deepcopy(file).getvalue() == b"" and file.file_id == "read"


def test_a_file_that_was_read_makes_room_for_the_next_upload(monkeypatch):
    room = UploadQuota()
    monkeypatch.setattr(memory, "UPLOADS", room)
    asyncio.run(room.reserve("read", 1000))
    memory.forget_upload(UploadedFile(READ, FileURLs()), "upload")
    assert room.reserved == 0


def test_three_pages_run_and_the_fourth_waits():
    passed = threading.Event()

    def run_a_page():
        with memory.turn():
            passed.set()

    fourth = threading.Thread(target=run_a_page)
    with ExitStack() as stack:
        for _ in range(3):
            stack.enter_context(memory.turn())
        fourth.start()
        assert not passed.wait(0.05)
    fourth.join(30)
    assert passed.is_set()


def test_a_page_that_fails_gives_its_turn_back():
    for _ in range(9):
        with pytest.raises(KeyError), memory.turn():
            raise KeyError
