"""Which Chromium the browser tests take."""

import sys

from tools.get_chromium import find_chromium


def test_takes_the_one_that_the_variable_names(monkeypatch):
    monkeypatch.setenv("CHROMIUM", sys.executable)
    assert find_chromium() == sys.executable


def test_looks_on_the_path_if_the_variable_names_nothing_that_exists(monkeypatch, tmp_path):
    program = tmp_path / "chromium"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    monkeypatch.setenv("CHROMIUM", str(tmp_path / "missing"))
    monkeypatch.setenv("PATH", str(tmp_path))
    assert find_chromium() == str(program)
