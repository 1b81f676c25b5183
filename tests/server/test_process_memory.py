"""Memory that is free goes back to the machine."""

import subprocess
import sys
import time
import tomllib
import weakref
from pathlib import Path

import numpy as np
import pytest
from starlette.testclient import TestClient

from dilviz import web
from dilviz.server import process_memory as heap

ROOT = Path(__file__).parents[2]
HOLES = """
import threading
from dilviz.server import process_memory as heap
if {tidy}: heap.use_one_arena()

def resident():
    return int(open("/proc/self/statm").read().split()[1]) * 4 / 1024

def fill(kept):
    rows = [bytearray(b"x" * 60_000) for _ in range(300)]
    kept += rows[::10]  # what is kept stands between what is freed

kept, began = [], resident()
for _ in range(8):
    at_once = [threading.Thread(target=fill, args=(kept,)) for _ in range(4)]
    for one in at_once: one.start()
    for one in at_once: one.join()
if {tidy}: heap.give_back()
print(resident() - began - sum(map(len, kept)) / 2**20)
"""

on_glibc = pytest.mark.skipif(heap._glibc() is None, reason="only glibc can be asked for this")


def wasted(tidy):
    """Megabytes that a process holds for nothing, after eight rounds of threads."""
    code = HOLES.format(tidy=tidy)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return float(done.stdout)


@on_glibc
def test_what_threads_have_freed_between_what_is_kept_is_given_back():
    assert wasted(True) < 12
    assert wasted(False) > 2 * wasted(True)


def test_what_lies_apart_is_the_same_and_goes_with_the_last_who_holds_it():
    values = np.random.default_rng(1).integers(0, 256, (3, 5, 2), dtype=np.uint8)[::2]
    copied = heap.apart(values)
    pages = weakref.ref(copied.base.base.obj)
    assert np.array_equal(copied, values) and not np.shares_memory(copied, values)
    assert heap.apart(np.empty((0, 4))).shape == (0, 4)
    part = copied[1:]
    del copied
    assert pages() is not None and np.array_equal(part, values[1:])
    del part
    assert pages() is None


def test_a_running_server_gives_back_again_and_again(monkeypatch):
    times, arenas = [], []
    monkeypatch.setattr(heap, "use_one_arena", lambda: arenas.append(1))
    monkeypatch.setattr(heap, "PAUSE", 0.001)
    monkeypatch.setattr(heap, "sweep", lambda: None)
    monkeypatch.setattr(heap, "give_back", lambda: times.append(1))
    with TestClient(web.alone()):
        end = time.monotonic() + 30
        while len(times) < 3 and time.monotonic() < end:
            time.sleep(0.001)
    assert len(times) >= 3 and arenas == [1]
    stopped = len(times)
    time.sleep(0.01)
    assert len(times) == stopped


def test_a_sweep_frees_cycles_that_an_earlier_sweep_took_out_of_sight():
    code = """
import gc, weakref
from dilviz.server import process_memory as heap
class Session: pass
one, other = Session(), Session()
one.other, other.one = other, one
gone = weakref.ref(one)
heap.sweep()
del one, other
assert gc.get_freeze_count() > 1000
gc.collect()
assert gone(), "out of sight"
heap.sweep()
assert gone() is None
"""
    subprocess.run([sys.executable, "-c", code], check=True)


def test_other_systems_are_left_alone(monkeypatch):
    monkeypatch.setattr(heap.sys, "platform", "darwin")
    assert heap._glibc() is None
    heap.use_one_arena()
    heap.give_back()


def test_nothing_is_collected_after_each_run_of_a_page():
    settings = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))
    assert settings["runner"] == {"postScriptGC": False}
