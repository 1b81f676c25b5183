"""A part of a page takes its turn when it runs on its own, and only then."""

from contextlib import contextmanager
from types import SimpleNamespace

import pytest

from dilviz.ui import memory, parts


@pytest.fixture
def turns(monkeypatch):
    taken = []

    @contextmanager
    def turn():
        taken.append("in")
        yield
        taken.append("out")

    monkeypatch.setattr(memory, "turn", turn)
    return taken


def running(monkeypatch, fragments):
    monkeypatch.setattr(
        parts, "get_script_run_ctx", lambda: SimpleNamespace(fragment_ids_this_run=fragments)
    )


def test_alone_it_takes_one_turn_for_itself_and_all_within(monkeypatch, turns):
    running(monkeypatch, ["one"])
    with parts._turn(), parts._turn():
        turns.append("shown")
    with parts._turn():
        pass
    assert turns == ["in", "shown", "out", "in", "out"]


def test_within_a_page_that_runs_it_takes_none(monkeypatch, turns):
    running(monkeypatch, [])
    with parts._turn():
        pass
    assert turns == []
