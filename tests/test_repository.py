"""The repository speaks of the project alone: no paths of one machine, nothing left undone."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
UNFINISHED = re.compile("TO" + "DO|FIX" + "ME")
MACHINE_PATH = re.compile(r"(?<![\w.$})])/(?:work|root|home|Users|tmp)/")


def texts():
    """Every text file that git knows or would add: its path and its text."""
    listing = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    for name in filter(None, listing.stdout.split("\0")):
        content = (ROOT / name).read_bytes() if (ROOT / name).is_file() else b""
        if b"\0" not in content[:8000]:
            yield name, content.decode("utf-8")


def lines_with(pattern, files):
    return [
        f"{name}:{number}: {line.strip()[:80]}"
        for name, text in files
        for number, line in enumerate(text.splitlines(), 1)
        if pattern.search(line)
    ]


@pytest.mark.parametrize("pattern", [UNFINISHED, MACHINE_PATH], ids=["unfinished", "machine path"])
def test_no_file_has_a_line_with(pattern):
    assert lines_with(pattern, texts()) == []


def test_that_check_reads_the_files():
    assert lines_with(re.compile("^streamlit"), texts())


@pytest.mark.parametrize(
    ("pattern", "line"),
    [
        (UNFINISHED, "# TO" + "DO: later"),
        (MACHINE_PATH, 'open("' + "/home" + '/somebody/x.png")'),
        (MACHINE_PATH, "see " + "/work" + "/main"),
    ],
)
def test_an_unfinished_line_and_a_path_of_a_machine_are_found(pattern, line):
    assert lines_with(pattern, [("a.py", line)])


@pytest.mark.parametrize("line", ["https://example.org/home/page", "../work/", "$(ROOT)/work/"])
def test_addresses_are_no_paths_of_a_machine(line):
    assert lines_with(MACHINE_PATH, [("a.py", line)]) == []
