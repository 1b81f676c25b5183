"""Freed memory is returned to the operating system, and garbage is collected on a schedule."""

import ctypes
import platform
import subprocess
import sys
import tomllib
import weakref
from pathlib import Path

import numpy as np
import pytest

from dilviz.server import process_memory

ROOT = Path(__file__).parents[2]
on_glibc = pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="settings of glibc only")


def printed_by(code):
    """Run code in a process of its own and return what it prints."""
    command = [sys.executable, "-c", code]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


FRAGMENTED = """
import threading
from dilviz.server import process_memory
if {tidy}: process_memory.use_one_arena()

def resident():
    return int(open("/proc/self/statm").read().split()[1]) * 4 / 1024

def fill(kept):
    rows = [bytearray(b"x" * 60_000) for _ in range(300)]
    kept += rows[::10]  # live blocks between freed ones

kept, before = [], resident()
for _ in range(8):
    threads = [threading.Thread(target=fill, args=(kept,)) for _ in range(4)]
    for thread in threads: thread.start()
    for thread in threads: thread.join()
if {tidy}: process_memory.trim()
print(resident() - before - sum(map(len, kept)) / 2**20)
"""


def wasted(tidy):
    """Megabytes that a process holds beyond its live blocks, after eight rounds of threads."""
    return float(printed_by(FRAGMENTED.format(tidy=tidy)))


@on_glibc
def test_one_arena_and_trimming_return_what_threads_have_freed():
    assert wasted(True) < 12
    assert wasted(False) > 2 * wasted(True)


FILTERED = """
from resource import RUSAGE_SELF, getrusage
import numpy as np
from dilviz import conv2d
from dilviz.server import process_memory
process_memory.use_one_arena()
picture, kernel = np.ones((1024, 1024), np.float32), np.ones((7, 7), np.float32)

def new_pages():
    before = getrusage(RUSAGE_SELF).ru_minflt
    conv2d(picture, kernel, padding=24, dilation=8)
    return getrusage(RUSAGE_SELF).ru_minflt - before

print(min([new_pages() for _ in range(8)]))
"""


@on_glibc
def test_filtering_a_picture_again_takes_no_new_pages():
    assert int(printed_by(FILTERED)) < 100


def test_a_copy_to_own_pages_is_equal_and_unmapped_with_its_last_view():
    values = np.random.default_rng(1).integers(0, 256, (3, 5, 2), dtype=np.uint8)[::2]
    copied = process_memory.copy_to_own_pages(values)
    pages = weakref.ref(copied.base.base.obj)
    assert np.array_equal(copied, values) and not np.shares_memory(copied, values)
    assert process_memory.copy_to_own_pages(np.empty((0, 4))).shape == (0, 4)
    part = copied[1:]
    del copied
    assert pages() is not None and np.array_equal(part, values[1:])
    del part
    assert pages() is None


SERVED = """
import asyncio, gc, time, weakref
from starlette.testclient import TestClient
from dilviz import web
from dilviz.server import process_memory

class Session: pass

def garbage():
    session = Session()
    session.itself = session
    return weakref.ref(session)

def is_collected(session, seconds):
    end = time.monotonic() + seconds
    while session() is not None and time.monotonic() < end:
        time.sleep(0.005)
    return session() is None

async def after_the_block():
    async with process_memory.returning_memory():
        print(await asyncio.to_thread(is_collected, garbage(), 30))
    print(await asyncio.to_thread(is_collected, garbage(), 0.2))

gc.disable()
process_memory.INTERVAL = 0.01
with TestClient(web.alone()):
    print(is_collected(garbage(), 30), is_collected(garbage(), 30))
asyncio.run(after_the_block())
"""


def test_garbage_is_collected_repeatedly_while_a_server_runs_and_not_after():
    assert printed_by(SERVED).split() == ["True", "True", "True", "False"]


FROZEN = """
import gc, weakref
from dilviz.server import process_memory

class Session: pass

first, second = Session(), Session()
first.other, second.other = second, first
session = weakref.ref(first)
process_memory.collect_and_freeze()
del first, second
gc.collect()
print(session() is None)
process_memory.collect_and_freeze()
print(session() is None)
"""


def test_frozen_objects_are_collected_by_the_next_freeze_and_not_before():
    assert printed_by(FROZEN).split() == ["False", "True"]


def test_other_systems_load_no_c_library(monkeypatch):
    def load(_name):
        raise AssertionError("the C library was loaded")

    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(ctypes, "CDLL", load)
    process_memory.use_one_arena()
    process_memory.trim()


def test_streamlit_does_not_collect_after_each_run_of_a_page():
    settings = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))
    assert settings["runner"]["postScriptGC"] is False
